"""Calls for funding that members found: title, deadline, link, and what else is worth knowing."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row
from storage.unit_of_work import UnitOfWork


class FundingCall(Row, table=True):
    """One call, open until its `deadline` (the day itself included), or without an end.

    Who added it reads why it was hidden; it was `withdrawn_at` by them. It stays when they ask to be forgotten.
    """

    __tablename__ = "funding_call"
    personal: ClassVar = (
        Personal(
            "author_id", ("title", "deadline", "link", "details", "hidden_reason", "added_at"),
            Erasing.KEEP_NAMELESS,
        ),
    )  # fmt: skip

    network_id: int = Field(foreign_key="network.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    title: str
    deadline: date | None = None
    link: str = ""
    details: str = ""
    hidden_reason: str | None = None
    withdrawn_at: datetime | None = None
    added_at: datetime

    @property
    def stands(self) -> bool:
        """Whether others may see it."""
        return self.hidden_reason is None and self.withdrawn_at is None


def _open(network_id: int, on: date) -> ColumnElement[bool]:
    return and_(
        col(FundingCall.network_id) == network_id,
        col(FundingCall.hidden_reason).is_(None),
        col(FundingCall.withdrawn_at).is_(None),
        or_(col(FundingCall.deadline).is_(None), col(FundingCall.deadline) >= on),
    )


async def open_calls(uow: UnitOfWork, network_id: int, on: date) -> Sequence[FundingCall]:
    """What one can still apply for on a day, the soonest deadline first, those without one last."""
    soonest = (col(FundingCall.deadline).is_(None), col(FundingCall.deadline), col(FundingCall.id))
    return (await uow.session.exec(select(FundingCall).where(_open(network_id, on)).order_by(*soonest))).all()


async def count_open(uow: UnitOfWork, network_id: int, on: date) -> int:
    found = select(func.count()).select_from(FundingCall).where(_open(network_id, on))
    return (await uow.session.exec(found)).one()


async def of_author(uow: UnitOfWork, network_id: int, person_id: int) -> Sequence[FundingCall]:
    """What someone added to a network, the newest first; also what is over, hidden or withdrawn."""
    found = select(FundingCall).where(
        FundingCall.network_id == network_id, FundingCall.author_id == person_id
    )
    return (await uow.session.exec(found.order_by(col(FundingCall.id).desc()))).all()


async def hidden(uow: UnitOfWork, network_id: int) -> Sequence[FundingCall]:
    """What those who lead have hidden, the newest first."""
    found = select(FundingCall).where(
        FundingCall.network_id == network_id, col(FundingCall.hidden_reason).is_not(None)
    )
    return (await uow.session.exec(found.order_by(col(FundingCall.id).desc()))).all()


async def by_id(uow: UnitOfWork, call_id: int) -> FundingCall | None:
    return await uow.session.get(FundingCall, call_id)


async def to_change(uow: UnitOfWork, call_id: int) -> FundingCall | None:
    """A call, held against every other process until this transaction ends."""
    return await uow.hold(FundingCall, call_id)


async def add(uow: UnitOfWork, call: FundingCall) -> FundingCall:
    uow.session.add(call)
    await uow.session.flush()
    return call
