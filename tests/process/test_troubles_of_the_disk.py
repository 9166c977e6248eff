"""Troubles of the disk at the start, from their real causes: one sentence, an exit code, and nothing half written."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.troubles import Exit
from storage.copies import check

CANT = "The database can't be used"
DROP_FROM_BOUNDING_SET, DAC_OVERRIDE, DAC_READ_SEARCH = 24, 1, 2


def as_anyone() -> None:
    """Root may write everywhere; the process that begins after this has to ask for permission like anyone."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for might in (DAC_OVERRIDE, DAC_READ_SEARCH):
            libc.prctl(DROP_FROM_BOUNDING_SET, might, 0, 0, 0)


def spoiwo(folder: Path, *words: str, room: str = "unlimited", **settings: str) -> tuple[int, list[str]]:
    """The exit code of a command on this data folder and the lines it wrote."""
    given = {"SPOIWO_TOKEN": "42:X", "SPOIWO_DATA": str(folder), "SPOIWO_API_URL": "http://127.0.0.1:1"}
    command = ["bash", "-c", f'ulimit -f {room}; exec "$@"', "bash", sys.executable, "-m", "bot", *words]
    ended = subprocess.run(
        command, env={**os.environ, **given, **settings}, capture_output=True, text=True, timeout=60,
        preexec_fn=as_anyone,
    )  # fmt: skip
    return ended.returncode, (ended.stdout + ended.stderr).splitlines()


@pytest.fixture
def data(tmp_path: Path, sqlite_template: Path) -> Path:
    """A data folder with a database in order."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "spoiwo.db")
    return folder


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    code, said = spoiwo(tmp_path, "run", room="8")
    assert code == Exit.DATABASE
    assert said[-1].startswith(CANT)
    assert "full" in said[-1]
    assert len(said) == 1
    assert spoiwo(tmp_path, "migrate")[0] == 0
    check(tmp_path / "spoiwo.db")


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_database_that_can_only_be_read(data: Path, command: str) -> None:
    (data / "spoiwo.db").chmod(0o400)
    assert spoiwo(data, command) == (
        Exit.DATABASE,
        [f"{CANT} (attempt to write a readonly database): let this user write the file and its folder."],
    )


def test_the_doctor_sees_it_too(data: Path) -> None:
    (data / "spoiwo.db").chmod(0o400)
    code, told = spoiwo(data, "doctor")
    assert code == Exit.FAULT
    assert "FAULT  database  can't be written to: attempt to write a readonly database" in told


@pytest.mark.parametrize(
    ("mode", "says"), [(0o500, "can't be written to"), (0, "can't be used: Permission denied")]
)
def test_the_doctor_sees_that_files_can_not_be_kept(data: Path, mode: int, says: str) -> None:
    folder = data / "attachments"
    folder.mkdir(mode=mode)
    _, told = spoiwo(data, "doctor", SPOIWO_ATTACHMENTS=str(folder))
    folder.chmod(0o700)
    assert f"FAULT  files     {folder} {says}" in told


@pytest.mark.parametrize("command", ["run", "migrate", "backup"])
def test_a_database_that_can_not_be_read(data: Path, command: str) -> None:
    (data / "spoiwo.db").chmod(0)
    code, (said,) = spoiwo(data, command)
    assert code == (Exit.BACKUP if command == "backup" else Exit.DATABASE)
    assert "unable to open database file" in said


def test_a_folder_that_can_not_be_written_to(data: Path) -> None:
    data.chmod(0o500)
    code, (said,) = spoiwo(data, "run")
    assert (code, said) == (Exit.DATA_FOLDER, f"The folder {data} can't be written to: Permission denied.")
    data.chmod(0o700)


def test_keys_that_can_not_be_written(data: Path) -> None:
    (data / "keys").touch()
    code, (said,) = spoiwo(data, "run")
    assert (code, said) == (Exit.DATA_FOLDER, f"The folder {data}/keys can't be written to: File exists.")


def cut_short(database: Path) -> None:
    os.truncate(database, 6000)


def overwrite_the_schema(database: Path) -> None:
    with database.open("r+b") as pages:
        pages.seek(100)
        pages.write(os.urandom(3000))


@pytest.mark.parametrize("damage", [cut_short, overwrite_the_schema])
@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_damaged_database(data: Path, command: str, damage: Callable[[Path], None]) -> None:
    damage(data / "spoiwo.db")
    before = (data / "spoiwo.db").read_bytes()
    code, (said,) = spoiwo(data, command)
    assert (code, said) == (
        Exit.DATABASE,
        f"{CANT} (database disk image is malformed): it is damaged; `spoiwo restore` puts a backup in its place.",
    )
    assert (data / "spoiwo.db").read_bytes() == before
