"""What a meeting needs from the clock, and how it is told that something is otherwise. One row of each kind."""

import json
from datetime import datetime, timedelta

from facilitation.calendar.rhythm import local
from facilitation.meetings.facts import Changed, MeetingChanged
from storage import due_work
from storage import network as networks
from storage.due_work import Planned
from storage.meetings import TAKING_PLACE, Meeting, MeetingState
from storage.unit_of_work import UnitOfWork

OPEN, CLOSE, NEWS = "meetings.open", "meetings.close", "meetings.news"
OF_A_MEETING = (OPEN, CLOSE)

SECOND_THOUGHTS = timedelta(minutes=2)
TOO_NEAR_FOR_THEM = timedelta(minutes=15)


def owed(meeting: Meeting) -> list[Planned]:
    """What a meeting still needs."""
    arguments = {"meeting": meeting.key}
    needed = []
    if meeting.state is MeetingState.PLANNED:
        needed.append(Planned(OPEN, str(meeting.key), meeting.starts_at, meeting.ends_at, arguments))
    if meeting.state in TAKING_PLACE:
        needed.append(Planned(CLOSE, str(meeting.key), meeting.ends_at, None, arguments))
    return needed


async def changed(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    """Something of the meeting is otherwise: it is planned anew, and whoever heard otherwise hears of it."""
    meeting.revision += 1
    meeting.changed_at = now
    uow.session.add(meeting)
    await due_work.cancel_all(uow, now, OF_A_MEETING, [str(meeting.key)])
    await due_work.plan_all(uow, owed(meeting), meeting.network_id)
    await plan_news(uow, meeting, now)
    uow.tell(MeetingChanged(meeting.network_id, meeting.key))


async def plan_news(uow: UnitOfWork, meeting: Meeting, now: datetime) -> None:
    """A little later, in case of second thoughts; nothing where it is again as people heard."""
    if not meeting.told or meeting.ends_at <= now:
        return
    key, network = str(meeting.key), await networks.by_id(uow, meeting.network_id)
    assert network is not None
    if not otherwise(meeting, network.zone):
        await due_work.cancel_all(uow, now, [NEWS], [key])
        return
    is_near = min(meeting.starts_at, told_start(meeting)) - now < TOO_NEAR_FOR_THEM
    at = now if is_near else now + SECOND_THOUGHTS
    news = Planned(NEWS, key, at, meeting.ends_at, {"meeting": meeting.key})
    await due_work.plan_all(uow, [news], meeting.network_id)


def tell(meeting: Meeting) -> None:
    """From now on people have heard of the meeting as it is."""
    meeting.told = json.dumps(_shown(meeting))


def told_start(meeting: Meeting) -> datetime:
    """When people believe that it starts."""
    return datetime.fromisoformat(json.loads(meeting.told)["starts"]) if meeting.told else meeting.starts_at


def otherwise(meeting: Meeting, zone: str) -> frozenset[Changed]:
    """What is otherwise than people heard last; nothing where they have not heard of it.

    Another day, in the zone of the network, asks everyone again; other hours of the same day don't.
    """
    if not meeting.told:
        return frozenset()
    before, after = json.loads(meeting.told), _shown(meeting)
    if before["off"] != after["off"]:
        return frozenset({Changed.CANCELLED if after["off"] else Changed.AGAIN}) | _moved(
            meeting, before, zone
        )
    changes = {
        Changed.FORM: before["form"] != after["form"],
        Changed.PLACE: (before["place"], before["link"]) != (after["place"], after["link"]),
        Changed.TITLE: before["title"] != after["title"],
    }
    return frozenset(what for what, differs in changes.items() if differs) | _moved(meeting, before, zone)


def _moved(meeting: Meeting, before: dict[str, str | bool], zone: str) -> frozenset[Changed]:
    starts, ends = datetime.fromisoformat(str(before["starts"])), datetime.fromisoformat(str(before["ends"]))
    if meeting.state is MeetingState.CANCELLED or (starts, ends) == (meeting.starts_at, meeting.ends_at):
        return frozenset()
    same_day = local(starts, zone).date() == local(meeting.starts_at, zone).date()
    return frozenset({Changed.HOURS if same_day else Changed.DATE})


def _shown(meeting: Meeting) -> dict[str, str | bool]:
    return {
        "starts": meeting.starts_at.isoformat(),
        "ends": meeting.ends_at.isoformat(),
        "form": meeting.form.value,
        "place": meeting.place,
        "link": meeting.link,
        "title": meeting.title,
        "off": meeting.state is MeetingState.CANCELLED,
    }
