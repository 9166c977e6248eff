"""Why something can't be done with a question or an answer."""

from facilitation.refusals import Reason


class QuestionReason(Reason):
    """What stands against it."""

    TOO_SHORT = "question too short"
    TOO_LONG = "question too long"
    ANSWER_LONG = "answer too long"
    ANSWER_EMPTY = "answer empty"
    NOT_YOURS = "question not yours"
    YOUR_OWN = "question your own"
    GONE = "question gone"
    SETTLED = "question settled"
    MANY = "many questions at once"
    NOT_YOUR_ANSWER = "answer not yours"
    ANSWER_GONE = "answer gone"
    YOUR_OWN_ANSWER = "answer your own"
    REASON_LONG = "reason too long"
    NOT_THEIR_WORDS = "not their words"
    NAME_LENGTH = "name length"
    ENOUGH_FROM_OUTSIDE = "enough from outside"
    NO_CONSENT = "no consent to be had"
