"""The archive of meetings: files of others, known by their number at Telegram and a title."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func, or_
from sqlmodel import Field, col, select

from storage.attached import Attached, AttachedKind
from storage.meetings import Meeting, MeetingState
from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class ArchivedFile(Row, table=True):
    """A file that belongs to a meeting; an `internal` one is not for observers. Of one that was removed only the
    number stays, so that whoever taps a button of it hears that it is gone."""

    __tablename__ = "archived_file"
    personal: ClassVar = (
        Personal("archived_by_id", ("title", "attached_name", "archived_at"), Erasing.KEEP_NAMELESS),
    )

    network_id: int = Field(foreign_key="network.id", index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    archived_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    title: str
    internal: bool = False
    attached: AttachedKind = Field(sa_type=Word(AttachedKind))
    attached_id: str
    attached_name: str = ""
    archived_at: datetime
    removed: bool = False

    @property
    def file(self) -> Attached:
        return Attached(self.attached, self.attached_id, self.attached_name)


_THERE = col(ArchivedFile.removed).is_(False)


async def add(uow: UnitOfWork, file: ArchivedFile) -> ArchivedFile:
    uow.session.add(file)
    await uow.session.flush()
    return file


async def to_change(uow: UnitOfWork, file_id: int) -> ArchivedFile | None:
    return await uow.hold(ArchivedFile, file_id)


async def by_id(uow: UnitOfWork, file_id: int) -> ArchivedFile | None:
    return await uow.session.get(ArchivedFile, file_id)


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[ArchivedFile]:
    found = select(ArchivedFile).where(col(ArchivedFile.id).in_(ids), _THERE)
    return (await uow.session.exec(found)).all()


async def of_meeting(uow: UnitOfWork, meeting_id: int, *, internal: bool) -> Sequence[ArchivedFile]:
    """The files of a meeting in their order, those inside the network only where asked for."""
    found = select(ArchivedFile).where(ArchivedFile.meeting_id == meeting_id, _THERE)
    if not internal:
        found = found.where(col(ArchivedFile.internal).is_(False))
    return (await uow.session.exec(found.order_by(col(ArchivedFile.id)))).all()


async def counts(uow: UnitOfWork, meetings: Collection[int], *, internal: bool) -> dict[int, int]:
    """How many files each of these meetings has."""
    found = select(ArchivedFile.meeting_id, func.count())
    found = found.where(col(ArchivedFile.meeting_id).in_(meetings), _THERE)
    if not internal:
        found = found.where(col(ArchivedFile.internal).is_(False))
    return dict((await uow.session.exec(found.group_by(col(ArchivedFile.meeting_id)))).all())


async def meetings(
    uow: UnitOfWork, network_id: int, *, internal: bool, limit: int, skip: int
) -> Sequence[Meeting]:
    """Meetings that took place or have files, the newest first."""
    with_files = select(ArchivedFile.meeting_id).where(ArchivedFile.network_id == network_id, _THERE)
    if not internal:
        with_files = with_files.where(col(ArchivedFile.internal).is_(False))
    there = or_(col(Meeting.state) == MeetingState.CLOSED, col(Meeting.id).in_(with_files))
    found = select(Meeting).where(Meeting.network_id == network_id, there)
    found = found.order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())
    return (await uow.session.exec(found.offset(skip).limit(limit))).all()
