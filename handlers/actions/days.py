"""Until when: quick buttons for the days that are chosen most, and words for any other."""

from datetime import date, timedelta

from facilitation.actions.reasons import ActionReason
from facilitation.calendar.deadlines import understand_deadline
from facilitation.calendar.rhythm import local
from facilitation.refusals import Refused
from handlers.actions import words
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings

WEEK, FORTNIGHT, MEETING = "week", "fortnight", "meeting"
AHEAD = {WEEK: timedelta(weeks=1), FORTNIGHT: timedelta(weeks=2)}


async def labels(visit: Visit, _: Reader) -> dict[str, str]:
    """What is offered: a week, two weeks, and the next meeting where one is known."""
    offered = {WEEK: _("In a week"), FORTNIGHT: _("In two weeks")}
    if await _next_meeting(visit) is not None:
        offered[MEETING] = _("By the next meeting")
    return dict(offered)


async def chosen(visit: Visit, which: Value) -> date:
    """The day that a button means."""
    if which == MEETING:
        day = await _next_meeting(visit)
        if day is None:
            raise Refused(ActionReason.NO_MEETING)
        return day
    if which not in AHEAD:
        raise Refused(DoorReason.OLD_BUTTON)
    return words.today(visit.here, visit.now) + AHEAD[str(which)]


def typed(visit: Visit, text: str) -> date:
    return understand_deadline(text, visit.now, visit.here.zone, visit.reader.language)


async def _next_meeting(visit: Visit) -> date | None:
    """The day of the next meeting that has not begun."""
    coming = await meetings.of_network(visit.uow, visit.here.key, (meetings.MeetingState.PLANNED,), visit.now)
    today = words.today(visit.here, visit.now)
    days = [local(each.starts_at, visit.here.zone).date() for each in coming]
    return next((day for day in days if day > today), None)
