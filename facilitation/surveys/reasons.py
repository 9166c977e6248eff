"""What can't be done with surveys."""

from facilitation.refusals import Reason


class SurveyReason(Reason):
    """Why a wish about a survey is not granted."""

    NOT_OPEN_YET = "network not open"
    ONE_AT_A_TIME = "one at a time"
    FEW_INVITED = "few invited"  # n: int, least: int
    NO_ITEMS = "no items"
    OVER = "over"
    NOT_OVER = "not over"
    NO_DRAFT = "no draft"
    BEGUN = "begun"
    AWAY = "away"
    NOT_INVITED = "not invited"
    SEALED = "sealed"
    NOTHING_ANSWERED = "nothing answered"
    NOT_THESE_ANSWERS = "not these answers"
    NO_BOX = "no box"
    TEXT_EMPTY = "text empty"
    TEXT_LONG = "text long"  # length: int, most: int
    HOURS = "hours"
    TITLE = "title"  # most: int
    TEMPLATES_MANY = "templates many"  # most: int
    TEMPLATE_TWICE = "template twice"  # name: str
    TEMPLATE_GONE = "template gone"
    ITEM_EMPTY = "item empty"
    ITEM_LENGTH = "item length"  # length: int, most: int
    ITEMS_MANY = "items many"  # most: int
    TEXTS_MANY = "texts many"  # most: int
    OPTION_LONG = "option long"  # length: int, most: int
    OPTIONS_NUMBER = "options number"  # n: int, least: int, most: int
    OPTION_TWICE = "option twice"  # option: str
    PURPOSE_LONG = "purpose long"  # length: int, most: int
    COMMENT_LONG = "comment long"  # length: int, most: int
    FACILITATORS_REVIEW = "facilitators review"
    RESULTS_FIRST = "results first"
    NO_TEXT_SHOWN = "no text shown"
    TEXTS_OUT = "texts out"
    REASON_EMPTY = "reason empty"
    REASON_LENGTH = "reason length"  # length: int, most: int
