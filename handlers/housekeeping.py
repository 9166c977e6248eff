"""Housekeeping: every night the house lets go of what nobody needs any more, and copies the rest."""

from datetime import datetime

import structlog

from facilitation import housekeeping as rules
from handlers.due import Preparation, Prepared
from handlers.feature import Feature
from handlers.visit import Visit
from storage import backups, due_work
from storage.backups import NoBackup
from storage.due_work import Doing, DueWork

log = structlog.get_logger()

NIGHTLY, SWEEP, BACKUP = "housekeeping.nightly", "housekeeping.sweep", "housekeeping.backup"


async def begin(visit: Visit) -> None:
    """The process starts: the next night is planned, unless it is already."""
    planned = await due_work.find(visit.uow, NIGHTLY, "all")
    if planned is None or planned.state is not Doing.PLANNED:
        await _plan(visit)


async def nightly(visit: Visit, _work: DueWork) -> None:
    """The next night first and the work on its own, so that a fault of tonight ends tonight."""
    await _plan(visit)
    await due_work.plan(visit.uow, SWEEP, "all", visit.now)
    await due_work.plan(visit.uow, BACKUP, "all", visit.now, since=visit.now.isoformat())


async def sweep(visit: Visit, _work: DueWork) -> None:
    await rules.sweep(visit.uow, visit.now)


async def back_up(preparation: Preparation) -> str | None:
    """Copy the database, unless that is turned off; why it failed. Another process's copy of this night will do."""
    folder, url = preparation.installation.backups, preparation.database.url
    since = datetime.fromisoformat(preparation.work.arguments["since"])
    try:
        if folder is not None:
            await backups.make(url, folder, preparation.now, since=since)
    except NoBackup as why:
        log.warning("no backup was made", why=str(why))
        return str(why)
    return None


async def backed_up(visit: Visit, work: DueWork, failed: str | None) -> None:
    if failed is not None:
        await due_work.put_off(visit.uow, work, visit.now + rules.TRY_AGAIN, failed)


async def _plan(visit: Visit) -> None:
    night = rules.next_round(visit.now, visit.installation.zone)
    await due_work.plan(visit.uow, NIGHTLY, "all", night)


FEATURE = Feature(
    name="housekeeping",
    code="house",
    due={"nightly": nightly, "sweep": sweep, "backup": Prepared(back_up, backed_up)},
    owes=dict.fromkeys(("nightly", "sweep", "backup")),
    begins=begin,
)
