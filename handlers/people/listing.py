"""Who is in, by institution; who waits to be confirmed; who can't be written to."""

from itertools import groupby

from markupsafe import Markup

from facilitation import people as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.coverage import coverage_line
from handlers.message import Button, Message, lines, paragraphs
from handlers.people.greeting import offered_to
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import institutions, people, roles
from storage.institutions import Institution
from storage.network import Network
from storage.people import Person, Reach
from storage.roles import Role


async def show(visit: Visit, _words: str) -> None:
    """`/ludzie`: the list, in private chat."""
    network = visit.here
    _ = visit.reader
    joined = await institutions.roster(visit.uow, network.key)
    unreached = [person for person, _place in joined if person.reach is not Reach.OPEN]
    by_place = [
        Markup("<b>{}</b>: {}").format(name or _("without an institution"), _.list(p.name for p, _i in group))
        for name, group in groupby(joined, key=lambda pair: pair[1].name if pair[1] else "")
    ]
    away = None
    if unreached:
        away = _(
            "I can't write privately to: {names}. They have to press Start: the button on the card leads there.",
            names=_.list(person.name for person in unreached),
        )
    visit.reply(Message(paragraphs(
        Markup("<b>{}</b>").format(network.topic),
        coverage_line(_, await rules.coverage(visit.uow, network)),
        lines(*by_place) or _("The list is empty so far. The card in the group has a button to join."),
        away,
    ), names=frozenset(person.key for person, _place in joined)))  # fmt: skip
    if visit.may(Act.CONFIRM_PEOPLE):
        for person, place in await institutions.waiting(visit.uow, network.key):
            visit.reply(_question(visit, network, person, place))


async def tell_facilitators_of_waiting(
    visit: Visit, network: Network, person: Person, place: Institution | None
) -> None:
    for facilitator in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        question = _question(visit, network, person, place, facilitator)
        visit.tell(facilitator, question, kind="people.waiting", network=network)


def _question(
    visit: Visit, network: Network, person: Person, place: Institution | None, reader: Person | None = None
) -> Message:
    _ = visit.reader_of(reader) if reader else visit.reader
    represents = place.name if place else _("no institution")
    text = _(
        "<b>{name}</b> ({institution}) wants to join the network “{topic}”, but I don't see this person in the group. "
        "Do you know them?",
        name=person.name, institution=represents, topic=network.topic,
    )  # fmt: skip
    yes = Button(
        _("Yes, let in"), tap=visit.tap("people", "confirm", network.key, person.key), style="success"
    )
    no = Button(_("No"), tap=visit.tap("people", "decline", network.key, person.key))
    return Message(text, ((yes, no),), frozenset({person.key}))


async def on_confirm(visit: Visit, network_id: int, person_id: int) -> None:
    network, person = await _decide(visit, network_id, person_id)
    _ = visit.reader
    if not await rules.confirm(visit.uow, person, network, visit.me, visit.now):
        visit.edit(_named(_("{name} no longer waits: it was already decided.", name=person.name), person))
        return
    visit.edit(_named(_("{name} is in the network now.", name=person.name), person))
    await _welcome(visit, network, person)


async def on_decline(visit: Visit, network_id: int, person_id: int) -> None:
    network, person = await _decide(visit, network_id, person_id)
    _ = visit.reader
    if not await rules.decline(visit.uow, person, network, visit.now):
        visit.edit(_named(_("{name} no longer waits: it was already decided.", name=person.name), person))
        return
    visit.edit(_named(_("{name} was not let in.", name=person.name), person))
    _ = visit.reader_of(person)
    text = _(
        "The facilitator of “{topic}” could not confirm you. Please write to them, or join the group first.",
        topic=network.topic,
    )
    visit.tell(person, Message(text), kind="people.declined", network=network)


def _named(text: Markup, person: Person) -> Message:
    return Message(text, names=frozenset({person.key}))


async def on_came(visit: Visit) -> None:
    """Someone who waited to be confirmed is in the group now, which says enough."""
    if visit.network is None:
        return
    for user in visit.heard.facts["users"]:
        person = await people.by_telegram_id(visit.uow, user.id)
        if person and await rules.confirm(visit.uow, person, visit.network, person, visit.now):
            await _welcome(visit, visit.network, person)


async def _decide(visit: Visit, network_id: int, person_id: int) -> tuple[Network, Person]:
    network = await visit.enter(network_id)
    visit.require(Act.CONFIRM_PEOPLE)
    person = await people.by_id(visit.uow, person_id)
    if person is None or await institutions.membership(visit.uow, network_id, person_id) is None:
        raise Refused(DoorReason.GONE)
    return network, person


async def _welcome(visit: Visit, network: Network, person: Person) -> None:
    _ = visit.reader_of(person)
    text = _(
        "You are in: welcome to the network <b>{topic}</b>! /help shows what you can do.", topic=network.topic
    )
    message = Message(text, await offered_to(visit, network, person))
    visit.tell(person, message, kind="people.welcome", network=network)
