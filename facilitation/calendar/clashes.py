"""Days on which people are elsewhere: public holidays of a country, and the times when a network is quiet."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.easter import easter

BEFORE_EASTER, AFTER_EASTER = timedelta(days=3), timedelta(days=2)


class Quiet(StrEnum):
    """A time of the year when a network rests."""

    CHRISTMAS = "christmas"
    EASTER = "easter"
    SUMMER = "summer"


@dataclass(frozen=True)
class Clash:
    """Why a day may not suit: a holiday by its name, or else a quiet time."""

    holiday: str = ""
    quiet: Quiet | None = None


def clash(day: date, language: str, country: str = "PL") -> Clash | None:
    """What stands against a day; the name of a holiday in the given language where the country has it."""
    name, quiet = holiday(day, language, country), quiet_time(day)
    return Clash(name, quiet) if name or quiet else None


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
    import holidays  # slow to load, and only a read-back asks

    wanted = "en_US" if language == "en" else language
    return str(holidays.country_holidays(country, years=day.year, language=wanted).get(day, ""))
