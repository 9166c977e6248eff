"""What can't be done with the network picture."""

from facilitation.refusals import Reason


class TieReason(Reason):
    """Why a wish about the network picture is not granted."""

    OFF = "off"
    NOT_OPEN = "network not open"
    FEW_PLACES = "few places"  # fewest: int
    UNDER_WAY = "under way"
    AWAY = "away"
    NO_PLACE = "no place"
    OVER = "over"
    NOT_SHOWN_YET = "not shown yet"
    NOT_LISTED = "not listed"
    NOT_AN_INSTITUTION = "not an institution"
    FROM_WHOM_FIRST = "from whom first"
