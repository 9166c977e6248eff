"""The database: how it is opened, who may write at a time, how a transaction begins and ends."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator
from typing import Any

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import one_hop
from storage.seal import Seal
from storage.unavailable import Unavailable as Unavailable
from storage.unit_of_work import UnitOfWork

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


class Database:
    """One database and the units of work on it.

    SQLite has one write connection behind a lock and `BEGIN IMMEDIATE`: the driver's default loses
    updates and deferred transactions fail under contention. PostgreSQL needs neither.
    """

    def __init__(self, url: str, seal: Seal) -> None:
        self.url = make_url(url)
        self.seal = seal
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer = open_engine(url)
        self._reader = _sqlite_engine(url, "BEGIN", 4) if self.is_sqlite else self._writer
        self._one_writer = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        """A transaction that commits when the block ends well and leaves nothing behind when it does not.

        Raises Unavailable.
        """
        turn = self._one_writer if self.is_sqlite else contextlib.nullcontext()
        with told_apart():
            async with turn, AsyncSession(self._writer, expire_on_commit=False) as session:
                uow = UnitOfWork(session, self.seal)
                async with session.begin():
                    await _connect(session)
                    yield uow
                    await uow.complete()
        uow.announce_commit()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """A snapshot; what is changed in it is never kept. Raises Unavailable."""
        with told_apart():
            async with AsyncSession(self._reader, expire_on_commit=False) as session:
                await _connect(session)
                yield UnitOfWork(session, self.seal)
                await session.rollback()

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes, for migrations and for counting statements in tests."""
        return self._writer

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def open_engine(url: str, *, foreign_keys: bool = True) -> AsyncEngine:
    """The engine that writes; without `foreign_keys` for migrations of SQLite, which check them at their end."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url, "BEGIN IMMEDIATE", 1, foreign_keys=foreign_keys)
    return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)


async def _connect(session: AsyncSession) -> None:
    """Drivers report an unreachable server in their own words; nothing else can fail here."""
    try:
        await session.connection()
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


def _sqlite_engine(url: str, begin: str, connections: int, *, foreign_keys: bool = True) -> AsyncEngine:
    engine = create_async_engine(
        url, pool_size=connections, max_overflow=0, hide_parameters=True,
        connect_args={"async_creator_fn": one_hop.connect},
    )  # fmt: skip

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (*SQLITE_PRAGMAS, f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}"):
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
