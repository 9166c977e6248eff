"""One trip for each statement, and everything as with aiosqlite itself."""

import sqlite3
from pathlib import Path

import pytest

from storage import one_hop


async def test_the_rows_come_back_with_the_statement(tmp_path: Path) -> None:
    async with one_hop.connect(str(tmp_path / "one.db")) as connection:
        cursor = connection.cursor()
        await cursor.execute("CREATE TABLE words (word TEXT)")
        await cursor.executemany("INSERT INTO words VALUES (?)", [("dąb",), ("łoś",)])
        assert cursor.rowcount == 2
        await cursor.execute("SELECT word FROM words ORDER BY word")
        assert await cursor.fetchall() == [("dąb",), ("łoś",)]
        assert [column[0] for column in cursor.description] == ["word"]


async def test_a_statement_that_is_refused_leaves_the_connection_usable(tmp_path: Path) -> None:
    async with one_hop.connect(str(tmp_path / "one.db")) as connection:
        with pytest.raises(sqlite3.OperationalError):
            await connection.cursor().execute("SELECT nothing FROM nowhere")
        cursor = await connection.cursor().execute("SELECT 1")
        assert await cursor.fetchall() == [(1,)]
