"""What a network wants said before a meeting: a week, a day and an hour ahead, to those concerned."""

from facilitation import reminders
from facilitation.reminders import Reminders
from storage.unit_of_work import UnitOfWork

SETTINGS = WEEK, DAY, HOUR = reminders.settings_of("rsvp")


async def wanted(uow: UnitOfWork, network_id: int) -> Reminders:
    return await reminders.wanted(uow, network_id, SETTINGS)
