"""The quiet times that a network has set for itself, such as winter holidays: first and last day, and why."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from sqlmodel import Field, col, delete, select

from storage.table import NOTHING_PERSONAL, Row
from storage.unit_of_work import UnitOfWork


class QuietTime(Row, table=True):
    """Days, both included, on which a network rests; `name` says why, in the words of a facilitator."""

    __tablename__ = "quiet_time"
    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", index=True)
    first: date
    last: date
    name: str = ""


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[QuietTime]:
    """All of them, the earliest first."""
    found = select(QuietTime).where(QuietTime.network_id == network_id)
    return (await uow.session.exec(found.order_by(col(QuietTime.first), col(QuietTime.id)))).all()


async def add(uow: UnitOfWork, quiet: QuietTime) -> None:
    uow.session.add(quiet)
    await uow.session.flush()


async def remove(uow: UnitOfWork, network_id: int, quiet_id: int) -> None:
    here = (col(QuietTime.network_id) == network_id, col(QuietTime.id) == quiet_id)
    await uow.session.exec(delete(QuietTime).where(*here))
