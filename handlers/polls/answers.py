"""The answers as buttons, where one tap is a whole vote."""

from collections.abc import Sequence

from facilitation.polls.draft import NO_OBJECTION, SCALE
from handlers import picker
from handlers.message import Button, Rows, columns
from handlers.visit import Visit
from locales.reader import Reader
from storage.polls import Option, Poll, PollKind

LONGEST_LABEL, SHORT_LABEL = 40, 12
TAPPED = (PollKind.SINGLE, PollKind.SCALE, PollKind.CONSENT)


def buttons(visit: Visit, _: Reader, poll: Poll, options: Sequence[Option]) -> Rows:
    """Of an open vote in a kind where one tap is enough."""
    if poll.kind is PollKind.CONSENT:
        return ((_vote(visit, poll, NO_OBJECTION, _("No objection").unescape()),),)
    if poll.kind is PollKind.SCALE:
        return (tuple(_vote(visit, poll, n, str(n)) for n in SCALE),)
    named = {each.number: picker.cut(each.words, LONGEST_LABEL) for each in options}
    width = 3 if all(len(label) <= SHORT_LABEL for label in named.values()) else 1
    return columns([_vote(visit, poll, number, label) for number, label in named.items()], width)


def _vote(visit: Visit, poll: Poll, number: int, label: str) -> Button:
    return Button(label, tap=visit.tap("poll", "vote", poll.key, number))
