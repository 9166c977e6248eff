"""Backups: whole, checked, without the keys, made while others write; the newest seven, and nobody else's files."""

import asyncio
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from storage import backups, copies, due_work, dumps, pause
from storage.backups import KEEP, NoBackup, kept, make
from storage.engine import Database
from storage.outbox import Saying
from storage.seal import BrokenSeal, Seal

NIGHT = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


async def plan(database: Database, key: str) -> None:
    async with database.write() as uow:
        await due_work.plan(uow, "test.thing", key, NIGHT)


def planned_in(file: Path) -> list[str]:
    with sqlite3.connect(file) as copy:
        found = [key for (key,) in copy.execute("SELECT key FROM due_work ORDER BY key")]
    copy.close()
    return found


async def test_a_copy_holds_what_is_committed_also_while_someone_writes(
    sqlite_url: str, tmp_path: Path, folder: Path
) -> None:
    """The log is not written back yet, and the writer holds its lock all the time."""
    database = Database(sqlite_url, Seal(tmp_path / "keys"))
    await plan(database, "committed")
    async with database.write() as uow:
        await due_work.plan(uow, "test.thing", "under way", NIGHT)
        made = await make(sqlite_url, folder, NIGHT)
    assert planned_in(made.file) == ["committed"]
    async with database.read() as uow:
        assert await due_work.find(uow, "test.thing", "under way") is not None
    await database.close()


async def test_it_is_named_after_its_moment_and_for_its_owner_only(sqlite_url: str, folder: Path) -> None:
    warsaw = NIGHT.astimezone()
    made = await make(sqlite_url, folder, warsaw)
    assert made.file == folder / "spoiwo-20261121T023000Z.db"
    assert made.moment == NIGHT
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [file.name for file in folder.iterdir()] == [made.file.name]


async def test_the_newest_seven_are_kept_and_nobody_else_s_files_are_touched(
    sqlite_url: str, folder: Path
) -> None:
    folder.mkdir()
    others = ["spoiwo.db", "spoiwo-20200101T000000Z.db.old", "spoiwo-before-the-move.db", "notes.txt"]
    for name in others:
        (folder / name).write_text("mine")
    for day in range(KEEP + 3):
        await make(sqlite_url, folder, NIGHT + timedelta(days=day))
    assert [each.moment.day for each in kept(folder)] == [30, 29, 28, 27, 26, 25, 24]
    assert all((folder / name).read_text() == "mine" for name in others)


async def test_the_one_just_made_is_kept_also_when_the_clock_was_wrong_for_a_week(
    sqlite_url: str, folder: Path
) -> None:
    for day in range(KEEP):
        await make(sqlite_url, folder, NIGHT + timedelta(days=365 + day))
    made = await make(sqlite_url, folder, NIGHT, since=NIGHT - HOUR)
    assert made.moment == NIGHT
    assert made.file.exists()
    assert len(kept(folder)) == KEEP


async def test_messages_in_it_can_not_be_read_without_the_keys(
    sqlite_url: str, tmp_path: Path, folder: Path
) -> None:
    seal = Seal(tmp_path / "keys")
    database = Database(sqlite_url, seal)
    sealed = seal.close(b"Ewa asks about the fountain", NIGHT.date())
    async with database.write() as uow:
        uow.session.add(
            Saying(method="sendMessage", kind="answer", payload=sealed, ready_at=NIGHT, created_at=NIGHT)
        )
    await database.close()
    content = (await make(sqlite_url, folder, NIGHT)).file.read_bytes()
    assert sealed in content
    for key in (tmp_path / "keys").iterdir():
        assert key.read_bytes() not in content
    seal.destroy(NIGHT.date())
    with pytest.raises(BrokenSeal):
        seal.open(sealed)


async def test_the_copy_is_paused_and_the_database_is_not(
    sqlite_url: str, tmp_path: Path, folder: Path
) -> None:
    made = await make(sqlite_url, folder, NIGHT)
    copied = Database(f"sqlite+aiosqlite:///{made.file}", Seal(tmp_path / "keys"))
    async with copied.read() as uow:
        assert await pause.begun(uow) == NIGHT
    await copied.close()
    original = Database(sqlite_url, Seal(tmp_path / "keys"))
    async with original.read() as uow:
        assert await pause.begun(uow) is None
    await original.close()


async def test_two_at_once_make_one(sqlite_url: str, folder: Path) -> None:
    """As two processes do when the night's work is due."""
    made = await asyncio.gather(*(make(sqlite_url, folder, NIGHT + HOUR, since=NIGHT) for _ in range(2)))
    assert made[0] == made[1]
    assert [each.moment for each in kept(folder)] == [NIGHT + HOUR]


