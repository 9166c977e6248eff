"""What can't be done with an attendance list."""

from facilitation.refusals import Reason


class AttendanceReason(Reason):
    """Why someone can't be put onto the list, or taken off it."""

    NOT_YET = "check-in not open yet"
    OVER = "check-in over"
    NOT_TAKING_PLACE = "meeting does not take place"
    SETTLED = "attendance settled"
    TOO_MANY_TRIES = "too many wrong codes"
    NOT_ON_LIST = "not on the list"
    NAME_LENGTH = "guest name length"
    PLACE_LONG = "guest place long"
    MANY_GUESTS = "many guests"
