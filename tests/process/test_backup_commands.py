"""The commands around backups, as an operator types them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import cli
from bot.lock import held
from bot.troubles import Exit


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPOIWO_TOKEN", "42:X")
    monkeypatch.setenv("SPOIWO_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def spoiwo(*words: str) -> Result:
    return CliRunner().invoke(cli.main, words)


def test_a_backup_is_made_also_while_the_bot_runs(data: Path, tmp_path: Path) -> None:
    spoiwo("migrate")
    with held(data / "spoiwo.db.lock"):
        ended = spoiwo("backup")
        elsewhere = spoiwo("backup", str(tmp_path / "stick"))
    (made,) = (data / "backups").iterdir()
    assert (ended.exit_code, ended.stdout) == (0, f"{made}\n")
    (copied,) = (tmp_path / "stick").iterdir()
    assert elsewhere.stdout == f"{copied}\n"


def test_without_a_database_there_is_nothing_to_copy(data: Path) -> None:
    ended = spoiwo("backup")
    assert ended.exit_code == Exit.BACKUP
    assert ended.stderr == f"No backup was made: there is no database at {data}/spoiwo.db yet.\n"


def test_nobody_to_ask_is_no_yes(data: Path) -> None:
    spoiwo("migrate")
    backup = spoiwo("backup").stdout.strip()
    before = (data / "spoiwo.db").read_bytes()
    ended = spoiwo("restore", backup)
    assert ended.exit_code == Exit.SETTINGS
    assert "add --yes" in ended.stderr
    assert (data / "spoiwo.db").read_bytes() == before
    assert spoiwo("resume").exit_code == Exit.SETTINGS


def test_a_yes_in_a_script(data: Path) -> None:
    spoiwo("migrate")
    backup = spoiwo("backup").stdout.strip()
    ended = spoiwo("restore", backup, "--yes")
    assert ended.exit_code == 0
    assert "nothing waits in it" in ended.stdout
    assert "`spoiwo run` starts the bot" in ended.stdout
    assert len(list(data.glob("spoiwo.db.before-*"))) == 1


def test_a_pause_and_its_end() -> None:
    spoiwo("migrate")
    assert spoiwo("resume", "--yes").stdout == "Nothing is paused.\n"
    assert "`spoiwo resume` ends it" in spoiwo("pause").stdout
    told = spoiwo("run")
    assert told.exit_code == Exit.PAUSED
    assert "is paused" in spoiwo("doctor").stdout
    assert "The pause has ended" in spoiwo("resume", "--yes").stdout


def test_the_folder_of_the_keys_is_no_folder_for_backups(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOIWO_BACKUPS", str(data))
    ended = spoiwo("backup")
    assert ended.exit_code == Exit.SETTINGS
    assert (
        ended.stderr
        == "SPOIWO_BACKUPS: the keys lie in this folder; whoever has a copy of it must not have them.\n"
    )
