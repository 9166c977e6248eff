"""Who said beforehand that they come, for those who keep the attendance list."""

from facilitation.meetings.coming import Announced
from facilitation.rsvp.turnout import How, coming
from handlers.visit import Visit
from storage.meetings import Meeting


async def announced(visit: Visit, meeting: Meeting) -> list[Announced]:
    """Substitutes who are of the network come for themselves; those known by name only, for whoever named them."""
    return [
        Announced(each.person.key, remote=each.how is How.REMOTE)
        if each.person is not None
        else Announced(each.answered_by.key, remote=each.how is How.REMOTE, substitute=each.name)
        for each in await coming(visit.uow, meeting, visit.now)
    ]
