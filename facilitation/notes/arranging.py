"""Arranging a note: its order, what is put together, what is internal, what is taken out for a reason."""

from facilitation.notes.noting import changed, checked_reason, refuse_final, standing
from facilitation.notes.order import arranged, moved
from facilitation.notes.reasons import NoteReason
from facilitation.refusals import Refused
from storage import notes
from storage.notes import LineKind, LineState, Note, NoteLine
from storage.unit_of_work import UnitOfWork


async def move(uow: UnitOfWork, note: Note, line: NoteLine, steps: int) -> None:
    """Up or down among the lines of its kind."""
    refuse_final(note)
    standing(line)
    every = await notes.lines(uow, note.meeting_id)
    same = {each.key: each for each in arranged(every) if each.kind is line.kind}
    for position, key in enumerate(moved(list(same), line.key, steps), 1):
        same[key].position = position
        uow.session.add(same[key])
    changed(uow, line)


def mark_internal(uow: UnitOfWork, note: Note, line: NoteLine, *, internal: bool) -> None:
    """Only those who work in the network read it, or everyone does."""
    refuse_final(note)
    standing(line).internal = internal
    changed(uow, line)


async def turn_into(uow: UnitOfWork, note: Note, line: NoteLine, kind: LineKind) -> None:
    """A conclusion was in fact a decision, or the other way round; it goes to the end of its new kind."""
    refuse_final(note)
    if standing(line).kind is not kind:
        line.kind, line.position = kind, await notes.last_position(uow, note.meeting_id) + 1
        changed(uow, line)


def merge(uow: UnitOfWork, note: Note, line: NoteLine, into: NoteLine) -> None:
    """Two lines say the same: one goes on. What was internal in either stays so."""
    refuse_final(note)
    if standing(into) is standing(line):
        raise Refused(NoteReason.GONE)
    into.internal = into.internal or line.internal
    line.state, line.merged_into_id = LineState.MERGED, into.key
    changed(uow, into)
    changed(uow, line)


def take_out(uow: UnitOfWork, note: Note, line: NoteLine, reason: str) -> None:
    """It does not stand in the note any more; its author reads why."""
    refuse_final(note)
    standing(line).reason = checked_reason(reason)
    line.state = LineState.OUT
    changed(uow, line)


async def put_back(uow: UnitOfWork, note: Note, line: NoteLine) -> None:
    """What was taken out or put together stands for itself again."""
    refuse_final(note)
    if line.state in (LineState.OUT, LineState.MERGED):
        line.state, line.reason, line.merged_into_id = LineState.STANDS, "", None
        line.position = await notes.last_position(uow, note.meeting_id) + 1
        changed(uow, line)
