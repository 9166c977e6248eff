"""How things end otherwise than well: why, and how far people have taken notice of it."""

from enum import StrEnum


class Why(StrEnum):
    """Why something did not come about, as far as it has a name. Anything else is a fault of ours or of Telegram's."""

    TOO_LATE = "too late"
    UNREACHABLE = "can't be written to"
    OUT = "not in the group"
    NO_RIGHT = "no right to"
    GONE = "the message is gone"
    NO_ANSWER = "no answer"
    TELEGRAM = "error of Telegram"
    NOBODY_KNOWS = "nobody knows whether it arrived"
    KEY_GONE = "its key is gone"
    RESTORED = "restored"


class Heed(StrEnum):
    """The facilitators were told of it; they have seen it or put it right."""

    TOLD = "told"
    SETTLED = "settled"
