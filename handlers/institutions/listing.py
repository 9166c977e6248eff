"""The list of institutions: what each is, how many people of how many expected."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation import people as people_rules
from facilitation.permissions import Act
from handlers.coverage import coverage_line
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.picker import Option
from handlers.visit import Visit
from handlers.words import kind_name
from locales.reader import Reader
from storage import institutions
from storage.institutions import Institution
from storage.network import Network


async def show(visit: Visit, _words: str) -> None:
    """`/instytucje`: the list, with buttons for those who may put it in order."""
    visit.reply(await _list(visit, visit.here))


async def on_show(visit: Visit, network_id: int) -> None:
    visit.edit(await _list(visit, await enter(visit, network_id, Act.LIST_INSTITUTIONS)))


async def enter(visit: Visit, network_id: int, act: Act = Act.MERGE_INSTITUTIONS) -> Network:
    """The network of a tapped button, for someone who may do this there."""
    network = await visit.enter(network_id)
    visit.require(act)
    return network


def options(_: Reader, places: Sequence[Institution]) -> list[Option]:
    return [Option(place.key, place.name, kind_name(_, place.kind)) for place in places]


async def show_done(visit: Visit, done: Markup, *more: Button) -> None:
    """What was done, with the way back to the list, and what more can be done about it."""
    back = Button(visit.reader("‹ Institutions"), tap=visit.tap("places", "show", visit.here.key))
    visit.edit(Message(done, (*((button,) for button in more), (back,))))


async def _list(visit: Visit, network: Network) -> Message:
    _ = visit.reader
    known = await institutions.of_network(visit.uow, network.key)
    people = await institutions.represented(visit.uow, network.key)
    text = paragraphs(
        _("<b>Institutions</b> · {topic}", topic=network.topic),
        lines(*(_line(_, place, people.get(place.key, 0)) for place in known))
        or _(
            "There is none yet. Each comes when its first person joins, or with the list of those expected."
        ),
        coverage_line(_, await people_rules.coverage(visit.uow, network)) if known else None,
    )
    may = visit.may(Act.MERGE_INSTITUTIONS)
    return Message(text, columns(_buttons(visit, network, known), 2) if may else ())


def _line(_: Reader, place: Institution, people: int) -> Markup:
    if place.expected:
        count = _("{joined} of {expected}", joined=people, expected=place.expected)
    else:
        count = _.plural("{n} person", "{n} people", people)
    return _("• <b>{name}</b> ({kind}): {count}", name=place.name, kind=kind_name(_, place.kind), count=count)


def _buttons(visit: Visit, network: Network, known: Sequence[Institution]) -> list[Button]:
    _ = visit.reader
    offered = (
        (len(known) > 1, _("Merge doubled ones"), "merge"),
        (bool(known), _("Rename"), "rename"),
        (bool(known), _("Change kind"), "kind"),
        (bool(known), _("Remove"), "remove"),
        (True, _("Expected list…"), "expect"),
        (any(place.expected for place in known), _("Clear the expected list"), "clear"),
    )
    return [
        Button(label, tap=visit.tap("places", action, network.key)) for may, label, action in offered if may
    ]
