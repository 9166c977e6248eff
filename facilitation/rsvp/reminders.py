"""What a network wants said before a meeting: a week, a day and an hour ahead, to those concerned."""

from dataclasses import dataclass

from facilitation import settings
from facilitation.settings import Setting
from storage.unit_of_work import UnitOfWork

WEEK = Setting("rsvp.week")
DAY = Setting("rsvp.day")
HOUR = Setting("rsvp.hour")
SETTINGS = (WEEK, DAY, HOUR)


@dataclass(frozen=True)
class Reminders:
    """Which of them the network wants."""

    week: bool = True
    day: bool = True
    hour: bool = True


async def wanted(uow: UnitOfWork, network_id: int) -> Reminders:
    decided = await settings.of_network(uow, network_id)
    return Reminders(decided[WEEK], decided[DAY], decided[HOUR])
