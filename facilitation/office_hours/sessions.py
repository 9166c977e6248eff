"""The life of one session: reminded of, opened, closed, skipped and taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitation.facts import NetworkChanged
from facilitation.office_hours.facts import SessionFellOut, SessionRestored
from facilitation.office_hours.plan import A_DAY, A_WEEK, AN_HOUR, inform, plan_extension, replan
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import changed, finish, rhythm_of
from facilitation.refusals import Refused
from storage import office_hours
from storage.office_hours import Hour, Series, SeriesState, Session, SessionState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

FRESH = timedelta(days=2)
SETTLED = (SessionState.CLOSED, SessionState.CANCELLED)
OFF = (SessionState.SKIPPED, SessionState.CANCELLED)


@dataclass(frozen=True)
class News:
    """What people have to hear of a session that they expect at another time, or in vain."""

    hour: Hour
    expected: datetime


async def to_remind_of(uow: UnitOfWork, session_id: int, now: datetime) -> Hour | None:
    """A session that people are reminded of now; None for one that does not take place or has begun."""
    hour = await office_hours.hour(uow, session_id, to_change=True)
    if hour is None or hour.session.state is not SessionState.PLANNED or hour.session.starts_at <= now:
        return None
    hour.session.told_start = hour.session.starts_at
    uow.session.add(hour.session)
    return hour


async def to_announce(uow: UnitOfWork, session_id: int, now: datetime) -> Hour | None:
    """A session that the group hears of now, a week ahead; None where that would tell it nothing new.

    That is so where its series was announced just now, or has another session in the week before.
    """
    hour = await office_hours.hour(uow, session_id, to_change=True)
    if hour is None or hour.session.state is not SessionState.PLANNED or hour.session.starts_at <= now:
        return None
    if now - hour.series.created_at < FRESH or await office_hours.takes_place_between(
        uow, hour.series.key, hour.session.starts_at - A_WEEK - A_DAY, hour.session.starts_at
    ):
        return None
    return hour


def announce_one(uow: UnitOfWork, hour: Hour, now: datetime) -> None:
    """The group expects it from now on."""
    hour.session.announced_at, hour.session.told_start = now, hour.session.starts_at
    uow.session.add(hour.session)


def is_near(session: Session, now: datetime) -> bool:
    """Whether the nearer of the two reminders is due, so that the other is of no use any more."""
    return session.starts_at - AN_HOUR <= now


async def open_one(uow: UnitOfWork, session_id: int, now: datetime) -> Session | None:
    """The hour begins; None for one that does not take place, or is over already."""
    session = await office_hours.session_to_change(uow, session_id)
    if session is None or session.state is not SessionState.PLANNED:
        return None
    if not session.starts_at <= now < session.ends_at:
        return None
    session.state = SessionState.OPEN
    uow.session.add(session)
    return session


async def close_one(uow: UnitOfWork, session_id: int, now: datetime) -> Hour | None:
    """The hour is over, whether anybody noticed or not; with the last one its series is over too."""
    hour = await office_hours.hour(uow, session_id, to_change=True)
    if hour is None or hour.session.state in SETTLED or hour.session.ends_at > now:
        return None
    if hour.session.state is not SessionState.SKIPPED:
        hour.session.state = SessionState.CLOSED
        uow.session.add(hour.session)
    if hour.series.state is SeriesState.RUNNING:
        await _go_on(uow, hour.series, now)
    uow.tell(NetworkChanged(hour.series.network_id))
    return hour


async def _go_on(uow: UnitOfWork, series: Series, now: datetime) -> None:
    """To the next date, which may be further ahead than the sessions that exist; or to the end."""
    if await office_hours.sessions(uow, [series.key], now):
        return
    if rhythm_of(series).next(now, 1):
        await plan_extension(uow, series, now)
    else:
        await finish(uow, series, now)


async def skip(uow: UnitOfWork, series: Series, session_id: int, by: Person, now: datetime) -> Session:
    """This one does not take place; whoever was reminded of it will hear."""
    session = await ahead(uow, series, session_id, now)
    if session.state is SessionState.PLANNED:
        session.state = SessionState.SKIPPED
        uow.tell(SessionFellOut(series.network_id, session.key))
        await settle(uow, series, session, by, now)
    return session


async def restore(uow: UnitOfWork, series: Series, session_id: int, by: Person, now: datetime) -> Session:
    """It takes place after all."""
    session = await ahead(uow, series, session_id, now)
    if session.state is SessionState.SKIPPED:
        await refuse_overlap(uow, session, session.starts_at, session.ends_at)
        session.state = SessionState.PLANNED
        uow.tell(SessionRestored(series.network_id, session.key))
        await settle(uow, series, session, by, now)
    return session


async def news(uow: UnitOfWork, session_id: int) -> News | None:
    """What people who were reminded have to hear: that a session does not take place, or when. Each once."""
    hour = await office_hours.hour(uow, session_id, to_change=True)
    expected = hour.session.told_start if hour else None
    if hour is None or expected is None or hour.session.state is SessionState.CLOSED:
        return None
    hour.session.told_start = None if hour.session.state in OFF else hour.session.starts_at
    uow.session.add(hour.session)
    return None if hour.session.told_start == expected else News(hour, expected)


async def refuse_overlap(uow: UnitOfWork, session: Session, starts: datetime, ends: datetime) -> None:
    """Two sessions of one series never take place at the same time."""
    other = await office_hours.overlapping(uow, session, starts, ends)
    if other is not None:
        raise Refused(OfficeHoursReason.OVERLAPS, date=other.starts_at)


async def ahead(uow: UnitOfWork, series: Series, session_id: int, now: datetime) -> Session:
    """A session of this series that has not begun; refused otherwise."""
    session = await office_hours.session_to_change(uow, session_id)
    if session is None or session.series_id != series.id:
        raise Refused(OfficeHoursReason.BEGUN)
    refuse_begun(session, now)
    return session


def refuse_begun(session: Session, now: datetime) -> None:
    if session.starts_at <= now or session.state not in (SessionState.PLANNED, SessionState.SKIPPED):
        raise Refused(OfficeHoursReason.BEGUN)


async def settle(uow: UnitOfWork, series: Series, session: Session, by: Person, now: datetime) -> None:
    """A session is different now: for calendars, for the clock, and for whoever was reminded of it."""
    changed(session, now)
    uow.session.add(session)
    await replan(uow, series, [session], now)
    await inform(uow, series, [session], by.key, now)
    uow.tell(NetworkChanged(series.network_id))
