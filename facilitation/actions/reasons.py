"""What can't be done with actions."""

from facilitation.refusals import Reason


class ActionReason(Reason):
    """Why a wish about an action is not granted."""

    WORDS_SHORT = "action words short"
    WORDS_LONG = "action words long"
    ENDED = "action ended"
    OPEN = "action open"
    NOT_YOURS = "action not yours"
    OWNED = "action owned"
    NOT_OF_THE_NETWORK = "owner not of the network"
    REASON_NEEDED = "action reason needed"
    REASON_LONG = "action reason long"
    NO_MEETING = "no meeting to be done by"
