"""What the answers for a meeting need from the clock: reminders, and forgetting what people eat. One row of each."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.calendar.rhythm import local, utc
from facilitation.reminders import Reminders
from facilitation.rsvp.reminders import wanted
from storage import due_work
from storage.due_work import Planned
from storage.meetings import Meeting, MeetingState
from storage.unit_of_work import UnitOfWork

WEEK, DAY, HOUR = "rsvp.week", "rsvp.day", "rsvp.hour"
SEATS, FORGET = "rsvp.seats", "rsvp.forget"
REMINDERS = (WEEK, DAY, HOUR)

A_WEEK, A_DAY, AN_HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
WEEK_IS_GOOD_FOR, DAY_IS_GOOD_FOR = timedelta(days=2), timedelta(hours=6)
SECOND_THOUGHTS = timedelta(minutes=2)
NEEDS_ARE_KEPT = timedelta(days=30)
WITHOUT_DATE = (MeetingState.PROPOSED, MeetingState.DECLINED)


def reminders(meeting: Meeting, zone: str, now: datetime, those: Reminders) -> Iterator[Planned]:
    """Only those whose moment is still to come; days before at the same hour, unless people sleep then."""
    if meeting.state is not MeetingState.PLANNED:
        return
    if those.week and (due := _days_before(meeting, zone, A_WEEK)) > now:
        yield _planned(WEEK, meeting, due, due + WEEK_IS_GOOD_FOR)
    if those.day and (due := _days_before(meeting, zone, A_DAY)) > now:
        yield _planned(DAY, meeting, due, due + DAY_IS_GOOD_FOR)
    if those.hour and meeting.starts_at - AN_HOUR > now:
        yield _planned(HOUR, meeting, meeting.starts_at - AN_HOUR, meeting.starts_at)


def is_overtaken(kind: str, meeting: Meeting, zone: str, now: datetime) -> bool:
    """Whether a nearer reminder is due already, so that this one is of no use any more."""
    if kind == WEEK:
        return _days_before(meeting, zone, A_DAY) <= now
    return kind == DAY and meeting.starts_at - AN_HOUR <= now


async def replan(uow: UnitOfWork, meeting: Meeting, zone: str, now: datetime) -> None:
    """Let exactly what the meeting needs be planned, whatever was planned for it before."""
    await due_work.cancel_all(uow, now, REMINDERS, [str(meeting.key)])
    needed = list(reminders(meeting, zone, now, await wanted(uow, meeting.network_id)))
    if meeting.state not in WITHOUT_DATE:
        needed.append(_planned(FORGET, meeting, meeting.ends_at + NEEDS_ARE_KEPT))
    await due_work.plan_all(uow, needed, meeting.network_id)


async def plan_seats(uow: UnitOfWork, meeting: Meeting, at: datetime) -> None:
    """Let whoever gets a seat, or loses it, be told."""
    await due_work.plan_all(uow, [_planned(SEATS, meeting, at)], meeting.network_id)


def _days_before(meeting: Meeting, zone: str, span: timedelta) -> datetime:
    return next_sensible_moment(utc(local(meeting.starts_at, zone) - span, zone), zone)


def _planned(kind: str, meeting: Meeting, due_at: datetime, not_after: datetime | None = None) -> Planned:
    return Planned(kind, str(meeting.key), due_at, not_after, {"meeting": meeting.key})
