"""Noting down: which meeting something said belongs to, and what its author may still do with it."""

from datetime import datetime, timedelta

from facilitation.facts import NoteChanged
from facilitation.notes.reasons import NoteReason
from facilitation.refusals import Refused
from facilitation.typed import one_line, several_lines
from storage import meetings, notes, subgroups
from storage.meetings import Meeting, MeetingState
from storage.network import Network
from storage.notes import LineKind, LineState, Note, NoteLine, NoteState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

SHORTEST, LONGEST, LONGEST_REASON = 3, 1000, 300
MOST = 200
AHEAD, AFTERWARDS = timedelta(days=1), timedelta(days=14)


def checked_words(typed: str) -> str:
    """A line as it is kept; line breaks of a longer one stay."""
    return several_lines(
        typed, LONGEST, NoteReason.WORDS_LONG, least=SHORTEST, too_short=NoteReason.WORDS_SHORT
    )


def checked_reason(typed: str) -> str:
    """Why a line is taken out, as its author reads it."""
    return one_line(
        typed, LONGEST_REASON, NoteReason.REASON_LONG, least=1, too_short=NoteReason.REASON_NEEDED
    )


async def meetings_to_note(uow: UnitOfWork, network: Network, by: Person, now: datetime) -> list[Meeting]:
    """What someone may note something down of, the likeliest first: under way, over, coming within a day."""
    states = (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.PLANNED)
    found = await meetings.of_network(uow, network.key, states, now - AFTERWARDS)
    near = [each for each in found if each.starts_at - AHEAD <= now and await _takes_part(uow, each, by)]
    known = await notes.of_all(uow, [each.key for each in near])
    is_open = [each for each in near if each.key not in known or known[each.key].state is not NoteState.FINAL]
    newest = sorted(is_open, key=lambda each: each.starts_at, reverse=True)
    return sorted(newest, key=lambda each: states.index(each.state))


async def _takes_part(uow: UnitOfWork, meeting: Meeting, person: Person) -> bool:
    if meeting.subgroup_id is None:
        return True
    return person.id in {each.key for each in await subgroups.members(uow, meeting.subgroup_id)}


async def note_down(
    uow: UnitOfWork, note: Note, kind: LineKind, by: Person, typed: str, now: datetime
) -> NoteLine:
    """A conclusion or a decision, at the end of a note."""
    words = checked_words(typed)
    position = await notes.last_position(uow, refuse_final(note).meeting_id) + 1
    if position > MOST:
        raise Refused(NoteReason.MANY, most=MOST)
    line = NoteLine(
        network_id=note.network_id, meeting_id=note.meeting_id, author_id=by.key, kind=kind, words=words,
        position=position, said_at=now,
    )  # fmt: skip
    await notes.add_line(uow, line)
    changed(uow, line)
    return line


def refuse_final(note: Note) -> Note:
    if note.state is NoteState.FINAL:
        raise Refused(NoteReason.IS_FINAL)
    return note


async def of_network(uow: UnitOfWork, network: Network, line_id: int) -> tuple[Note, NoteLine]:
    """A line of this network with its note, both held for a change; refused where it is gone."""
    known = await notes.line(uow, line_id)
    if known is None or known.network_id != network.id or known.meeting_id is None:
        raise Refused(NoteReason.GONE)
    note = await notes.to_change(uow, known.meeting_id)
    return note, await of_note(uow, note, line_id)


async def of_note(uow: UnitOfWork, note: Note, line_id: int) -> NoteLine:
    """A line of a note that is held for a change."""
    line = await notes.line_to_change(uow, line_id)
    if line is None or line.meeting_id != note.meeting_id or line.state is LineState.WITHDRAWN:
        raise Refused(NoteReason.GONE)
    return line


def standing(line: NoteLine) -> NoteLine:
    if line.state is not LineState.STANDS:
        raise Refused(NoteReason.GONE)
    return line


def own(line: NoteLine, by: Person) -> NoteLine:
    """Refused to anyone but its author."""
    if line.author_id != by.id:
        raise Refused(NoteReason.NOT_YOURS)
    return line


def reword(uow: UnitOfWork, note: Note, line: NoteLine, typed: str) -> None:
    refuse_final(note)
    standing(line).words = checked_words(typed)
    changed(uow, line)


def withdraw(uow: UnitOfWork, note: Note, line: NoteLine) -> None:
    """Its author takes a line back; the words go."""
    refuse_final(note)
    line.state, line.words, line.reason = LineState.WITHDRAWN, "", ""
    changed(uow, line)


async def belongs_to(uow: UnitOfWork, note: Note, line: NoteLine, meeting: Meeting) -> None:
    """It was said at another meeting."""
    refuse_final(note)
    refuse_final(await notes.begin(uow, meeting.network_id, meeting.key))
    changed(uow, standing(line))
    line.meeting_id = meeting.key
    line.position = await notes.last_position(uow, meeting.key) + 1
    changed(uow, line)


def changed(uow: UnitOfWork, line: NoteLine) -> None:
    uow.session.add(line)
    if line.meeting_id is not None:
        uow.tell(NoteChanged(line.network_id, line.meeting_id))
