"""What arrived and is not yet done: updates from Telegram, its answers to what the bot sent or asked, and forms that
people sent on a page."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import BigInteger, Index, bindparam, func, text, update
from sqlalchemy import select as plain
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.table import NOTHING_PERSONAL, Row, Word
from storage.unit_of_work import UnitOfWork


class Source(StrEnum):
    """Who speaks."""

    UPDATE = "update"
    REPLY = "reply"
    WEB = "web"


class Handling(StrEnum):
    """How far an arrival has come."""

    NEW = "new"
    DONE = "done"
    QUARANTINED = "quarantined"


class Arrival(Row, table=True):
    """One visitor at the door. Its lane is its chat: arrivals of one lane are handled in order.

    A form from a page has no chat: its number, below all that Telegram gives, is also its lane.
    """

    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_head",
            "lane",
            "id",
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
    )
    personal: ClassVar = NOTHING_PERSONAL

    update_id: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    source: Source = Field(default=Source.UPDATE, sa_type=Word(Source))
    lane: int = Field(sa_type=BigInteger)
    payload: bytes | None = None
    state: Handling = Field(default=Handling.NEW, sa_type=Word(Handling))
    received_at: datetime
    done_at: datetime | None = None
    error: str | None = None


class Head(NamedTuple):
    """The oldest arrival of its lane that is not done: still readable when its transaction is undone."""

    key: int
    update_id: int | None
    source: Source
    lane: int
    payload: bytes | None
    received_at: datetime


IS_NEW = col(Arrival.state) == Handling.NEW
_FIRST = (
    select(func.min(Arrival.id))
    .where(col(Arrival.lane).in_(bindparam("of", expanding=True)), IS_NEW)
    .group_by(col(Arrival.lane))
)
_HEADS = plain(
    *(Arrival.__table__.c[name] for name in ("id", *Head._fields[1:]))  # type: ignore[attr-defined]
).where(col(Arrival.id).in_(_FIRST))
_FINISH = (
    update(Arrival.__table__)  # type: ignore[attr-defined]
    .where(col(Arrival.id).in_(bindparam("which", expanding=True)))
    .values(state=bindparam("now"), done_at=bindparam("at"), payload=None, error=bindparam("why"), lane=0)
)
_RECEIVE = {
    kind: kind.insert(Arrival.__table__).on_conflict_do_nothing(index_elements=["update_id"])  # type: ignore[attr-defined]
    for kind in (sqlite, postgresql)
}
"""Made once: every update takes all of them, and making them costs as much as running them."""


async def receive(uow: UnitOfWork, arrivals: Sequence[dict[str, Any]]) -> None:
    """Keep a whole fetched batch; an update that Telegram repeats is already here and is left as it is."""
    receive = _RECEIVE[sqlite if uow.is_sqlite else postgresql]
    rows = [{"state": Handling.NEW, **arrival} for arrival in arrivals]
    await (await uow.connection()).execute(receive, rows)


async def heads(uow: UnitOfWork, lanes: Sequence[int]) -> dict[int, Head]:
    """The oldest arrival of each lane that is not done, held against other processes until this transaction ends."""
    if not uow.is_sqlite:
        for lane in sorted(lanes):
            await uow.session.exec(select(func.pg_advisory_xact_lock(lane)))
    found = map(Head._make, await (await uow.connection()).execute(_HEADS, {"of": lanes}))
    return {head.lane: head for head in found}


async def head(uow: UnitOfWork, lane: int) -> Head | None:
    return (await heads(uow, [lane])).get(lane)


async def finish(
    uow: UnitOfWork,
    arrivals: Sequence[int],
    now: datetime,
    state: Handling = Handling.DONE,
    error: str | None = None,
) -> None:
    """Leave nothing of arrivals but their update ids and how they ended."""
    done = {"which": arrivals, "now": state, "at": now, "why": error}
    await (await uow.connection()).execute(_FINISH, done)


async def waiting_lanes(uow: UnitOfWork) -> Sequence[int]:
    """Lanes that have something to handle, the longest waiting first."""
    lanes = select(Arrival.lane).where(IS_NEW).group_by(col(Arrival.lane))
    return (await uow.session.exec(lanes.order_by(func.min(Arrival.id)))).all()


async def waits_from_before(uow: UnitOfWork, moment: datetime) -> bool:
    """Whether anything that came in before `moment` has not been handled yet."""
    waiting = select(Arrival.id).where(IS_NEW, Arrival.received_at < moment)
    return (await uow.session.exec(waiting.limit(1))).first() is not None


async def last_update_id(uow: UnitOfWork) -> int | None:
    return (await uow.session.exec(select(func.max(Arrival.update_id)))).one()


async def forget(uow: UnitOfWork, before: datetime) -> None:
    """Remove the bare update ids of what was done before `before`."""
    await uow.session.exec(
        delete(Arrival).where(col(Arrival.state) != Handling.NEW, col(Arrival.received_at) < before)
    )
