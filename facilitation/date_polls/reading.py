"""Dates as people type them: one or several, in a line or one under another; and until when answers are taken.

A comma may part two dates or belong to one ("środa, 14 stycznia, 10:00"), so what makes no date alone is tried with
what follows it, and then at the hour of the date before it ("14.01 10:00, 15.01").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitation.calendar.assumptions import Assumption
from facilitation.calendar.phrases import understand, understand_length
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import local
from facilitation.calendar.until import evening_in, read_until
from facilitation.date_polls.reasons import DatePollReason
from facilitation.refusals import Refused
from facilitation.typed import one_line

LONGEST_TITLE = 100
MOST_PIECES = 3
WEEK = timedelta(days=7)
TITLED = re.compile(r":\s+|:?\s*\n+")
PART = re.compile(r"\s*(?:[,;\n]|\s(?:i|oraz|lub|albo|and|or)\s)\s*", re.IGNORECASE)
TOLD_AS_IT_IS = frozenset({
    CalendarReason.WRONG_WEEKDAY, CalendarReason.IMPOSSIBLE_DATE, CalendarReason.IMPOSSIBLE_TIME,
    CalendarReason.END_BEFORE_START, CalendarReason.TOO_LONG, CalendarReason.TOO_SHORT,
})  # fmt: skip


@dataclass(frozen=True)
class Read:
    """One date as it was read: `ends_at` only where its end or its length was said.

    `as_before`: nothing but the day was said, so it is at the same time as the one before.
    """

    starts_at: datetime
    ends_at: datetime | None
    assumptions: tuple[Assumption, ...] = ()
    as_before: bool = False


def title_and_dates(typed: str) -> tuple[str, str]:
    """What stands before the first colon, or in the first line, is the title; a colon in an hour parts nothing."""
    title, *rest = TITLED.split(typed.strip(), maxsplit=1)
    return title.strip(), rest[0].strip() if rest else ""


def checked_title(typed: str) -> str:
    return one_line(
        typed, LONGEST_TITLE, DatePollReason.TITLE_LONG, least=1, too_short=DatePollReason.TITLE_EMPTY
    )


def read_dates(typed: str, now: datetime, zone: str, language: str) -> list[Read]:
    """Every date that the words name, in the order in which they stand; refused if any of them is none."""
    pieces = list(_pieces(typed))
    if not pieces:
        raise Refused(DatePollReason.NOT_UNDERSTOOD, words=typed.strip()[:60])
    found: list[Read] = []
    at = 0
    while at < len(pieces):
        one, taken = _next(typed, pieces[at:], found, now, zone, language)
        found.append(one)
        at += taken
    return found


def _pieces(typed: str) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends that may be a date."""
    start = 0
    for part in [*PART.finditer(typed), None]:
        end = part.start() if part else len(typed)
        if typed[start:end].strip():
            yield start, end
        start = part.end() if part else end


def _next(
    typed: str,
    pieces: Sequence[tuple[int, int]],
    before: Sequence[Read],
    now: datetime,
    zone: str,
    language: str,
) -> tuple[Read, int]:
    """The date that begins here, and how many pieces it takes; the refusal is that of the first piece alone."""
    first = pieces[0][0]
    why: Refused | None = None
    for taken, (_start, end) in enumerate(pieces[:MOST_PIECES], 1):
        try:
            return _one(typed[first:end], now, zone, language), taken
        except Refused as refused:
            why = why or refused
    assert why is not None
    if before:
        try:
            return _at_the_same_time(typed[slice(*pieces[0])], before[-1], now, zone, language), 1
        except Refused:
            pass
    raise _in_our_words(why, typed[slice(*pieces[0])].strip())


def _one(words: str, now: datetime, zone: str, language: str) -> Read:
    understood = understand(f"once {words}", now, zone, language)
    only = understood.rhythm.at(understood.rhythm.starts)
    return Read(only.starts, None if understood.lasts_as_usual else only.ends, understood.assumptions)


def _at_the_same_time(day: str, before: Read, now: datetime, zone: str, language: str) -> Read:
    hours = f"{local(before.starts_at, zone):%H:%M}"
    if before.ends_at is not None:
        hours += f"-{local(before.ends_at, zone):%H:%M}"
    read = _one(f"{day} {hours}", now, zone, language)
    return Read(read.starts_at, read.ends_at, read.assumptions, as_before=True)


def _in_our_words(why: Refused, words: str) -> Refused:
    if why.reason in TOLD_AS_IT_IS:
        return why
    if why.reason is CalendarReason.DATE_PAST:
        return Refused(DatePollReason.PAST, words=words[:60])
    unclear = why.reason in (CalendarReason.NO_TIME, CalendarReason.NO_DATE)
    return Refused(DatePollReason.NO_TIME if unclear else DatePollReason.NOT_UNDERSTOOD, words=words[:60])


def read_length(typed: str, language: str) -> timedelta:
    """How long it takes, as in "4 godziny"."""
    length = understand_length(typed, language)
    if length is None:
        raise Refused(DatePollReason.LENGTH_UNCLEAR)
    return length


def read_deadline(typed: str, now: datetime, zone: str, language: str) -> tuple[datetime, bool]:
    """Until when answers are taken, and whether the hour was assumed: a day alone means its evening."""
    return read_until(
        typed, now, zone, language,
        unclear=DatePollReason.DEADLINE_UNCLEAR, past=DatePollReason.DEADLINE_PAST,
    )  # fmt: skip


def usual_deadline(first: datetime, now: datetime, zone: str) -> datetime:
    """In a week, in the evening; sooner where the first date comes sooner: the evening before, or half-way."""
    before = (local(first, zone).date() - local(now, zone).date()).days - 1
    for days in (WEEK.days, before):
        evening = evening_in(days, now, zone)
        if now < evening < first:
            return evening
    return (now + (first - now) / 2).replace(second=0, microsecond=0)
