"""The database: who may write at a time, how a transaction begins and ends."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.connections import open_engine, open_reader, reached, told_apart
from storage.seal import Seal
from storage.session import open_session
from storage.unavailable import Unavailable as Unavailable
from storage.unit_of_work import UnitOfWork
from storage.vault import Vault


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
        self._reader = open_reader(url, 4) if self.is_sqlite else self._writer
        self._one_writer = asyncio.Lock()
        self.vault = Vault(self.url, seal.folder)

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[UnitOfWork]:
        """A transaction that commits when the block ends well and leaves nothing behind when it does not.

        Raises Unavailable.
        """
        turn = self._one_writer if self.is_sqlite else contextlib.nullcontext()
        with told_apart():
            async with turn, open_session(self._writer) as session:
                uow = UnitOfWork(session, self.seal, self.vault)
                async with session.begin():
                    await reached(session.connection())
                    yield uow
                    await uow.complete()
                    await uow.catch_up()
        uow.announce_commit()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """A snapshot; what is changed in it is never kept. Raises Unavailable."""
        with told_apart():
            async with open_session(self._reader) as session:
                await reached(session.connection())
                yield UnitOfWork(session, self.seal, self.vault)
                await session.rollback()

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes, for migrations and for counting statements in tests."""
        return self._writer

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()
        await self.vault.dispose()
