"""Migrations: they produce what the tables declare, wholly or not at all, and leave a newer database alone."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import migrate as migrations
from storage.engine import Unavailable
from storage.migrate import NewerDatabase, differences, migrate, pending


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    url: str = request.getfixturevalue("empty_postgres")
    return url


async def ask(url: str, statement: str) -> list[object]:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        found = await connection.execute(text(statement))
        rows = list(found.scalars()) if found.returns_rows else []
    await engine.dispose()
    return rows


async def test_the_steps_produce_exactly_the_declared_schema(empty_url: str) -> None:
    assert await pending(empty_url)
    await migrate(empty_url)
    assert await pending(empty_url) == []
    assert await differences(empty_url) == []


async def test_partial_indexes_are_partial(empty_url: str) -> None:
    await migrate(empty_url)
    catalog = (
        "SELECT sql FROM sqlite_master"
        if empty_url.startswith("sqlite")
        else "SELECT indexdef FROM pg_indexes"
    )
    definitions = [str(definition) for definition in await ask(empty_url, catalog)]
    for index in ("ix_inbox_head", "ix_outbox_head", "ix_due_work_next"):
        (definition,) = (words for words in definitions if index in words)
        assert "WHERE" in definition.upper()


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    assert await migrate(empty_url)
    assert await migrate(empty_url) == []


async def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    applied = await asyncio.gather(*(migrate(empty_url) for _ in range(3)))
    assert sorted(map(bool, applied)) == [False, False, True]


async def test_a_newer_database_is_refused_and_left_untouched(empty_url: str) -> None:
    await migrate(empty_url)
    await ask(empty_url, "UPDATE alembic_version SET version_num = '9999'")
    for look in (pending, migrate):
        with pytest.raises(NewerDatabase):
            await look(empty_url)
    assert await ask(empty_url, "SELECT version_num FROM alembic_version") == ["9999"]


async def test_a_step_that_fails_leaves_nothing_behind(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        upgrade(*_)  # type: ignore[arg-type]
        raise LookupError

    upgrade = migrations.command.upgrade
    monkeypatch.setattr(migrations.command, "upgrade", broken)
    with pytest.raises(LookupError):
        await migrate(empty_url)
    monkeypatch.undo()
    assert await pending(empty_url)
    assert await migrate(empty_url)


async def test_what_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "spoiwo.db").write_bytes(b"shopping list: bread, butter" * 100)
    with pytest.raises(Unavailable, match="not a database"):
        await migrate(f"sqlite+aiosqlite:///{tmp_path / 'spoiwo.db'}")
    with pytest.raises(Unavailable):
        await migrate("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
