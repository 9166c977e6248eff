"""What is planned: one row per (kind, key), so that planning again replaces instead of doubling."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Index, UniqueConstraint, and_, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.ends import Heed
from storage.table import NOTHING_PERSONAL, Row, Word
from storage.unit_of_work import UnitOfWork


class Doing(StrEnum):
    """How far a planned thing has come."""

    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"
    DEAD = "dead"
    CANCELLED = "cancelled"


CLEANING = "housekeeping"
_PLANNED_SQL = text("state = 'planned'")


class DueWork(Row, table=True):
    """One thing to do at a moment. After `not_after` it is of no use and is dropped, visibly."""

    __tablename__ = "due_work"
    __table_args__ = (
        UniqueConstraint("kind", "key"),
        Index("ix_due_work_next", "due_at", sqlite_where=_PLANNED_SQL, postgresql_where=_PLANNED_SQL),
    )
    personal: ClassVar = NOTHING_PERSONAL

    kind: str
    subject: str = Field(sa_column_kwargs={"name": "key"})
    network_id: int | None = Field(default=None, foreign_key="network.id", index=True)
    due_at: datetime
    not_after: datetime | None = None
    args: str = "{}"
    state: Doing = Field(default=Doing.PLANNED, sa_type=Word(Doing))
    error: str | None = None
    heed: Heed | None = Field(default=None, sa_type=Word(Heed))
    ended_at: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        return self.not_after is not None and self.not_after < now

    @property
    def arguments(self) -> dict[str, Any]:
        """What the planner left for the doer: ids, never names or words of people."""
        loaded: dict[str, Any] = json.loads(self.args)
        return loaded


@dataclass(frozen=True)
class Planned:
    """One thing to plan. Its arguments are ids, never names or words of people."""

    kind: str
    key: str
    due_at: datetime
    not_after: datetime | None = None
    arguments: Mapping[str, int | str] = field(default_factory=dict)


async def plan(
    uow: UnitOfWork,
    kind: str,
    key: str,
    due_at: datetime,
    *,
    not_after: datetime | None = None,
    network_id: int | None = None,
    **arguments: int | str,
) -> None:
    """Plan `kind` for `key`, in place of what was planned (or done) for it before."""
    await plan_all(uow, [Planned(kind, key, due_at, not_after, arguments)], network_id)


async def plan_all(uow: UnitOfWork, planned: Sequence[Planned], network_id: int | None) -> None:
    """Plan many things, each in place of what was planned (or done) for it before.

    All plans of a transaction are written in one statement, just before it ends.
    """
    if not uow.plans:
        uow.before_commit(lambda: _write(uow))
    for each in planned:
        uow.plans[each.kind, each.key] = _row(each, network_id)


async def _write(uow: UnitOfWork) -> None:
    every, uow.plans = list(uow.plans.values()), {}
    if every:
        uow.write_behind(_plan(uow.is_sqlite, *every[0]), every)


@cache
def _plan(sqlite_: bool, *columns: str) -> Any:
    """Made once: making it takes longer than doing it."""
    plan = (sqlite if sqlite_ else postgresql).insert(DueWork.__table__)  # type: ignore[attr-defined]
    renewed = {name: plan.excluded[name] for name in columns if name not in ("kind", "key")}
    return plan.on_conflict_do_update(index_elements=["kind", "key"], set_=renewed)


async def plan_unless_planned(uow: UnitOfWork, planned: Planned, network_id: int | None) -> None:
    """Plan it at once; what is planned for it already stays as it is."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    table = DueWork.__table__  # type: ignore[attr-defined]
    row = _row(planned, network_id)
    ended = table.c.state != Doing.PLANNED
    statement = insert(table).values(row)
    await uow.session.exec(
        statement.on_conflict_do_update(index_elements=["kind", "key"], set_=row, where=ended)
    )


def _row(planned: Planned, network_id: int | None) -> dict[str, Any]:
    return {
        "kind": planned.kind,
        "key": planned.key,
        "due_at": planned.due_at,
        "not_after": planned.not_after,
        "network_id": network_id,
        "args": json.dumps(dict(planned.arguments)),
        "state": Doing.PLANNED,
        "error": None,
        "heed": None,
        "ended_at": None,
    }


