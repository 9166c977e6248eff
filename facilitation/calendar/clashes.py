"""Days on which people are elsewhere: public holidays of a country, and the times when a network is quiet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from dateutil.easter import easter

BEFORE_EASTER, AFTER_EASTER = timedelta(days=3), timedelta(days=2)


class Quiet(StrEnum):
    """A time of every year when networks usually rest."""

    CHRISTMAS = "christmas"
    EASTER = "easter"
    SUMMER = "summer"


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included; `name` says why."""

    first: date
    last: date
    name: str = ""

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Rest:
    """When a network rests: on holidays of a country (ISO code; none where empty), in times of every year, in spans."""

    country: str = "PL"
    quiet: frozenset[Quiet] = frozenset(Quiet)
    spans: Sequence[Span] = ()


@dataclass(frozen=True)
class Clash:
    """Why a day may not suit: a holiday by its name, or else a span of the network's own, or else a quiet time."""

    holiday: str = ""
    span: Span | None = None
    quiet: Quiet | None = None


USUAL = Rest()


def clash(day: date, language: str, rest: Rest = USUAL) -> Clash | None:
    """What stands against a day; the name of a holiday in the given language where the country has it."""
    name = holiday(day, language, rest.country) if rest.country else ""
    span = next((span for span in rest.spans if span.covers(day)), None)
    quiet = quiet_time(day)
    usual = quiet if quiet in rest.quiet else None
    return Clash(name, span, usual) if name or span or usual else None


def quiet_time(day: date) -> Quiet | None:
    """From 23 December to 1 January, Maundy Thursday to Easter Tuesday, July and August."""
    if (day.month, day.day) >= (12, 23) or (day.month, day.day) == (1, 1):
        return Quiet.CHRISTMAS
    sunday = easter(day.year)
    if sunday - BEFORE_EASTER <= day <= sunday + AFTER_EASTER:
        return Quiet.EASTER
    return Quiet.SUMMER if day.month in (7, 8) else None


def holiday(day: date, language: str, country: str = "PL") -> str:
    """The name of the public holiday on this day; empty on any other."""
    return _holidays(country, day.year, "en_US" if language == "en" else language).get(day, "")


@lru_cache(maxsize=64)
def _holidays(country: str, year: int, language: str) -> dict[date, str]:
    import holidays  # slow to load, and only a read-back asks

    return dict(holidays.country_holidays(country, years=year, language=language))


def has_holidays(country: str) -> bool:
    """Whether the public holidays of a country (ISO code) are known."""
    import holidays

    return country in holidays.list_supported_countries(include_aliases=False)
