"""The database: how it is opened, who may write at a time, how a transaction begins and ends."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.seal import Seal
from storage.unit_of_work import UnitOfWork

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
)


class Database:
    """One database and the units of work on it.

    SQLite has one write connection behind a lock and `BEGIN IMMEDIATE`: the driver's default loses
    updates and deferred transactions fail under contention. PostgreSQL needs neither.
    """

    def __init__(self, url: str, seal: Seal) -> None:
        self.url = make_url(url)
        self.seal = seal
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer = _sqlite_engine(url, "BEGIN IMMEDIATE", 1) if self.is_sqlite else _postgres_engine(url)
        self._reader = _sqlite_engine(url, "BEGIN", 4) if self.is_sqlite else self._writer
        self._one_writer = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        """A transaction that commits when the block ends well and leaves nothing behind when it does not."""
        turn = self._one_writer if self.is_sqlite else contextlib.nullcontext()
        async with turn, AsyncSession(self._writer, expire_on_commit=False) as session:
            uow = UnitOfWork(session, self.seal)
            async with session.begin():
                yield uow
        uow.announce_commit()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """A snapshot; what is changed in it is never kept."""
        async with AsyncSession(self._reader, expire_on_commit=False) as session:
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


def _sqlite_engine(url: str, begin: str, connections: int) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=connections, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgres_engine(url: str) -> AsyncEngine:
    return create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True)
