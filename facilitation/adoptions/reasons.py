"""Why something can't be done with a transfer."""

from facilitation.refusals import Reason


class AdoptionReason(Reason):
    """What is refused, and why."""

    OWN = "adoption of one's own entry"
    NO_INSTITUTION = "adoption without institution"
    GONE = "adoption gone"
    NOT_YOURS = "adoption of another institution"
    NOT_CARED_FOR = "adoption looked after by somebody else"
    TOO_LATE = "adoption begun on another day"
    ONCE = "asked later already"
    EMPTY = "adoption without words"
    LONG = "adoption with too many words"
