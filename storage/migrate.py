"""Bringing a database to the present schema. The vault has tables of its own, in SQLite from the first ballot on.

`python -m storage.migrate revision <url> "what changes"` drafts a step, `python -m storage.migrate check` tells
whether the steps produce what the tables declare.
"""

import asyncio
import contextlib
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError
from asyncpg import InterfaceError, PostgresError
from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DBAPIError

from storage.connections import LOCKS, open_engine, reason
from storage.schema import declared
from storage.unavailable import Unavailable
from storage.unit_of_work import UnitOfWork
from storage.vault import tables as vault

FOLDER = Path(__file__).parent / "migrations"
MIGRATING = 65
TOUCH = text("UPDATE alembic_version SET version_num = version_num")
"""Changes nothing, and fails where nothing can be changed: SQLite begins to write a file that it may only read."""
COMPARING: dict[str, Any] = {"compare_type": True, "compare_server_default": True}


class NewerDatabase(Exception):
    """The database was written by a newer version of the program than this one."""


async def migrate(url: str) -> list[str]:
    """Apply every step that the database lacks, all or none, and return their names.

    Raises NewerDatabase (and leaves the database alone) and Unavailable, also when it can only be read.
    """
    return await _with_connection(url, _upgrade)


async def pending(url: str) -> list[str]:
    """Names of the steps that the database lacks, oldest first; raises NewerDatabase and Unavailable."""
    return await _with_connection(url, _pending)


async def touch(uow: UnitOfWork) -> None:
    """Find out whether the database can be written to."""
    await (await uow.connection()).execute(TOUCH)


async def differences(url: str) -> list[Any]:
    """What a migrated database has otherwise than the tables declare it."""
    return await _with_connection(url, _differences)


async def _with_connection(url: str, work: Callable[[Connection], list[Any]]) -> list[Any]:
    engine = open_engine(url, foreign_keys=False)
    try:
        _try(engine.url)
        async with engine.connect() as connection:
            return await connection.run_sync(work)
    except (sqlite3.Error, DBAPIError, OSError, PostgresError, InterfaceError) as fault:
        raise Unavailable(reason(fault)) from fault
    finally:
        await engine.dispose()


def _try(url: URL) -> None:
    """Open an SQLite database once without a thread: the driver's would outlive a failure and the event loop."""
    if url.get_backend_name() == "sqlite":
        with contextlib.closing(sqlite3.connect(url.database or "")) as connection:
            connection.execute("PRAGMA schema_version")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _pending(connection: Connection) -> list[str]:
    """Raises NewerDatabase for a step that this program does not know."""
    script = ScriptDirectory.from_config(_config(connection))
    current = MigrationContext.configure(connection).get_current_revision()
    try:
        steps = list(script.iterate_revisions("head", current or "base"))
    except (CommandError, RevisionError) as unknown:
        raise NewerDatabase from unknown
    return [f"{step.revision} {step.doc}" for step in reversed(steps)]


def _upgrade(connection: Connection) -> list[str]:
    """One process at a time: SQLite's transaction is exclusive already, PostgreSQL is asked for a lock."""
    sqlite = connection.dialect.name == "sqlite"
    if not sqlite:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCKS}, {MIGRATING})"))
    steps = _pending(connection)
    if steps:
        command.upgrade(_config(connection), "head")
    else:
        connection.execute(TOUCH)
    if steps and sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).all()):
        raise RuntimeError(f"the migration would break {len(broken)} references")
    if not sqlite:
        vault.create(connection)
    connection.commit()
    return steps


def _differences(connection: Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection, opts=COMPARING), declared()))


def _draft(connection: Connection, message: str) -> list[Any]:
    config = _config(connection)
    known = [int(step.revision) for step in ScriptDirectory.from_config(config).walk_revisions()]
    number = f"{max(known, default=0) + 1:04d}"
    return [command.revision(config, message, autogenerate=True, rev_id=number)]


async def _draft_against(url: str, message: str) -> None:
    await migrate(url)
    await _with_connection(url, lambda connection: _draft(connection, message))


async def _check() -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/check.db"
        await migrate(url)
        return await differences(url)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["revision", at, said]:
            asyncio.run(_draft_against(at, said))
        case ["check"]:
            if found := asyncio.run(_check()):
                sys.exit("The migrations do not produce the declared schema:\n" + "\n".join(map(str, found)))
        case _:
            sys.exit(__doc__)
