"""aiosqlite with one trip to its thread for each statement.

A trip costs as much as a small statement, and SQLAlchemy makes four of them: for the cursor, the statement, its rows
and the end of the cursor. Here the rows come back with the statement; a cursor is only a place to keep them.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

import aiosqlite


class Cursor:
    """What one statement brought back, as SQLAlchemy asks for it."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> "Cursor":
        return self

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> "Cursor":
        return await self._ask(lambda cursor: cursor.execute(sql, parameters))

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> "Cursor":
        return await self._ask(lambda cursor: cursor.executemany(sql, parameters))

    async def fetchall(self) -> list[Any]:
        return self._rows

    async def close(self) -> None:
        """Nothing is open."""

    async def _ask(self, statement: Callable[[sqlite3.Cursor], Any]) -> "Cursor":
        def ask() -> None:
            cursor = self._connection.plain.cursor()
            try:
                statement(cursor)
                self.description, self.rowcount = cursor.description, cursor.rowcount
                self.lastrowid = cursor.lastrowid
                self._rows = cursor.fetchall() if cursor.description else []
            finally:
                cursor.close()

        await self._connection.on_its_thread(ask)
        return self


class Connection(aiosqlite.Connection):
    """A connection whose cursors are made without a trip."""

    @property
    def plain(self) -> sqlite3.Connection:
        """The connection itself, for its thread only."""
        return self._conn

    async def on_its_thread(self, work: Callable[[], None]) -> None:
        await self._execute(work)  # type: ignore[no-untyped-call]

    def cursor(self) -> Any:
        return Cursor(self)


def connect(database: str, **options: Any) -> Connection:
    """As `aiosqlite.connect`; its thread does not keep the process alive."""
    connection = Connection(lambda: sqlite3.connect(database, **options), iter_chunk_size=64)
    connection._thread.daemon = True
    return connection
