"""What can't be done with answers to whether one comes."""

from facilitation.refusals import Reason


class RsvpReason(Reason):
    """Why an answer is not taken."""

    OVER = "rsvp: meeting over"
    OFF = "rsvp: meeting off"
    NOT_INVITED = "rsvp: not invited"
    NOT_REMOTE = "rsvp: not remote"
    NOT_AN_OBSERVERS = "rsvp: observers name nobody"
    NOT_A_COLLEAGUE = "rsvp: not a colleague"
    NAME_NEEDED = "rsvp: name needed"
    NAME_LONG = "rsvp: name long"
    NEEDS_LONG = "rsvp: needs long"
    NOT_IN_THE_ROOM = "rsvp: does not come in person"
    GUARDIANS_ONLY = "rsvp: for the guardian"
    NOBODY_COMES = "rsvp: nobody comes yet"
    NAMED_NO_LONGER = "rsvp: substitute named no longer"
