"""What a network wants said before office hours: an announcement a week ahead, reminders a day and an hour before."""

from facilitation import reminders
from facilitation.reminders import Reminders
from storage.unit_of_work import UnitOfWork

SETTINGS = WEEK, DAY, HOUR = reminders.settings_of("office_hours")


async def wanted(uow: UnitOfWork, network_id: int) -> Reminders:
    return await reminders.wanted(uow, network_id, SETTINGS)
