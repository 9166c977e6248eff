"""What was taken for granted while a phrase was understood, to be read back to whoever typed it."""

from dataclasses import dataclass
from enum import StrEnum


class Assumed(StrEnum):
    """Each names what `typed` and `meant` hold."""

    SPELLING = "calendar.assumed_spelling"  # a misspelt word; a weekday "TU" or a month "m12"
    AFTERNOON = "calendar.assumed_afternoon"  # an hour without a half of the day; "15:00"
    ONCE = "calendar.assumed_once"  # a weekday; the ISO date of its only occurrence
    WEEKLY = "calendar.assumed_weekly"  # a weekday; "TU"
    NEAREST = "calendar.assumed_nearest"  # "next Friday"; the ISO date
    WHOLE_MONTH = "calendar.assumed_whole_month"  # "until June"; the ISO date of its last day


@dataclass(frozen=True)
class Assumption:
    what: Assumed
    typed: str
    meant: str
