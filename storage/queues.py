"""How much waits in the three queues, for whoever looks after the installation. Numbers only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from storage.due_work import Doing, DueWork
from storage.inbox import Arrival, Handling
from storage.outbox import PENDING, Saying, Sending
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Queues:
    """Counts, and since when the oldest has been waiting."""

    arrivals: int
    oldest_arrival: datetime | None
    quarantined: int
    sayings: dict[Sending, int]
    oldest_saying: datetime | None
    planned: int
    overdue: int
    oldest_due: datetime | None


async def look(uow: UnitOfWork, now: datetime) -> Queues:
    waiting = select(func.count(), func.min(Arrival.received_at)).where(Arrival.state == Handling.NEW)
    arrivals, oldest_arrival = (await uow.session.exec(waiting)).one()
    aside = select(func.count()).select_from(Arrival).where(Arrival.state == Handling.QUARANTINED)
    quarantined = (await uow.session.exec(aside)).one()
    by_state = select(Saying.state, func.count()).group_by(col(Saying.state))
    sayings = {Sending(state): count for state, count in (await uow.session.exec(by_state)).all()}
    pending = select(func.min(Saying.ready_at)).where(col(Saying.state).in_(PENDING))
    oldest_saying = (await uow.session.exec(pending)).one()
    planned = select(func.count()).select_from(DueWork).where(DueWork.state == Doing.PLANNED)
    late = select(func.count(), func.min(DueWork.due_at)).where(
        DueWork.state == Doing.PLANNED, DueWork.due_at <= now
    )
    overdue, oldest_due = (await uow.session.exec(late)).one()
    return Queues(
        arrivals, oldest_arrival, quarantined, sayings, oldest_saying,
        (await uow.session.exec(planned)).one(), overdue, oldest_due,
    )  # fmt: skip
