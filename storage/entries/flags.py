"""What readers say is out of date in an entry, until its owner has settled it."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row
from storage.unit_of_work import UnitOfWork


class EntryFlag(Row, table=True):
    """Somebody says that an entry no longer holds, and in a few words why."""

    __tablename__ = "entry_flag"
    personal: ClassVar = (Personal("person_id", ("words", "flagged_at"), Erasing.KEEP_NAMELESS),)

    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    words: str = ""
    flagged_at: datetime
    settled_at: datetime | None = None


async def add(uow: UnitOfWork, flag: EntryFlag) -> EntryFlag:
    uow.session.add(flag)
    await uow.session.flush()
    return flag


async def unsettled(uow: UnitOfWork, entry_id: int) -> Sequence[EntryFlag]:
    """What still waits for the owner, the oldest first."""
    found = select(EntryFlag).where(EntryFlag.entry_id == entry_id, col(EntryFlag.settled_at).is_(None))
    return (await uow.session.exec(found.order_by(col(EntryFlag.id)))).all()


async def by_id(uow: UnitOfWork, flag_id: int) -> EntryFlag | None:
    return await uow.session.get(EntryFlag, flag_id)