async def test_what_a_killed_process_left_is_cleared(sqlite_url: str, folder: Path) -> None:
    folder.mkdir()
    for left in (".spoiwo-20261120T023000Z.db.draft", ".spoiwo-20261120T023000Z.db.draft-journal"):
        (folder / left).write_bytes(b"half")
    made = await make(sqlite_url, folder, NIGHT)
    assert list(folder.iterdir()) == [made.file]


async def test_a_damaged_database_makes_no_backup(tmp_path: Path, sqlite_url: str, folder: Path) -> None:
    file = tmp_path / "spoiwo.db"
    with file.open("r+b") as pages:
        pages.seek(4096)
        pages.write(os.urandom(8 * 4096))
    with pytest.raises(NoBackup, match="malformed"):
        await make(sqlite_url, folder, NIGHT)
    assert list(folder.iterdir()) == []


async def test_a_copy_that_is_not_whole_is_no_backup(
    sqlite_url: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a disk that forgets does; the copy is read back before it has its name."""
    mark = copies._mark

    def mark_and_forget(copied: Path, moment: datetime) -> None:
        mark(copied, moment)
        with copied.open("r+b") as pages:
            pages.seek(4 * 4096)
            pages.write(bytes(4 * 4096))

    monkeypatch.setattr(copies, "_mark", mark_and_forget)
    with pytest.raises(NoBackup):
        await make(sqlite_url, folder, NIGHT)
    assert list(folder.iterdir()) == []


async def test_a_backup_leaves_the_database_room_to_grow(
    sqlite_url: str, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = (tmp_path / "spoiwo.db").stat().st_size
    monkeypatch.setattr(copies.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(9 * size, 0, size))
    with pytest.raises(NoBackup, match="too little room on the disk"):
        await make(sqlite_url, folder, NIGHT)


def test_a_disk_that_is_full_in_the_middle_leaves_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """The real process with a real limit: no file of it may grow beyond a half of the copy."""
    environment = {**os.environ, "SPOIWO_TOKEN": "42:X", "SPOIWO_DATA": str(tmp_path)}
    command = f"ulimit -f 100; exec {sys.executable} -m bot backup"
    ended = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True)
    assert ended.returncode == 11
    assert ended.stderr in (
        "No backup was made: disk I/O error.\n", "No backup was made: database or disk is full.\n"
    )  # fmt: skip
    assert list((tmp_path / "backups").iterdir()) == []


async def test_a_folder_that_can_not_be_made(sqlite_url: str, folder: Path) -> None:
    folder.write_text("a file")
    with pytest.raises(NoBackup, match=r"File exists|Not a directory"):
        await make(sqlite_url, folder, NIGHT)


async def test_who_is_asked_to_stop_does_not_wait_for_a_big_copy(sqlite_url: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "spoiwo.db") as big:
        big.execute("CREATE TABLE ballast (stone BLOB)")
        big.executemany("INSERT INTO ballast VALUES (zeroblob(1000000))", [()] * 100)
    big.close()
    target = tmp_path / "copy"
    target.touch()
    copying = asyncio.create_task(copies.copy(tmp_path / "spoiwo.db", target, NIGHT))
    while not target.stat().st_size:
        await asyncio.sleep(0.001)
    copying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await copying
    assert target.stat().st_size < 50_000_000


# PostgreSQL

needs_pg_dump = pytest.mark.skipif(not dumps.possible(), reason="pg_dump is not installed")


def watching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real pg_dump behind a script that notes its arguments, and the password beside; where it notes them."""
    noted, program = tmp_path / "noted", tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {noted}\nprintf "$PGPASSWORD" > {noted}-word\n'
        f'exec {shutil.which("pg_dump")} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return noted


def contents(file: Path) -> str:
    command = ["pg_restore", "--file=-", "--data-only", "--table=due_work", file]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@needs_pg_dump
async def test_postgresql_is_dumped_by_its_own_program(
    postgres: Database, postgres_url: str, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await plan(postgres, "committed")
    noted = watching(tmp_path, monkeypatch)
    url = make_url(postgres_url).set(password="open-sesame")
    made = await make(url, folder, NIGHT)
    assert made.file.name == "spoiwo-20261121T023000Z.dump"
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert "committed" in contents(made.file)
    arguments = noted.read_text()
    assert "--format=custom" in arguments
    assert noted.with_name("noted-word").read_text() == "open-sesame"
    for secret in ("open-sesame", str(url.database), str(url.host)):
        assert secret not in arguments


@needs_pg_dump
async def test_what_pg_dump_says_is_told_without_the_password(folder: Path) -> None:
    with pytest.raises(NoBackup, match="pg_dump: error: connection to server") as told:
        await make("postgresql+asyncpg://nobody:open-sesame@127.0.0.1:1/nothing", folder, NIGHT)
    assert "open-sesame" not in str(told.value)
    assert list(folder.iterdir()) == []


def test_without_pg_dump_it_is_told_beforehand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not backups.possible("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    assert backups.possible("sqlite+aiosqlite:///spoiwo.db")
