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
from papers.sociogram import Node, Sociogram
from papers.sociogram import picture as drawn
from storage import due_work, people, roles
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network
from storage.outbox import Priority

PICTURE = "adoptions.picture"


@dataclass(frozen=True)
class Drawing:
    """A picture, and how many transfers it shows; no content where it could not be drawn."""

    shown: int
    content: bytes | None


async def on_picture(visit: Visit, network_id: int) -> None:
    """It takes a moment, and comes as a message of its own."""
    network = await visit.enter(network_id)
    visit.require(Act.FIND)
    await due_work.plan(
        visit.uow, PICTURE, f"{network.key}-{visit.me.key}", visit.now, network_id=network.key, person=visit.me.key
    )  # fmt: skip
    visit.answer(visit.reader("I'm drawing it; it comes in a moment."))


async def draw(preparation: Preparation) -> Drawing | None:
    """As its reader may see it now. None for whoever has lost the right."""
    asked = preparation.work

    async def look(visit: Visit) -> tuple[Sociogram | None, int] | None:
        network = await networks.by_id(visit.uow, asked.network_id or 0)
        person = await people.by_id(visit.uow, asked.arguments["person"])
        if network is None or person is None:
            return None
        held = await roles.grants(visit.uow, network.key, visit.now)
        if not may({grant.role for grant, holder in held if holder.id == person.id}, Act.FIND):
            return None
        visit.network = network
        every = await overview.transfers(visit, network)
        return await pictured(visit, visit.reader_of(person), network, every), len(every)

    found = await preparation.read(look)
    if found is None:
        return None
    made, shown = found
    try:
        return Drawing(shown, await asyncio.to_thread(drawn, made) if made else None)
    except Exception as fault:  # the list says the same in words
        structlog.get_logger().error("transfers could not be drawn", fault=type(fault).__name__)
        return Drawing(shown, None)


async def pictured(visit: Visit, _: Reader, network: Network, every: Sequence[Line]) -> Sociogram | None:
    """Who took over from whom, by name; several transfers between two are one arrow. The one place that knows how a
    picture of transfers is given to its paper."""
    ties = {
        (giver, line.taken.place.name)
        for line in every
        if (giver := await wording.place_of(visit, line.entry)) and giver != line.taken.place.name
    }
    names = sorted({name for tie in ties for name in tie})
    if not names:
        return None
    keys = {name: key for key, name in enumerate(names, 1)}
    return Sociogram(
        title=_("{topic}: what others have taken over", topic=network.topic).unescape(),
        nodes=tuple(Node(key, name) for name, key in keys.items()),
        ties=tuple(sorted((keys[giver], keys[taker]) for giver, taker in ties)),
        caption=_("An arrow leads from whoever gave something to whoever took it over.").unescape(),
        language=_.language,
    )


async def send(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    """Drawn a moment ago; what has changed since then shows in the next one."""
    network = await visit.leave_for_network(work.network_id)
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is None or person is None or drawing is None:
        return
    message = _message(visit.reader_of(person), drawing)
    visit.tell(person, message, kind=PICTURE, network=network, priority=Priority.INTERACTIVE)


def _message(_: Reader, drawing: Drawing) -> Message:
    if not drawing.shown:
        return Message(_("There is no confirmed transfer to draw yet."))
    if drawing.content is None:
        return Message(_("I could not draw this picture. The list of transfers says the same in words."))
    text = lines(
        _("<b>Transfers: what others have taken over</b>"),
        _.plural("{n} confirmed transfer", "{n} confirmed transfers", drawing.shown),
    )
    file = Document(_("transfers.png").unescape(), drawing.content)
    return Message(text, document=file) if is_tall(drawing.content) else Message(text, picture=file)
