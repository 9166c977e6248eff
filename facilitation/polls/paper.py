"""A ballot paper while it is filled in: what is chosen so far, and what one more tap makes of it.

What comes from a button may be forged, old, or from before the list changed: `so_far` lets nothing else in.
"""

from collections.abc import Sequence

from facilitation.polls import ballots
from facilitation.polls.ballots import Ballot
from facilitation.polls.draft import SCALE
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from storage.polls import Option, Poll, PollKind

MANY_POINTS, VERY_MANY_POINTS = 12, 50
IN_ORDER = (PollKind.RANKING, PollKind.POINTS)


def blank(poll: Poll, options: Sequence[Option]) -> Ballot:
    """Nothing is chosen yet."""
    return (0,) * len(options) if poll.kind is PollKind.POINTS else ()


def read(poll: Poll, options: Sequence[Option], tapped: str) -> Ballot:
    """What a button says is chosen. Refused where it can't become a vote in this poll."""
    try:
        return so_far(poll, options, ballots.from_tap(tapped))
    except ValueError as fault:
        raise Refused(PollReason.NOT_THIS_WAY) from fault


def so_far(poll: Poll, options: Sequence[Option], chosen: Ballot) -> Ballot:
    """What is chosen, without what was taken off the list meanwhile."""
    if poll.kind is PollKind.POINTS:
        if len(chosen) != len(options):
            raise Refused(PollReason.NOT_THIS_WAY)
        return chosen
    if len(set(chosen)) != len(chosen):
        raise Refused(PollReason.NOT_THIS_WAY)
    there = SCALE if poll.kind is PollKind.SCALE else [each.number for each in options]
    left = tuple(number for number in chosen if number in there)
    return left if poll.kind is PollKind.RANKING else tuple(sorted(left))


def is_too_much(poll: Poll, chosen: Ballot) -> bool:
    """More than there is to choose or to divide."""
    return sum(chosen) > poll.most if poll.kind is PollKind.POINTS else len(chosen) > poll.most


def left_over(poll: Poll, chosen: Ballot) -> int:
    """How many points are not given yet."""
    return poll.most - sum(chosen)


def toggled(chosen: Ballot, number: int) -> Ballot:
    """With this option, or without it where it was chosen."""
    return tuple(sorted(set(chosen) ^ {number}))


def given(chosen: Ballot, place: int, points: int) -> Ballot:
    """With so many points more, or fewer, for the option in this place."""
    return (*chosen[:place], max(0, chosen[place] + points), *chosen[place + 1 :])


def steps(poll: Poll) -> tuple[int, ...]:
    """By how many points one tap changes what an option has."""
    if poll.most <= MANY_POINTS:
        return -1, 1
    return (-5, -1, 1, 5) if poll.most <= VERY_MANY_POINTS else (-10, -1, 1, 10)
