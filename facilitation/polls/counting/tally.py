"""Votes for options: one each (plurality) or as many as one likes (approval), and consent."""

from collections import Counter
from collections.abc import Iterable, Sequence

from facilitation.polls.ballots import Ballot
from facilitation.polls.counting.outcome import Outcome, leading

NO_OBJECTION, OBJECTION = 1, 2


def tally(options: Sequence[int], ballots: Iterable[Ballot]) -> Outcome:
    """Most votes win."""
    votes, counts = _counted(options, ballots)
    return Outcome(votes, counts, leading(counts))


def consent(ballots: Iterable[Ballot]) -> Outcome:
    """Decided only when someone has answered and nobody objects."""
    votes, counts = _counted((NO_OBJECTION, OBJECTION), ballots)
    agreed = counts[NO_OBJECTION] and not counts[OBJECTION]
    return Outcome(votes, counts, (NO_OBJECTION,) if agreed else ())


def _counted(options: Sequence[int], ballots: Iterable[Ballot]) -> tuple[int, dict[int, int]]:
    every = list(ballots)
    chosen = Counter(option for ballot in every for option in set(ballot))
    return len(every), {option: chosen[option] for option in options}
