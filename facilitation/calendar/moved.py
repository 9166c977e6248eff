"""Another time for something that has one, in words seen from there: "godzinę później", "w środę", "o 12"."""

import re
from datetime import datetime, time, timedelta

from facilitation.calendar.phrases import understand_moment
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import local, utc
from facilitation.calendar.words import WEEKDAY, sentence
from facilitation.refusals import Refused
from facilitation.text import folded

LATER = re.compile(r"(?P<span>.*?)\s*\b(?P<way>pozniej|wczesniej|later|earlier)")
OTHER_DAY = r"m\d+|D\S+|(?<!at )\d+\.\d+|today|tomorrow|overmorrow|next|week|month"
SPAN = r"(?:(?:on|at|in|for|from) )*(?:(\d{1,3}|half|1\.5) )?(day|week|hour|minute)(?P<half> and half)?"


def understand_move(typed: str, start: datetime, zone: str, now: datetime, language: str) -> datetime:
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
