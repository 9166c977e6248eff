"""Actions that a network agreed on: who does what until when, reminded privately, closed with a tap."""

from facilitation.actions.keeping import late, of_meeting
from storage.actions import count_of_meeting

__all__ = ["count_of_meeting", "late", "of_meeting"]
