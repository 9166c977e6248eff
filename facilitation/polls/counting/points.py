"""Points that everyone distributes over the options: they are added up."""

from collections.abc import Iterable, Sequence

from facilitation.polls.ballots import Ballot
from facilitation.polls.counting.outcome import Outcome, leading


def points(options: Sequence[int], ballots: Iterable[Ballot]) -> Outcome:
    """Most points win; a ballot has one number for each option, in their order."""
    every = list(ballots)
    counts = dict.fromkeys(options, 0)
    for ballot in every:
        for option, given in zip(options, ballot, strict=True):
            counts[option] += given
    return Outcome(len(every), counts, leading(counts))
