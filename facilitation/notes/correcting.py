"""Corrections of a note: proposed by those who took part, accepted or declined by those who lead."""

from datetime import datetime

from facilitation.notes.noting import changed, checked_words, standing
from facilitation.notes.reasons import NoteReason
from facilitation.refusals import Refused
from storage import notes
from storage.network import Network
from storage.notes import Correction, CorrectionState, LineKind, Note, NoteLine, NoteState
from storage.people import Person
from storage.unit_of_work import UnitOfWork


def refuse_unless_correcting(note: Note) -> Note:
    if note.state is not NoteState.CORRECTING:
        raise Refused(NoteReason.NOT_CORRECTING)
    return note


async def propose(
    uow: UnitOfWork, note: Note, line: NoteLine | None, kind: LineKind, by: Person, typed: str, now: datetime
) -> Correction:
    """Other words for a line; without one, a line that is missing."""
    refuse_unless_correcting(note)
    if line is not None and (standing(line).meeting_id != note.meeting_id):
        raise Refused(NoteReason.GONE)
    correction = Correction(
        meeting_id=note.meeting_id, line_id=line.key if line else None, kind=line.kind if line else kind,
        author_id=by.key, words=checked_words(typed), proposed_at=now,
    )  # fmt: skip
    return await notes.add_correction(uow, correction)


async def of_network(uow: UnitOfWork, network: Network, correction_id: int) -> tuple[Note, Correction]:
    """A correction that waits in this network, with its note; both held for a change."""
    known = await notes.correction(uow, correction_id)
    note = await notes.of(uow, known.meeting_id) if known else None
    if known is None or note is None or note.network_id != network.id:
        raise Refused(NoteReason.GONE)
    note = await notes.to_change(uow, known.meeting_id)
    correction = await notes.correction_to_change(uow, correction_id)
    if correction is None or correction.state is not CorrectionState.PROPOSED:
        raise Refused(NoteReason.SETTLED)
    return refuse_unless_correcting(note), correction


async def accept(uow: UnitOfWork, note: Note, correction: Correction, now: datetime) -> NoteLine:
    """The line says so from now on; what was missing stands at the end."""
    correction.state = CorrectionState.ACCEPTED
    uow.session.add(correction)
    line = await notes.line_to_change(uow, correction.line_id) if correction.line_id else None
    if line is None:
        line = NoteLine(
            network_id=note.network_id, meeting_id=note.meeting_id, author_id=correction.author_id,
            kind=correction.kind, words=correction.words, said_at=now,
            position=await notes.last_position(uow, note.meeting_id) + 1,
        )  # fmt: skip
        await notes.add_line(uow, line)
    else:
        standing(line).words = correction.words
    changed(uow, line)
    return line


def decline(uow: UnitOfWork, correction: Correction) -> None:
    correction.state = CorrectionState.DECLINED
    uow.session.add(correction)
