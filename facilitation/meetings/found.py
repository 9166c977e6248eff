"""A date that was found for a meeting: it is proposed to those who plan, or the meeting moves there."""

from datetime import datetime

from facilitation.facts import DateFound
from facilitation.meetings import changing
from facilitation.meetings.planning import propose
from facilitation.refusals import Refused
from storage import meetings
from storage.meetings import TAKING_PLACE, Meeting, MeetingState
from storage.network import Network
from storage.unit_of_work import UnitOfWork


async def take(uow: UnitOfWork, network: Network, found: DateFound, now: datetime) -> Meeting | None:
    """The meeting on the found date; None where it can't be then, which those who lead see for themselves.

    What is planned already moves and tells so; what is not is a proposal, and another date that is picked instead
    moves the same proposal.
    """
    meeting = await _meeting(uow, network, found)
    if meeting is None or meeting.state in (
        MeetingState.DECLINED,
        MeetingState.CANCELLED,
        MeetingState.CLOSED,
    ):
        meeting = await propose(uow, network, found.starts_at, found.ends_at, now)
    elif meeting.state in (*TAKING_PLACE, MeetingState.PROPOSED):
        try:
            await changing.move(uow, meeting, found.starts_at, found.ends_at, now)
        except Refused:
            return None
    meeting.date_poll_id = found.date_poll_id
    uow.session.add(meeting)
    return meeting


async def _meeting(uow: UnitOfWork, network: Network, found: DateFound) -> Meeting | None:
    """What the date was looked for, or what was made of an earlier pick."""
    known = await meetings.of_date_poll(uow, found.date_poll_id)
    key = known.key if known else found.meeting_id
    meeting = await meetings.to_change(uow, key) if key is not None else None
    return meeting if meeting is not None and meeting.network_id == network.id else None
