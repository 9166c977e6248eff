"""What can't be done with agendas, proposed topics and the parking lot."""

from facilitation.refusals import Reason


class AgendaReason(Reason):
    """Why a wish about an agenda is not granted."""

    NONE = "no agenda"
    ITEM_GONE = "agenda item gone"
    TITLE_SHORT = "agenda title short"
    TITLE_LONG = "agenda title long"
    MINUTES_ODD = "agenda minutes odd"
    GUEST_LONG = "agenda guest long"
    NO_SUCH_LEADER = "agenda no such leader"
    TOO_MANY = "agenda too many items"
    EMPTY = "agenda empty"
    NOTHING_TO_UNDO = "agenda nothing to undo"
    CANT_FIT = "agenda can't fit"
    TOO_LONG = "agenda meeting too long"
    TOO_SHORT = "agenda meeting too short"
    OVER = "agenda meeting over"
    OTHERWISE = "agenda otherwise by now"
    NOT_RUNNING = "agenda not running"
    NO_BREAK = "agenda no later break"
    PROPOSAL_GONE = "proposed topic gone"
    NOT_YOURS = "proposed topic not yours"
    MANY_PROPOSALS = "many proposed topics"
    NO_REASON = "proposed topic no reason"
    REASON_LONG = "proposed topic reason long"
    NO_MEETING_NOW = "parking no meeting"
    PARKED_GONE = "parked gone"
    MANY_PARKED = "many parked"
