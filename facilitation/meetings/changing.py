"""A meeting that is otherwise than announced: moved, elsewhere, online, cancelled, or on again."""

from datetime import datetime

from facilitation.facts import NetworkChanged
from facilitation.meetings import plan
from facilitation.meetings.facts import MeetingBegan, MeetingEnded
from facilitation.meetings.planning import LONGEST_PLACE, refuse_host, refuse_then
from facilitation.meetings.reasons import MeetingReason
from facilitation.refusals import Refused
from facilitation.typed import one_line
from storage.meetings import Meeting, MeetingForm, MeetingState
from storage.network import Network
from storage.unit_of_work import UnitOfWork

LONGEST_REASON = LONGEST_PLACE


def refuse_over(meeting: Meeting, now: datetime) -> None:
    """What is over or does not take place is not changed."""
    ahead = meeting.state in (MeetingState.PROPOSED, MeetingState.PLANNED, MeetingState.OPEN)
    if not ahead or meeting.ends_at <= now:
        raise Refused(MeetingReason.BEGUN)


async def move(uow: UnitOfWork, meeting: Meeting, starts: datetime, ends: datetime, now: datetime) -> None:
    """To another time, as long as it has not begun."""
    if meeting.state is MeetingState.OPEN:
        raise Refused(MeetingReason.BEGUN)
    refuse_over(meeting, now)
    if (starts, ends) == (meeting.starts_at, meeting.ends_at):
        return
    await refuse_then(uow, meeting.network_id, starts, ends, now, besides=meeting.key)
    meeting.starts_at, meeting.ends_at = starts, ends
    await _settle(uow, meeting, now)


async def meet(uow: UnitOfWork, meeting: Meeting, form: MeetingForm, now: datetime) -> None:
    """In this form; the place and the link of the other are kept, in case it comes back."""
    refuse_over(meeting, now)
    meeting.form = form
    await _settle(uow, meeting, now)


async def place(uow: UnitOfWork, meeting: Meeting, place: str, now: datetime) -> None:
    refuse_over(meeting, now)
    meeting.place = place
    await _settle(uow, meeting, now)


async def link(uow: UnitOfWork, meeting: Meeting, link: str, now: datetime) -> None:
    refuse_over(meeting, now)
    meeting.link = link
    await _settle(uow, meeting, now)


async def entitle(uow: UnitOfWork, meeting: Meeting, title: str, now: datetime) -> None:
    refuse_over(meeting, now)
    meeting.title = title
    await _settle(uow, meeting, now)


async def seat(uow: UnitOfWork, meeting: Meeting, seats: int | None, now: datetime) -> None:
    """So many fit into the room; None: as many as come."""
    refuse_over(meeting, now)
    meeting.seats = seats
    await _settle(uow, meeting, now)


async def hand_to_host(
    uow: UnitOfWork, network: Network, meeting: Meeting, host_id: int | None, now: datetime
) -> None:
    """This institution is the host; None: nobody in particular."""
    refuse_over(meeting, now)
    await refuse_host(uow, network, host_id)
    meeting.host_id = host_id
    await _settle(uow, meeting, now)


async def cancel(uow: UnitOfWork, meeting: Meeting, reason: str, now: datetime) -> None:
    """It does not take place, for a reason that everyone reads."""
    refuse_over(meeting, now)
    meeting.state, meeting.reason = MeetingState.CANCELLED, checked_reason(reason)
    await _settle(uow, meeting, now)


def checked_reason(typed: str) -> str:
    return one_line(
        typed, LONGEST_REASON, MeetingReason.REASON_LONG, least=1, too_short=MeetingReason.REASON_NEEDED
    )


async def restore(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    """It takes place after all."""
    if meeting.state is not MeetingState.CANCELLED:
        raise Refused(MeetingReason.NOT_CANCELLED)
    await refuse_then(uow, meeting.network_id, meeting.starts_at, meeting.ends_at, now, besides=meeting.key)
    meeting.state, meeting.reason = MeetingState.PLANNED, ""
    await _settle(uow, meeting, now)


async def begin(uow: UnitOfWork, meeting: Meeting) -> None:
    """Its hour has come."""
    meeting.state = MeetingState.OPEN
    uow.session.add(meeting)
    uow.tell(MeetingBegan(meeting.network_id, meeting.key))


async def end(uow: UnitOfWork, meeting: Meeting) -> None:
    """It took place."""
    meeting.state = MeetingState.CLOSED
    uow.session.add(meeting)
    uow.tell(MeetingEnded(meeting.network_id, meeting.key))
    uow.tell(NetworkChanged(meeting.network_id))


async def _settle(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    if meeting.state is MeetingState.PROPOSED:
        meeting.changed_at = now
        uow.session.add(meeting)
        return
    await plan.changed(uow, meeting, now)
    uow.tell(NetworkChanged(meeting.network_id))
