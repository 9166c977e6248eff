"""Dumps of a PostgreSQL database by its own `pg_dump`, which reads where to connect from its environment only."""

import asyncio
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.engine import URL

from storage.vault.tables import SCHEMA

PROGRAM = "pg_dump"


class NoDump(Exception):
    """Why there is no dump, in pg_dump's own first line, which quotes nothing of what is stored."""


def possible() -> bool:
    """Whether the program is installed here."""
    return shutil.which(PROGRAM) is not None


async def dump(url: URL, target: Path) -> None:
    """Write the database, but not the vault, into `target` and read its contents' list. Raises NoDump and OSError."""
    what = ("--format=custom", f"--exclude-schema={SCHEMA}")
    await _run(PROGRAM, *what, "--no-password", f"--file={target}", environment=_where(url))
    if shutil.which("pg_restore"):
        await _run("pg_restore", "--list", str(target), environment={})


async def _run(program: str, *arguments: str, environment: Mapping[str, str]) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SPOIWO_")}
    process = await asyncio.create_subprocess_exec(
        program, *arguments, env={**inherited, **environment},
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise NoDump(said.decode(errors="replace").partition("\n")[0][:200] or f"{program} failed")


def _where(url: URL) -> dict[str, str]:
    """The connection as libpq's variables: an argument could be read by anyone on the machine."""
    query = {name: value for name, value in url.query.items() if isinstance(value, str)}
    given = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port) if url.port else query.get("port"),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": query.get("ssl") or query.get("sslmode"),
    }
    return {name: str(value) for name, value in given.items() if value}
