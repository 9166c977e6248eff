"""The Borda count, shown beside an instant run-off: who is acceptable to most, not who is first for most.

Of n options the first on a ballot gets n-1 points, the next one n-2, the last one 0: one point for each option that
it is put before. (J.-C. de Borda, Mémoire sur les élections au scrutin, 1781, counts from n to 1: one more for
everyone on every ballot, which changes no result.)

Options that a ballot does not rank are equal last, and share equally the points of the places that are left, as
players who draw share a game in a tournament: of five options with two ranked these get 4 and 3 points, and the
others (2 + 1 + 0) / 3 = 1 each. So every ballot gives n(n-1)/2 points, and a short one is worth as much as a long
one. Of the other usual ways, nothing for what is not ranked favours those who name only their favourite, and the
modified Borda count, from the number of ranked ones down to 1, weakens them. (N. Narodytska and T. Walsh, The
Computational Impact of Partial Votes on Strategic Voting, ECAI 2014, compare ways to score ballots like these.)
"""

from collections.abc import Iterable, Sequence

from facilitation.polls.ballots import Ballot


def borda(options: Sequence[int], ballots: Iterable[Ballot]) -> dict[int, float]:
    """Points of each option; multiples of a half, so they are exact."""
    halves = dict.fromkeys(options, 0)
    for ballot in ballots:
        for option, given in _halves(options, ballot).items():
            halves[option] += given
    return {option: given / 2 for option, given in halves.items()}


def _halves(options: Sequence[int], ballot: Ballot) -> dict[int, int]:
    """The points of one ballot, doubled."""
    highest = len(options) - 1
    shared = highest - len(ballot)
    ranked = {option: 2 * (highest - place) for place, option in enumerate(ballot)}
    return {option: ranked.get(option, shared) for option in options}
