"""Actions in the agenda of a meeting: what should be done by then and is still open, without anybody's name."""

from facilitation.actions import keeping as rules
from handlers import picker
from handlers.actions import words
from handlers.feature import StandingItem
from handlers.visit import Visit
from locales.reader import Reader
from storage.meetings import Meeting
from storage.network import Network

MINUTES, MOST = 10, 10


async def for_agenda(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> StandingItem | None:
    """The group reads the agenda, observers too: nothing internal, and nobody is shamed."""
    if meeting.subgroup_id is not None:
        return None
    by_then = await rules.late(visit.uow, network, meeting.starts_at)
    shown = [action for action in by_then if not action.internal][:MOST]
    if not shown:
        return None
    told = (
        _(
            "{words} (until: {day})",
            words=picker.cut(each.words, words.SHORT),
            day=words.day(_, each.due_on, visit.now),
        )
        for each in shown
        if each.due_on is not None
    )
    return StandingItem(_("Review of actions"), MINUTES, tuple(told))
