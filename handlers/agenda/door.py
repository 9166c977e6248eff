"""The doors of agendas: which meeting is meant, who arranges its agenda, and who sees its internal parts."""

from markupsafe import Markup

from facilitation.agenda import keeping
from facilitation.agenda.keeping import Arrangement
from facilitation.permissions import Act
from handlers.meetings import door
from handlers.meetings import words as meeting_words
from handlers.message import Button, lines
from handlers.visit import Visit
from locales.reader import Reader
from storage import meetings, roles
from storage.meetings import TAKING_PLACE, Meeting
from storage.people import Person
from storage.roles import Role


async def enter(visit: Visit, meeting_id: int) -> Arrangement:
    """The agenda of a meeting, held for a change by someone who may arrange it."""
    meeting = await door.enter(visit, meeting_id, Act.ARRANGE_AGENDA)
    return await keeping.hold(visit.uow, meeting)


async def next_meeting(visit: Visit) -> Meeting | None:
    """What takes place next in the network of this visit, or just now, that this person may see."""
    for meeting in await meetings.of_network(visit.uow, visit.here.key, TAKING_PLACE, visit.now):
        if await door.may_see(visit, meeting):
            return meeting
    return None


def sees_internal(visit: Visit) -> bool:
    """Whoever only observes sees the general parts."""
    return visit.may(Act.PROPOSE_TOPICS)


async def arranging(visit: Visit, network_id: int) -> list[Person]:
    """Who arranges the agendas of a network, each once."""
    held = await roles.grants(visit.uow, network_id, visit.now)
    leading = {person.key: person for grant, person in held if grant.role in (Role.FACILITATOR, Role.EXPERT)}
    return list(leading.values())


def head(_: Reader, meeting: Meeting) -> Markup:
    """Of which meeting it is the agenda."""
    return lines(
        _("<b>Agenda: {title}</b>", title=meeting_words.title(_, meeting)), meeting_words.when(_, meeting)
    )


def proposals_button(visit: Visit) -> Button:
    """The way to the topics that people propose."""
    _ = visit.reader
    if visit.heard.private:
        return Button(_("Proposed topics"), tap=visit.tap("agenda", "proposals", visit.here.key, 0))
    return Button(_("Proposed topics"), url=visit.link("proposals", visit.here.key))
