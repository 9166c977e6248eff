"""Why something can't be done with an entry of the log."""

from facilitation.refusals import Reason


class EntryReason(Reason):
    """What is refused, and why."""

    ALREADY = "entry already there"
    GONE = "entry gone"
    NOT_YOURS = "entry not yours"
    NO_AUTHOR = "entry without author"
    NOT_PUBLIC = "entry of a private answer"
    CHANGED_MEANWHILE = "entry changed meanwhile"
    NOT_NOW = "entry in another state"
    INCOMPLETE = "entry incomplete"
    EMPTY = "entry field empty"
    LONG = "entry field long"
    TITLE_LENGTH = "entry title length"
    OWN_ENTRY = "entry of one's own to check"
    NOTHING_CHANGED = "entry proposal without changes"
    PROPOSED_ALREADY = "entry has an open proposal"
    PROPOSAL_GONE = "entry proposal settled"
    MANY_DRAFTS = "too many drafts"
    NOT_THEIR_WORDS = "not their words"
    NO_WORDS = "no words to begin with"
    WORDS_LONG = "words too long to begin with"
    LINE_GONE = "line gone"
    VERSION_GONE = "version gone"
    NO_FILE = "no file"
    FILE_GONE = "file of an entry gone"
    WRONG_FILE = "file of another type"
    LARGE_FILE = "file too large"
    MANY_FILES = "too many files"
