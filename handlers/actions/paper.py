"""Actions in the papers of a meeting: who does what until when."""

from collections.abc import Sequence

from facilitation import actions as rules
from handlers.actions import words
from handlers.feature import Known
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Column, Table
from storage import institutions
from storage.actions import Action
from storage.meetings import Meeting
from storage.network import Network


async def owners(visit: Visit, network: Network, actions: Sequence[Action]) -> words.People:
    """Who does these, with what they represent."""
    those = {each.owner_id for each in actions if each.owner_id}
    return await institutions.places_of(visit.uow, network.key, those) if those else {}


def table(_: Reader, actions: Sequence[Action], known: words.People) -> Table:
    columns = (
        Column(_("What").unescape(), 5),
        Column(_("Who").unescape(), 3),
        Column(_("Until when").unescape(), 2),
    )
    return Table(columns, tuple(_row(_, each, known) for each in actions))


def _row(_: Reader, action: Action, known: words.People) -> tuple[str, ...]:
    who = words.named(known, action.owner_id)
    until = words.full_day(_, action.due_on).unescape() if action.due_on else "–"
    return action.words, who.unescape() if who else "–", until


async def report_part(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    """What was agreed on at the meeting; internal actions stay inside."""
    found = await rules.of_meeting(visit.uow, meeting.key, internal=False)
    known = await owners(visit, network, found)
    return Known((table(_, found, known),), words.names(known)) if found else Known()
