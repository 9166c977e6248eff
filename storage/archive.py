"""The archive of meetings: files of others, known by their number at Telegram and a title."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func
from sqlmodel import Field, col, select

from storage.attached import Attached, AttachedKind
from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class ArchivedFile(Row, table=True):
    """A file that belongs to a meeting; an `internal` one is not for observers."""

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

    @property
    def file(self) -> Attached:
        return Attached(self.attached, self.attached_id, self.attached_name)


async def add(uow: UnitOfWork, file: ArchivedFile) -> ArchivedFile:
    uow.session.add(file)
    await uow.session.flush()
    return file


async def to_change(uow: UnitOfWork, file_id: int) -> ArchivedFile | None:
    return await uow.hold(ArchivedFile, file_id)


async def by_id(uow: UnitOfWork, file_id: int) -> ArchivedFile | None:
    return await uow.session.get(ArchivedFile, file_id)


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[ArchivedFile]:
    return (await uow.session.exec(select(ArchivedFile).where(col(ArchivedFile.id).in_(ids)))).all()


async def of_meeting(uow: UnitOfWork, meeting_id: int, *, internal: bool) -> Sequence[ArchivedFile]:
    """The files of a meeting in their order, those inside the network only where asked for."""
    found = select(ArchivedFile).where(ArchivedFile.meeting_id == meeting_id)
    if not internal:
        found = found.where(col(ArchivedFile.internal).is_(False))
    return (await uow.session.exec(found.order_by(col(ArchivedFile.id)))).all()


async def counts(uow: UnitOfWork, meetings: Collection[int], *, internal: bool) -> dict[int, int]:
    """How many files each of these meetings has."""
    found = select(ArchivedFile.meeting_id, func.count()).where(col(ArchivedFile.meeting_id).in_(meetings))
    if not internal:
        found = found.where(col(ArchivedFile.internal).is_(False))
    return dict((await uow.session.exec(found.group_by(col(ArchivedFile.meeting_id)))).all())


async def remove(uow: UnitOfWork, file: ArchivedFile) -> None:
    await uow.session.delete(file)
