"""Databases for tests: an empty migrated one of each kind, made once and handed out clean each time.

A test that takes `database_url` runs on SQLite and on PostgreSQL.
"""

import asyncio
import gc
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import hypothesis
import pytest
import pytest_asyncio
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.util import LRUCache

from storage.engine import Database
from storage.migrate import migrate
from storage.schema import declared
from storage.seal import Seal
from storage.vault import tables as vault
from tests.databases import POSTGRES, execute, fresh

# Whole towns come and go, with all the libraries standing around: looking for garbage less often saves a tenth.
gc.set_threshold(200_000, 50, 100)

# Each database of a test has an engine of its own, and each engine would compile every statement anew: a third of the
# time of a dialogue. Engines of one kind take what another has compiled.
SQLiteDialect_aiosqlite.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
SQLiteDialect_aiosqlite.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]
COMPILED = LRUCache(5000)


@event.listens_for(Engine, "engine_connect")
def _take_what_is_compiled(connection: Connection) -> None:
    if isinstance(connection.dialect, SQLiteDialect_aiosqlite):
        connection.execution_options(compiled_cache=COMPILED)


# How long an example takes says nothing about the property, only about the machine.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated database to copy."""
    path = tmp_path_factory.mktemp("template") / "spoiwo.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> URL:
    """The server to make databases on; the test is skipped where none answers, never in CI."""
    server = make_url(POSTGRES)
    try:
        asyncio.run(execute(server, "SELECT 1"))
    except (OSError, TimeoutError, asyncpg.PostgresError) as fault:
        why = f"no PostgreSQL answers at {server.host}:{server.port} ({type(fault).__name__})"
        if os.environ.get("CI"):
            pytest.fail(f"{why}, and CI needs one")
        pytest.skip(f"{why}; SPOIWO_TEST_POSTGRES names another")
    return server


@pytest.fixture(scope="session")
def postgres_database(postgres_server: URL) -> Iterator[URL]:
    """A migrated database of this worker's own."""
    with asyncio.Runner() as runner:
        database = fresh("test")
        yield runner.run(database.__aenter__())
        runner.run(database.__aexit__(None, None, None))


@pytest.fixture
def empty_postgres(postgres_server: URL) -> Iterator[str]:
    """A database without any table."""
    with asyncio.Runner() as runner:
        database = fresh("empty", migrated=False)
        yield runner.run(database.__aenter__()).render_as_string(hide_password=False)
        runner.run(database.__aexit__(None, None, None))


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    shutil.copy(sqlite_template, tmp_path / "spoiwo.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'spoiwo.db'}"


@pytest.fixture
def postgres_url(postgres_database: URL) -> str:
    tables = ", ".join([*(f'"{table.name}"' for table in declared().sorted_tables), *map(str, vault.ALL)])
    asyncio.run(execute(postgres_database, f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    return postgres_database.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty migrated database, once of each kind."""
    url: str = request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param])
    return url


@pytest_asyncio.fixture
async def database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """An open database, once of each kind."""
    database = Database(database_url, Seal(tmp_path / "keys"))
    yield database
    await database.close()


@pytest_asyncio.fixture
async def postgres(postgres_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """An open PostgreSQL database, for what only several processes can show."""
    database = Database(postgres_url, Seal(tmp_path / "keys"))
    yield database
    await database.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that wait for processes and browsers begin: one worker waits while others work, and none ends alone."""
    items.sort(key=lambda item: not {"e2e", "browser"} & {mark.name for mark in item.iter_markers()})
