"""What arrived and is not yet done: updates from Telegram, its answers to what the bot sent or asked, and forms that
people sent on a page."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, bindparam, func, text, update
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


IS_NEW = col(Arrival.state) == Handling.NEW
_FIRST = (
    select(func.min(Arrival.id))
    .where(col(Arrival.lane).in_(bindparam("of", expanding=True)), IS_NEW)
    .group_by(col(Arrival.lane))
)
_HEADS = select(Arrival).where(col(Arrival.id).in_(_FIRST))
_FINISH = (
    update(Arrival.__table__)  # type: ignore[attr-defined]
    .where(col(Arrival.id) == bindparam("which"))
    .values(state=bindparam("now"), done_at=bindparam("at"), payload=None, error=bindparam("why"), lane=0)
)
"""Made once: every update takes both, and making them costs as much as running them."""


async def receive(uow: UnitOfWork, arrivals: Sequence[dict[str, Any]]) -> None:
    """Keep a whole fetched batch; an update that Telegram repeats is already here and is left as it is."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    await uow.session.exec(
        insert(Arrival).on_conflict_do_nothing(index_elements=["update_id"]), params=list(arrivals)
    )


async def heads(uow: UnitOfWork, lanes: Sequence[int]) -> dict[int, Arrival]:
    """The oldest arrival of each lane that is not done, held against other processes until this transaction ends."""
    if not uow.is_sqlite:
        for lane in sorted(lanes):
            await uow.session.exec(select(func.pg_advisory_xact_lock(lane)))
    found = {arrival.lane: arrival for arrival in await uow.session.exec(_HEADS, params={"of": lanes})}
    for arrival in found.values():
        uow.session.expunge(arrival)  # still readable when this transaction is undone
    return found


async def head(uow: UnitOfWork, lane: int) -> Arrival | None:
    return (await heads(uow, [lane])).get(lane)


async def finish(
    uow: UnitOfWork,
    arrivals: Sequence[int],
    now: datetime,
    state: Handling = Handling.DONE,
    error: str | None = None,
) -> None:
    """Leave nothing of arrivals but their update ids and how they ended."""
    done = [{"which": key, "now": state, "at": now, "why": error} for key in arrivals]
    await (await uow.session.connection()).execute(_FINISH, done)


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
