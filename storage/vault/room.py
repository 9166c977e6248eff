"""The room of the vault: a file beside SQLite's, a schema of its own in PostgreSQL; one at a time is in it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.connections import reached, sqlite_engine, told_apart
from storage.key_folder import overwrite
from storage.unavailable import Unavailable
from storage.vault import tables

PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA secure_delete=ON",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA temp_store=MEMORY",
)
PATIENCE = {"lock_timeout": "10s", "idle_in_transaction_session_timeout": "30s"}
"""A process that is frozen keeps PostgreSQL's vault to itself no longer than this, and whoever waits is told before."""


class Room:
    """Connections of its own: a transaction here ends before the one that asked for it, and waits for no other."""

    def __init__(self, url: URL) -> None:
        self.file = _beside(url) if url.get_backend_name() == "sqlite" else None
        self._engine = _sqlite(url, self.file) if self.file else _postgresql(url)
        self._turn = asyncio.Lock()
        self._is_ready = self.file is None

    @contextlib.asynccontextmanager
    async def alone(self) -> AsyncIterator[AsyncConnection]:
        """A transaction beside which nobody, in no process, reads or changes anything. Raises Unavailable."""
        async with self._turn, self._connected() as connection:
            async with connection.begin():
                await self._lock(connection)
                if not self._is_ready:
                    await connection.run_sync(tables.create)
                yield connection
            self._is_ready = True

    async def prepare(self) -> None:
        """Make the tables, where they are not there yet."""
        async with self.alone() as connection:
            await connection.run_sync(tables.create)

    async def tidy(self) -> None:
        """Leave nothing in the file but what is in the tables. PostgreSQL has begun a new file by itself."""
        if self.file is not None:
            async with self._turn, self._connected() as connection:
                await connection.exec_driver_sql("VACUUM")

    async def clear(self) -> None:
        """Leave nothing at all, also where the file is damaged."""
        if self.file is None:
            async with self.alone() as connection:
                await tables.clear(connection, await tables.ballots(connection))
            return
        await self.dispose()
        with _file_faults():
            for left in (self.file, self.file.with_name(f"{self.file.name}-journal")):
                if left.exists():
                    overwrite(left)
                    left.unlink()
        self._is_ready = False

    async def dispose(self) -> None:
        await self._engine.dispose()

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        if self.file is not None and not self._is_ready:
            with _file_faults():
                self.file.touch(mode=0o600)
        with told_apart():
            async with contextlib.AsyncExitStack() as stack:
                yield await reached(stack.enter_async_context(self._engine.connect()))

    async def _lock(self, connection: AsyncConnection) -> None:
        if self.file is None:
            await connection.execute(tables.ALONE)
        else:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")


def _beside(url: URL) -> Path:
    """`spoiwo.vault` for `spoiwo.db`."""
    database = Path(url.database or "")
    return database.with_name(f"{database.name.removesuffix('.db')}.vault")


def _sqlite(url: URL, file: Path) -> AsyncEngine:
    engine = sqlite_engine(url.set(database=str(file)), PRAGMAS)
    return engine.execution_options(schema_translate_map={tables.SCHEMA: None})


def _postgresql(url: URL) -> AsyncEngine:
    return create_async_engine(
        url, pool_size=1, max_overflow=0, pool_pre_ping=True, hide_parameters=True,
        connect_args={"server_settings": PATIENCE},
    )  # fmt: skip


@contextlib.contextmanager
def _file_faults() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Unavailable(f"the vault, {fault.strerror}") from fault
