"""Hours in a typed phrase: when on the day something starts and how long it lasts.

An hour from 1 to 6 without minutes and without "am" is taken for the afternoon and read back as such.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time, timedelta

from facilitation.calendar.assumptions import Assumed, Assumption
from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.words import Piece, Sentence
from facilitation.refusals import Refused

LEAST_MINUTES = 10
MOST_MINUTES = 12 * 60
USUAL_MINUTES = 60
HALF_DAY = 12 * 60
WHOLE_DAY = 24 * 60
LAST_AFTERNOON_HOUR = 6

HOUR = r"#?(\d+)(?::(\d+))?(?: (am|pm))?"
BEFORE_HOUR = r"(?:(?:at|on|from|for|hour) )*"
AROUND = {"halfto": -30, "quarterto": -15, "halfpast": 30, "quarterpast": 15}

DURATIONS: tuple[tuple[str, Callable[[Piece], float]], ...] = (
    (r"(?:for )?half hour", lambda _: 30),
    (
        r"(?<!at )(?:for )?(\d{1,3}) hour (?:and )?(\d{1,2})(?: minute)?",
        lambda it: 60 * it.number(1) + it.number(2),
    ),
    (r"(?:for )?(\d{1,3}) hour and half", lambda it: 60 * it.number(1) + 30),
    (r"(?:for )?hour and half", lambda _: 90),
    (r"(?<!at )(?:for )?(\d{1,3}(?:\.\d)?) hour", lambda it: 60 * float(it[1] or 0)),
    (r"(?:for )?(\d{1,4}) minute", lambda it: it.number(1)),
    (r"for hour(?! #?\d)", lambda _: 60),
)


@dataclass(frozen=True)
class Hours:
    """`is_usual` tells that no length was named."""

    starts: time
    duration: timedelta
    is_usual: bool = False


@dataclass(frozen=True)
class _Clock:
    """Minutes since midnight as typed, and the half of the day if one was named."""

    minutes: int
    half: str | None
    is_bare: bool
    typed: str

    def later(self) -> "_Clock":
        return replace(self, minutes=self.minutes + HALF_DAY)

    def __str__(self) -> str:
        return f"{self.minutes // 60}:{self.minutes % 60:02}"


def take_hours(words: Sentence, assumptions: list[Assumption]) -> Hours | None:
    """The hours of the phrase; None if it names no start."""
    _settle_spoken_hours(words)
    lasting = _take_duration(words)
    typed_start, typed_end = _take_range(words)
    if typed_start is None:
        return None
    start = _in_daytime(typed_start)
    _note_moved(typed_start, start, assumptions)
    if typed_end is not None:
        end = _behind(start, typed_end, start_moved=start != typed_start)
        _note_moved(typed_end, end, assumptions)
        lasting = _agreed(end.minutes - start.minutes, lasting)
    minutes = USUAL_MINUTES if lasting is None else lasting
    _refuse_extremes(minutes)
    return Hours(time(*divmod(start.minutes, 60)), timedelta(minutes=minutes), is_usual=lasting is None)


def take_length(words: Sentence) -> timedelta | None:
    """How long something lasts; a bare number counts minutes."""
    lasting = _take_duration(words)
    if lasting is None and words.take("(?:for )?hour"):
        lasting = 60
    if lasting is None and (bare := words.take(r"(?:for )?(\d{1,4})")) is not None:
        lasting = bare.number(1)
    if lasting is None:
        return None
    _refuse_extremes(lasting)
    return timedelta(minutes=lasting)


def _note_moved(typed: _Clock, meant: _Clock, assumptions: list[Assumption]) -> None:
    if meant != typed:
        assumptions.append(Assumption(Assumed.AFTERNOON, typed.typed, str(meant)))


def _refuse_extremes(minutes: int) -> None:
    if minutes < LEAST_MINUTES:
        raise Refused(CalendarReason.TOO_SHORT, minutes=minutes, least=LEAST_MINUTES)
    if minutes > MOST_MINUTES:
        raise Refused(CalendarReason.TOO_LONG, minutes=minutes, most=MOST_MINUTES)


def _settle_spoken_hours(words: Sentence) -> None:
    """ "Half past ten", "wpół do jedenastej" and "o dziesiątej trzydzieści" as the clock shows them."""
    for name in AROUND:
        words.settle(rf"({name}) #?([1-9]|1\d|2[0-3])", lambda it: _spoken(it.number(2), AROUND[it[1] or ""]))
    words.settle(
        r"at (?:hour )?#(\d{1,2}) ([0-5]\d)(?! (?:minute|hour))",
        lambda it: _spoken(it.number(1), it.number(2)),
    )
    words.settle(r"at (?:hour )?(\d{1,2}) ([0-5]\d)(?! (?:minute|hour))", lambda it: f"{it[1]}:{it[2]}")


def _spoken(hour: int, minutes: int) -> str:
    """Nobody speaks of half past two at night here."""
    total = hour * 60 + minutes
    if total <= LAST_AFTERNOON_HOUR * 60 + 59:
        total += HALF_DAY
    return f"{total // 60}:{total % 60:02}"


def _take_duration(words: Sentence) -> int | None:
    lasting: int | None = None
    for pattern, minutes in DURATIONS:
        for piece in words.take_all(pattern):
            lasting = _agreed(round(minutes(piece)), lasting)
    return lasting


def _agreed(minutes: int, before: int | None) -> int:
    if before not in (None, minutes):
        raise Refused(CalendarReason.TWO_DURATIONS, minutes=sorted({minutes, before}))
    return minutes


def _take_range(words: Sentence) -> tuple[_Clock | None, _Clock | None]:
    start, end = _take_clocks(words)
    if more := [piece.typed for piece in words.take_all(rf"{BEFORE_HOUR}{HOUR}")]:
        raise Refused(CalendarReason.TOO_MANY_TIMES, times=[*(str(it) for it in (start, end) if it), *more])
    loose = words.take("(am|pm)")
    if start is None:
        return None, None
    start = _in_half(start, loose[1] if loose else None)
    if start.minutes >= WHOLE_DAY:
        raise Refused(CalendarReason.IMPOSSIBLE_TIME, time=start.typed)
    if end is None:
        return start, None
    end = _in_half(end, None)
    return _sharing_half(start, end), end


def _take_clocks(words: Sentence) -> tuple[_Clock | None, _Clock | None]:
    pair = words.take(rf"(?:at )?between {HOUR} (?:and )?{HOUR}") or words.take(
        rf"{BEFORE_HOUR}{HOUR} (?:-|to) {BEFORE_HOUR}{HOUR}"
    )
    if pair is not None:
        return _clock(pair, 1), _clock(pair, 4)
    late = words.take(rf"to {BEFORE_HOUR}{HOUR}")
    early = words.take(rf"{BEFORE_HOUR}{HOUR}")
    return _clock(early, 1) if early else None, _clock(late, 1) if late else None


def _clock(piece: Piece, at: int) -> _Clock:
    hour, minutes, half = piece[at] or "", piece[at + 1], piece[at + 2]
    typed = f"{hour}:{minutes}" if minutes is not None else hour
    is_am_past_noon = half == "am" and int(hour) > 12
    if int(hour) > 24 or is_am_past_noon or (minutes is not None and not _are_minutes(minutes)):
        raise Refused(CalendarReason.IMPOSSIBLE_TIME, time=typed)
    total = int(hour) * 60 + int(minutes or 0)
    if total > WHOLE_DAY:
        raise Refused(CalendarReason.IMPOSSIBLE_TIME, time=typed)
    return _Clock(total, half, minutes is None and not hour.startswith("0"), typed)


def _are_minutes(digits: str) -> bool:
    return len(digits) == 2 and int(digits) < 60


def _in_half(clock: _Clock, loose: str | None) -> _Clock:
    """The clock of 24 hours, once the half of the day is known."""
    half = clock.half or loose
    if half is None:
        return clock
    hour, minutes = divmod(clock.minutes, 60)
    if half == "am" and hour == 12:
        hour = 0
    if half == "pm" and hour < 12:
        hour += 12
    return replace(clock, minutes=hour * 60 + minutes, half=half)


def _sharing_half(start: _Clock, end: _Clock) -> _Clock:
    """In "2–4 pm" both are in the afternoon, in "10–2 pm" only the end is."""
    if start.half or not end.half:
        return start
    shared = _in_half(start, end.half)
    return shared if shared.minutes < end.minutes else replace(start, half="am")


def _in_daytime(start: _Clock) -> _Clock:
    is_open = start.is_bare and not start.half
    return start.later() if is_open and 60 <= start.minutes <= LAST_AFTERNOON_HOUR * 60 else start


def _behind(start: _Clock, end: _Clock, *, start_moved: bool) -> _Clock:
    """The end after the start; an hour that leaves it open, or follows a moved start, is moved too."""
    may_move = not end.half and (end.is_bare or start_moved) and end.minutes < HALF_DAY
    if end.minutes <= start.minutes < end.later().minutes and may_move:
        return end.later()
    if end.minutes <= start.minutes:
        raise Refused(CalendarReason.END_BEFORE_START, starts=str(start), ends=str(end))
    return end
