"""Every night a copy: made once a night, also for a night that was missed, and tried again when it fails."""

import shutil
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.backups import inspect
from handlers.housekeeping import BACKUP
from storage import due_work
from storage.backups import kept
from storage.due_work import Doing, DueWork
from tests.dialogues.conftest import MONDAY_MORNING
from tests.dialogues.town import WARSAW, Town


@pytest_asyncio.fixture
async def town(tmp_path: Path, template: Path) -> AsyncIterator[Town]:
    """A town that makes backups."""
    shutil.copy(template, tmp_path / "spoiwo.db")
    url = f"sqlite+aiosqlite:///{tmp_path / 'spoiwo.db'}"
    town = await Town.build(tmp_path, url, starts=MONDAY_MORNING, backups="")
    yield town
    await town.close()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=WARSAW)


def moments(town: Town) -> list[str]:
    return [f"{each.moment.astimezone(WARSAW):%d. %H:%M}" for each in kept(town.settings.backup_folder)]


async def work(town: Town) -> DueWork:
    async with town.process.database.read() as uow:
        found = await due_work.find(uow, BACKUP, "all")
        assert found is not None
        uow.session.expunge(found)
        return found


async def test_every_night_there_is_one_more(town: Town) -> None:
    assert moments(town) == []
    for day in (8, 9):
        await town.move_to(at(day, 3, 30))
    assert moments(town) == ["09. 03:30", "08. 03:30"]
    assert (await work(town)).state is Doing.DONE


async def test_a_week_offline_is_made_up_for_by_one_at_the_start(town: Town) -> None:
    await town.is_offline_until(at(14, 11))
    assert moments(town) == ["14. 11:00"]
    await town.move_to(at(15, 4))
    assert moments(town) == ["15. 04:00", "14. 11:00"]


async def test_one_that_fails_is_seen_and_tried_again_and_nothing_else_stops(town: Town) -> None:
    folder = town.settings.backup_folder
    folder.write_text("something is in the way")
    await town.move_to(at(8, 3, 30))
    failed = await work(town)
    assert (failed.state, failed.due_at, failed.error) == (Doing.PLANNED, at(8, 4, 30), "File exists")
    ok, says = inspect(town.settings, failed, town.clock.now())
    assert not ok
    assert says.startswith("the last one failed: File exists; tried again at 2026-09-08 02:30 UTC")
    jan = town.resident("Jan")
    await jan.starts()
    assert jan.sees()
    folder.unlink()
    await town.move_to(at(8, 4, 30))
    done = await work(town)
    assert (done.state, done.error) == (Doing.DONE, None)
    assert moments(town) == ["08. 04:30"]
    assert inspect(town.settings, done, town.clock.now()) == (
        True, f"1 in {folder}, the newest of 2026-09-08 02:30 UTC"
    )  # fmt: skip


async def test_one_made_by_hand_in_the_same_night_will_do(town: Town) -> None:
    """As one of another process on the same folder will."""
    folder = town.settings.backup_folder
    folder.mkdir()
    by_hand = folder / "spoiwo-20260908T013000Z.db"
    by_hand.touch()
    await town.move_to(at(8, 3, 30))
    assert list(folder.iterdir()) == [by_hand]


async def test_nights_that_were_missed_are_seen(town: Town) -> None:
    await town.move_to(at(8, 3, 30))
    done = await work(town)
    assert inspect(town.settings, done, at(9, 20))[0]
    ok, says = inspect(town.settings, done, at(11, 20))
    assert not ok
    assert says.endswith("nights were missed")


async def test_they_can_be_turned_off(tmp_path: Path, template: Path) -> None:
    shutil.copy(template, tmp_path / "spoiwo.db")
    url = f"sqlite+aiosqlite:///{tmp_path / 'spoiwo.db'}"
    town = await Town.build(tmp_path, url, starts=MONDAY_MORNING, backups="off")
    await town.move_to(at(9, 12))
    assert not town.settings.backup_folder.exists()
    assert (await work(town)).state is Doing.DONE
    assert inspect(town.settings, None, town.clock.now()) == (True, "turned off by SPOIWO_BACKUPS")
    await town.close()


async def test_without_pg_dump_the_doctor_says_whose_backups_are(
    town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    elsewhere = town.settings.model_copy(update={"database_url": "postgresql+asyncpg://nobody@127.0.0.1:1/x"})
    ok, says = inspect(elsewhere, None, town.clock.now())
    assert ok
    assert says.startswith("pg_dump is not installed here: backups of PostgreSQL are yours")
