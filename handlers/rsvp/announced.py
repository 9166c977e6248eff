"""What people said of their coming, for whoever keeps the attendance list."""

from facilitation.meetings.coming import Announced
from facilitation.rsvp import turnout
from facilitation.rsvp.turnout import How
from handlers.visit import Visit
from storage.meetings import Meeting


async def announced(visit: Visit, meeting: Meeting) -> list[Announced]:
    """Those who come, and the substitutes known by name only."""
    return [
        Announced(each.answered_by.key, each.how is How.REMOTE, each.name if each.person is None else "")
        for each in await turnout.coming(visit.uow, meeting, visit.now)
    ]
