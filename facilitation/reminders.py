"""What a network wants said before something takes place: a week, a day and an hour ahead."""

from dataclasses import dataclass

from facilitation import settings
from facilitation.settings import Setting
from storage.unit_of_work import UnitOfWork

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
