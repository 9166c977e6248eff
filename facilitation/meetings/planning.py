"""A meeting from the wish to hold one to its announcement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from facilitation.facts import NetworkChanged
from facilitation.meetings import plan
from facilitation.meetings.reasons import MeetingReason
from facilitation.refusals import Refused
from facilitation.typed import one_line
from storage import institutions, meetings
from storage.meetings import TAKING_PLACE, Meeting, MeetingForm, MeetingState, WorkFormat
from storage.network import Network, NetworkState
from storage.unit_of_work import UnitOfWork

LONGEST_TITLE, LONGEST_PLACE, LONGEST_LINK = 120, 200, 500
MOST_SEATS = 1000
USUAL_LENGTH = timedelta(hours=5)


@dataclass(frozen=True)
class Draft:
    """What is about to be announced. `proposal` is the meeting that was proposed for it, if one was."""

    starts_at: datetime
    ends_at: datetime
    form: MeetingForm
    title: str = ""
    work_format: WorkFormat | None = None
    host_id: int | None = None
    place: str = ""
    link: str = ""
    seats: int | None = None
    subgroup_id: int | None = None
    proposal: int | None = None


async def announce(uow: UnitOfWork, network: Network, draft: Draft, now: datetime) -> Meeting:
    """Hold a meeting; the same hours are announced once only."""
    if network.state is not NetworkState.ACTIVE:
        raise Refused(MeetingReason.NOT_OPEN)
    await refuse_then(uow, network.key, draft.starts_at, draft.ends_at, now, besides=draft.proposal)
    await refuse_host(uow, network, draft.host_id)
    meeting = await _proposal(uow, network, draft, now)
    for name in ("title", "form", "work_format", "host_id", "place", "link", "seats", "subgroup_id"):
        setattr(meeting, name, getattr(draft, name))
    meeting.starts_at, meeting.ends_at = draft.starts_at, draft.ends_at
    meeting.state, meeting.announced_at = MeetingState.PLANNED, now
    await plan.changed(uow, meeting, now)
    plan.tell(meeting)
    uow.tell(NetworkChanged(network.key))
    return meeting


async def _proposal(uow: UnitOfWork, network: Network, draft: Draft, now: datetime) -> Meeting:
    if draft.proposal is not None:
        meeting = await of_network(uow, network, draft.proposal)
        if meeting.state is not MeetingState.PROPOSED:
            raise Refused(MeetingReason.GONE)
        return meeting
    return await propose(uow, network, draft.starts_at, draft.ends_at, now)


async def propose(
    uow: UnitOfWork, network: Network, starts: datetime, ends: datetime, now: datetime
) -> Meeting:
    """A meeting that nobody but those who lead hears of yet."""
    new = Meeting(network_id=network.key, starts_at=starts, ends_at=ends, changed_at=now, created_at=now)
    return await meetings.add(uow, new)


async def decline(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    """Nobody wants this proposal; the rhythm does not propose it again."""
    if meeting.state is not MeetingState.PROPOSED:
        raise Refused(MeetingReason.GONE)
    meeting.state, meeting.changed_at = MeetingState.DECLINED, now
    uow.session.add(meeting)


async def of_network(uow: UnitOfWork, network: Network, meeting_id: int) -> Meeting:
    """A meeting of this network, to change; refused otherwise."""
    meeting = await meetings.to_change(uow, meeting_id)
    if meeting is None or meeting.network_id != network.id or meeting.state is MeetingState.DECLINED:
        raise Refused(MeetingReason.GONE)
    return meeting


async def refuse_then(
    uow: UnitOfWork,
    network_id: int,
    starts: datetime,
    ends: datetime,
    now: datetime,
    besides: int | None = None,
) -> None:
    """Not in the past, not backwards, not while another meeting of the network takes place."""
    if ends <= starts:
        raise Refused(MeetingReason.ENDS_BEFORE)
    if starts <= now:
        raise Refused(MeetingReason.PAST, date=starts)
    for other in await overlapping(uow, network_id, starts, ends):
        if other.key != besides:
            raise Refused(MeetingReason.OVERLAPS, date=other.starts_at)


async def overlapping(
    uow: UnitOfWork, network_id: int, starts: datetime, ends: datetime
) -> Sequence[Meeting]:
    """Meetings of the network that take place at the same time, those of subgroups left out."""
    ahead = await meetings.of_network(uow, network_id, TAKING_PLACE, starts)
    return [each for each in ahead if each.starts_at < ends and each.subgroup_id is None]


async def refuse_host(uow: UnitOfWork, network: Network, host_id: int | None) -> None:
    if host_id is None:
        return
    host = await institutions.by_id(uow, host_id)
    if host is None or host.network_id != network.id or host.removed_at or host.merged_into:
        raise Refused(MeetingReason.NO_SUCH_HOST)


def checked_title(typed: str) -> str:
    return one_line(typed, LONGEST_TITLE, MeetingReason.TITLE_LONG)


def checked_place(typed: str) -> str:
    return one_line(typed, LONGEST_PLACE, MeetingReason.PLACE_LONG)


def checked_link(typed: str) -> str:
    """An address of a call; whoever leaves out the scheme means https."""
    link = typed.strip()
    if "://" not in link:
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
    except ValueError:
        raise Refused(MeetingReason.LINK_ODD) from None
    odd = (
        parts.scheme not in ("http", "https")
        or "." not in parts.netloc
        or any(sign.isspace() for sign in link)
    )
    if odd or len(link) > LONGEST_LINK:
        raise Refused(MeetingReason.LINK_ODD)
    return link


def checked_seats(typed: str) -> int | None:
    """How many fit; 0 for as many as come."""
    number = typed.strip()
    if not number.isdecimal() or int(number) > MOST_SEATS:
        raise Refused(MeetingReason.SEATS_ODD, most=MOST_SEATS)
    return int(number) or None
