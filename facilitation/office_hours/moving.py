"""One session at another time than its series has it, with a topic or a place of its own."""

from datetime import datetime, timedelta

from facilitation.calendar.rhythm import local, utc
from facilitation.office_hours.facts import SessionMoved
from facilitation.office_hours.plan import A_DAY, DAY, DAY_IS_GOOD_FOR
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import changed, checked_place, checked_topic
from facilitation.office_hours.sessions import refuse_begun, refuse_overlap, settle
from facilitation.refusals import Refused
from storage import due_work
from storage.office_hours import Hour, SessionState
from storage.people import Person
from storage.unit_of_work import UnitOfWork


def usual_start(hour: Hour) -> datetime:
    return utc(hour.session.original_local, hour.series.zone)


async def refuse_there(uow: UnitOfWork, hour: Hour, starts: datetime, now: datetime) -> None:
    """Not into the past, nor into another session of the same series."""
    refuse_begun(hour.session, now)
    if hour.session.state is SessionState.SKIPPED:
        raise Refused(OfficeHoursReason.FELL_OUT)
    if starts <= now:
        raise Refused(OfficeHoursReason.PAST, date=starts)
    await refuse_overlap(uow, hour.session, starts, _end(hour, starts))


def _end(hour: Hour, starts: datetime) -> datetime:
    """It lasts as long as before, on the clock."""
    zone = hour.series.zone
    return utc(local(starts, zone) + _lasting(hour), zone)


def _lasting(hour: Hour) -> timedelta:
    """How long it is on the clock. The night in which clocks change hides that of one as long as its series."""
    session, zone = hour.session, hour.series.zone
    starts, usual = local(session.starts_at, zone), timedelta(minutes=hour.series.minutes)
    if utc(starts + usual, zone) == session.ends_at:
        return usual
    return local(session.ends_at, zone) - starts


async def move(uow: UnitOfWork, hour: Hour, starts: datetime, by: Person, now: datetime) -> None:
    """Only this session begins at another time; all others stay where they are."""
    await refuse_there(uow, hour, starts, now)
    series, session = hour.series, hour.session
    if session.starts_at == starts:
        return
    session.starts_at, session.ends_at = starts, _end(hour, starts)
    session.moved = starts != usual_start(hour)
    uow.tell(SessionMoved(series.network_id, session.key))
    await settle(uow, series, session, by, now)
    if session.told_start is not None and starts - A_DAY - now < DAY_IS_GOOD_FOR:
        await due_work.cancel(uow, now, DAY, str(session.key))  # the news says it already


async def put_back(uow: UnitOfWork, hour: Hour, by: Person, now: datetime) -> None:
    """To the time that its series has for it."""
    await move(uow, hour, usual_start(hour), by, now)


async def change_place(uow: UnitOfWork, hour: Hour, typed: str | None, now: datetime) -> None:
    """A place of its own; None: that of its series."""
    hour.session.place = None if typed is None else checked_place(typed)
    changed(hour.session, now)
    uow.session.add(hour.session)


async def change_topic(uow: UnitOfWork, hour: Hour, typed: str | None, now: datetime) -> None:
    """A topic of its own; None: that of its series."""
    hour.session.topic = None if typed is None else checked_topic(typed)
    changed(hour.session, now)
    uow.session.add(hour.session)
