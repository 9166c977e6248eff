"""What can't be done when a date is looked for."""

from facilitation.refusals import Reason


class DatePollReason(Reason):
    """Why a wish about a search for a date is not granted."""

    NOT_OPEN = "network not open"
    MANY = "many"  # most: int
    TITLE_EMPTY = "title empty"
    TITLE_LONG = "title long"  # length: int, most: int
    NOT_UNDERSTOOD = "not understood"  # words: str, as typed
    NO_TIME = "no time"  # words: str, as typed
    PAST = "past"  # words: str, as typed
    DOUBLED = "doubled"  # date: datetime
    TOO_MANY = "too many"  # most: int
    TOO_FEW = "too few"
    LENGTH_UNCLEAR = "length unclear"
    DEADLINE_UNCLEAR = "deadline unclear"
    DEADLINE_PAST = "deadline past"
    DEADLINE_LATE = "deadline late"  # date: datetime, the first that is proposed
    BEFORE_DEADLINE = "before deadline"  # date, until: datetime
    CLOSED = "closed"
    TAKEN_OUT = "taken out"
    OVER = "over"
    CANCELLED = "cancelled"
    REASON_LENGTH = "reason length"  # most: int
