"""What a thief finds in a vault: its rows in the order in which they lie on the disk, and all bytes of its files."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy.engine import make_url

NAMES = {"participation": "participant, sealed", "answer": "key, locked", "pool": "locked"}


@dataclass(frozen=True)
class Snapshot:
    """One look at the store of one ballot; the answers as they lie there."""

    flags: dict[int, bool]
    answers: tuple[tuple[bytes, bytes], ...]
    pool: bytes

    @property
    def flagged(self) -> set[int]:
        return {person for person, flag in self.flags.items() if flag}

    @property
    def balanced(self) -> bool:
        """As many flags as answers."""
        return len(self.flagged) == len(self.answers)


@contextlib.asynccontextmanager
async def looking(url: str) -> AsyncIterator[Callable[[], Awaitable[Snapshot]]]:
    """Look as often as one likes at the only ballot that is in the vault."""
    connection = None if url.startswith("sqlite") else await connected(url)

    async def look() -> Snapshot:
        rows = await _of_postgresql(connection) if connection else _of_sqlite(vault_of(url))
        return Snapshot(
            {person: bool(flag) for person, flag in rows["participation"]},
            tuple((bytes(key), bytes(locked)) for key, locked in rows["answer"]),
            bytes(rows["pool"][0][0]),
        )

    yield look
    if connection:
        await connection.close()


def vault_of(url: str) -> Path:
    return Path(make_url(url).database or "").with_suffix(".vault")


def _of_sqlite(file: Path) -> dict[str, list[Any]]:
    with sqlite3.connect(file) as connection:
        rows = {
            table: connection.execute(f"SELECT {columns} FROM {table}").fetchall()
            for table, columns in NAMES.items()
        }
    connection.close()
    content = file.read_bytes()
    rows["answer"].sort(key=lambda row: content.find(row[0]))
    return rows


async def _of_postgresql(connection: Any) -> dict[str, list[Any]]:
    return {
        table: [
            tuple(row) for row in await connection.fetch(f"SELECT {columns} FROM vault.{table} ORDER BY ctid")
        ]
        for table, columns in NAMES.items()
    }


async def connected(url: str) -> Any:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return await asyncpg.connect(plain, timeout=5)


async def on_disk(url: str, *folders: Path) -> bytes:
    """Every byte of the database, its vault and what lies in these folders."""
    found = [file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()]
    if not url.startswith("sqlite"):
        connection = await connected(url)
        await connection.execute("CHECKPOINT")
        found += [
            bytes(row["content"])
            for row in await connection.fetch(
                "SELECT pg_read_binary_file(pg_relation_filepath(oid)) AS content FROM pg_class "
                "WHERE relkind IN ('r', 'i', 't') AND (relnamespace = 'vault'::regnamespace "
                "OR relnamespace = 'public'::regnamespace OR relnamespace = 'pg_toast'::regnamespace)"
            )
        ]
        await connection.close()
    return b"\n".join(found)


def pieces(content: bytes) -> list[bytes]:
    """Of all pages over which it is spread."""
    return [content[place : place + 16] for place in range(0, len(content), 500)] + [content[-16:]]
