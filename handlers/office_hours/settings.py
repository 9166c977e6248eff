"""What a network may decide about its office hours: which of the announcements and reminders it wants."""

from facilitation.facts import SettingChanged
from facilitation.office_hours.plan import replan
from facilitation.office_hours.reminders import DAY, HOUR, SETTINGS, WEEK
from handlers.feature import Section
from handlers.office_hours import card, words
from handlers.visit import Visit
from locales.reader import mark
from storage import office_hours

SECTION = Section(
    title=mark("Office hours"),
    says=mark("What is said before each of them? What is ticked takes place; a tap changes it."),
    switches={
        WEEK: mark("in the group, a week ahead"),
        DAY: mark("to everyone, a day before"),
        HOUR: mark("to everyone, an hour before"),
    },
)


async def on_changed(visit: Visit, fact: SettingChanged) -> None:
    """What is planned follows, and so does what the cards promise."""
    if fact.name not in {setting.name for setting in SETTINGS}:
        return
    running = await office_hours.running(visit.uow, fact.network_id)
    sessions = await office_hours.sessions(visit.uow, [held.series.key for held in running], visit.now)
    for held in running:
        await replan(visit.uow, held.series, words.of(held, sessions), visit.now)
        await card.show(visit, held.series)
