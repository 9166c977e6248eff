"""When the owner of an action is reminded: three days before, on the day, and three times, weekly, once it is late."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.calendar.rhythm import utc
from storage import due_work
from storage.actions import Action, ActionState
from storage.due_work import Planned
from storage.unit_of_work import UnitOfWork

REMIND, LACKING = "actions.remind", "actions.lacking"
IN_THE_MORNING = time(9)
AHEAD = timedelta(days=3)
LATE = tuple(timedelta(weeks=n) for n in (1, 2, 3))
A_DAY = timedelta(days=1)


class When(StrEnum):
    """What a reminder says."""

    AHEAD = "ahead"
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True)
class Reminder:
    """At which moment, and until when it is of use."""

    when: When
    at: datetime
    not_after: datetime


def reminders(due_on: date, zone: str) -> list[Reminder]:
    """All that an action with this date ever needs, in order."""
    last = LATE[-1] + timedelta(weeks=1)
    days = [(When.AHEAD, -AHEAD), (When.TODAY, timedelta(0)), *((When.LATE, late) for late in LATE)]
    ends = [*(ahead for _, ahead in days[1:]), last]
    return [
        Reminder(when, _morning(due_on + ahead, zone), _morning(due_on + end, zone))
        for (when, ahead), end in zip(days, ends, strict=True)
    ]


def _morning(day: date, zone: str) -> datetime:
    return utc(datetime.combine(day, IN_THE_MORNING), zone)


def owed(action: Action, zone: str, now: datetime) -> list[Planned]:
    """The reminders that are still to come."""
    if action.state is not ActionState.OPEN or action.due_on is None:
        return []
    every = enumerate(reminders(action.due_on, zone))
    return [
        Planned(REMIND, f"{action.key}-{n}", each.at, each.not_after, {"action": action.key, "when": each.when.value})
        for n, each in every
        if each.at > now
    ]  # fmt: skip


async def plan(uow: UnitOfWork, action: Action, zone: str, now: datetime) -> None:
    """The reminders of an action are those that it needs as it is now."""
    keys = [f"{action.key}-{n}" for n in range(len(LATE) + 2)]
    await due_work.cancel_all(uow, now, [REMIND], keys)
    await due_work.plan_all(uow, owed(action, zone, now), action.network_id)


async def begin(uow: UnitOfWork, action: Action, zone: str, now: datetime) -> None:
    """The reminders of a new action; a day later somebody is told what it still lacks."""
    lacking = Planned(
        LACKING, str(action.key), next_sensible_moment(now + A_DAY, zone), None, {"action": action.key}
    )
    await due_work.plan_all(uow, [lacking, *owed(action, zone, now)], action.network_id)
