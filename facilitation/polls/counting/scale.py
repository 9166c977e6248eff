"""A scale from one to five: how the marks are distributed, their mean and their median. There is nothing to win."""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from facilitation.polls.ballots import SCALE, Ballot
from facilitation.polls.counting.outcome import Outcome


def scale(ballots: Iterable[Ballot]) -> Outcome:
    marks = sorted(mark for (mark,) in ballots)
    times = Counter(marks)
    counts = {mark: times[mark] for mark in SCALE}
    if not marks:
        return Outcome(0, counts)
    mean = Fraction(sum(marks), len(marks))
    return Outcome(len(marks), counts, mean=float(mean), median=float(_median(marks)))


def _median(ordered: Sequence[int]) -> Fraction:
    """The middle one, or the midpoint of the two middle ones."""
    half = len(ordered) // 2
    return Fraction(ordered[half] + ordered[-half - 1], 2)
