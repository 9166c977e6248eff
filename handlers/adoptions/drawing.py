"""The picture of transfers between institutions, drawn outside any transaction and sent privately."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from facilitation.permissions import Act, may
from handlers.adoptions import overview
from handlers.adoptions.overview import Line
from handlers.due import Preparation
from handlers.entries import wording
from handlers.message import Document, Message, lines
from handlers.visit import Visit
from locales.reader import Reader
from papers.charts import is_tall
from papers.oval import Node
from papers.transfers_map import Transfer, TransfersMap
from papers.transfers_map import picture as drawn
from storage import due_work, people, roles
from storage import network as networks
from storage.adoptions import AdoptionState
from storage.due_work import DueWork
from storage.network import Network
from storage.outbox import Priority
from storage.people import Person

PICTURE = "adoptions.picture"


@dataclass(frozen=True)
class Seen:
    """How many transfers somebody may see, and how they are drawn; nothing to draw where no two institutions are."""

    many: int
    drawn: TransfersMap | None


@dataclass(frozen=True)
class Drawing:
    """A picture of what was seen; no content where it could not be drawn."""

    seen: Seen
    content: bytes | None


async def on_picture(visit: Visit, network_id: int) -> None:
    """It takes a moment, and comes as a message of its own."""
    network = await visit.enter(network_id)
    visit.require(Act.FIND)
    await _plan(visit, network, visit.me)
    visit.answer(visit.reader("I'm drawing it; it comes in a moment."))


async def _plan(visit: Visit, network: Network, person: Person) -> None:
    await due_work.plan(
        visit.uow, PICTURE, f"{network.key}-{person.key}", visit.now, network_id=network.key, person=person.key
    )  # fmt: skip


async def draw(preparation: Preparation) -> Drawing | None:
    """As its reader may see it now. None for whoever has lost the right."""

    async def look(visit: Visit) -> Seen | None:
        return await _seen(visit, preparation.work)

    seen = await preparation.read(look)
    if seen is None:
        return None
    try:
        return Drawing(seen, await asyncio.to_thread(drawn, seen.drawn) if seen.drawn else None)
    except Exception as fault:  # the list says the same in words
        structlog.get_logger().error("transfers could not be drawn", fault=type(fault).__name__)
        return Drawing(seen, None)


async def _seen(visit: Visit, work: DueWork) -> Seen | None:
    """What whoever asked may see at this moment."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is None or person is None:
        return None
    held = await roles.grants(visit.uow, network.key, visit.now)
    if not may({grant.role for grant, holder in held if holder.id == person.id}, Act.FIND):
        return None
    every = await overview.transfers(visit, network)
    return Seen(len(every), await pictured(visit, visit.reader_of(person), network, every))


async def pictured(visit: Visit, _: Reader, network: Network, every: Sequence[Line]) -> TransfersMap | None:
    """Who took what over from whom, by name; several transfers between two that are alike are one arrow."""
    titles, ways = await _ways(visit, every)
    names = sorted({name for giver, taker, _changed in ways for name in (giver, taker)})
    if not names:
        return None
    nodes, numbers = ({one: n for n, one in enumerate(of, 1)} for of in (names, titles))
    caption = (
        _("An arrow leads from whoever gave something to whoever took it over."),
        _("The numbers on it are those of the practices below."),
    )
    return TransfersMap(
        title=_("{topic}: what others have taken over", topic=network.topic).unescape(),
        nodes=tuple(Node(nodes[name], name) for name in names),
        transfers=tuple(
            Transfer(nodes[giver], nodes[taker], tuple(sorted(numbers[key] for key in keys)), changed)
            for (giver, taker, changed), keys in sorted(ways.items())
        ),
        practices=tuple(titles.values()),
        caption=" ".join(each.unescape() for each in caption),
        unchanged=_("taken over as it is").unescape(),
        changed=_("taken over with changes").unescape(),
        more=_("All others are in the list: /transfers").unescape(),
        language=_.language,
    )


async def _ways(
    visit: Visit, every: Sequence[Line]
) -> tuple[dict[int, str], dict[tuple[str, str, bool], set[int]]]:
    """The titles of what went from one institution to another one, and what went each way: as it was, or changed."""
    titles: dict[int, str] = {}
    ways: dict[tuple[str, str, bool], set[int]] = {}
    for line in every:
        giver, taker = await wording.place_of(visit, line.entry), line.taken.place.name
        if giver and giver != taker:
            titles[line.entry.key] = line.entry.title
            changed = line.taken.adoption.state is AdoptionState.ADAPTED
            ways.setdefault((giver, taker, changed), set()).add(line.entry.key)
    return titles, ways


async def send(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    """Drawn anew where somebody has taken something back, or confirmed it, while it was drawn."""
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_id(visit.uow, work.arguments["person"])
    seen = await _seen(visit, work) if network else None
    if network is None or person is None or drawing is None or seen is None:
        return
    if drawing.seen != seen:
        await _plan(visit, network, person)
        return
    message = _message(visit.reader_of(person), drawing)
    visit.tell(person, message, kind=PICTURE, network=network, priority=Priority.INTERACTIVE)


def _message(_: Reader, drawing: Drawing) -> Message:
    if not drawing.seen.many:
        return Message(_("There is no confirmed transfer to draw yet."))
    if drawing.seen.drawn is None:
        return Message(
            _("There is nothing to draw yet: nobody names who gave what was taken over. The list: /transfers")
        )
    if drawing.content is None:
        return Message(_("I could not draw this picture. The list of transfers says the same in words."))
    text = lines(
        _("<b>Transfers: what others have taken over</b>"),
        _.plural("{n} confirmed transfer", "{n} confirmed transfers", drawing.seen.many),
    )
    file = Document(_("transfers.png").unescape(), drawing.content)
    return Message(text, document=file) if is_tall(drawing.content) else Message(text, picture=file)
