"""The one fault of storage that waiting may cure."""


class Unavailable(Exception):
    """The database or the keys do not answer, are locked, full or damaged: not the fault of what was asked."""
