"""PostgreSQL databases for tests: made on a server that answers, and gone afterwards."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy.engine import URL, make_url

from storage.migrate import migrate

POSTGRES = os.environ.get("SPOIWO_TEST_POSTGRES", "postgresql+asyncpg://postgres@127.0.0.1:5432/test")


async def execute(where: URL, statement: str) -> None:
    plain = where.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain, timeout=5)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@asynccontextmanager
async def fresh(name: str, *, migrated: bool = True) -> AsyncIterator[URL]:
    """A database of this process's own. Raises OSError, TimeoutError or PostgresError where no server answers."""
    server = make_url(POSTGRES)
    own = server.set(database=f"spoiwo_{name}_{os.getpid()}")
    await execute(server, f"CREATE DATABASE {own.database}")
    await execute(server, f"ALTER DATABASE {own.database} SET synchronous_commit = off")
    try:
        if migrated:
            await migrate(own.render_as_string(hide_password=False))
        yield own
    finally:
        await execute(server, f"DROP DATABASE {own.database} WITH (FORCE)")
