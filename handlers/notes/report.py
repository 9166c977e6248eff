"""What the note gives to the report of its meeting, and the note as a paper: general parts only."""

from facilitation import notes as rules
from handlers.feature import Known, Printed
from handlers.notes import paper
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Bullets
from storage.meetings import Meeting
from storage.network import Network
from storage.notes import LineKind


async def conclusions(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    return await _of(visit, meeting, LineKind.CONCLUSION)


async def decisions(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    return await _of(visit, meeting, LineKind.DECISION)


async def _of(visit: Visit, meeting: Meeting, kind: LineKind) -> Known:
    lines = await rules.of_meeting(visit.uow, meeting.key, internal=False)
    words = tuple(line.words for line in lines if line.kind is kind)
    return Known((Bullets(words),)) if words else Known()


async def make(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed | None:
    """The general part of a note that is final."""
    written = await paper.general(visit.uow, network, meeting)
    return Printed(paper.paper(_, written), frozenset(written.people)) if written else None
