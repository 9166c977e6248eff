"""Bringing a database to the present schema. `python -m storage.migrate revision "what changes"` drafts a step."""

import asyncio
import sys
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

FOLDER = Path(__file__).parent / "migrations"


class NewerDatabase(Exception):
    """The database was written by a newer version of the program than this one."""


async def migrate(url: str) -> None:
    """Apply every step that the database lacks; raises NewerDatabase and leaves it alone."""
    await _with_connection(url, lambda connection: _upgrade(connection, url))


async def pending(url: str) -> list[str]:
    """Steps that the database lacks, oldest first; raises NewerDatabase."""
    found: list[str] = []
    await _with_connection(url, lambda connection: found.extend(_pending(connection)))
    return found


async def _with_connection(url: str, work: Any) -> None:
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(work)
    finally:
        await engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def _pending(connection: Connection) -> list[str]:
    """Raises NewerDatabase for a step that this program does not know."""
    script = ScriptDirectory.from_config(_config(connection))
    current = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    try:
        steps = list(script.iterate_revisions("head", current or "base"))
    except CommandError as unknown:
        raise NewerDatabase from unknown
    return [step.revision for step in reversed(steps)]


def _upgrade(connection: Connection, url: str) -> None:
    if not _pending(connection):
        return
    sqlite = url.startswith("sqlite")
    if sqlite:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.commit()
    else:
        connection.execute(text("SELECT pg_advisory_lock(7365)"))
    command.upgrade(_config(connection), "head")
    if sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
        connection.rollback()
        raise RuntimeError(f"the migration would break {len(broken)} references")
    connection.commit()


async def _draft(url: str, message: str) -> None:
    await _with_connection(
        url, lambda connection: command.revision(_config(connection), message, autogenerate=True)
    )


if __name__ == "__main__":
    _verb, _url, _message = sys.argv[1:4]
    asyncio.run(migrate(_url))
    asyncio.run(_draft(_url, _message))
