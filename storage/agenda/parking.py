"""The parking lot of a meeting: what came up and has to wait."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row
from storage.unit_of_work import UnitOfWork


class Parked(Row, table=True):
    """Something that came up at a meeting; `settled_at` once it was decided what becomes of it."""

    __tablename__ = "parked_topic"
    personal: ClassVar = (Personal("person_id", ("title", "parked_at"), Erasing.KEEP_NAMELESS),)

    network_id: int = Field(foreign_key="network.id", index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    title: str
    settled_at: datetime | None = None
    parked_at: datetime


async def add(uow: UnitOfWork, parked: Parked) -> Parked:
    uow.session.add(parked)
    await uow.session.flush()
    return parked


async def to_change(uow: UnitOfWork, parked_id: int) -> Parked | None:
    """One of them, held against every other process until this transaction ends."""
    return await uow.hold(Parked, parked_id)


async def of_meeting(uow: UnitOfWork, meeting_id: int) -> Sequence[Parked]:
    """What still waits, in the order in which it came up."""
    found = select(Parked).where(Parked.meeting_id == meeting_id, col(Parked.settled_at).is_(None))
    return (await uow.session.exec(found.order_by(col(Parked.id)))).all()
