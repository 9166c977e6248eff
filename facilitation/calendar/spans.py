"""Days from one to another as people type them: "15–28 lutego ferie", "24.12–2.01", "1 May"."""

from contextlib import suppress
from datetime import date, datetime

from facilitation.calendar.clashes import Span
from facilitation.calendar.dates import DATE, NUMBER, resolved, settle_dates
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import zone_named
from facilitation.calendar.words import Piece, Sentence, sentence
from facilitation.refusals import Refused

LONGEST_TEXT = 200


def understand_span(text: str, now: datetime, zone: str, language: str = "pl") -> Span:
    """The days that the words name, the last one still to come; what else they say is its name."""
    here = now.astimezone(zone_named(zone))
    today = here.date()
    words = sentence(text[:LONGEST_TEXT], language)
    words.settle(rf"{NUMBER} (?:-|to) {NUMBER} (m\d+)", lambda it: f"{it[1]} {it[3]} to {it[2]} {it[3]}")
    words.settle(r"(\d{1,2})\.(\d{1,2})", lambda it: f"D-{it[2]}-{it[1]}")
    settle_dates(words, here)
    first, last = _days(words, today)
    if last < today:
        raise Refused(CalendarReason.DATE_PAST, date=last)
    if last < first:
        raise Refused(CalendarReason.NEVER_HAPPENS, starts=first, ends=last)
    return Span(first, last, " ".join(words.left()))


def _days(words: Sentence, today: date) -> tuple[date, date]:
    piece = words.take(rf"(?:from )*(?:day )?{DATE} (?:-|to) (?:day )?{DATE}")
    if piece is None:
        single = words.take(rf"(?:on )*(?:day )?{DATE}")
        if single is None:
            raise Refused(CalendarReason.NO_DAYS)
        day = resolved(single, today)
        return day, day
    begin = Piece((piece[0], *piece.groups[1:4]), piece.typed)
    end = Piece((piece[0], *piece.groups[4:7]), piece.typed)
    if begin[1]:
        first = resolved(begin, today)
        return first, resolved(end, first)
    last = resolved(end, today)
    return _nearest(begin, last), last


def _nearest(piece: Piece, last: date) -> date:
    """The day of a piece without its year that is nearest to the last one."""
    days = []
    for year in (last.year - 1, last.year, last.year + 1):
        dated = Piece((piece[0], str(year), piece[2], piece[3]), piece.typed)
        with suppress(Refused):
            days.append(resolved(dated, date(year, 1, 1)))
    if not days:
        raise Refused(CalendarReason.IMPOSSIBLE_DATE, date=piece.typed)
    return min(days, key=lambda day: abs(day - last))
