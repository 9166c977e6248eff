"""Connections: how databases are opened, and how their faults are told apart."""

import contextlib
import sqlite3
from collections.abc import Awaitable, Iterator, Sequence
from typing import Any, TypeVar

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import one_hop
from storage.unavailable import Unavailable

SQLITE_PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
)
SQLITE_KEY_TAKEN = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
POSTGRES_KEY_TAKEN = "23505"
STATEMENT_FAULTS = ("IntegrityError", "DataError", "ProgrammingError", "NotSupportedError")
POSTGRES_STATEMENT_FAULTS = ("22", "23", "42")  # classes of codes: data, integrity, syntax and access
SQLITE_STATEMENT_FAULTS = frozenset({
    sqlite3.SQLITE_ERROR, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE,
})  # fmt: skip
LOCKS = 73  # the first half of our advisory locks; single-number locks belong to chats
Reached = TypeVar("Reached")


def open_engine(url: str, *, foreign_keys: bool = True) -> AsyncEngine:
    """The engine that writes; without `foreign_keys` for migrations of SQLite, which check them at their end."""
    if make_url(url).get_backend_name() == "sqlite":
        keys = f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}"
        return sqlite_engine(url, (*SQLITE_PRAGMAS, keys), begin="BEGIN IMMEDIATE")
    return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)


def open_reader(url: str, connections: int) -> AsyncEngine:
    """An engine for snapshots of SQLite, beside the one that writes."""
    keys = "PRAGMA foreign_keys=ON"
    return sqlite_engine(url, (*SQLITE_PRAGMAS, keys), begin="BEGIN", connections=connections)


async def reached(connecting: Awaitable[Reached]) -> Reached:
    """Drivers report an unreachable server in their own words; nothing else can fail here. Raises Unavailable."""
    try:
        return await connecting
    except (OSError, TimeoutError, PostgresError, InterfaceError) as fault:
        raise Unavailable(f"no connection, {reason(fault)}") from fault


@contextlib.contextmanager
def told_apart() -> Iterator[None]:
    """Tell a database that can't be used from a statement that it rightly refuses."""
    try:
        yield
    except DBAPIError as fault:
        if _is_the_statements(fault):
            raise
        raise Unavailable(reason(fault)) from fault


def _is_the_statements(fault: DBAPIError) -> bool:
    if isinstance(fault.orig, sqlite3.Error):
        code = getattr(fault.orig, "sqlite_errorcode", sqlite3.SQLITE_MISUSE)
        return code & 0xFF in SQLITE_STATEMENT_FAULTS
    state = getattr(fault.orig, "sqlstate", None) or ""
    return type(fault).__name__ in STATEMENT_FAULTS or state.startswith(POSTGRES_STATEMENT_FAULTS)


def is_race(fault: Exception) -> bool:
    """Whether another transaction stored the same key a moment before: whoever tries again will find it there."""
    original = getattr(fault, "orig", None)
    if isinstance(original, sqlite3.Error):
        return getattr(original, "sqlite_errorcode", 0) in SQLITE_KEY_TAKEN
    return getattr(original, "sqlstate", None) == POSTGRES_KEY_TAKEN


def reason(fault: Exception) -> str:
    """SQLite's own short words ("database is locked"); PostgreSQL's may quote values, so only its code."""
    original = getattr(fault, "orig", None) or fault
    code = getattr(original, "sqlstate", None)
    if isinstance(original, sqlite3.Error):
        return str(original)[:60]
    return f"{type(original).__name__}{f' {code}' if code else ''}"


def sqlite_engine(
    url: URL | str, pragmas: Sequence[str], *, begin: str | None = None, connections: int = 1
) -> AsyncEngine:
    """An engine of SQLite whose transactions begin as told; without `begin`, whoever uses it begins them."""
    engine = create_async_engine(
        url, pool_size=connections, max_overflow=0, hide_parameters=True,
        connect_args={"async_creator_fn": one_hop.connect},
    )  # fmt: skip

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    if begin is not None:

        @event.listens_for(engine.sync_engine, "begin")
        def begin_transaction(connection: Any) -> None:
            connection.exec_driver_sql(begin)

    return engine
