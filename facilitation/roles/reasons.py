"""Why a role is not given, ended or deputised."""

from facilitation.refusals import Reason


class RoleReason(Reason):
    """What can't be done with a role."""

    STRANGER = "not in the network"
    HOLDS_ALREADY = "holds already"
    ENDED = "ended"
    LAST_FACILITATOR = "last facilitator"
    NOTHING_TO_DEPUTISE = "nothing to deputise"
    UNREACHABLE = "unreachable"
    DAY_UNCLEAR = "day unclear"
    DAY_PAST = "day past"
    TOO_LONG = "too long"
