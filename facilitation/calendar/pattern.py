"""How often something happens, as a phrase says it: weekdays, every how many weeks, which of a month."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitation.calendar.reasons import CalendarReason
from facilitation.calendar.rhythm import rule_for_iso_weeks
from facilitation.calendar.words import WEEKDAY, WEEKDAYS, Piece, Sentence
from facilitation.refusals import Refused

MOST = {"day": 366, "week": 52, "month": 12}
MONTHS_IN_A_YEAR = 12
MOST_IN_A_MONTH = 5
DAYS_IN_A_WEEK = 7

LIST = rf"({WEEKDAY}(?: (?:and |on )*{WEEKDAY})*)"
ORDINALS = r"((?:#-?\d+ (?:and )?)+)"
UNIT = "(minute|hour|day|week|month|year)"
MONTH_DAYS = (
    r"(?:every )?#?(-?\d{1,2}) day (?:every )?month",
    r"every month (?:on )?(?:day )?#(\d{1,2})(?: day)?(?! (?:and|#|[A-Z]))",
    r"(?<!every )#(\d{1,2}) (?:every )?month",
)


@dataclass
class Pattern:
    """What the words say; weekdays count from Monday = 0."""

    unit: str = ""
    interval: int = 1
    weekdays: list[int] = field(default_factory=list)
    ordinals: list[tuple[int, int]] = field(default_factory=list)
    month_days: list[int] = field(default_factory=list)
    even: bool | None = None
    is_plural: bool = False
    is_every: bool = False
    is_on: bool = False
    is_next: bool = False
    said: list[str] = field(default_factory=list)
    weekdays_typed: str = ""

    @property
    def recurs(self) -> bool:
        several = self.is_plural or len(self.weekdays) > 1
        return bool(self.unit or self.is_every or several or self.happens_monthly) or self.even is not None

    @property
    def happens_monthly(self) -> bool:
        return bool(self.ordinals or self.month_days)

    def rule(self, interval: int) -> str:
        """The RFC 5545 rule, with this interval instead of its own."""
        step = f";INTERVAL={interval}" if interval > 1 else ""
        if self.ordinals:
            days = ",".join(f"{ordinal}{WEEKDAYS[weekday]}" for ordinal, weekday in self.ordinals)
            return f"FREQ=MONTHLY{step};BYDAY={days}"
        if self.month_days:
            return f"FREQ=MONTHLY{step};BYMONTHDAY={','.join(map(str, self.month_days))}"
        if self.unit == "day":
            return f"FREQ=DAILY{step}"
        weekdays = ",".join(WEEKDAYS[weekday] for weekday in self.weekdays)
        if self.even is not None:
            return rule_for_iso_weeks(weekdays, even=self.even)
        return f"FREQ=WEEKLY{step};BYDAY={weekdays}"


def take_pattern(words: Sentence) -> Pattern:
    """How often, as far as the phrase says it; refused if it contradicts itself."""
    pattern = Pattern()
    per_week = words.take("([1-9]) times (?:on |in |every )*week")
    _take_parity(words, pattern)
    for expression in MONTH_DAYS:
        pattern.month_days += [piece.number(1) for piece in words.take_all(expression)]
    _take_intervals(words, pattern)
    is_of_month = words.take("(?:on |in )?month") is not None or pattern.unit == "month"
    _take_weekdays(words, pattern, is_of_month=is_of_month)
    if is_of_month and not (pattern.unit or pattern.happens_monthly):
        _set_interval(pattern, "month", 1, "")
    _refuse_contradictions(pattern)
    pattern.weekdays = sorted(set(pattern.weekdays))
    if per_week is not None and len(pattern.weekdays) != per_week.number(1):
        raise Refused(CalendarReason.NO_WEEKDAY)
    return pattern


def _take_parity(words: Sentence, pattern: Pattern) -> None:
    said = {piece[1]: piece.typed for piece in words.take_all("(even|odd)", leaving="")}
    if len(said) > 1:
        raise Refused(CalendarReason.CONTRADICTORY_RHYTHMS, words=list(said.values()))
    for parity, typed in said.items():
        pattern.even = parity == "even"
        pattern.said.append(typed)


def _take_intervals(words: Sentence, pattern: Pattern) -> None:
    for piece in words.take_all(rf"every (?:(other|#?\d{{1,3}}) )?{UNIT}"):
        number = 2 if piece[1] == "other" else int((piece[1] or "1").lstrip("#"))
        unit = piece[2] or ""
        if unit in ("minute", "hour") or number == 0 or (unit == "day" and number < DAYS_IN_A_WEEK):
            raise Refused(CalendarReason.TOO_FREQUENT)
        if unit == "year":
            unit, number = "month", number * MONTHS_IN_A_YEAR
        if unit == "day" and number % DAYS_IN_A_WEEK == 0:
            unit, number = "week", number // DAYS_IN_A_WEEK
        _set_interval(pattern, unit, number, piece.typed)


def _set_interval(pattern: Pattern, unit: str, number: int, typed: str) -> None:
    if pattern.unit and (pattern.unit, pattern.interval) != (unit, number):
        raise Refused(CalendarReason.CONTRADICTORY_RHYTHMS, words=[*pattern.said, typed])
    if number > MOST[unit]:
        raise Refused(CalendarReason.TOO_RARE, interval=number, most=MOST[unit])
    pattern.unit, pattern.interval = unit, number
    pattern.said.append(typed)


def _take_weekdays(words: Sentence, pattern: Pattern, *, is_of_month: bool) -> None:
    words.settle(rf"(?:from )?({WEEKDAY}) (?:to|-) ({WEEKDAY})", _every_day_between)
    for piece in words.take_all(rf"every (other|\d{{1,2}}) {LIST}"):
        _set_interval(pattern, "week", 2 if piece[1] == "other" else max(1, piece.number(1)), piece.typed)
        _add_weekdays(pattern, piece, 2)
    for piece in words.take_all(rf"(?<!at )(every )?{ORDINALS}{LIST}"):
        ordinals = [int(each) for each in re.findall(r"-?\d+", piece[2] or "")]
        if piece[1] and len(ordinals) == 1 and ordinals[0] > 1 and not is_of_month:
            _set_interval(pattern, "week", ordinals[0], piece.typed)
            _add_weekdays(pattern, piece, 3)
        else:
            _add_ordinals(pattern, ordinals, piece)
    is_counted = bool(pattern.weekdays)
    for piece in words.take_all(rf"(every )?(on )?(every )?(next )?{LIST}"):
        pattern.is_every |= bool(piece[1] or piece[3])
        if pattern.is_every and is_counted:
            raise Refused(CalendarReason.CONTRADICTORY_RHYTHMS, words=[*pattern.said, piece.typed])
        pattern.is_on |= bool(piece[2])
        pattern.is_next |= bool(piece[4])
        _add_weekdays(pattern, piece, 5)


def _every_day_between(piece: Piece) -> str:
    first, last = (WEEKDAYS.index((piece[group] or "")[:2]) for group in (1, 2))
    count = (last - first) % DAYS_IN_A_WEEK + 1
    return " ".join(f"{WEEKDAYS[(first + each) % DAYS_IN_A_WEEK]}s" for each in range(count))


def _add_weekdays(pattern: Pattern, piece: Piece, group: int) -> None:
    names = re.findall(WEEKDAY, piece[group] or "")
    pattern.weekdays += [WEEKDAYS.index(name[:2]) for name in names]
    pattern.is_plural |= any(name.endswith("s") for name in names)
    pattern.weekdays_typed = piece.typed


def _add_ordinals(pattern: Pattern, ordinals: Iterable[int], piece: Piece) -> None:
    for ordinal in ordinals:
        if ordinal == 0 or ordinal > MOST_IN_A_MONTH:
            raise Refused(CalendarReason.NO_SUCH_WEEKDAY, ordinal=ordinal)
        for name in re.findall(WEEKDAY, piece[3] or ""):
            pattern.ordinals.append((ordinal, WEEKDAYS.index(name[:2])))
    pattern.said.append(piece.typed)


def _refuse_contradictions(pattern: Pattern) -> None:
    if pattern.unit == "month" and pattern.weekdays and not pattern.ordinals:
        raise Refused(CalendarReason.WHICH_WEEKDAY, weekday=pattern.weekdays[0])
    for day in pattern.month_days:
        if day == 0 or day > 31:
            raise Refused(CalendarReason.IMPOSSIBLE_DATE, date=str(day))
    is_weekly = bool(pattern.weekdays) or pattern.unit in ("week", "day") or pattern.even is not None
    mixes = (pattern.happens_monthly and is_weekly) or (pattern.ordinals and pattern.month_days)
    if mixes or (pattern.even is not None and (pattern.interval > 2 or pattern.unit in ("month", "day"))):
        raise Refused(
            CalendarReason.CONTRADICTORY_RHYTHMS,
            words=[it for it in (*pattern.said, pattern.weekdays_typed) if it],
        )
