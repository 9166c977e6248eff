"""Notes of conclusions: what people want kept of a meeting, how far its note is, and what is to be corrected."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, select

from storage.meetings import Meeting
from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class NoteState(StrEnum):
    """Collected and arranged, then with the participants for corrections, then final."""

    COLLECTING = "collecting"
    CORRECTING = "correcting"
    FINAL = "final"


class Note(Table, table=True):
    """How far the note of a meeting is. `version` grows when a final one is opened again."""

    __tablename__ = "note"
    personal: ClassVar = NOTHING_PERSONAL

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    network_id: int = Field(foreign_key="network.id", index=True)
    state: NoteState = Field(default=NoteState.COLLECTING, sa_type=Word(NoteState))
    version: int = 1
    published_at: datetime | None = None
    final_at: datetime | None = None


class LineKind(StrEnum):
    """What a line of a note is."""

    DECISION = "decision"
    CONCLUSION = "conclusion"


class LineState(StrEnum):
    """It stands in the note, or was taken out of it, put together with another, or taken back by its author."""

    STANDS = "stands"
    OUT = "taken out"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class NoteLine(Row, table=True):
    """One conclusion or decision; a decision may also be of no meeting.

    `internal`: for those who work in the network only. What was taken back keeps no words.
    """

    __tablename__ = "note_line"
    personal: ClassVar = (
        Personal("author_id", ("kind", "words", "state", "reason", "said_at"), Erasing.KEEP_NAMELESS),
    )

    network_id: int = Field(foreign_key="network.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kind: LineKind = Field(sa_type=Word(LineKind))
    words: str
    internal: bool = False
    position: int
    state: LineState = Field(default=LineState.STANDS, sa_type=Word(LineState))
    reason: str = ""
    merged_into_id: int | None = Field(default=None, foreign_key="note_line.id")
    said_at: datetime


class CorrectionState(StrEnum):
    """What became of a correction."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Correction(Row, table=True):
    """Other words for a line, or a line that is missing."""

    __tablename__ = "note_correction"
    personal: ClassVar = (Personal("author_id", ("words", "state", "proposed_at"), Erasing.KEEP_NAMELESS),)

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    line_id: int | None = Field(default=None, foreign_key="note_line.id")
    kind: LineKind = Field(sa_type=Word(LineKind))
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    words: str
    state: CorrectionState = Field(default=CorrectionState.PROPOSED, sa_type=Word(CorrectionState))
    proposed_at: datetime


async def begin(uow: UnitOfWork, network_id: int, meeting_id: int) -> Note:
    """The note of a meeting, begun if there is none yet; held until this transaction ends."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    new = {"meeting_id": meeting_id, "network_id": network_id, "state": NoteState.COLLECTING, "version": 1}
    await uow.session.exec(insert(Note).values(**new).on_conflict_do_nothing())
    return await to_change(uow, meeting_id)


async def to_change(uow: UnitOfWork, meeting_id: int) -> Note:
    """A note that was begun, held until this transaction ends: whoever changes a line holds its note first."""
    note = await uow.hold(Note, meeting_id)
    assert note is not None
    return note


async def of(uow: UnitOfWork, meeting_id: int) -> Note | None:
    return await uow.session.get(Note, meeting_id)


async def of_all(uow: UnitOfWork, meeting_ids: Collection[int]) -> dict[int, Note]:
    """The notes that were begun, by meeting."""
    if not meeting_ids:
        return {}
    found = await uow.session.exec(select(Note).where(col(Note.meeting_id).in_(meeting_ids)))
    return {note.meeting_id: note for note in found}


async def add_line(uow: UnitOfWork, line: NoteLine) -> NoteLine:
    uow.session.add(line)
    await uow.session.flush()
    return line


async def line(uow: UnitOfWork, line_id: int) -> NoteLine | None:
    return await uow.session.get(NoteLine, line_id)


async def line_to_change(uow: UnitOfWork, line_id: int) -> NoteLine | None:
    return await uow.hold(NoteLine, line_id)


async def lines(uow: UnitOfWork, meeting_id: int) -> Sequence[NoteLine]:
    """Every line of a meeting, also what is not in its note any more; in order."""
    found = select(NoteLine).where(NoteLine.meeting_id == meeting_id)
    return (await uow.session.exec(found.order_by(col(NoteLine.position), col(NoteLine.id)))).all()


async def decisions(
    uow: UnitOfWork, network_id: int, *, internal: bool
) -> Sequence[tuple[NoteLine, Meeting]]:
    """What stands as decided in the final notes of a network; what is internal only where that is wanted, and what a
    subgroup decided not at all."""
    found = (
        select(NoteLine, Meeting)
        .join(Note, col(Note.meeting_id) == col(NoteLine.meeting_id))
        .join(Meeting, col(Meeting.id) == col(NoteLine.meeting_id))
        .where(NoteLine.network_id == network_id, NoteLine.kind == LineKind.DECISION)
        .where(NoteLine.state == LineState.STANDS, Note.state == NoteState.FINAL)
        .where(col(Meeting.subgroup_id).is_(None))
    )
    if not internal:
        found = found.where(col(NoteLine.internal).is_(False))
    return (await uow.session.exec(found.order_by(col(NoteLine.id)))).all()


async def lines_by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[NoteLine]:
    return (await uow.session.exec(select(NoteLine).where(col(NoteLine.id).in_(ids)))).all() if ids else []


async def last_position(uow: UnitOfWork, meeting_id: int) -> int:
    found = select(func.max(NoteLine.position)).where(col(NoteLine.meeting_id) == meeting_id)
    return (await uow.session.exec(found)).one() or 0


async def counts(uow: UnitOfWork, meeting_id: int) -> dict[LineKind, int]:
    """How many lines of each kind stand."""
    found = (
        select(NoteLine.kind, func.count())
        .where(col(NoteLine.meeting_id) == meeting_id, col(NoteLine.state) == LineState.STANDS)
        .group_by(col(NoteLine.kind))
    )
    return {LineKind(kind): count for kind, count in await uow.session.exec(found)}


async def add_correction(uow: UnitOfWork, correction: Correction) -> Correction:
    uow.session.add(correction)
    await uow.session.flush()
    return correction


async def correction(uow: UnitOfWork, correction_id: int) -> Correction | None:
    return await uow.session.get(Correction, correction_id)


async def correction_to_change(uow: UnitOfWork, correction_id: int) -> Correction | None:
    return await uow.hold(Correction, correction_id)


async def proposed(uow: UnitOfWork, meeting_id: int) -> Sequence[Correction]:
    """Corrections of a note of which nobody has decided, the earliest first."""
    found = select(Correction).where(
        Correction.meeting_id == meeting_id, Correction.state == CorrectionState.PROPOSED
    )
    return (await uow.session.exec(found.order_by(col(Correction.id)))).all()
