"""Backups as an operator meets them: made on request and before a migration, and looked after by the doctor."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import troubles
from bot.settings import Settings
from storage import backups, copies, migrate
from storage.backups import NoBackup
from storage.due_work import DueWork

OLD = timedelta(days=2)
NO_PG_DUMP = "pg_dump is not installed here: backups of PostgreSQL are yours to make with it"


async def back_up(settings: Settings, folder: Path | None = None) -> Path:
    """Copy the database now, also while the bot runs. Raises Trouble."""
    file = settings.database_file
    if file and not file.exists():
        raise troubles.no_backup(f"there is no database at {file} yet")
    if not backups.possible(settings.database_url):
        raise troubles.no_backup(NO_PG_DUMP)
    try:
        folder = folder or settings.backup_folder
        return (await backups.make(settings.database_url, folder, datetime.now(UTC))).file
    except NoBackup as why:
        raise troubles.no_backup(str(why)) from None


async def bring_up_to_date(settings: Settings) -> list[str]:
    """Apply the steps that the database lacks; an SQLite database that holds something is copied before.

    Raises Trouble (and leaves the database alone), NewerDatabase and Unavailable.
    """
    file = settings.database_file
    if (
        file
        and file.exists()
        and await migrate.pending(settings.database_url)
        and copies.holds_something(file)
    ):
        try:
            await backups.make(settings.database_url, settings.backup_folder, datetime.now(UTC))
        except NoBackup as why:
            raise troubles.no_backup_before_steps(str(why)) from None
    return await migrate.migrate(settings.database_url)


def nightly(settings: Settings) -> Path | None:
    """Where the running process keeps its nightly backups; None where it makes none."""
    return settings.nightly_backups if backups.possible(settings.database_url) else None


def inspect(settings: Settings, work: DueWork | None, now: datetime) -> tuple[bool, str]:
    """What the doctor says: whether all is well, and a sentence. `work` is the nightly backup's."""
    if settings.nightly_backups is None:
        return True, "turned off by SPOIWO_BACKUPS"
    if not backups.possible(settings.database_url):
        return True, NO_PG_DUMP
    kept = backups.kept(settings.backup_folder)
    held = f"{len(kept)} in {settings.backup_folder}" + (
        f", the newest of {_told(kept[0].moment)}" if kept else ""
    )
    if work is not None and work.error:
        return False, f"the last one failed: {work.error}; tried again at {_told(work.due_at)}; {held}"
    if kept and kept[0].moment < now - OLD:
        return False, f"{held}: nights were missed"
    return True, held


def _told(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
