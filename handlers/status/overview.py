"""`/stan`: what the bot owes a network, with one tap for each thing that can be put right."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from facilitation import status as rules
from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.status import Remedy
from handlers.message import Button, Message, lines, paragraphs
from handlers.posts import PIN
from handlers.reasons import DoorReason
from handlers.status import words
from handlers.status.words import Item, Known
from handlers.visit import Visit
from storage import institutions
from storage.due_work import DueWork
from storage.network import Network, NetworkState
from storage.people import Person

PAGE = 6
NEXT = 3
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


async def show(visit: Visit, _words: str) -> None:
    """Privately, also to a facilitator who asks in the group."""
    network = visit.here
    if not visit.step_aside():
        raise Refused(DoorReason.PRIVATE_ONLY, command=visit.registry.command("status"))
    visit.reply(await page(visit, network))


async def on_list(visit: Visit, network_id: int, number: int) -> None:
    visit.edit(await page(visit, await enter(visit, network_id), number))


async def enter(visit: Visit, network_id: int) -> Network:
    """The network of a tapped button, for someone who looks after it."""
    network = await visit.enter(network_id)
    visit.require(Act.SEE_STATUS)
    return network


async def page(visit: Visit, network: Network, number: int = 0) -> Message:
    """What did not come about, a few at a time, and below what comes next."""
    _, kinds = visit.reader, words.kinds(visit.registry)
    owing = await rules.owing(visit.uow, network.key, kinds, NEXT)
    known = await words.look_up(visit, _, owing.missed, owing.coming)
    every = words.items(_, visit.registry, known, owing.missed)
    last = max(0, (len(every) - 1) // PAGE)
    number = max(0, min(number, last))
    here = every[number * PAGE : (number + 1) * PAGE]
    unreached = await institutions.unreached(visit.uow, network.key)
    text = paragraphs(
        _("<b>What I owe</b> · {topic}", topic=network.topic),
        *_state(visit, network, owing.on_the_way, unreached),
        None if every else _("Nothing is owed."),
        *(Markup("{}. {}").format(place, item.text) for place, item in enumerate(here, 1)),
        _("Page {page} of {pages}", page=number + 1, pages=last + 1) if last else None,
        _coming(visit, known, owing.coming),
    )
    named = {person.key for person in unreached} | {one for item in here for one in item.of.people}
    rows = (_remedies(visit, network, place, item) for place, item in enumerate(here, 1))
    return Message(text, names=frozenset(named)).with_buttons(
        *rows, *_footer(visit, network, every, number, last)
    )


def _state(visit: Visit, network: Network, waiting: int, unreached: Sequence[Person]) -> list[Markup | None]:
    """Whether anything can arrive at all."""
    _ = visit.reader
    return [
        _("I am not in the group at the moment, so I write nothing there. Once I am added again, everything goes on.")
        if network.state is NetworkState.AWAY else None,
        _.plural("{n} message is on its way.", "{n} messages are on their way.", waiting) if waiting else None,
        _("I can't write privately to: {names}. They have to press Start: the button on the card leads there.",
          names=words.names(_, unreached)) if unreached else None,
    ]  # fmt: skip


def _coming(visit: Visit, known: Known, coming: Sequence[DueWork]) -> Markup | None:
    _ = visit.reader
    planned = (
        Markup("• {}: {}").format(
            _.moment(work.due_at), words.what(_, visit.registry, known, *rules.meaning(work))
        )
        for work in coming
    )
    return lines(_("Planned next:"), *planned) if coming else None


def _remedies(visit: Visit, network: Network, place: int, item: Item) -> list[Button]:
    """What one tap can do, with the number that stands before the words."""
    _, key = visit.reader, item.of.key

    def button(label: Markup, action: str) -> Button:
        return Button(f"{place}. {label.unescape()}", tap=visit.tap("status", action, network.key, key))

    match item.remedy:
        case Remedy.DECIDE:
            return [button(_("Send again"), "again"), button(_("It arrived"), "arrived")]
        case Remedy.ANEW:
            return [button(_("Pin it") if item.of.kind == PIN else _("Post anew"), "anew")]
        case Remedy.RETRY:
            return [button(_("Try again"), "retry")]
    return []


def _footer(
    visit: Visit, network: Network, every: Sequence[Item], number: int, last: int
) -> tuple[list[Button], list[Button]]:
    _ = visit.reader
    back = Button(_("‹ Previous"), tap=visit.tap("status", "list", network.key, number - 1))
    on = Button(_("Next ›"), tap=visit.tap("status", "list", network.key, number + 1))
    until = (visit.now - EPOCH) // MICROSECOND
    seen = Button(_("All seen, clear the list"), tap=visit.tap("status", "seen", network.key, until))
    turns = [*([back] if number else []), *([on] if number < last else [])]
    return turns, [seen] if any(item.remedy is not Remedy.DECIDE for item in every) else []
