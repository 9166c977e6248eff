"""Claims on what is to be said: who sends what, so that nobody else does, and what each chat has to wait for."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Integer, and_, bindparam, exists, or_, update
from sqlalchemy import select as plain
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage.outbox import PENDING_SQL, Care, Saying, Sending
from storage.unit_of_work import UnitOfWork


class Claim(NamedTuple):
    """A saying that this process sends, and which attempt that is."""

    key: int
    method: str
    kind: str
    care: Care
    payload: bytes | None
    lane: int | None = None
    network_id: int | None = None
    post_id: int | None = None
    not_after: datetime | None = None
    error: str | None = None
    traceless: bool = False
    attempts: int = 1


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
) -> Sequence[Claim]:
    """Claim the head of each lane (all that have no lane): what can be sent now and nobody else is sending.

    Lanes that are `resting` are left alone, without `lanes` all of them. A claim whose lease has passed counts
    as ready; its attempt is known to have begun. `besides` are those of which this process knows more.
    """
    heads = _heads(lanes=lanes, skip_locked=not uow.is_sqlite)
    wanted = {"moment": now, "resting": list(resting), "besides": list(besides), "most": limit}
    connection = await uow.connection()
    claimed = [Claim._make(row) for row in await connection.execute(heads, wanted)]
    if claimed:
        taken = {"which": [saying.key for saying in claimed], "by": owner, "until": lease_until}
        await connection.execute(_TAKE, taken)
    return claimed


@cache
def _heads(*, lanes: bool, skip_locked: bool) -> Any:
    """What can be sent now and has nothing of its lane before it. Made once: making it takes longer than asking it."""
    other, now = aliased(Saying), _MOMENT
    columns = (col(Saying.id), *(_OUTBOX.c[name] for name in Claim._fields[1:-1]), col(Saying.attempts) + 1)
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
    awake = col(Saying.lane).not_in(bindparam("resting", type_=BigInteger, expanding=True))
    may_go = or_(col(Saying.lane).is_(None), awake) if lanes else col(Saying.lane).is_(None)
    unknown = col(Saying.id).not_in(bindparam("besides", type_=Integer, expanding=True))
    heads = plain(*columns).where(PENDING_SQL, free, ready(Saying, now), ~behind_another, may_go, unknown)
    heads = heads.order_by(col(Saying.priority), col(Saying.id)).limit(bindparam("most", type_=Integer))
    return heads.with_for_update(skip_locked=True, of=Saying) if skip_locked else heads


def ready(saying: type[Saying], now: Any) -> Any:
    """Its moment has come; or it is older than the clock, which was set back since, and its moment says nothing."""
    return or_(col(saying.ready_at) <= now, col(saying.created_at) > now)


_OUTBOX = Saying.__table__  # type: ignore[attr-defined]
_MOMENT: Any = bindparam("moment", type_=_OUTBOX.c.ready_at.type)
_TAKE = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id.in_(bindparam("which", expanding=True)))
    .values(
        state=Sending.CLAIMED, owner=bindparam("by"), lease_until=bindparam("until"),
        attempts=_OUTBOX.c.attempts + 1,
    )
)  # fmt: skip


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
