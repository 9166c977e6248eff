"""Why words about dates and times were not taken; worded elsewhere for their reader."""

from facilitation.refusals import Reason


class CalendarReason(Reason):
    """Each reason names the values it carries."""

    NOTHING_UNDERSTOOD = "calendar.nothing_understood"
    UNKNOWN_WORDS = "calendar.unknown_words"  # words: list[str], as typed
    NO_WEEKDAY = "calendar.no_weekday"
    NO_DATE = "calendar.no_date"
    NO_DAYS = "calendar.no_days"
    NO_TIME = "calendar.no_time"
    TOO_MANY_WEEKDAYS = "calendar.too_many_weekdays"  # weekdays: list[int], Monday = 0
    TOO_MANY_TIMES = "calendar.too_many_times"  # times: list[str], "HH:MM"
    TOO_MANY_DATES = "calendar.too_many_dates"  # dates: list[str], ISO
    CONTRADICTORY_RHYTHMS = "calendar.contradictory_rhythms"  # words: list[str], as typed
    IMPOSSIBLE_TIME = "calendar.impossible_time"  # time: str, as typed
    IMPOSSIBLE_DATE = "calendar.impossible_date"  # date: str, as typed
    NO_SUCH_WEEKDAY = "calendar.no_such_weekday"  # ordinal: int, more than any month has
    DATE_PAST = "calendar.date_past"  # date: date
    END_BEFORE_START = "calendar.end_before_start"  # starts, ends: str, "HH:MM"
    TWO_DURATIONS = "calendar.two_durations"  # minutes: list[int]
    WRONG_WEEKDAY = "calendar.wrong_weekday"  # date: date, weekday: int, Monday = 0, as typed
    WHICH_WEEKDAY = "calendar.which_weekday"  # weekday: int; monthly, but not whether the first, the second…
    NEVER_HAPPENS = "calendar.never_happens"  # starts: date, the first possible; ends: date
    TWO_ENDS = "calendar.two_ends"  # count: int, until: date
    TOO_SHORT = "calendar.too_short"  # minutes: int, least: int
    TOO_LONG = "calendar.too_long"  # minutes: int, most: int
    TOO_FREQUENT = "calendar.too_frequent"
    TOO_RARE = "calendar.too_rare"  # interval: int, most: int
    TOO_MANY_OCCURRENCES = "calendar.too_many_occurrences"  # count: int, most: int
