"""Phrases that people type for a rhythm or a moment, in Polish or English or both at once.

Whatever was taken for granted comes back as assumptions; whoever asks reads everything back for
confirmation. What is not understood is refused with a reason, and nothing else is ever raised for a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from facilitation.calendar.assumptions import Assumed, Assumption
from facilitation.calendar.dates import Bounds, day_in_other_words, settle_dates, take_bounds, take_day
from facilitation.calendar.hours import Hours, take_hours, take_length
from facilitation.calendar.pattern import Pattern, take_pattern
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import Rhythm, first_start, utc, zone_named
from facilitation.calendar.words import WEEKDAYS, Sentence, sentence
from facilitation.refusals import Refused

LONGEST_TEXT = 200
MOST_OCCURRENCES = 366
LANGUAGES = ("pl", "en")


@dataclass(frozen=True)
class Understanding:
    """A rhythm, what was taken for granted in reading it, and whether the usual length was, for want of another."""

    rhythm: Rhythm
    assumptions: tuple[Assumption, ...] = ()
    lasts_as_usual: bool = False


@dataclass
class _Reading:
    """What a phrase says, before it becomes dates."""

    now: datetime
    zone: str
    pattern: Pattern
    bounds: Bounds
    hours: Hours | None
    day: date | None
    count: int | None = None
    is_once: bool = False
    assumptions: list[Assumption] = field(default_factory=list)

    @property
    def recurs(self) -> bool:
        if self.is_once:
            return False
        bounded = self.count is not None or self.bounds.first is not None or self.bounds.last is not None
        return self.pattern.recurs or bounded


def understand_rhythm(text: str, now: datetime, zone: str, language: str = "pl") -> Rhythm:
    """The rhythm that the phrase means, its first occurrence after `now`."""
    return understand(text, now, zone, language).rhythm


def understand(text: str, now: datetime, zone: str, language: str = "pl") -> Understanding:
    """The rhythm that the phrase means, with what was assumed; both languages are always tried."""
    reading = _read(text, now, zone, (language, *LANGUAGES))
    _take_bare_weekday_as_weekly(reading)
    rhythm = _recurring(reading) if reading.recurs else _single(reading)
    return Understanding(rhythm, tuple(reading.assumptions), _hours(reading).is_usual)


def understand_length(text: str, language: str = "pl") -> timedelta | None:
    """How long something lasts, as in "90", "półtorej godziny" or "2h"; None for words that say nothing of it."""
    words = sentence(text[:LONGEST_TEXT], language)
    length = take_length(words)
    return None if words.left() else length


def understand_moment(text: str, now: datetime, zone: str, languages: Sequence[str] = LANGUAGES) -> datetime:
    """The one moment that the phrase means, after `now`, in UTC."""
    reading = _read(text, now, zone, (*languages, *LANGUAGES))
    if reading.pattern.recurs or reading.recurs:
        raise Refused(CalendarReason.NO_DATE)
    return utc(_single(reading).starts, zone)


def _read(text: str, now: datetime, zone: str, languages: Sequence[str]) -> _Reading:
    if now.utcoffset() is None:
        raise ValueError("a moment knows its zone")
    here = now.astimezone(zone_named(zone))
    words = sentence(text[:LONGEST_TEXT], languages[0])
    if len(text) > LONGEST_TEXT or words.is_empty():
        raise Refused(CalendarReason.NOTHING_UNDERSTOOD)
    assumptions = [
        Assumption(Assumed.SPELLING, word.typed, word.meaning.removesuffix("s")) for word in words.repaired
    ]
    is_once = words.take("once") is not None
    count = _take_count(words)
    settle_dates(words, here)
    bounds = take_bounds(words, here.date(), assumptions)
    pattern = take_pattern(words)
    day = take_day(words, here.date())
    hours = take_hours(words, assumptions)
    reading = _Reading(now, zone, pattern, bounds, hours, day, count, is_once or count == 1, assumptions)
    _refuse_leftovers(words, reading, here.replace(tzinfo=None), tuple(dict.fromkeys(languages)))
    return reading


def _take_count(words: Sentence) -> int | None:
    piece = words.take(r"([1-9]\d{0,4}) times(?! (?:on|in|every|week|month))")
    if piece is None:
        return None
    if piece.number(1) > MOST_OCCURRENCES:
        raise Refused(CalendarReason.TOO_MANY_OCCURRENCES, count=piece.number(1), most=MOST_OCCURRENCES)
    return piece.number(1)


def _refuse_leftovers(words: Sentence, reading: _Reading, here: datetime, languages: tuple[str, ...]) -> None:
    """Words that nobody read may still be a day; otherwise they might change the meaning."""
    left = words.left()
    if not left:
        return
    if reading.day is None and not reading.pattern.weekdays and not reading.recurs:
        reading.day = day_in_other_words(words.rest(), here, languages)
        if reading.day is not None:
            return
    raise Refused(CalendarReason.UNKNOWN_WORDS, words=left)


def _take_bare_weekday_as_weekly(reading: _Reading) -> None:
    """ "Tuesday 10:00" is every week, "on Tuesday" is once."""
    pattern = reading.pattern
    is_bare = len(pattern.weekdays) == 1 and not (pattern.is_on or pattern.is_next)
    if is_bare and reading.day is None and not reading.is_once and not reading.recurs:
        pattern.unit = "week"
        weekday = WEEKDAYS[pattern.weekdays[0]]
        reading.assumptions.append(Assumption(Assumed.WEEKLY, pattern.weekdays_typed, weekday))


def _recurring(reading: _Reading) -> Rhythm:
    pattern = reading.pattern
    if reading.day is not None:
        reading.bounds = replace(reading.bounds, first=reading.bounds.first or reading.day)
    _take_day_from_start(pattern, reading.bounds.first)
    if not (pattern.weekdays or pattern.happens_monthly or pattern.unit == "day"):
        raise Refused(CalendarReason.NO_WEEKDAY)
    if reading.count is not None and reading.bounds.last is not None:
        raise Refused(CalendarReason.TWO_ENDS, count=reading.count, until=reading.bounds.last)
    starts = _first(reading)
    last = reading.bounds.last
    if last is not None and starts.date() > last:
        raise Refused(CalendarReason.NEVER_HAPPENS, starts=starts.date(), ends=last)
    rule = pattern.rule(pattern.interval) + _end(reading.count, last)
    return Rhythm(starts, _hours(reading).duration, reading.zone, rule)


def _take_day_from_start(pattern: Pattern, first: date | None) -> None:
    """ "Every two weeks from 1 December" means the weekday of that day."""
    if first is None or pattern.weekdays or pattern.happens_monthly:
        return
    if pattern.unit == "month":
        pattern.month_days = [first.day]
    elif pattern.unit == "week":
        pattern.weekdays = [first.weekday()]


def _end(count: int | None, last: date | None) -> str:
    if count is not None:
        return f";COUNT={count}"
    return f";UNTIL={last:%Y%m%d}T235959" if last is not None else ""


def _single(reading: _Reading) -> Rhythm:
    pattern = reading.pattern
    if pattern.unit or pattern.is_every:
        raise Refused(CalendarReason.CONTRADICTORY_RHYTHMS, words=pattern.said or [pattern.weekdays_typed])
    if reading.day is not None:
        return _on_day(reading, reading.day)
    if len(pattern.weekdays) > 1:
        raise Refused(CalendarReason.TOO_MANY_WEEKDAYS, weekdays=pattern.weekdays)
    if not (pattern.weekdays or pattern.happens_monthly):
        raise Refused(CalendarReason.NO_DATE if reading.is_once else CalendarReason.NO_WEEKDAY)
    starts = _first(reading)
    if not reading.is_once:
        assumed = Assumed.NEAREST if pattern.is_next else Assumed.ONCE
        reading.assumptions.append(Assumption(assumed, pattern.weekdays_typed, starts.date().isoformat()))
    return Rhythm(starts, _hours(reading).duration, reading.zone)


def _on_day(reading: _Reading, day: date) -> Rhythm:
    weekdays = reading.pattern.weekdays
    if weekdays and weekdays != [day.weekday()]:
        raise Refused(CalendarReason.WRONG_WEEKDAY, date=day, weekday=weekdays[0])
    hours = _hours(reading)
    starts = datetime.combine(day, hours.starts)
    if utc(starts, reading.zone) <= reading.now:
        raise Refused(CalendarReason.DATE_PAST, date=day)
    return Rhythm(starts, hours.duration, reading.zone)


def _first(reading: _Reading) -> datetime:
    """The first start after now and within the bounds, from which a longer interval counts."""
    starts_at = _hours(reading).starts
    today = reading.now.astimezone(zone_named(reading.zone)).date()
    earliest = datetime.combine(reading.bounds.first or today, starts_at)
    found = first_start(reading.pattern.rule(1), earliest, reading.now, reading.zone)
    if found is None:
        raise Refused(CalendarReason.NO_DATE)
    return found


def _hours(reading: _Reading) -> Hours:
    if reading.hours is None:
        raise Refused(CalendarReason.NO_TIME)
    return reading.hours
