"""Claims on what is to be said: who sends what, so that nobody else does, and what each chat has to wait for."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage.outbox import PENDING_SQL, Saying, Sending
from storage.unit_of_work import UnitOfWork


async def claim(
    uow: UnitOfWork,
    owner: str,
    now: datetime,
    lease_until: datetime,
    limit: int,
    resting: Collection[int] = (),
    *,
    lanes: bool = True,
    besides: Collection[int] = (),
) -> Sequence[Saying]:
    """Claim the head of each lane (all that have no lane): what can be sent now and nobody else is sending.

    Lanes that are `resting` are left alone, without `lanes` all of them. A claim whose lease has passed counts
    as ready; its attempt is known to have begun. `besides` are those of which this process knows more.
    """
    heads = _HEADS
    if besides:
        heads = heads.where(col(Saying.id).not_in(besides))
    if not lanes:
        heads = heads.where(col(Saying.lane).is_(None))
    elif resting:
        heads = heads.where(or_(col(Saying.lane).is_(None), col(Saying.lane).not_in(resting)))
    heads = heads.order_by(col(Saying.priority), col(Saying.id)).limit(limit)
    if not uow.is_sqlite:
        heads = heads.with_for_update(skip_locked=True, of=Saying)
    sayings: Sequence[Saying] = (await uow.session.exec(heads, params={"moment": now})).all()
    if sayings:
        ids = [saying.key for saying in sayings]
        claimed = {
            "state": Sending.CLAIMED,
            "owner": owner,
            "lease_until": lease_until,
            "attempts": Saying.attempts + 1,
        }
        await uow.session.exec(update(Saying).where(col(Saying.id).in_(ids)).values(**claimed))
    return sayings


def _heads(now: Any) -> Any:
    """What can be sent now and has nothing of its lane before it."""
    other = aliased(Saying)
    free = or_(
        col(Saying.state) == Sending.READY,
        and_(col(Saying.state) == Sending.CLAIMED, col(Saying.lease_until) < now),
    )
    begun = or_(ready(other, now), col(other.owner).is_not(None))
    earlier = and_(col(other.priority) == col(Saying.priority), col(other.id) < col(Saying.id))
    before = or_(
        and_(earlier, begun),
        and_(col(other.priority) < col(Saying.priority), begun),
        and_(col(other.state) == Sending.CLAIMED, col(other.id) != col(Saying.id)),
    )
    behind_another = exists().where(col(other.lane) == col(Saying.lane), PENDING_SQL, before)
    return select(Saying).where(PENDING_SQL, free, ready(Saying, now), ~behind_another)


def ready(saying: type[Saying], now: Any) -> Any:
    """Its moment has come; or it is older than the clock, which was set back since, and its moment says nothing."""
    return or_(col(saying.ready_at) <= now, col(saying.created_at) > now)


_HEADS = _heads(bindparam("moment", type_=Saying.__table__.c.ready_at.type))  # type: ignore[attr-defined]
"""Made once: making it takes longer than asking it."""


async def put_back(
    uow: UnitOfWork, saying_id: int, owner: str, ready_at: datetime, payload: bytes | None, *, counted: bool
) -> None:
    """Let a claimed saying be tried again from `ready_at`, as `payload`; `counted` keeps the attempt it made."""
    mine = update(Saying).where(
        col(Saying.id) == saying_id, col(Saying.owner) == owner, col(Saying.state) == Sending.CLAIMED
    )
    again = {
        "state": Sending.READY,
        "lease_until": None,
        "ready_at": ready_at,
        "payload": payload,
    }
    attempts = Saying.attempts if counted else Saying.attempts - 1
    await uow.session.exec(mine.values(**again, attempts=attempts))


async def release(uow: UnitOfWork) -> list[int | None]:
    """Let every claim count as expired: whoever sends now is the only one, so no other holds one.

    The lanes of what somebody has tried, and whose end is open.
    """
    begun = select(Saying.lane).where(PENDING_SQL, col(Saying.owner).is_not(None))
    lanes = list(await uow.session.exec(begun))
    held = update(Saying).where(PENDING_SQL, col(Saying.state) == Sending.CLAIMED)
    await uow.session.exec(held.values(state=Sending.READY, lease_until=None))
    return lanes
