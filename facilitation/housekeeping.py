"""The nightly round: when it is, and how long anything of the past is kept."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage import due_work, housekeeping, inbox, outbox, silences
from storage.unit_of_work import UnitOfWork

HOUR = time(3, 30)
UPDATE_IDS = timedelta(days=8)
KEYS = timedelta(days=2)
ENDED = timedelta(days=90)
SILENCES = timedelta(days=366)
FORMS = timedelta(days=1)
TRY_AGAIN = timedelta(hours=1)


def next_round(now: datetime, zone: str) -> datetime:
    """The next half past three at night on the installation's wall clock."""
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    rounds = (datetime.combine(today + timedelta(days=days), HOUR, here) for days in (0, 1))
    return next(moment for moment in rounds if moment > now)


def _midnight(moment: datetime) -> datetime:
    """The beginning of its day, by which keys are counted."""
    return datetime.combine(moment.date(), time(), moment.tzinfo)


async def sweep(uow: UnitOfWork, now: datetime) -> None:
    """Let go of everything whose time is over."""
    await inbox.forget(uow, now - UPDATE_IDS)
    await outbox.forget(uow, now - ENDED)
    await due_work.forget(uow, now - ENDED)
    await silences.forget(uow, now - SILENCES)
    await housekeeping.close_forms(uow, now - FORMS)
    await housekeeping.forget_unsent_notices(uow, now - UPDATE_IDS)
    await outbox.give_up_undecided(uow, _midnight(now - KEYS))
    await housekeeping.destroy_spent_keys(uow, (now - KEYS).date())
