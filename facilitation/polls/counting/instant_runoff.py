"""The instant run-off, step by step: whoever has the fewest first preferences drops out until one has a majority.

A ballot counts for the first option on it that remains; when none of its options remains it is exhausted. The count
ends when one has more than half of the ballots that still count, or when all that remain have equally many.

When several are last, all of them drop out if together they have fewer votes than the next one: not even all their
votes could save one of them, so the order can't matter. Otherwise every order is followed ("parallel-universes
tie-breaking": Conitzer, Rognlie and Xia, Preference functions that score rankings and maximum likelihood
estimation, IJCAI 2009). If all orders lead to the same result, that is the result; if not, all who can win are tied.

All that remain being equal, each of them loses if it is the one to drop out, so no order could make one of them the
winner in all; the count calls it a tie of all of them and goes no further.

Which votes there are depends only on which options remain, not on the order in which the others went; so each set
is looked at once, and twelve options have 4096 sets at most, instead of millions of orders.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from facilitation.polls.ballots import Ballot
from facilitation.polls.counting.outcome import Round, Why

Piles = Mapping[int, Sequence[Ballot]]
"""The options that remain, in the order of the card, each with the ballots that count for it."""


class Runoff:
    """The count of these ballots, which name nothing but options. `known`: who can win where these options remain."""

    def __init__(self, options: Sequence[int], ballots: Sequence[Ballot]) -> None:
        self.known: dict[frozenset[int], tuple[int, ...]] = {}
        self._ballots = len(ballots)
        first = {option: [ballot for ballot in ballots if ballot[:1] == (option,)] for option in options}
        self.first_preferences = _counts(first)
        nobody_votes = not any(first.values())
        self.rounds = () if nobody_votes else self._rounds(first)
        self.winners = () if nobody_votes else self._winners(first)

    def _rounds(self, piles: Piles) -> tuple[Round, ...]:
        shown: list[Round] = []
        while not shown or shown[-1].out:
            shown.append(self._round(piles))
            piles = _without(shown[-1].out, piles)
        return tuple(shown)

    def _round(self, piles: Piles) -> Round:
        counts = _counts(piles)
        exhausted = self._ballots - sum(counts.values())
        why, last = _judged(counts)
        if why is not Why.ANY_ORDER:
            goes_on = why in (Why.FEWEST, Why.TOGETHER)
            return Round(counts, exhausted, why, last, out=last if goes_on else ())
        possible = {each: self._winners_without((each,), piles) for each in last}
        if len(set(possible.values())) > 1:
            return Round(counts, exhausted, Why.ORDER_DECIDES, last, possible=possible)
        return Round(counts, exhausted, why, last, out=last[:1])

    def _winners_without(self, out: Collection[int], piles: Piles) -> tuple[int, ...]:
        remaining = frozenset(piles).difference(out)
        if remaining not in self.known:
            self.known[remaining] = self._winners(_without(out, piles))
        return self.known[remaining]

    def _winners(self, piles: Piles) -> tuple[int, ...]:
        """All who win in some order of dropping out."""
        counts = _counts(piles)
        why, last = _judged(counts)
        match why:
            case Why.MAJORITY:
                return (max(counts, key=counts.__getitem__),)
            case Why.EQUAL:
                return last
            case Why.ANY_ORDER:
                can_win = {each for gone in last for each in self._winners_without((gone,), piles)}
                return tuple(option for option in piles if option in can_win)
            case _:
                return self._winners_without(last, piles)


def _judged(counts: Mapping[int, int]) -> tuple[Why, tuple[int, ...]]:
    """What follows from a round by its numbers alone, and who is last; "any order" until the orders are followed."""
    fewest = min(counts.values())
    last = tuple(option for option, votes in counts.items() if votes == fewest)
    if 2 * max(counts.values()) > sum(counts.values()):
        return Why.MAJORITY, last
    if len(last) == len(counts):
        return Why.EQUAL, last
    if len(last) == 1:
        return Why.FEWEST, last
    the_next = min(votes for votes in counts.values() if votes > fewest)
    return Why.TOGETHER if fewest * len(last) < the_next else Why.ANY_ORDER, last


def _without(out: Collection[int], piles: Piles) -> Piles:
    """The ballots of those that drop out go to the next option on them that remains, if any does."""
    kept = {option: pile for option, pile in piles.items() if option not in out}
    moved: dict[int, list[Ballot]] = defaultdict(list)
    for gone in out:
        for ballot in piles[gone]:
            for option in ballot:
                if option in kept:
                    moved[option].append(ballot)
                    break
    return kept | {option: [*kept[option], *ballots] for option, ballots in moved.items()}


def _counts(piles: Piles) -> dict[int, int]:
    return {option: len(pile) for option, pile in piles.items()}
