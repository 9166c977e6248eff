"""From when until when someone deputises, as people write it."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from facilitation.calendar.phrases import understand_moment
from facilitation.calendar.reasons import CalendarReason
from facilitation.refusals import Reason, Refused
from facilitation.roles.reasons import RoleReason

LONGEST = timedelta(days=366)
_FROM_TO = re.compile(r"^\s*(?:od|do|from|until|till|to|by)\s+", re.IGNORECASE)
_LATE = time(23, 59)


@dataclass(frozen=True)
class Period:
    """The time of a deputyship."""

    since: datetime
    until: datetime


def checked_end(until: datetime, since: datetime) -> datetime:
    """An end that lies after the start and not too far."""
    if until <= since:
        raise Refused(RoleReason.DAY_PAST)
    if until - since > LONGEST:
        raise Refused(RoleReason.TOO_LONG)
    return until


def read_start(typed: str, now: datetime, zone: str, language: str) -> datetime:
    """The moment that is written, or the beginning of the day; today means now."""
    exact, moment = _read(typed, now, zone, language)
    here = moment.astimezone(ZoneInfo(zone))
    return moment if exact else max(now, datetime.combine(here.date(), time(0), here.tzinfo))


def read_end(typed: str, since: datetime, zone: str, language: str) -> datetime:
    """The moment that is written, or the end of the day."""
    return checked_end(_read(typed, since, zone, language)[1], since)


def end_after(since: datetime, days: int, zone: str) -> datetime:
    """The end of the day that comes so many days later."""
    last = since.astimezone(ZoneInfo(zone)) + timedelta(days=days)
    return datetime.combine(last.date(), _LATE, last.tzinfo)


def _read(typed: str, now: datetime, zone: str, language: str) -> tuple[bool, datetime]:
    """The moment that is written, and whether with its hour."""
    words = _FROM_TO.sub("", typed)
    reasons: set[Reason] = set()
    for exact, text in ((True, words), (False, f"{words} {_LATE:%H:%M}")):
        try:
            return exact, understand_moment(text, now, zone, (language,))
        except Refused as unclear:
            reasons.add(unclear.reason)
    raise Refused(RoleReason.DAY_PAST if CalendarReason.DATE_PAST in reasons else RoleReason.DAY_UNCLEAR)
