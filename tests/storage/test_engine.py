"""The engine: one writer at a time, nothing half done, and faults told apart."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from storage import due_work
from storage.due_work import DueWork
from storage.engine import Database, Unavailable
from storage.left import left_at
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def sql(uow: UnitOfWork, statement: str, **values: Any) -> Any:
    """The first value that a plain statement finds."""
    found = await (await uow.session.connection()).execute(text(statement), values)
    return found.scalar() if found.returns_rows else None


async def add_one(database: Database) -> None:
    """Read, wait, write: what loses updates where transactions are too loose."""
    async with database.write() as uow:
        lock = "" if uow.is_sqlite else " FOR UPDATE"
        value = await sql(uow, f"SELECT attempts FROM counter{lock}")
        await asyncio.sleep(0)
        await sql(uow, "UPDATE counter SET attempts = :value", value=value + 1)


async def test_two_writers_lose_no_update(database: Database, database_url: str, tmp_path: Path) -> None:
    async with database.write() as uow:
        await sql(uow, "CREATE TABLE counter (attempts INTEGER)")
        await sql(uow, "INSERT INTO counter VALUES (0)")
    other = Database(database_url, Seal(tmp_path / "keys"))
    await asyncio.gather(*(add_one(place) for place in [database, other] * 10))
    async with other.read() as uow:
        assert await sql(uow, "SELECT attempts FROM counter") == 20
    await other.close()
    async with database.write() as uow:
        await sql(uow, "DROP TABLE counter")


async def test_a_failed_block_leaves_nothing_and_announces_nothing(database: Database) -> None:
    announced: list[int] = []

    async def fail() -> None:
        async with database.write() as uow:
            uow.after_commit(lambda: announced.append(1))
            await due_work.plan(uow, "test.thing", "1", NOON)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with database.read() as uow:
        assert (await left_at(uow, NOON)).comes is None
    assert not announced


async def test_parts_of_a_transaction_read_anew_what_an_earlier_one_changed(database: Database) -> None:
    announced: list[int] = []
    async with database.write() as uow:
        async with uow.part() as first:
            await due_work.plan(first, "test.thing", "1", NOON)
            first.after_commit(lambda: announced.append(1))
        async with uow.part() as second:
            work = await due_work.find(second, "test.thing", "1")
            assert work is not None
            await sql(second, "UPDATE due_work SET args = 'changed'")
        async with uow.part() as third:
            work = await due_work.find(third, "test.thing", "1")
            assert work is not None
            assert work.args == "changed"
        assert announced == []
    assert announced == [1]


async def test_what_a_reader_changes_is_not_kept(database: Database) -> None:
    async with database.read() as uow:
        await due_work.plan(uow, "test.thing", "1", NOON)
    async with database.read() as uow:
        assert (await left_at(uow, NOON)).comes is None


async def test_a_naive_moment_is_refused(database: Database) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises((StatementError, ValueError)):
        async with database.write() as uow:
            uow.session.add(DueWork(kind="test.thing", subject="1", due_at=naive))


async def test_moments_come_back_aware(database: Database) -> None:
    async with database.write() as uow:
        await due_work.plan(uow, "test.thing", "1", NOON)
    async with database.read() as uow:
        assert (await left_at(uow, NOON)).comes == NOON


async def test_a_wrong_statement_is_not_taken_for_a_lost_database(database: Database) -> None:
    async def add_the_same() -> None:
        async with database.write() as uow:
            uow.session.add(DueWork(kind="test.thing", subject="1", due_at=NOON))
            await uow.session.flush()

    await add_the_same()
    with pytest.raises(DBAPIError):
        await add_the_same()
    with pytest.raises(DBAPIError):
        async with database.read() as uow:
            await sql(uow, "SELECT nothing FROM nowhere")


async def test_a_server_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    database = Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing", Seal(tmp_path))
    with pytest.raises(Unavailable, match="no connection"):
        async with database.read():
            pass
    await database.close()


async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "spoiwo.db").write_bytes(b"shopping list: bread, butter" * 100)
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'spoiwo.db'}", Seal(tmp_path))
    with pytest.raises(Unavailable, match="not a database"):
        async with database.write():
            pass
    await database.close()
