"""How much waits in the three queues, and what ended badly, for whoever runs the installation. Numbers only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from storage.due_work import Doing, DueWork
from storage.inbox import Arrival, Handling
from storage.outbox import PENDING, Saying, Sending
from storage.status import LOOSE_SAYINGS, LOOSE_WORK, unsettled
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Queues:
    """Counts by state, how much is overdue, and since when the oldest of each queue has been waiting."""

    arrivals: dict[Handling, int]
    oldest_arrival: datetime | None
    sayings: dict[Sending, int]
    oldest_saying: datetime | None
    works: dict[Doing, int]
    overdue: int
    oldest_due: datetime | None

    @property
    def to_send(self) -> int:
        return sum(self.sayings.get(state, 0) for state in PENDING)


@dataclass(frozen=True)
class BadEnd:
    """So many of one kind that ended badly in the same way, and that nobody has settled."""

    kind: str
    state: Sending | Doing
    why: str
    count: int


async def look(uow: UnitOfWork, now: datetime) -> Queues:
    overdue, oldest_due = await _since(
        uow, DueWork.due_at, DueWork.state == Doing.PLANNED, DueWork.due_at <= now
    )
    return Queues(
        await _by_state(uow, Arrival, Handling),
        (await _since(uow, Arrival.received_at, Arrival.state == Handling.NEW))[1],
        await _by_state(uow, Saying, Sending),
        (await _since(uow, Saying.ready_at, col(Saying.state).in_(PENDING)))[1],
        await _by_state(uow, DueWork, Doing),
        overdue,
        oldest_due,
    )


async def bad_ends(uow: UnitOfWork) -> list[BadEnd]:
    """What came to nothing in any network and waits to be seen, the most frequent first."""
    found = [*await _ended(uow, Saying, LOOSE_SAYINGS), *await _ended(uow, DueWork, LOOSE_WORK)]
    return sorted(found, key=lambda end: (-end.count, end.kind))


async def _by_state(uow: UnitOfWork, row: Any, states: Any) -> dict[Any, int]:
    found = await uow.session.exec(select(row.state, func.count()).group_by(col(row.state)))
    return {states(state): count for state, count in found}


async def _since(uow: UnitOfWork, moment: Any, *which: Any) -> tuple[int, datetime | None]:
    """How many, and the earliest moment among them."""
    return (await uow.session.exec(select(func.count(), func.min(moment)).where(*which))).one()


async def _ended(uow: UnitOfWork, row: Any, states: Collection[Any]) -> Sequence[BadEnd]:
    same = (col(row.kind), col(row.state), col(row.error))
    found = select(*same, func.count()).where(col(row.state).in_(states), unsettled(row)).group_by(*same)
    return [
        BadEnd(kind, state, why or "", count) for kind, state, why, count in await uow.session.exec(found)
    ]
