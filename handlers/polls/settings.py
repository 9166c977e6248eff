"""What a network may decide about its votes."""

from facilitation.polls.usual import REVOTE
from handlers.feature import Section
from locales.reader import mark

SECTION = Section(
    title=mark("Votes"),
    says=mark("How do new votes begin? What is ticked is so; each vote may still do otherwise."),
    switches={REVOTE: mark("a vote that was cast can be changed until the end")},
)
