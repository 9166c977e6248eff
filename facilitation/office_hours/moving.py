"""One session at another time than its series has it, with a topic or a place of its own."""

import re
from datetime import datetime, time, timedelta

from facilitation.calendar.phrases import understand_moment
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import local, utc
from facilitation.calendar.words import WEEKDAY, sentence
from facilitation.office_hours.facts import SessionMoved
from facilitation.office_hours.plan import A_DAY, DAY, DAY_IS_GOOD_FOR
from facilitation.office_hours.reasons import OfficeHoursReason
from facilitation.office_hours.series import changed, checked_place, checked_topic
from facilitation.office_hours.sessions import refuse_begun, refuse_overlap, settle
from facilitation.refusals import Refused
from facilitation.text import folded
from storage import due_work
from storage.office_hours import Hour, SessionState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

LATER = re.compile(r"(?P<span>.*?)\s*\b(?P<way>pozniej|wczesniej|later|earlier)")
OTHER_DAY = r"m\d+|D\S+|(?<!at )\d+\.\d+|today|tomorrow|overmorrow|next|week|month"
SPAN = r"(?:(?:on|at|in|for|from) )*(?:(\d{1,3}|half|1\.5) )?(day|week|hour|minute)(?P<half> and half)?"


def usual_start(hour: Hour) -> datetime:
    return utc(hour.session.original_local, hour.series.zone)


def understood(typed: str, start: datetime, zone: str, now: datetime, language: str) -> datetime:
    """The new start that the words mean, seen from the present one: "godzinę później", "w środę", "o 12"."""
    here = local(start, zone)
    if (shifted := _shifted(typed, here, language)) is not None:
        return utc(shifted, zone)
    languages, seen_from = (language,), _seen_from(typed, here, zone, now, language)
    try:
        return understand_moment(typed, seen_from, zone, languages)
    except Refused as refusal:
        if refusal.reason is CalendarReason.NO_TIME:
            return understand_moment(f"{typed} {here:%H:%M}", seen_from, zone, languages)
        if refusal.reason in (CalendarReason.NO_WEEKDAY, CalendarReason.NO_DATE):
            return understand_moment(f"{here:%d.%m.%Y} {typed}", now, zone, languages)
        raise


def _seen_from(typed: str, here: datetime, zone: str, now: datetime, language: str) -> datetime:
    """A bare weekday is one of the week that the date stands in; all else is counted from now."""
    words = sentence(typed, language)
    if not words.has(WEEKDAY) or words.has(OTHER_DAY):
        return now
    monday = datetime.combine(here.date() - timedelta(days=here.weekday()), time())
    return max(now, utc(monday, zone) - timedelta(seconds=1))


def _shifted(typed: str, here: datetime, language: str) -> datetime | None:
    """ "Godzinę później", "2 dni wcześniej", on the clock."""
    found = LATER.fullmatch(folded(typed))
    if found is None:
        return None
    words = sentence(found["span"], language)
    piece = words.take(SPAN)
    if piece is None or words.left():
        return None
    many = {"half": 0.5, None: 1.0}.get(piece[1]) or float(piece[1] or 1)
    unit = {"day": timedelta(days=1), "week": timedelta(days=7), "hour": timedelta(hours=1)}
    span = (many + 0.5 * bool(piece[3])) * unit.get(piece[2] or "", timedelta(minutes=1))
    return here + span if found["way"] in ("pozniej", "later") else here - span


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
