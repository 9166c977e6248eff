"""What can't be done with meetings."""

from facilitation.refusals import Reason


class MeetingReason(Reason):
    """Why a wish about meetings is not granted."""

    NOT_OPEN = "meetings: network not open"
    GONE = "meeting gone"
    BEGUN = "meeting begun"
    NOT_CANCELLED = "meeting not cancelled"
    PAST = "meeting in the past"
    OVERLAPS = "meeting overlaps another"
    ENDS_BEFORE = "meeting ends before it starts"
    TITLE_LONG = "meeting title long"
    PLACE_LONG = "meeting place long"
    LINK_ODD = "meeting link odd"
    REASON_LONG = "meeting reason long"
    REASON_NEEDED = "meeting reason needed"
    SEATS_ODD = "meeting seats odd"
    NO_MEETING = "no meeting"
    NO_INSTITUTION = "no institution to host"
    NO_SUCH_HOST = "no such host"
    HAS_A_RHYTHM = "meeting comes once"
    HAS_NO_DAY = "rhythm happens once"
    TOO_OFTEN = "meetings too often"
