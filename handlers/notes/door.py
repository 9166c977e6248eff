"""The doors of notes: who reads, who changes a line, who arranges."""

from facilitation.notes import life, noting
from facilitation.permissions import Act
from handlers.meetings import door as meetings
from handlers.visit import Visit
from storage import notes
from storage.meetings import Meeting
from storage.notes import Note, NoteLine


async def enter(visit: Visit, meeting_id: int, act: Act) -> tuple[Note, Meeting]:
    """The note of a meeting, held for a change, for someone of its network who may do this."""
    meeting = await meetings.enter(visit, meeting_id, act)
    return (await life.of_network(visit.uow, visit.here, meeting_id))[0], meeting


async def look(visit: Visit, meeting_id: int) -> tuple[Note, Meeting]:
    """The note of a meeting, to be read; one that nobody has begun yet is empty."""
    meeting = await meetings.enter(visit, meeting_id)
    known = await notes.of(visit.uow, meeting_id)
    return known or Note(meeting_id=meeting_id, network_id=meeting.network_id), meeting


async def enter_line(visit: Visit, line_id: int) -> tuple[Note, NoteLine]:
    """A line of one's own, or any for those who arrange."""
    known = await notes.line(visit.uow, line_id)
    await visit.enter(known.network_id if known else None)
    visit.require(Act.NOTE_DOWN)
    note, line = await noting.of_network(visit.uow, visit.here, line_id)
    if not visit.may(Act.ARRANGE):
        noting.own(line, visit.me)
    return note, line


async def enter_arranging(visit: Visit, line_id: int) -> tuple[Note, NoteLine]:
    known = await notes.line(visit.uow, line_id)
    await visit.enter(known.network_id if known else None)
    visit.require(Act.ARRANGE)
    return await noting.of_network(visit.uow, visit.here, line_id)


def sees_internal(visit: Visit) -> bool:
    """Whether this person works in the network, so that nothing of a note is kept from them."""
    return visit.may(Act.NOTE_DOWN)
