"""What a count says, in one shape for all kinds of votes, and how it is kept.

A tie is never decided here, neither by chance nor by the order on the card: all equal ones are winners, and
whoever reads an outcome says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from pydantic import TypeAdapter


class Why(Enum):
    """Why a round of an instant run-off ends as it does."""

    FEWEST = "fewest"
    """One has fewer votes than all others, and drops out."""
    TOGETHER = "together"
    """Several are last, and together have fewer votes than the next one: all drop out, which changes nothing."""
    ANY_ORDER = "any order"
    """Several are last; one of them is shown dropping out, and whichever it were, the result would be the same."""
    ORDER_DECIDES = "order decides"
    """Several are last, and which of them drops out first would decide who wins: the count ends with a tie."""
    MAJORITY = "majority"
    """One has more than half of the ballots that still count, and wins."""
    EQUAL = "equal"
    """All that remain have equally many: the count ends with a tie."""


@dataclass(frozen=True)
class Round:
    """First preferences among the options that remain, in the order of the card, and what follows from them.

    `last` are those with the fewest votes, `out` those of them that drop out after this round. Where the order
    decides, `possible` says of each of the last who can win if this one drops out first.
    """

    counts: Mapping[int, int]
    exhausted: int
    why: Why
    last: tuple[int, ...] = ()
    out: tuple[int, ...] = ()
    possible: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def active(self) -> int:
        """Ballots that still count."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Outcome:
    """One winner: decided. Several: a tie. None: nothing to decide, or nobody has a vote.

    `counts` has a number for every option: votes, points, or first preferences of a ranking. Of a ranking there are
    also rounds and Borda points, of a scale mean and median.
    """

    votes: int
    counts: Mapping[int, int]
    winners: tuple[int, ...] = ()
    rounds: tuple[Round, ...] = ()
    borda: Mapping[int, float] = field(default_factory=dict)
    borda_winners: tuple[int, ...] = ()
    mean: float | None = None
    median: float | None = None

    @property
    def winner(self) -> int | None:
        """The only one."""
        return self.winners[0] if len(self.winners) == 1 else None

    @property
    def tied(self) -> bool:
        return len(self.winners) > 1

    @property
    def order_decides(self) -> bool:
        """A tie between all who could win an instant run-off, not between equal numbers."""
        return bool(self.rounds) and self.rounds[-1].why is Why.ORDER_DECIDES

    @property
    def any_order(self) -> bool:
        """Some were last together on the way, and it did not matter which of them dropped out first."""
        return any(each.why is Why.ANY_ORDER for each in self.rounds)


def leading(counts: Mapping[int, int] | Mapping[int, float]) -> tuple[int, ...]:
    """Those with the most, in the order of the card; none where nobody has anything."""
    most = max(counts.values(), default=0)
    return tuple(option for option, number in counts.items() if number == most > 0)


_KEPT = TypeAdapter(Outcome)


def dumped(outcome: Outcome) -> str:
    """As it is kept in the database."""
    return _KEPT.dump_json(outcome).decode()


def loaded(text: str) -> Outcome:
    """Raises ValueError."""
    return _KEPT.validate_json(text)
