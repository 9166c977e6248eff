"""What can't be done with quick polls."""

from facilitation.refusals import Reason


class PollReason(Reason):
    """Why a wish about a poll is not granted."""

    NOT_OPEN = "network not open"
    MANY = "many"  # most: int
    QUESTION_EMPTY = "question empty"
    QUESTION_LONG = "question long"  # length: int, most: int
    ABOUT_LONG = "about long"  # length: int, most: int
    OPTION_EMPTY = "option empty"
    OPTION_LONG = "option long"  # length: int, most: int
    OPTION_TWICE = "option twice"  # words: str
    OPTIONS_FEW = "options few"
    OPTIONS_MANY = "options many"  # most: int
    BOUNDS = "bounds"  # most: int, the number of options
    POINTS = "points"  # fewest: int, most: int
    NEVER_SECRET = "never secret"  # noqa: S105  (words, no secret)
    QUORUM = "quorum"  # most: int
    DEADLINE_UNCLEAR = "deadline unclear"
    DEADLINE_PAST = "deadline past"
    DEADLINE_FAR = "deadline far"  # most: int, days
    SOONER = "sooner"
    OVER = "over"
    NOT_OVER = "not over"
    AWAY = "away"
    NAMES_LATER = "names later"
    NAMES_NEVER = "names never"
    NO_SEAT = "no seat"
    FINAL = "final"
    SEALED = "sealed"
    NOT_THIS_WAY = "not this way"
    OBJECTION_EMPTY = "objection empty"
    OBJECTION_LONG = "objection long"  # length: int, most: int
    SECRET_GOES_ON = "secret goes on"  # noqa: S105  (words, no secret)
    REASON_EMPTY = "reason empty"
    REASON_LENGTH = "reason length"  # length: int, most: int
    NO_BOX = "no box"
    CHOSEN = "chosen"  # words: str
    TEMPLATE_GONE = "template gone"
    TEMPLATE_NAME = "template name"  # most: int
    TEMPLATE_TWICE = "template twice"  # name: str
    TEMPLATES_MANY = "templates many"  # most: int
