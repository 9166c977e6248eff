"""The transfers that were confirmed since the meeting before: as a paper of a meeting, and as a part of its report."""

from collections.abc import Sequence

from handlers.adoptions import overview, words
from handlers.adoptions.overview import Line
from handlers.entries import wording
from handlers.feature import Known, Printed
from handlers.meetings import papers
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Block, Bullets, Column, Paragraph, Table
from storage import meetings
from storage.adoptions import AdoptionState
from storage.meetings import Meeting
from storage.network import Network

MOST = 100
"""Meetings to look through for the one before."""


async def make(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed | None:
    """None where nothing was confirmed."""
    found = await _since_the_one_before(visit, network, meeting)
    if not found:
        return None
    blocks: list[Block] = [
        await papers.facts(visit, _, network, meeting),
        Paragraph(_.plural("{n} confirmed transfer", "{n} confirmed transfers", len(found)).unescape()),
        await _table(visit, _, found),
    ]
    title = _("Transfers since the last meeting").unescape()
    document = papers.document(visit, _, network, meeting, title, blocks)
    return Printed(document, await papers.named(visit, network))


async def in_report(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    """What was taken over, from whom, by whom; nothing in reports of subgroups, or where nothing was."""
    if meeting.subgroup_id is not None:
        return Known()
    found = await _since_the_one_before(visit, network, meeting)
    told = [(line.entry.title, await wording.place_of(visit, line.entry), line.taken) for line in found]
    items = tuple(
        f"{title}: {words.way(_, giver, [words.took(_, taken)]).unescape()}" for title, giver, taken in told
    )
    return Known((Bullets(items),) if items else ())


async def _since_the_one_before(visit: Visit, network: Network, meeting: Meeting) -> list[Line]:
    """Before the end of this meeting, and after that of the one before of the same people; the oldest first."""
    every = reversed(await overview.transfers(visit, network))
    of_network = await meetings.ended(visit.uow, network.key, MOST)
    ended = [each for each in of_network if each.subgroup_id == meeting.subgroup_id]
    before = next((each for each in ended if each.starts_at < meeting.starts_at), None)
    over = meeting if any(each.id == meeting.id for each in ended) else None
    return [
        line
        for line in every
        if (at := line.taken.adoption.confirmed_at) is not None
        and (before is None or at > before.ends_at)
        and (over is None or at <= over.ends_at)
    ]


async def _table(visit: Visit, _: Reader, found: Sequence[Line]) -> Table:
    columns = (
        Column(_("Practice").unescape(), 4),
        Column(_("Whose practice").unescape(), 2.4),
        Column(_("Where it works").unescape(), 3),
        Column(_("How it went").unescape(), 5),
    )
    rows = [
        (
            line.entry.title,
            await wording.place_of(visit, line.entry),
            words.took(_, line.taken).unescape(),
            _said(line),
        )
        for line in found
    ]
    return Table(columns, tuple(rows))


def _said(line: Line) -> str:
    adoption = line.taken.adoption
    changes = adoption.reason if adoption.state is AdoptionState.ADAPTED else ""
    return " ".join(each for each in (changes, adoption.words) if each) or "–"
