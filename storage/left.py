"""What is left to do at a moment, and when more comes: all that a process looks after, asked in one statement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, select

from storage import claims, due_work, inbox, outbox
from storage.outbox import PENDING_SQL, Saying
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Left:
    """Whether there are arrivals, due work, and sayings whose moment has come; `comes` is when the next thing is due.

    A saying may still have to wait for another one of its chat, or for Telegram's limits.
    """

    arrivals: bool
    due: bool
    sayings: bool
    comes: datetime | None

    @property
    def work(self) -> bool:
        return self.arrivals or self.due


_MOMENT = bindparam("moment", type_=Saying.__table__.c.ready_at.type)  # type: ignore[attr-defined]
_LEFT = select(
    exists().where(inbox.IS_NEW),
    exists().where(due_work.is_due(_MOMENT)),
    exists().where(PENDING_SQL, claims.ready(Saying, _MOMENT)),
    due_work.next_due().scalar_subquery(),
    outbox.next_ready(_MOMENT).scalar_subquery(),
)
"""Made once: a process asks it every second."""


async def left_at(uow: UnitOfWork, now: datetime) -> Left:
    connection = await uow.connection()
    arrivals, due, sayings, *moments = (await connection.execute(_LEFT, {"moment": now})).one()
    return Left(arrivals, due, sayings, min(filter(None, moments), default=None))
