"""Leadership: what only one of several processes does at a time, by an advisory lock that dies with its session."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.connections import LOCKS, told_apart
from storage.engine import Database

TOLD = "outbox"
"""The channel on which PostgreSQL tells of new rows in the outbox; a trigger of the migrations speaks there."""
FROZEN = text(
    "SELECT set_config(name, '30s', false) FROM pg_settings WHERE name = 'idle_session_timeout'"
)  # a frozen process does not watch; its session ends, and another one leads
TAKE = text(f"SELECT pg_try_advisory_lock({LOCKS}, :task)")


class Task(IntEnum):
    """What one process leads."""

    POLLING = 1
    SENDING = 2


@dataclass(frozen=True)
class Lead:
    """The lead, held by a session of PostgreSQL; SQLite has one process, which can't lose it."""

    connection: AsyncConnection | None = None

    async def hear(self, wake: Callable[[], None]) -> None:
        """Let `wake` be called whenever another process has something to be sent."""
        if self.connection is not None:
            raw = await self.connection.get_raw_connection()
            assert raw.driver_connection is not None
            await raw.driver_connection.add_listener(TOLD, lambda *_told: wake())

    async def lost(self, period: float = 5) -> None:
        """Return when the session is lost, and the lead with it."""
        while self.connection is not None:
            await asyncio.sleep(period)
            try:
                await self.connection.execute(text("SELECT 1"))
            except (SQLAlchemyError, OSError):
                return
        await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def leading(
    database: Database, task: Task, stand_by: Callable[[], None] = lambda: None, patience: float = 2
) -> AsyncIterator[Lead]:
    """Wait until no other process does `task`, and keep it from others until the block ends.

    Asks every `patience` seconds and calls `stand_by` when another one leads. Raises Unavailable.
    """
    if database.is_sqlite:
        yield Lead()
        return
    with told_apart():
        async with database.engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            while not await connection.scalar(TAKE, {"task": task}):
                stand_by()
                await asyncio.sleep(patience)
            try:
                await connection.execute(FROZEN)
                yield Lead(connection)
            finally:
                await connection.invalidate()
