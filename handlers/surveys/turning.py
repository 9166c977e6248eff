"""A page of a survey that is longer than a message: one part of it at a time, with the ways to the next."""

from markupsafe import Markup

from handlers.message import Button, Rows, split
from handlers.visit import Visit
from storage.surveys import Survey

ROOM = 3600
"""Characters of a part: there is room for a few words before it."""


def turned(
    visit: Visit, survey: Survey, text: Markup, action: str, place: int, room: int = ROOM
) -> tuple[Markup, Rows]:
    """The part at this place, and the buttons that turn to the others by this tap."""
    parts, _ = split(text, room), visit.reader
    at = min(max(place, 0), len(parts) - 1)
    if len(parts) == 1:
        return parts[0], ()
    back = Button(_("‹ Back"), tap=visit.tap("srv", action, survey.key, at - 1))
    on = Button(_("More ›"), tap=visit.tap("srv", action, survey.key, at + 1))
    return parts[at], (tuple([back] * (at > 0) + [on] * (at < len(parts) - 1)),)
