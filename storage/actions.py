"""Actions that a network agreed on: what, by whom, until when, and how each ended."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import and_, func, or_
from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class ActionState(StrEnum):
    """Open until it is done, or dropped for a reason."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Action(Row, table=True):
    """Something to do. `named_by_id` is who named the owner, and hears whether they agree.

    `internal`: for those who work in the network only; observers and the group don't read it.
    """

    personal: ClassVar = (
        Personal("author_id", ("words", "made_at"), Erasing.KEEP_NAMELESS),
        Personal(
            "owner_id", ("words", "due_on", "state", "reason", "accepted_at", "ended_at"), Erasing.KEEP_NAMELESS
        ),
        Personal("named_by_id", (), Erasing.KEEP_NAMELESS),
    )  # fmt: skip

    network_id: int = Field(foreign_key="network.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    owner_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    named_by_id: int | None = Field(default=None, foreign_key="person.id")
    words: str
    due_on: date | None = None
    internal: bool = False
    state: ActionState = Field(default=ActionState.OPEN, sa_type=Word(ActionState))
    reason: str = ""
    made_at: datetime
    accepted_at: datetime | None = None
    ended_at: datetime | None = None

    def is_late(self, today: date) -> bool:
        return self.state is ActionState.OPEN and self.due_on is not None and self.due_on < today


_BY_DATE = (col(Action.due_on).is_(None), col(Action.due_on), col(Action.id))


async def add(uow: UnitOfWork, action: Action) -> Action:
    uow.session.add(action)
    await uow.session.flush()
    return action


async def by_id(uow: UnitOfWork, action_id: int) -> Action | None:
    return await uow.session.get(Action, action_id)


async def to_change(uow: UnitOfWork, action_id: int) -> Action | None:
    """An action, held against every other process until this transaction ends."""
    return await uow.hold(Action, action_id)


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Action]:
    return (await uow.session.exec(select(Action).where(col(Action.id).in_(ids)))).all() if ids else []


async def open_ones(uow: UnitOfWork, network_id: int) -> Sequence[Action]:
    """What is still to be done, the earliest date first, what has none last."""
    found = select(Action).where(Action.network_id == network_id, Action.state == ActionState.OPEN)
    return (await uow.session.exec(found.order_by(*_BY_DATE))).all()


async def ended_ones(uow: UnitOfWork, network_id: int, limit: int) -> Sequence[Action]:
    """What was done or dropped last, the newest first."""
    found = select(Action).where(Action.network_id == network_id, Action.state != ActionState.OPEN)
    newest = found.order_by(col(Action.ended_at).desc(), col(Action.id).desc())
    return (await uow.session.exec(newest.limit(limit))).all()


async def left_behind(uow: UnitOfWork, network_id: int, person_id: int) -> Sequence[Action]:
    """What someone still has to do; and what somebody had taken on who was forgotten since."""
    had_owner = or_(col(Action.accepted_at).is_not(None), col(Action.named_by_id).is_not(None))
    forgotten = and_(col(Action.owner_id).is_(None), had_owner)
    found = select(Action).where(
        Action.network_id == network_id, Action.state == ActionState.OPEN,
        or_(col(Action.owner_id) == person_id, forgotten),
    )  # fmt: skip
    return (await uow.session.exec(found.order_by(*_BY_DATE))).all()


async def late(uow: UnitOfWork, network_id: int, today: date) -> Sequence[Action]:
    """What should have been done before today, the longest ago first."""
    found = select(Action).where(
        Action.network_id == network_id, Action.state == ActionState.OPEN, col(Action.due_on) < today
    )
    return (await uow.session.exec(found.order_by(*_BY_DATE))).all()


async def of_meeting(uow: UnitOfWork, meeting_id: int) -> Sequence[Action]:
    """What was agreed at a meeting, besides what was dropped; by date."""
    found = select(Action).where(Action.meeting_id == meeting_id, Action.state != ActionState.DROPPED)
    return (await uow.session.exec(found.order_by(*_BY_DATE))).all()


async def count_of_meeting(uow: UnitOfWork, meeting_id: int) -> int:
    """How much was agreed at a meeting."""
    found = select(func.count()).where(
        col(Action.meeting_id) == meeting_id, col(Action.state) != ActionState.DROPPED
    )
    return (await uow.session.exec(found)).one()
