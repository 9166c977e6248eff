"""What a network wants said before something takes place: a week, a day and an hour ahead; and before a time ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitation import settings
from facilitation.calendar.quiet import next_sensible_moment
from facilitation.settings import Setting
from storage.unit_of_work import UnitOfWork

A_DAY = timedelta(days=1)
Wishes = tuple[Setting, Setting, Setting]


@dataclass(frozen=True)
class Reminders:
    """Which of them the network wants."""

    week: bool = True
    day: bool = True
    hour: bool = True


def settings_of(feature: str) -> Wishes:
    """What a network decides about the reminders of a feature."""
    return Setting(f"{feature}.week"), Setting(f"{feature}.day"), Setting(f"{feature}.hour")


async def wanted(uow: UnitOfWork, network_id: int, wishes: Wishes) -> Reminders:
    decided = await settings.of_network(uow, network_id)
    return Reminders(*(decided[wish] for wish in wishes))


def before_the_end(since: datetime, ends_at: datetime, zone: str) -> datetime | None:
    """A day before the end, or half-way where that is later, and not at night; None where only the night is left."""
    moment = next_sensible_moment(max(ends_at - A_DAY, since + (ends_at - since) / 2), zone)
    return moment if moment < ends_at else None
