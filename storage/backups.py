"""Backups: whole copies of the database in one folder, named after their moment. The newest few are kept.

The keys of the seals are never in them, so what a backup holds of messages on their way can't be read without.
"""

import asyncio
import contextlib
import fcntl
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from storage import copies, dumps

KEEP = 7
NAME = re.compile(r"spoiwo-(\d{8}T\d{6}Z)\.(?:db|dump)")
STAMP = "%Y%m%dT%H%M%SZ"


class NoBackup(Exception):
    """No backup was made; the text says why in a few words."""


@dataclass(frozen=True)
class Backup:
    """One kept copy."""

    file: Path
    moment: datetime


def kept(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first. What has another name is nobody's business here."""
    found = [(file, NAME.fullmatch(file.name)) for file in folder.glob("spoiwo-*")]
    named = [Backup(file, _moment(name[1])) for file, name in found if name]
    return sorted(named, key=lambda backup: backup.moment, reverse=True)


def moment_of(file: Path) -> datetime | None:
    """The moment in a backup's name; None for one of another name."""
    name = NAME.fullmatch(file.name)
    return _moment(name[1]) if name else None


def possible(url: str) -> bool:
    """Whether this machine has what it takes."""
    return make_url(url).get_backend_name() == "sqlite" or dumps.possible()


async def make(url: URL | str, folder: Path, now: datetime, *, since: datetime | None = None) -> Backup:
    """Copy the database into `folder` and let go of the oldest. One that was made after `since` will do.

    A copy has its name only when it is whole, checked and on the disk. Raises NoBackup.
    """
    try:
        async with _one_at_a_time(folder) as descriptor:
            newest = next((each for each in kept(folder) if each.moment <= now), None)
            if since and newest and newest.moment >= since:
                return newest
            made = await _make(make_url(url), folder, now)
            await asyncio.to_thread(os.fsync, descriptor)
            for old in [each for each in kept(folder) if each.file != made.file][KEEP - 1 :]:
                old.file.unlink()
            return made
    except (copies.NoCopy, dumps.NoDump) as fault:
        raise NoBackup(str(fault)) from fault
    except OSError as fault:
        raise NoBackup(fault.strerror or type(fault).__name__) from fault


async def _make(url: URL, folder: Path, now: datetime) -> Backup:
    sqlite = url.get_backend_name() == "sqlite"
    file = folder / f"spoiwo-{now.astimezone(UTC):{STAMP}}.{'db' if sqlite else 'dump'}"
    draft = file.with_name(f".{file.name}.draft")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        if sqlite:
            assert url.database is not None
            await copies.copy(Path(url.database), draft, now)
        else:
            await dumps.dump(url, draft)
        await asyncio.to_thread(settle, draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return Backup(file, _moment(f"{now.astimezone(UTC):{STAMP}}"))


@contextlib.asynccontextmanager
async def _one_at_a_time(folder: Path) -> AsyncIterator[int]:
    """Nobody else makes one here meanwhile, so a draft is what a killed process has left. The open folder."""
    descriptor = _opened(folder)
    try:
        while not _locked(descriptor):  # noqa: ASYNC110  (nobody tells when a lock is free)
            await asyncio.sleep(0.2)
        _clear(folder)
        yield descriptor
    finally:
        os.close(descriptor)


def _opened(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return os.open(folder, os.O_RDONLY)


def _clear(folder: Path) -> None:
    for left in folder.glob(".spoiwo-*.draft*"):
        left.unlink()


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def settle(place: Path) -> None:
    """Let a file or a folder survive a power cut."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
