"""The parking lot: what comes up at a meeting and has to wait; at its end each finds its way."""

from datetime import datetime

from facilitation.agenda import proposals
from facilitation.agenda.items import checked_title
from facilitation.agenda.reasons import AgendaReason
from facilitation.refusals import Refused
from storage import meetings
from storage.agenda import Parked, Proposal, parking
from storage.meetings import Meeting, MeetingState
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

MOST = 40


async def current(uow: UnitOfWork, network_id: int, now: datetime) -> Meeting:
    """The meeting that takes place just now; refused where there is none."""
    meeting = await meetings.next_meeting(uow, network_id, now)
    if meeting is None or not (meeting.state is MeetingState.OPEN or meeting.starts_at <= now):
        raise Refused(AgendaReason.NO_MEETING_NOW)
    return meeting


async def park(
    uow: UnitOfWork, network: Network, meeting: Meeting, person: Person, typed: str, now: datetime
) -> Parked:
    """Onto the list of the meeting; the same words again are one thing."""
    title = checked_title(typed)
    there = await parking.of_meeting(uow, meeting.key)
    for each in there:
        if each.title.casefold() == title.casefold():
            return each
    if len(there) >= MOST:
        raise Refused(AgendaReason.MANY_PARKED, most=MOST)
    new = Parked(
        network_id=network.key, meeting_id=meeting.key, person_id=person.key, title=title, parked_at=now
    )
    return await parking.add(uow, new)


def waiting(parked: Parked) -> Parked:
    """Refused for one that is decided about."""
    if parked.settled_at is not None:
        raise Refused(AgendaReason.PARKED_GONE)
    return parked


async def put_forward(uow: UnitOfWork, network: Network, parked: Parked, now: datetime) -> Proposal:
    """It becomes a topic that is proposed for the next meeting, by whoever brought it up."""
    settle(uow, parked, now)
    return await proposals.propose(uow, network, parked.person_id, parked.title, now)


def settle(uow: UnitOfWork, parked: Parked, now: datetime) -> None:
    waiting(parked).settled_at = now
    uow.session.add(parked)
