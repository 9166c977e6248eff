"""Until when something is to be done, as people type it: "do 15.01", "do piątku", "by the end of January"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from facilitation.calendar.dates import DATE, FURTHEST_YEARS, resolved, settle_dates
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import zone_named
from facilitation.calendar.words import WEEKDAYS, Piece, Sentence, sentence
from facilitation.refusals import Refused

LONGEST = 40
_BEFORE_A_DAY = re.compile(
    r"(?:^|\s)(?:(?:najpóźniej|najpozniej)\s+)?(do|na|by|until|till|za|in|on)\s+", re.IGNORECASE
)
_IN_SO_LONG = ("za", "in")
_ANYWHERE, _MOST_WORDS = re.compile(r"\b(?:termin|deadline|do|until|till|by)\b[:\s]+", re.IGNORECASE), 6
_AROUND, _DECIMAL = " \t\n,;:–-", re.compile(r"\d,\d")
_WEEKDAY = r"(?:next |\?(?:przyszlego|przyszlej|najblizszego|najblizszej) )*(MO|TU|WE|TH|FR|SA|SU)s?"


@dataclass(frozen=True)
class Deadline:
    """What is to be done, and until which day; None where the words name no day."""

    words: str
    day: date | None


@dataclass(frozen=True)
class Found:
    """A text with a deadline in it: what stands before and behind; `day` is None where it names none."""

    before: str
    day: date | None
    after: str


def split_deadline(text: str, now: datetime, zone: str, language: str = "pl") -> Deadline:
    """The words, and the day that they end with. Refused where that day is over or does not exist."""
    for found in _BEFORE_A_DAY.finditer(text):
        in_so_long = found[1].casefold() in _IN_SO_LONG
        behind = text[found.start(1) if in_so_long else found.end() :]
        day = _day(behind, now, zone, language)
        if day is not None:
            return Deadline(text[: found.start()].strip().rstrip(",;–-").strip(), day)
    return Deadline(text.strip(), None)


def find_deadline(text: str, now: datetime, zone: str, language: str = "pl") -> Found:
    """The first deadline in a text, as in "LIFE: adaptacja do zmian klimatu, do 15.03.2027, dla gmin"."""
    for marker in _ANYWHERE.finditer(text):
        words = list(re.finditer(r"\S+", text[marker.end() :]))[:_MOST_WORDS]
        for word in reversed(words):
            end = marker.end() + word.end()
            named = text[marker.end() : end].strip(_AROUND)
            day = None if _DECIMAL.search(named) else _day(named, now, zone, language)
            if day is not None:
                return Found(text[: marker.start()].strip(f"{_AROUND}."), day, text[end:].strip(_AROUND))
    return Found(text.strip(_AROUND), None, "")


def understand_deadline(text: str, now: datetime, zone: str, language: str = "pl") -> date:
    """The day that the words name; refused where they name none."""
    day = _day(_BEFORE_A_DAY.sub(_kept, text.strip(), count=1), now, zone, language)
    if day is None:
        raise Refused(CalendarReason.NO_DAYS)
    return day


def _kept(found: re.Match[str]) -> str:
    """Only "in a week" needs its small word."""
    return found[0] if found[1].casefold() in _IN_SO_LONG else ""


def _day(text: str, now: datetime, zone: str, language: str) -> date | None:
    """The day that these words name, if they say nothing else."""
    text = text.strip().rstrip(".!")
    if not text or len(text) > LONGEST:
        return None
    here = now.astimezone(zone_named(zone))
    words = sentence(text, language)
    words.settle(r"(\d{1,2})\.(\d{1,2})", lambda it: f"D-{it[2]}-{it[1]}")
    settle_dates(words, here)
    return _named(words, here.date()) or _bound(words, here.date())


def _named(words: Sentence, today: date) -> date | None:
    """A day of the calendar; its weekday may stand before it."""
    piece = words.take(rf"(?:{_WEEKDAY} )?{DATE}")
    if piece is None or words.left():
        return None
    day = resolved(Piece((piece[0], *piece.groups[2:]), piece.typed), today)
    if day < today:
        raise Refused(CalendarReason.DATE_PAST, date=day)
    if piece[1] and WEEKDAYS.index(piece[1]) != day.weekday():
        raise Refused(CalendarReason.WRONG_WEEKDAY, date=day, weekday=WEEKDAYS.index(piece[1]))
    return day


def _bound(words: Sentence, today: date) -> date | None:
    """The next such weekday, or the end of a month, week or year."""
    if piece := words.take(_WEEKDAY):
        ahead = (WEEKDAYS.index(piece[1] or "") - today.weekday() - 1) % 7 + 1
        found = today + timedelta(days=ahead)
    elif piece := words.take(r"end m(\d+)(?: (\d{4}))?"):
        found = _end_of_month(piece, today)
    elif words.take("end month"):
        found = _last_of(today.year, today.month)
    elif words.take("end week"):
        found = today + timedelta(days=(4 - today.weekday()) % 7)
    elif words.take("end year"):
        found = today.replace(month=12, day=31)
    else:
        return None
    return None if words.left() else found


def _end_of_month(piece: Piece, today: date) -> date:
    month = int(piece[1] or 0)
    year = int(piece[2] or today.year + (month < today.month))
    if not 0 <= year - today.year <= FURTHEST_YEARS:
        raise Refused(CalendarReason.IMPOSSIBLE_DATE, date=piece.typed)
    if _last_of(year, month) < today:
        raise Refused(CalendarReason.DATE_PAST, date=_last_of(year, month))
    return _last_of(year, month)


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
