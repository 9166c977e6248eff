"""What came of a poll in words: the decision, the numbers, who took part, and what went otherwise than planned."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from handlers.message import lines, paragraphs
from handlers.polls import figures, outcome, words
from locales.reader import Reader
from storage.polls import Option, Poll, PollState


def said(_: Reader, poll: Poll, options: Sequence[Option]) -> Iterator[Markup]:
    """The result in words, ever shorter: the numbers go first, for the page has them, then the ends of long names."""
    yield whole(_, poll, options)
    yield _told(_, poll, outcome.decision(_, poll, options), None)
    yield _told(_, poll, outcome.decision(_, poll, options, brief=True), None)


def whole(_: Reader, poll: Poll, options: Sequence[Option]) -> Markup:
    """All there is to say about it."""
    counted = outcome.of(poll)
    numbers = figures.listed(_, poll, options, counted) if counted and counted.votes else None
    return _told(_, poll, outcome.decision(_, poll, options), numbers)


def _told(_: Reader, poll: Poll, decision: Markup, numbers: Markup | None) -> Markup:
    counted = poll.state is PollState.CLOSED
    again = _("Votes were taken again; this result replaces the earlier one.") if poll.reopened else None
    return paragraphs(
        words.title(_, poll),
        again,
        decision,
        numbers,
        lines(figures.turnout(_, poll), figures.quorum(_, poll)) if counted else None,
        outcome.note(_, poll),
    )
