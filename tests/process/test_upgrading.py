"""Before the database is changed it is copied; without a copy it is not changed."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from pydantic import SecretStr
from sqlalchemy import Connection

from bot.backups import bring_up_to_date
from bot.settings import Settings
from bot.troubles import Exit, Trouble
from storage import migrate
from storage.backups import kept
from storage.copies import check


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(token=SecretStr("42:X"), data=tmp_path)


async def older(settings: Settings) -> None:
    """A database of an older version, with someone in it."""

    def first_step(connection: Connection) -> list[str]:
        command.upgrade(migrate._config(connection), "0001")
        connection.commit()
        return []

    await migrate._with_connection(settings.database_url, first_step)


def version(file: Path | None) -> str:
    assert file is not None
    with sqlite3.connect(file) as database:
        ((found,),) = database.execute("SELECT version_num FROM alembic_version").fetchall()
    database.close()
    return str(found)


async def test_an_older_database_is_copied_before_it_is_changed(settings: Settings) -> None:
    await older(settings)
    assert await bring_up_to_date(settings)
    (backup,) = kept(settings.backup_folder)
    check(backup.file)
    assert version(backup.file) == "0001"
    assert version(settings.database_file) > "0001"
    assert await bring_up_to_date(settings) == []
    assert kept(settings.backup_folder) == [backup]


async def test_also_where_the_nightly_ones_are_turned_off(settings: Settings) -> None:
    off = settings.model_copy(update={"backups": "off"})
    await older(off)
    await bring_up_to_date(off)
    assert len(kept(off.backup_folder)) == 1


async def test_without_a_copy_nothing_is_changed(settings: Settings) -> None:
    await older(settings)
    settings.backup_folder.write_text("something is in the way")
    with pytest.raises(Trouble) as told:
        await bring_up_to_date(settings)
    assert told.value.code is Exit.BACKUP
    assert str(told.value) == (
        "The database has to be changed and could not be copied before (File exists): nothing was changed."
    )
    assert version(settings.database_file) == "0001"


async def test_a_new_database_needs_no_copy(settings: Settings) -> None:
    assert await bring_up_to_date(settings)
    assert not settings.backup_folder.exists()


async def test_nor_does_an_empty_file(settings: Settings) -> None:
    assert settings.database_file is not None
    settings.database_file.touch()
    assert await bring_up_to_date(settings)
    assert not settings.backup_folder.exists()
