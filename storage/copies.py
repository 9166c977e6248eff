"""Copies of an SQLite database: whole and checked, also while others write to it."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, create_engine

from storage import pause
from storage.connections import reason


class NoCopy(Exception):
    """There is no copy, or it is not whole; the text says why in a few words."""


async def copy(source: Path, target: Path, moment: datetime) -> None:
    """Copy what is committed in `source` into `target`, an empty file, paused since `moment`.

    Raises NoCopy and OSError.
    """
    _make_sure_of_room(source, target)
    with _told():
        connection = sqlite3.connect(_uri(source, "rw"), uri=True, check_same_thread=False)
        with contextlib.closing(connection):
            await _interruptible(connection, target)
        await asyncio.to_thread(_mark, target, moment)
        await asyncio.to_thread(check, target)


def _make_sure_of_room(source: Path, target: Path) -> None:
    """The copy must leave the database room to grow."""
    if shutil.disk_usage(target.parent).free < 2 * source.stat().st_size:
        raise NoCopy("too little room on the disk")


def check(file: Path) -> None:
    """Raises NoCopy for a file that is not a whole database of ours."""
    with _told(), contextlib.closing(sqlite3.connect(_uri(file, "ro"), uri=True)) as connection:
        wrong = connection.execute("PRAGMA integrity_check(1)").fetchall()
        if wrong != [("ok",)]:
            raise NoCopy(str(wrong[0][0])[:60])
        ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
        if not ours:
            raise NoCopy("no database of Spoiwo")


def holds_something(file: Path) -> bool:
    """Whether there is a database that would be missed."""
    if not file.exists():
        return False
    with _told(), contextlib.closing(sqlite3.connect(_uri(file, "ro"), uri=True)) as connection:
        return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


async def _interruptible(connection: sqlite3.Connection, target: Path) -> None:
    """Whoever is asked to stop does not wait for a big copy to end."""
    copying = asyncio.ensure_future(asyncio.to_thread(connection.execute, "VACUUM INTO ?", (str(target),)))
    try:
        await asyncio.shield(copying)
    except asyncio.CancelledError:
        connection.interrupt()
        await asyncio.gather(copying, return_exceptions=True)
        raise


def _mark(copied: Path, moment: datetime) -> None:
    engine = create_engine(URL.create("sqlite", database=str(copied)), hide_parameters=True)
    try:
        with engine.begin() as connection:
            pause.mark(connection, moment)
    finally:
        engine.dispose()


def _uri(file: Path, mode: str) -> str:
    return f"file:{quote(str(file.absolute()))}?mode={mode}"


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as fault:
        raise NoCopy(reason(fault)) from fault
