"""What was agreed at a meeting, in its report: without what is internal."""

from facilitation import actions as rules
from handlers.actions import words
from handlers.feature import Known
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Column, Table
from storage.actions import Action
from storage.meetings import Meeting
from storage.network import Network


async def part(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    """Who does what until when."""
    agreed = await rules.of_meeting(visit.uow, meeting.key, internal=False)
    if not agreed:
        return Known()
    known = await words.people(visit, agreed)
    columns = (
        Column(_("What").unescape(), 5),
        Column(_("Who").unescape(), 3),
        Column(_("Until when").unescape(), 2),
    )
    return Known((Table(columns, tuple(_row(_, each, known) for each in agreed)),), words.names(known))


def _row(_: Reader, action: Action, known: words.People) -> tuple[str, str, str]:
    owner = words.named(known, action.owner_id)
    day = words.full_day(_, action.due_on).unescape() if action.due_on else "–"
    return action.words, owner.unescape() if owner else "–", day
