"""How often a network meets: one rhythm, from which its meetings are proposed."""

from typing import ClassVar

from pydantic import NaiveDatetime
from sqlmodel import Field, delete

from storage.table import NOTHING_PERSONAL, Table
from storage.unit_of_work import UnitOfWork


class MeetingRhythm(Table, table=True):
    """An RFC 5545 rule from a local start in a time zone."""

    __tablename__ = "meeting_rhythm"
    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", primary_key=True)
    rule: str
    starts_local: NaiveDatetime
    minutes: int
    zone: str


async def rhythm_of(uow: UnitOfWork, network_id: int) -> MeetingRhythm | None:
    return await uow.session.get(MeetingRhythm, network_id)


async def keep_rhythm(uow: UnitOfWork, rhythm: MeetingRhythm) -> None:
    await uow.session.merge(rhythm)


async def drop_rhythm(uow: UnitOfWork, network_id: int) -> None:
    await uow.session.exec(delete(MeetingRhythm).where(MeetingRhythm.network_id == network_id))  # type: ignore[arg-type]
