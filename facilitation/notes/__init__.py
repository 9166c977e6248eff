"""The note of conclusions of a meeting: noted down by everyone, arranged, corrected, final."""

from facilitation.notes.life import lines_of as of_meeting

__all__ = ["of_meeting"]
