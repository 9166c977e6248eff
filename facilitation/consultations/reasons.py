"""Why something can't be done with a consultation."""

from facilitation.refusals import Reason


class ConsultationReason(Reason):
    """What is refused, and why."""

    OTHER_KIND = "consultation of another kind"
    NOT_OPEN = "consultation in no open network"
    UNDER_WAY = "consultation under way"
    EVALUATED = "consultation evaluated"
    NONE = "no consultation"
    CLOSED = "consultation closed"
    STILL_OPEN = "consultation still open"
    UNCLEAR = "consultation end unclear"
    PAST = "consultation end past"
    LATE = "consultation end late"
    WORDS_NEEDED = "consultation words needed"
    WORDS_LONG = "consultation words long"
    MEANWHILE = "consultation evaluated meanwhile"
