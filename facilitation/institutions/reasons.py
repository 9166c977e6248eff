"""Why something about an institution is not done."""

from facilitation.refusals import Reason


class InstitutionReason(Reason):
    """What can't be done with an institution."""

    NAME_EMPTY = "name empty"
    NAME_LONG = "name long"
    GONE = "gone"
    SAME = "same"
    TAKEN = "taken"
    EMPTY_LIST = "empty list"
    REPRESENTED = "represented"
    MERGE_STANDS = "merge stands"
