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
    LENGTH_UNCLEAR = "length unclear"
    PLACE_LONG = "place long"
    TOPIC_LONG = "topic long"
