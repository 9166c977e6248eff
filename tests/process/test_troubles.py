"""Troubles: each ends in one clear sentence and an exit code of its own, before anything was changed."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from bot import cli, troubles
from bot.lock import held
from bot.running import run
from bot.settings import Settings
from bot.troubles import Exit, Trouble


def settings(folder: Path, **more: Any) -> Settings:
    return Settings(token=SecretStr("42:X"), data=folder, **more)


async def trouble(given: Settings) -> Trouble:
    with pytest.raises(Trouble) as told:
        await run(given)
    return told.value


async def test_a_folder_that_can_not_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = await trouble(settings(tmp_path / "file" / "data"))
    assert told.code is Exit.DATA_FOLDER
    assert str(told) == f"The folder {tmp_path}/file/data can't be written to: Not a directory."


async def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    told = await trouble(settings(tmp_path, database_url="postgresql+asyncpg://nobody@127.0.0.1:1/nothing"))
    assert told.code is Exit.DATABASE


async def test_a_database_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "spoiwo.db").write_bytes(b"shopping list: bread, butter" * 100)
    told = await trouble(settings(tmp_path))
    assert told.code is Exit.DATABASE
    assert "file is not a database" in str(told)


async def test_a_database_that_another_program_holds(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.connections.SQLITE_PRAGMAS", ("PRAGMA busy_timeout=10",))
    other = sqlite3.connect(tmp_path / "spoiwo.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    told = await trouble(settings(tmp_path))
    other.close()
    assert told.code is Exit.DATABASE
    assert "database is locked" in str(told)


async def test_a_database_of_a_newer_version(tmp_path: Path, sqlite_url: str) -> None:
    database = sqlite3.connect(tmp_path / "spoiwo.db", isolation_level=None)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    told = await trouble(settings(tmp_path))
    assert told.code is Exit.NEWER_DATABASE
    assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    database.close()


async def test_a_second_process_on_the_same_data(tmp_path: Path) -> None:
    with held(tmp_path / "spoiwo.db.lock"):
        told = await trouble(settings(tmp_path))
    assert told.code is Exit.SECOND_PROCESS


def test_a_lock_is_free_again_after_its_holder(tmp_path: Path) -> None:
    for _ in range(2):
        with held(tmp_path / "lock"):
            pass


@pytest.mark.parametrize("command", ["run", "migrate", "doctor"])
def test_wrong_settings_are_told_by_every_command(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOIWO_ZONE", "Europe/Krakow")
    monkeypatch.delenv("SPOIWO_TOKEN", raising=False)
    ended = CliRunner().invoke(cli.main, [command])
    assert ended.exit_code == Exit.SETTINGS
    assert [line.split()[0] for line in ended.stderr.splitlines()] == ["SPOIWO_TOKEN", "SPOIWO_ZONE:"]


def test_migrate_tells_its_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOIWO_TOKEN", "42:X")
    monkeypatch.setenv("SPOIWO_DATA", str(tmp_path / "data"))
    first, again = (CliRunner().invoke(cli.main, ["migrate"]).stdout for _ in range(2))
    assert "applied" in first
    assert again == "The database is up to date.\n"


def test_the_doctor_names_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOIWO_TOKEN", "42:secret-token")
    monkeypatch.setenv("SPOIWO_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("SPOIWO_DATA", str(tmp_path))
    ended = CliRunner().invoke(cli.main, ["doctor"])
    assert ended.exit_code == Exit.FAULT
    assert "secret-token" not in ended.output
    lines = {line.split()[1]: line.split()[0] for line in ended.output.splitlines()}
    assert lines["settings"] == "ok"
    assert lines["database"] == lines["Telegram"] == "FAULT"


def test_no_trouble_tells_a_secret() -> None:
    assert "42:" not in str(troubles.token_refused())
