"""The result as a picture, for those who decide: drawn outside any transaction, in the network's language and zone."""

import asyncio
from dataclasses import dataclass

from facilitation.date_polls import asking, counting
from facilitation.date_polls.asking import Found
from facilitation.text import folded
from handlers.date_polls import words
from handlers.due import Preparation
from handlers.message import Document, Message, lines
from handlers.visit import Visit
from locales.reader import Reader
from papers.date_grid import Column, DateGrid, Line
from papers.date_grid import picture as drawn
from storage import date_polls, due_work, people
from storage import network as networks
from storage.date_polls import Choice, DatePoll, Proposal
from storage.due_work import DueWork
from storage.people import Person

PICTURE = "date_polls.picture"
EVERYONE = 0


@dataclass(frozen=True)
class Drawing:
    """A picture, and whom it names."""

    content: bytes
    names: frozenset[int]


async def plan(visit: Visit, poll: DatePoll, person: Person | None = None) -> None:
    """For one person, or for everyone who decides."""
    key = f"{poll.key}-{person.key}" if person else str(poll.key)
    await due_work.plan(
        visit.uow, PICTURE, key, visit.now, network_id=poll.network_id, poll=poll.key,
        person=person.key if person else EVERYONE,
    )  # fmt: skip


async def draw(preparation: Preparation) -> Drawing | None:
    """None where there is nothing to draw any more."""
    work = preparation.work
    async with preparation.database.read() as uow:
        network = await networks.by_id(uow, work.network_id or 0)
        poll = await date_polls.by_id(uow, work.arguments["poll"])
        if network is None or poll is None:
            return None
        found = await asking.found(uow, poll, preparation.now)
        made = grid(Reader(network.language, network.zone), found)
    named = frozenset(key for key, place in found.asked.institutions.items() if place is None)
    return Drawing(await asyncio.to_thread(drawn, made), named)


async def send(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    poll = await date_polls.by_id(visit.uow, work.arguments["poll"])
    if network is None or poll is None or drawing is None:
        return
    for person in await _readers(visit, work, poll):
        _ = visit.reader_of(person)
        document = Document(_("dates.png").unescape(), drawing.content)
        text = _("How the dates stand: {title}", title=poll.title)
        message = Message(text, names=drawing.names, picture=document, silent=True)
        visit.tell(person, message, kind=PICTURE, network=network, about=poll.key)


async def _readers(visit: Visit, work: DueWork, poll: DatePoll) -> list[Person]:
    if work.arguments["person"] == EVERYONE:
        return await asking.deciders(visit.uow, poll, visit.now)
    person = await people.by_id(visit.uow, work.arguments["person"])
    return [person] if person else []


def grid(_: Reader, found: Found) -> DateGrid:
    """Institutions with what they say, and by name those who represent none."""
    result = found.result
    best = {found.poll.picked_id} if found.poll.picked_id else {each.proposal.key for each in result.best}
    ordered = sorted(result.ranked, key=lambda each: (each.proposal.starts_at, each.proposal.key))
    columns = tuple(
        Column(
            words.label(_, each.proposal),
            (each.people.yes, each.people.maybe, each.people.no),
            each.proposal.key in best,
        )
        for each in ordered
    )
    suggested = None if found.poll.picked_id else words.suggestion(_, result)
    dates = [each.proposal for each in ordered]
    legend = {
        "yes": _.context("can come", "yes"), "maybe": _("if need be"), "no": _.context("can come", "no"),
        "": _("no answer"),
    }  # fmt: skip
    return DateGrid(
        title=found.poll.title,
        columns=columns,
        lines=tuple(_lines(found, dates)),
        legend={choice: word.unescape() for choice, word in legend.items()},
        caption=lines(suggested, words.answered(_, result)).striptags(),
        language=_.language,
    )


def _lines(found: Found, dates: list[Proposal]) -> list[Line]:
    """One for each institution, then one for each person who represents none."""
    those: dict[tuple[int, int], list[int]] = {}
    names: dict[tuple[int, int], str] = {}
    for key, place in found.asked.institutions.items():
        line = (0, place.key) if place else (1, key)
        those.setdefault(line, []).append(key)
        names[line] = place.name if place else found.asked.people[key].name
    return [
        Line(
            names[line],
            tuple(_written(counting.choice_of(those[line], date.key, found.said)) for date in dates),
        )
        for line in sorted(those, key=lambda each: (each[0], folded(names[each])))
    ]


def _written(choice: Choice | None) -> str:
    return choice.value if choice else ""
