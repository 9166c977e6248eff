"""What is to be said to Telegram, in order per chat, and how each of it ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Index,
    bindparam,
    case,
    func,
    insert,
    literal,
    text,
    update,
)
from sqlmodel import Field, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.ends import Heed
from storage.people import Person
from storage.table import NOTHING_PERSONAL, Row, Word
from storage.unit_of_work import UnitOfWork


class Care(StrEnum):
    """What may be repeated when it is unknown whether Telegram accepted it."""

    RETRY = "retry"
    RESEND_ONCE = "resend once"
    AT_MOST_ONCE = "at most once"


class Priority(IntEnum):
    """Answers go before announcements."""

    INTERACTIVE = 0
    BULK = 1


class Sending(StrEnum):
    """How far a saying has come; every one ends in one of the last five."""

    READY = "ready"
    CLAIMED = "claimed"
    SENT = "sent"
    UNKNOWN = "unknown"
    DEAD = "dead"
    DROPPED = "dropped"
    CANCELLED = "cancelled"


PENDING = (Sending.READY, Sending.CLAIMED)
MENU = "menus.menu"
PENDING_SQL = text("state IN ('ready', 'claimed')")
_ENDED_SQL = text("ended_at IS NOT NULL")
"""Statements that are to use the indexes ask in these very words: parameters might be anything."""


class Saying(Row, table=True):
    """One request to Telegram, `subject` the number of what it is about; `owner` is who has tried to send it.

    The payload is sealed and goes away when the request has ended; one that may not be repeated keeps it until
    somebody has said whether it arrived, as long as the key of its day lives. One that is `traceless` does not say to
    whom it goes, and is gone itself when it has ended, however it did.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_head",
            "lane",
            "priority",
            "id",
            sqlite_where=PENDING_SQL,
            postgresql_where=PENDING_SQL,
        ),
        Index("ix_outbox_ended", "ended_at", sqlite_where=_ENDED_SQL, postgresql_where=_ENDED_SQL),
        Index("ix_outbox_next", "priority", "id", sqlite_where=PENDING_SQL, postgresql_where=PENDING_SQL),
    )
    personal: ClassVar = NOTHING_PERSONAL

    lane: int | None = Field(default=None, sa_type=BigInteger)
    priority: int = Priority.INTERACTIVE
    method: str
    kind: str
    subject: int | None = None
    care: Care = Field(default=Care.RESEND_ONCE, sa_type=Word(Care))
    payload: bytes | None = None
    dedup_key: str | None = Field(default=None, unique=True)
    network_id: int | None = Field(default=None, foreign_key="network.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    post_id: int | None = Field(default=None, foreign_key="post.id", index=True, ondelete="SET NULL")
    state: Sending = Field(default=Sending.READY, sa_type=Word(Sending))
    ready_at: datetime
    not_after: datetime | None = None
    attempts: int = 0
    owner: str | None = None
    lease_until: datetime | None = None
    error: str | None = None
    heed: Heed | None = Field(default=None, sa_type=Word(Heed))
    traceless: bool = False
    created_at: datetime
    ended_at: datetime | None = None


@dataclass
class Request:
    """A request to Telegram before it is stored, `payload` sealed. As a row of the outbox it is a `Saying`.

    A table's row costs as much to make as all else that most visitors do.
    """

    method: str
    kind: str
    ready_at: datetime
    created_at: datetime
    payload: bytes | None = None
    lane: int | None = None
    priority: Priority = Priority.INTERACTIVE
    care: Care = Care.RESEND_ONCE
    subject: int | None = None
    network_id: int | None = None
    person_id: int | None = None
    post_id: int | None = None
    not_after: datetime | None = None
    traceless: bool = False


async def end(
    uow: UnitOfWork, ids: Collection[int], owner: str, state: Sending, now: datetime, error: str | None = None
) -> set[int]:
    """Record that these claimed sayings ended alike; those of them that are still this owner's."""
    given = {"which": list(ids), "whose": owner, "moment": now, "why": error}
    return set((await (await uow.connection()).execute(_end(state), given)).scalars())


@cache
def _end(state: Sending) -> Any:
    """Made once for each state: making it takes longer than doing it."""
    table = Saying.__table__  # type: ignore[attr-defined]
    mine = update(table).where(
        table.c.id.in_(bindparam("which", expanding=True)),
        table.c.owner == bindparam("whose"),
        table.c.state == Sending.CLAIMED,
    )
    ended = _ended(state, bindparam("moment", type_=table.c.ended_at.type))
    return mine.values(**ended, error=bindparam("why"), lease_until=None).returning(table.c.id)


def _ended(state: Sending, now: Any) -> dict[str, Any]:
    """What is left of a saying: not what it said, nor (where that tells who somebody is) in which chat."""
    lane = case((col(Saying.lane) > 0, None), else_=col(Saying.lane))
    undecided = state is Sending.UNKNOWN
    payload = (
        case((col(Saying.care) == Care.AT_MOST_ONCE, col(Saying.payload)), else_=None) if undecided else None
    )
    return {"state": state, "ended_at": now, "payload": payload, "lane": lane}


async def remove(uow: UnitOfWork, ids: Collection[int]) -> None:
    """Let nothing tell that these were ever said."""
    await uow.session.exec(delete(Saying).where(col(Saying.id).in_(ids)))


async def sent_since(uow: UnitOfWork, moment: datetime) -> Sequence[tuple[int | None, datetime]]:
    """What was tried and ended after `moment`: the lane (of private chats none is kept), and when."""
    found = select(Saying.lane, Saying.ended_at).where(
        col(Saying.ended_at).is_not(None), col(Saying.ended_at) > moment, Saying.attempts > 0
    )
    return [(lane, at) for lane, at in await uow.session.exec(found) if at is not None]


async def pending_edit(uow: UnitOfWork, post_id: int) -> Saying | None:
    """An edit of this post that nobody has begun to send, so that a newer one may take its place."""
    edits = select(Saying).where(
        Saying.post_id == post_id, Saying.state == Sending.READY, col(Saying.method).startswith("edit")
    )
    return (await uow.session.exec(edits.limit(1))).first()


async def cancel_lane(uow: UnitOfWork, lane: int, now: datetime) -> None:
    """Nothing more can be said in this chat."""
    await _remove_traceless(uow, col(Saying.lane) == lane)
    waiting = update(Saying).where(col(Saying.lane) == lane, PENDING_SQL, col(Saying.state) == Sending.READY)
    await uow.session.exec(waiting.values(**_ended(Sending.CANCELLED, now)))


async def cancel_for(uow: UnitOfWork, person_id: int, network_id: int | None, now: datetime) -> None:
    """Cancel what waits for a person, and let go of what might be sent again: of one network, or of all."""
    waiting = update(Saying).where(
        col(Saying.person_id) == person_id, col(Saying.state).in_((Sending.READY, Sending.UNKNOWN))
    )
    if network_id is not None:
        waiting = waiting.where(col(Saying.network_id) == network_id)
    there = select(Person.telegram_id).where(col(Person.id) == person_id).scalar_subquery()
    of_network = () if network_id is None else (col(Saying.network_id) == network_id,)
    await _remove_traceless(uow, col(Saying.lane) == there, *of_network)
    cancelled = literal(Sending.CANCELLED, Word(Sending))
    ended = _ended(Sending.CANCELLED, now) | {
        "state": case((col(Saying.state) == Sending.READY, cancelled), else_=col(Saying.state)),
        "ended_at": func.coalesce(col(Saying.ended_at), now),
    }
    await uow.session.exec(waiting.values(**ended))


async def _remove_traceless(uow: UnitOfWork, *which: Any) -> None:
    waiting = delete(Saying).where(col(Saying.traceless), PENDING_SQL, col(Saying.state) == Sending.READY)
    await uow.session.exec(waiting.where(*which))


async def cancel_menus(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    """Menus of a person that wait are out of date: newer ones follow."""
    waiting = update(Saying).where(col(Saying.person_id) == person_id, col(Saying.kind) == MENU)
    waiting = waiting.where(col(Saying.state) == Sending.READY)
    await uow.session.exec(waiting.values(**_ended(Sending.CANCELLED, now)))


async def give_up_undecided(uow: UnitOfWork, before: datetime) -> None:
    """Blank what nobody has decided on: it can't be sent again any more."""
    kept = update(Saying).where(col(Saying.state) == Sending.UNKNOWN, col(Saying.payload).is_not(None))
    await uow.session.exec(kept.where(col(Saying.created_at) < before).values(payload=None))


async def forget(uow: UnitOfWork, before: datetime) -> None:
    """Remove what ended before `before`, however it ended."""
    await uow.session.exec(delete(Saying).where(col(Saying.ended_at) < before))


def next_ready(after: Any) -> SelectOfScalar[datetime]:
    """When the next unclaimed saying may go; what is ready but still behind another of its lane does not count."""
    waiting = select(Saying.ready_at).where(PENDING_SQL, Saying.state == Sending.READY)
    return waiting.where(Saying.ready_at > after).order_by(col(Saying.ready_at)).limit(1)


async def move_lane(uow: UnitOfWork, old: int, new: int) -> None:
    """A group became a supergroup: what waits for the old chat waits for the new one."""
    await uow.session.exec(update(Saying).where(col(Saying.lane) == old, PENDING_SQL).values(lane=new))


_PUT = insert(Saying.__table__)  # type: ignore[attr-defined]


def put(uow: UnitOfWork, requests: Sequence[Request]) -> None:
    """In their order, together with what others say in this transaction."""
    rows = [{**vars(request), "state": Sending.READY, "attempts": 0} for request in requests]
    uow.write_behind(_PUT, rows)
