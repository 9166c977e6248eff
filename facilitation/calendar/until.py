"""Until when answers are taken, as people type it: "do piątku", "do 28.11 12:00", "za 3 dni", "przez tydzień"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from facilitation.calendar.deadlines import understand_deadline
from facilitation.calendar.phrases import understand_moment
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import local, utc
from facilitation.refusals import Reason, Refused

EVENING = time(20)
_UNTIL = re.compile(r"(?:do|until|till|by|to)\s+", re.IGNORECASE)
_FOR = re.compile(r"(?:przez|for)\s+", re.IGNORECASE)
_CLOCK_BEHIND = re.compile(
    r"(.+?)[,\s]+(?:(?:o|at|godz\.?|godziny)\s+)?(\d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?)", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}|\d{1,2} ?[ap]m", re.IGNORECASE)


def read_until(
    typed: str, now: datetime, zone: str, language: str, *, unclear: Reason, past: Reason
) -> tuple[datetime, bool]:
    """The moment, and whether its hour was assumed: a day alone means its evening."""
    words = _FOR.sub("in ", _UNTIL.sub("", typed.strip(), count=1), count=1)
    for phrase, assumed in _readings(words, now, zone, language):
        try:
            return understand_moment(phrase, now, zone, (language,)), assumed
        except Refused as refused:
            if refused.reason is CalendarReason.DATE_PAST and not phrase.startswith("today"):
                raise Refused(past) from None
    raise Refused(unclear)


def _readings(words: str, now: datetime, zone: str, language: str) -> Iterator[tuple[str, bool]]:
    """What the words may mean, the likeliest first."""
    evening = f"{EVENING:%H:%M}"
    yield f"once {words}", False
    yield f"once {words} {evening}", True
    if _CLOCK.fullmatch(words):
        yield f"today {words}", False
        yield f"tomorrow {words}", False
    for day, clock in ((words, ""), _day_and_clock(words)):
        if (named := _day_named(day, now, zone, language)) is not None:
            yield f"once {named:%Y-%m-%d} {clock or evening}", not clock


def _day_and_clock(words: str) -> tuple[str, str]:
    """ "Środy 18:00" is one Wednesday, though "środy" alone may be many."""
    found = _CLOCK_BEHIND.fullmatch(words)
    return (found[1], found[2]) if found else ("", "")


def _day_named(words: str, now: datetime, zone: str, language: str) -> date | None:
    """As in "the end of the week"."""
    try:
        return understand_deadline(words, now, zone, language)
    except Refused:
        return None


def evening_in(days: int, now: datetime, zone: str) -> datetime:
    """The evening of the day that comes in so many days."""
    return utc(datetime.combine(local(now, zone).date() + timedelta(days=days), EVENING), zone)
