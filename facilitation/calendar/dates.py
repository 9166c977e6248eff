"""Days in a typed phrase: the day of something that happens once, and the bounds of a rhythm.

Day and month are read here, because that must be exact; other words for a day are left to dateparser.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from facilitation.calendar.assumptions import Assumed, Assumption
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.words import Piece, Sentence
from facilitation.refusals import Refused

FURTHEST_YEARS = 10
SHORTEST_DATE_WORD = 4
DATE = r"D(\d{4}|)-(\d{1,2})-(\d{1,2})"
NUMBER = r"#?(\d{1,2})"
NAMED_DAYS = {"today": timedelta(0), "tomorrow": timedelta(1), "overmorrow": timedelta(2)}


@dataclass(frozen=True)
class Bounds:
    """The first and the last day on which a rhythm may happen."""

    first: date | None
    last: date | None


def settle_dates(words: Sentence, now: datetime) -> None:
    """Write every day of the phrase as one word, so that hours can be told from days afterwards.

    `now` is aware and in the zone of whoever typed.
    """
    words.settle(rf"(?:day )?{NUMBER} m(\d+) (\d{{4}})", lambda it: f"D{it[3]}-{it[2]}-{it[1]}")
    words.settle(rf"(?:day )?{NUMBER} m(\d+)", lambda it: f"D-{it[2]}-{it[1]}")
    words.settle(rf"m(\d+) {NUMBER} (\d{{4}})", lambda it: f"D{it[3]}-{it[1]}-{it[2]}")
    words.settle(rf"m(\d+) {NUMBER}(?! -| am| pm| hour| minute)", lambda it: f"D-{it[1]}-{it[2]}")
    words.settle("(today|tomorrow|overmorrow)", lambda it: f"D{now.date() + NAMED_DAYS[it[1] or '']}")
    words.settle(r"in (?:(\d{1,3}) )?(day|week|month)", lambda it: f"D{now.date() + _ahead(it)}")
    words.settle(r"in (half|1\.5|\d{1,3})? ?(hour|minute)", lambda it: _hours_ahead(it, now))
    _settle_dotted(words)


def take_bounds(words: Sentence, today: date, assumptions: list[Assumption]) -> Bounds:
    """From the one day until the other, both included."""
    first = _take_first(words, today)
    last = _take_last(words, first or today, assumptions)
    for bound in (first, last):
        if bound is not None and bound < today:
            raise Refused(CalendarReason.DATE_PAST, date=bound)
    if first is not None and last is not None and last < first:
        raise Refused(CalendarReason.NEVER_HAPPENS, starts=first, ends=last)
    return Bounds(first, last)


def take_day(words: Sentence, today: date) -> date | None:
    """The one day that the phrase names, if any."""
    days = [resolved(piece, today) for piece in words.take_all(DATE)]
    if len(set(days)) > 1:
        raise Refused(CalendarReason.TOO_MANY_DATES, dates=[day.isoformat() for day in days])
    if days and days[0] < today:
        raise Refused(CalendarReason.DATE_PAST, date=days[0])
    return days[0] if days else None


def day_in_other_words(text: str, now: datetime, languages: tuple[str, ...]) -> date | None:
    """What dateparser makes of words that the common vocabulary does not have; `now` is local and naive."""
    if len(text) < SHORTEST_DATE_WORD or not re.search(r"[^\W\d]", text):
        return None
    import dateparser  # slow to load, and most phrases do without it

    settings = {
        "PREFER_DATES_FROM": "future",
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": now,
        "RETURN_AS_TIMEZONE_AWARE": False,
        "REQUIRE_PARTS": ["day"],
    }
    try:
        found = dateparser.parse(text, languages=list(languages), settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found is not None else None


def _take_first(words: Sentence, today: date) -> date | None:
    if piece := words.take(rf"(?:from )+(?:day )?{DATE}"):
        return resolved(piece, today)
    if piece := words.take(r"(?:from )+m(\d+)(?: (\d{4}))?"):
        return _month(piece, today)
    if piece := words.take(r"(?:from )+next month"):
        return today.replace(day=1) + relativedelta(months=1)
    return None


def _take_last(words: Sentence, since: date, assumptions: list[Assumption]) -> date | None:
    if piece := words.take(rf"to (?:day )?{DATE}"):
        return resolved(piece, since)
    if piece := words.take(r"to (end )?m(\d+)(?: (\d{4}))?"):
        month = _month(Piece((piece[0], piece[2], piece[3]), piece.typed), since.replace(day=1))
        last = _last_of(month)
        if piece[1] is None:
            assumptions.append(Assumption(Assumed.WHOLE_MONTH, piece.typed, last.isoformat()))
        return last
    if piece := words.take(r"for (\d{1,2}) (week|month)"):
        return since + _ahead(piece) - timedelta(days=1)
    if words.take("to end month"):
        return _last_of(since)
    if words.take("to end year"):
        return since.replace(month=12, day=31)
    return None


def resolved(piece: Piece, since: date) -> date:
    """The day that a piece of DATE names; without its year, the first such day from `since` on."""
    year, month, day = piece[1], int(piece[2] or 0), int(piece[3] or 0)
    years = [int(year)] if year else range(since.year, since.year + FURTHEST_YEARS)
    for each in years:
        if each - since.year > FURTHEST_YEARS or not _exists(each, month, day):
            continue
        if year or date(each, month, day) >= since:
            return date(each, month, day)
    raise Refused(CalendarReason.IMPOSSIBLE_DATE, date=piece.typed)


def _month(piece: Piece, since: date) -> date:
    month = int(piece[1] or 0)
    year = int(piece[2]) if piece[2] else since.year + (month < since.month)
    if not 0 < year <= since.year + FURTHEST_YEARS:
        raise Refused(CalendarReason.IMPOSSIBLE_DATE, date=piece.typed)
    first = date(year, month, 1)
    return since if (year, month) == (since.year, since.month) else first


def _last_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _exists(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _ahead(piece: Piece) -> relativedelta:
    count = int(piece[1] or 1)
    return {"day": relativedelta(days=count), "week": relativedelta(weeks=count)}.get(
        piece[2] or "", relativedelta(months=count)
    )


def _hours_ahead(piece: Piece, now: datetime) -> str:
    amount = {"half": 0.5, None: 1.0}.get(piece[1]) or float(piece[1] or 1)
    ahead = timedelta(hours=amount) if piece[2] == "hour" else timedelta(minutes=amount)
    return f"{(now.astimezone(UTC) + ahead).astimezone(now.tzinfo):D%Y-%m-%d %H:%M}"


def _settle_dotted(words: Sentence) -> None:
    """ "30.06" is a day and "9.00" an hour; "10.10" is an hour unless the phrase has another one."""
    dotted = r"(\d{1,2})\.(\d{1,2})"
    words.settle(rf"(?<=at ){dotted}", _as_clock)
    words.settle(r"(\d{1,2})\.(00|1[3-9]|[2-9]\d)(?! hour)", _as_clock)
    words.settle(r"(2[4-9]|3\d)\.(\d{1,2})(?! hour)", _as_date)
    has_hour = words.has(rf"\d+:\d+|(?:at|hour) {NUMBER}|{NUMBER} (?:am|pm|-)")
    words.settle(rf"{dotted}(?! hour)", _as_date if has_hour else _as_clock)


def _as_clock(piece: Piece) -> str:
    return f"{piece[1]}:{piece[2]}"


def _as_date(piece: Piece) -> str:
    return f"D-{piece[2]}-{piece[1]}"
