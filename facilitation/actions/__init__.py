"""Actions that a network agreed on: who does what until when, reminded privately, closed with a tap."""

from facilitation.actions.keeping import late as late
from facilitation.actions.keeping import of_meeting as of_meeting
