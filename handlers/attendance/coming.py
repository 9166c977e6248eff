"""Who said beforehand that they come, as the features that asked them tell."""

from facilitation.attendance import sheet as rules
from facilitation.attendance.sheet import Sheet
from facilitation.meetings.coming import Announced
from handlers.visit import Visit
from storage.meetings import Meeting


async def announced(visit: Visit, meeting: Meeting) -> list[Announced]:
    return [
        said
        for feature in visit.registry.features
        if feature.meeting_coming is not None
        for said in await feature.meeting_coming(visit, meeting)
    ]


async def sheet(visit: Visit, meeting: Meeting) -> Sheet:
    """The whole list of a meeting, with those who were announced."""
    return await rules.sheet(visit.uow, meeting, await announced(visit, meeting), visit.now)
