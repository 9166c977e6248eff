"""The questions of the report, in words."""

from facilitation.reports import INPUTS
from locales.reader import mark

QUESTIONS = {
    "goals": mark("What was the meeting for, and did it reach that?"),
    "outcome": mark("What is its most important outcome?"),
    "difficulties": mark("What was difficult, and what support is needed?"),
    "next_steps": mark("What happens next?"),
    "remarks": mark("Any remarks?"),
}
SHORT = {
    "goals": mark("Goals"),
    "outcome": mark("Outcome"),
    "difficulties": mark("Difficulties"),
    "next_steps": mark("What next"),
    "remarks": mark("Remarks"),
}
assert tuple(QUESTIONS) == tuple(SHORT) == INPUTS
