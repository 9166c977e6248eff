"""What can't be done with notes."""

from facilitation.refusals import Reason


class NoteReason(Reason):
    """Why a wish about the note of a meeting is not granted."""

    WORDS_SHORT = "note words short"
    WORDS_LONG = "note words long"
    MANY = "note has many lines"
    NO_MEETING = "no meeting to note down"
    GONE = "note line gone"
    NOT_YOURS = "note line not yours"
    IS_FINAL = "note is final"
    NOT_FINAL = "note not final"
    NOT_READY = "note not ready"
    NOT_OVER = "meeting not over"
    NOT_CORRECTING = "note not in correction"
    CORRECTIONS = "corrections wait"
    SETTLED = "correction settled"
    TOO_LATE = "note too old to open"
    REASON_NEEDED = "note reason needed"
    REASON_LONG = "note reason long"
