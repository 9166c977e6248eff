"""Files that belong to an entry: photos and PDFs, known by their number at Telegram."""

from collections.abc import Collection
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func
from sqlmodel import Field, col, select

from storage.attached import Attached, AttachedKind
from storage.entries.entries import Entry
from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class EntryFile(Row, table=True):
    """One file of an entry, in the order in which it was added; `kept_as` is its key on disk, "" where it is not."""

    __tablename__ = "entry_file"
    personal: ClassVar = (Personal("person_id", ("name", "added_at"), Erasing.DELETE),)

    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    kind: AttachedKind = Field(sa_type=Word(AttachedKind))
    file_id: str
    name: str = ""
    media_type: str = ""
    size: int = 0
    kept_as: str = ""
    added_at: datetime

    @property
    def file(self) -> Attached:
        return Attached(self.kind, self.file_id, self.name)


async def add(uow: UnitOfWork, file: EntryFile) -> EntryFile:
    uow.session.add(file)
    await uow.session.flush()
    return file


async def by_id(uow: UnitOfWork, file_id: int) -> EntryFile | None:
    return await uow.session.get(EntryFile, file_id)


async def remove(uow: UnitOfWork, file: EntryFile) -> None:
    await uow.session.delete(file)
    await uow.session.flush()


async def of(uow: UnitOfWork, entry_ids: Collection[int]) -> dict[int, list[EntryFile]]:
    """The files of each of these entries; whoever asks has seen the entries."""
    found = select(EntryFile).where(col(EntryFile.entry_id).in_(entry_ids)).order_by(col(EntryFile.id))
    known: dict[int, list[EntryFile]] = {}
    for file in await uow.session.exec(found):
        known.setdefault(file.entry_id, []).append(file)
    return known


async def count(uow: UnitOfWork, entry: Entry) -> int:
    found = select(func.count()).select_from(EntryFile).where(EntryFile.entry_id == entry.id)
    return (await uow.session.exec(found)).one()
