"""Why the door stays closed: refusals that any command or button may meet."""

from facilitation.refusals import Reason


class DoorReason(Reason):
    """Wrong place, wrong person, or nothing to act on."""

    NOT_JOINED = "not joined"
    NOT_ALLOWED = "not allowed"
    NO_NETWORK = "no network"
    NOT_SET_UP = "not set up"
    OTHER_NETWORK = "other network"
    GROUP_ONLY = "group only"
    PRIVATE_ONLY = "private only"
    GONE = "gone"
    ANONYMOUS = "anonymous"
    UNKNOWN_COMMAND = "unknown command"
    NOT_A_COMMAND = "not a command"
    OLD_BUTTON = "old button"
