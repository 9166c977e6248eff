"""Restoring: a backup made ready beside the database, what it would say again, and the exchange of the two files."""

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import case, func, literal, or_, update
from sqlmodel import col, select

from storage import copies
from storage.backups import STAMP, settle
from storage.due_work import Doing, DueWork
from storage.ends import Why
from storage.inbox import Arrival, Handling
from storage.network import Network
from storage.outbox import PENDING, Saying
from storage.unit_of_work import UnitOfWork

BESIDES = ("-wal", "-shm")
"""What SQLite keeps beside a database: the first belongs to its contents, the second can be made again."""
A_MOMENT = timedelta(seconds=1)


class Fate(StrEnum):
    """What becomes of what waits in a restored database."""

    SAID = "said again"
    LATE = "done late"
    DROPPED = "too late by now"
    DONE = "done"


@dataclass(frozen=True)
class Waiting:
    """So many of one kind for one network, which has a name unless it is of no network."""

    fate: Fate
    kind: str
    network: str
    count: int


async def look(uow: UnitOfWork, now: datetime) -> Sequence[Waiting]:
    """All that would happen at once: what waits to be handled or said, and what was due until now."""
    arrivals = select(func.count()).select_from(Arrival).where(Arrival.state == Handling.NEW)
    handled = (await uow.session.exec(arrivals)).one()
    heard = [Waiting(Fate.DONE, "what people wrote", "", handled)] if handled else []
    said = await _by_fate(uow, Saying, _fate_of_sayings(now), col(Saying.state).in_(PENDING))
    due = await _by_fate(uow, DueWork, _fate_of_work(now), *_overdue(now))
    return [*heard, *said, *due]


async def let_go(uow: UnitOfWork, now: datetime) -> None:
    """Let nothing be said again: the process drops it by its usual road, visibly, as it drops what is late.

    What is due without a limit stays: it keeps the house in order (someone's deputising ends, dates are planned).
    """
    over: dict[str, Any] = {"not_after": now - A_MOMENT, "error": Why.RESTORED}
    said = update(Saying).where(col(Saying.state).in_(PENDING), _still_good(Saying, now))
    await uow.session.exec(said.values(**over))
    due = update(DueWork).where(*_overdue(now), col(DueWork.not_after) >= now)
    await uow.session.exec(due.values(**over))


async def _by_fate(
    uow: UnitOfWork, table: type[Saying] | type[DueWork], fate: Any, *which: Any
) -> Sequence[Waiting]:
    found = select(fate, col(table.kind), col(Network.title), func.count()).select_from(table)
    found = found.join(Network, col(Network.id) == col(table.network_id), isouter=True).where(*which)
    found = found.group_by(fate, col(table.kind), col(Network.title)).order_by(fate, col(table.kind))
    rows = (await uow.session.exec(found)).all()
    return [Waiting(Fate(fate), kind, title or "", count) for fate, kind, title, count in rows]


def _fate_of_sayings(now: datetime) -> Any:
    return case((_still_good(Saying, now), literal(Fate.SAID.value)), else_=literal(Fate.DROPPED.value))


def _fate_of_work(now: datetime) -> Any:
    return case(
        (col(DueWork.not_after).is_(None), literal(Fate.DONE.value)),
        (col(DueWork.not_after) >= now, literal(Fate.LATE.value)),
        else_=literal(Fate.DROPPED.value),
    )


def _still_good(table: type[Saying] | type[DueWork], now: datetime) -> Any:
    return or_(col(table.not_after).is_(None), col(table.not_after) >= now)


def _overdue(now: datetime) -> tuple[Any, Any]:
    return col(DueWork.state) == Doing.PLANNED, col(DueWork.due_at) <= now


@contextlib.contextmanager
def staged(backup: Path, database: Path) -> Iterator[Path]:
    """A checked copy of `backup` beside the database, for as long as the block lasts.

    The backup itself is only read. Raises NoCopy and OSError.
    """
    copied = database.with_name(f"{database.name}.restoring")
    try:
        _discard(copied)
        for end in ("", BESIDES[0]):
            if (part := backup.with_name(backup.name + end)).exists() or not end:
                shutil.copyfile(part, copied.with_name(copied.name + end))
        copied.chmod(0o600)
        copies.check(copied)
        yield copied
    finally:
        _discard(copied)


def _discard(copied: Path) -> None:
    for end in ("", *BESIDES):
        copied.with_name(copied.name + end).unlink(missing_ok=True)


def exchange(copied: Path, database: Path, now: datetime) -> Path | None:
    """Put `copied` in the place of the database; where the old one is kept, with its log. Raises OSError.

    Nobody else may use either file. The old log goes before the new file comes: it would be read into that.
    """
    aside = database.with_name(f"{database.name}.before-{now.astimezone(UTC):{STAMP}}")
    if kept := database.exists():
        for end in ("", BESIDES[0]):
            with contextlib.suppress(FileNotFoundError):
                os.link(database.with_name(database.name + end), aside.with_name(aside.name + end))
        settle(database.parent)
    for end in BESIDES:
        database.with_name(database.name + end).unlink(missing_ok=True)
    settle(copied)
    copied.replace(database)
    settle(database.parent)
    return aside if kept else None