def is_due(now: Any) -> ColumnElement[bool]:
    return and_(col(DueWork.state) == Doing.PLANNED, col(DueWork.due_at) <= now)


async def due(uow: UnitOfWork, now: datetime, limit: int) -> Sequence[tuple[int, str]]:
    """Numbers and kinds of what is due, earliest first."""
    waiting = select(DueWork.id, DueWork.kind).where(is_due(now))
    found = await uow.session.exec(waiting.order_by(col(DueWork.due_at), col(DueWork.id)).limit(limit))
    return [(key, kind) for key, kind in found if key is not None]


async def take(uow: UnitOfWork, work_id: int, now: datetime) -> DueWork | None:
    """The work, held against every other process, if it is still planned and due."""
    waiting = _still_due(work_id, now)
    if not uow.is_sqlite:
        waiting = waiting.with_for_update(skip_locked=True)
    return (await uow.session.exec(waiting)).first()


async def look_at(uow: UnitOfWork, work_id: int, now: datetime) -> DueWork | None:
    """The work, if it is still planned and due; readable after the transaction."""
    work = (await uow.session.exec(_still_due(work_id, now))).first()
    if work is not None:
        uow.session.expunge(work)
    return work


def _still_due(work_id: int, now: datetime) -> SelectOfScalar[DueWork]:
    return select(DueWork).where(DueWork.id == work_id, is_due(now))


async def put_off(uow: UnitOfWork, work: DueWork, due_at: datetime, error: str) -> None:
    """It did not work out this time; `error` says why until it has."""
    again = {"state": Doing.PLANNED, "due_at": due_at, "error": error, "ended_at": None}
    await uow.session.exec(update(DueWork).where(col(DueWork.id) == work.key).values(**again))


async def finish(
    uow: UnitOfWork, work_id: int, state: Doing, now: datetime, error: str | None = None
) -> None:
    ended = {"state": state, "ended_at": now, "error": error}
    await uow.session.exec(update(DueWork).where(col(DueWork.id) == work_id).values(**ended))


async def cancel(uow: UnitOfWork, now: datetime, kind: str, key: str) -> None:
    await cancel_all(uow, now, [kind], [key])


async def cancel_all(uow: UnitOfWork, now: datetime, kinds: Collection[str], keys: Collection[str]) -> None:
    """Cancel what is planned of these kinds for any of these keys."""
    for kind, key in [(kind, key) for kind, key in uow.plans if kind in kinds and key in keys]:
        del uow.plans[kind, key]
    waiting = update(DueWork).where(
        col(DueWork.kind).in_(kinds), col(DueWork.subject).in_(keys), col(DueWork.state) == Doing.PLANNED
    )
    await uow.session.exec(waiting.values(state=Doing.CANCELLED, ended_at=now))


async def forget(uow: UnitOfWork, before: datetime) -> None:
    """Remove what ended before `before`, however it ended."""
    await uow.session.exec(delete(DueWork).where(col(DueWork.ended_at) < before))


async def find(uow: UnitOfWork, kind: str, key: str) -> DueWork | None:
    await _write(uow)
    return (
        await uow.session.exec(select(DueWork).where(DueWork.kind == kind, DueWork.subject == key))
    ).first()


async def keys(uow: UnitOfWork, kind: str) -> set[str]:
    """For what this kind is planned."""
    await _write(uow)
    planned = select(DueWork.subject).where(DueWork.kind == kind, DueWork.state == Doing.PLANNED)
    return set(await uow.session.exec(planned))


async def by_id(uow: UnitOfWork, work_id: int) -> DueWork:
    return (await uow.session.exec(select(DueWork).where(DueWork.id == work_id))).one()


def next_due() -> SelectOfScalar[datetime]:
    """When the next thing is due that somebody waits for; nobody waits for the house's own cleaning."""
    planned = select(DueWork.due_at).where(DueWork.state == Doing.PLANNED)
    planned = planned.where(col(DueWork.kind).not_like(f"{CLEANING}.%"))
    return planned.order_by(col(DueWork.due_at)).limit(1)
