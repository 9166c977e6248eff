"""What can't be done with office hours."""

from facilitation.refusals import Reason


class OfficeHoursReason(Reason):
    """Why a wish about office hours is not granted."""

    NOT_OPEN = "not open"
    ANNOUNCED = "announced"
    OVER = "over"
    ENDED = "ended"
    BEGUN = "begun"
    NOT_OF_THE_TEAM = "not of the team"
    NOBODY_HOLDS = "nobody holds"
    LENGTH_UNCLEAR = "length unclear"
    PLACE_LONG = "place long"
    TOPIC_LONG = "topic long"
    NO_DATE = "no date"
    NO_LINE = "no line"
    NOT_RUNNING = "not running"
    NOT_IN_LINE = "not in line"
    LINE_FULL = "line full"
    MANY_OF_ONE = "many of one"
    FELL_OUT = "fell out"
    OVERLAPS = "overlaps"
    PAST = "past"
    INTO_NEXT = "into next"
    NOT_HOLDING = "not holding"
    NOTHING_SOON = "nothing soon"
    LATE_HOW_MUCH = "late how much"
    NOT_REACHED = "not reached"
