"""A rhythm: when something happens once or again and again, in the wall time of its zone.

The rule is an RFC 5545 RRULE, expanded in naive local time and only then given its zone,
so 10:00 stays 10:00 when the clocks change. Two conventions follow from that:

* A wall time that the spring change skips moves forward by the gap; one that the autumn
  change repeats means the first of the two.
* A duration is measured on the clock: 01:30 for two hours ends when the clock shows 03:30,
  also in the night when that is one or three hours later.

`UNTIL` is local too, written without a zone ("20270630T235959").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rruleset, rrulestr

FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
TIMES_WITHIN_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
WIDEST_OFFSET = timedelta(days=2)


@dataclass(frozen=True)
class Occurrence:
    """One time of a rhythm; `local` is the wall time its rule gave it and names it within the series."""

    local: datetime
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Rhythm:
    """`starts` is the naive local start of the first occurrence; an empty rule happens once."""

    starts: datetime
    duration: timedelta
    zone: str
    rule: str = ""

    def __post_init__(self) -> None:
        if self.starts.tzinfo is not None:
            raise ValueError("a rhythm starts at a naive local time")
        if self.duration <= timedelta(0):
            raise ValueError("an occurrence ends after it starts")
        zone_named(self.zone)
        if self.rule:
            _refuse_foreign_rules(self.rule)
            if next(iter(_expansion(self.rule, self.starts)), None) != self.starts:
                raise ValueError("the first occurrence of the rule is not at its start")

    def occurrences(self, after: datetime, before: datetime) -> Iterator[Occurrence]:
        """What starts from `after` on and before `before`, in order."""
        _refuse_naive(after)
        _refuse_naive(before)
        for occurrence in self._since(after):
            if occurrence.starts >= before:
                return
            yield occurrence

    def next(self, after: datetime, count: int) -> list[Occurrence]:
        """At most `count` occurrences that start from `after` on."""
        _refuse_naive(after)
        return list(islice(self._since(after), count))

    def at(self, start: datetime) -> Occurrence:
        """The occurrence named by this local start, whether or not the rule has one there."""
        starts = utc(start, self.zone)
        return Occurrence(start, starts, utc(local(starts, self.zone) + self.duration, self.zone))

    def _since(self, after: datetime) -> Iterator[Occurrence]:
        for start in self._local_starts(local(after, self.zone)):
            occurrence = self.at(start)
            if occurrence.starts >= after:
                yield occurrence

    def _local_starts(self, around: datetime) -> Iterator[datetime]:
        """Local starts from a little before `around`, so that no offset of a zone hides one."""
        if not self.rule:
            return iter((self.starts,))
        if around < self.starts + WIDEST_OFFSET:
            return iter(_expansion(self.rule, self.starts))
        return iter(_expansion(self.rule, self.starts).xafter(around - WIDEST_OFFSET))


def local(moment: datetime, zone: str) -> datetime:
    """What a clock in the zone shows at this moment, naive."""
    _refuse_naive(moment)
    return moment.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)


def utc(naive_local: datetime, zone: str) -> datetime:
    """The moment when a clock in the zone shows this, by the conventions above."""
    if naive_local.tzinfo is not None:
        raise ValueError("a wall time is naive")
    return naive_local.replace(tzinfo=zone_named(zone), fold=0).astimezone(UTC)


def zone_named(name: str) -> ZoneInfo:
    """The zone of this IANA name; ValueError if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise ValueError(f"no time zone is called {name!r}") from fault


def has_even_iso_week(day: datetime) -> bool:
    """Whether the ISO week of this day has an even number; a week 53 is followed by week 1, odd twice."""
    return day.isocalendar().week % 2 == 0


def rule_for_iso_weeks(weekdays: str, *, even: bool) -> str:
    """The rule for weekdays ("WE" or "TU,TH") of even or odd ISO weeks, right across years of 53 weeks.

    dateutil takes the first weekend of 2039 and 2050 for week 53 instead of 52 (its pull request 1537).
    """
    weeks = range(2, 54, 2) if even else range(1, 54, 2)
    return f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, weeks))};BYDAY={weekdays}"


def first_start(rule: str, earliest: datetime, after: datetime, zone: str) -> datetime | None:
    """The first wall time of the rule that is not before `earliest` and lies after the moment `after`."""
    starts = iter(_expansion(rule, earliest))
    return next((start for start in starts if utc(start, zone) > after), None)


@lru_cache(maxsize=1024)
def _expansion(rule: str, starts: datetime) -> rrule:
    expansion = rrulestr(rule, dtstart=starts)
    if isinstance(expansion, rruleset):
        raise ValueError("a rhythm has one rule")
    return expansion


def _refuse_foreign_rules(rule: str) -> None:
    """At most one occurrence a day, so that a day names it; one rule, without dates of its own."""
    if not rule.isascii() or any(sign.isspace() for sign in rule) or "RRULE:" in rule.upper():
        raise ValueError("a rule is the value of one RRULE, without its name")
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValueError("a rhythm is daily or slower")
    if TIMES_WITHIN_A_DAY & parts.keys():
        raise ValueError("a rhythm has one time of day")
    if parts.get("INTERVAL", "1").strip("0") == "":
        raise ValueError("a rhythm moves on")
    if not {"COUNT", "UNTIL"} - parts.keys():
        raise ValueError("a rule ends by COUNT or by UNTIL")


def _refuse_naive(moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise ValueError("a moment knows its zone")
