"""What remains of a survey: aggregates only, as far as they may be shown. Here nothing is estimated.

An item with fewer than five answers (without "don't know") has no bins at all; with five to nine it has three, with
ten and more all of them. What may not be shown is not kept either.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

FEW, MANY = 5, 10
"""Answers to an item: from `FEW` on something is shown, from `MANY` on its mean and every step."""
LOW, MIDDLING, TOP = (1, 2), (3,), (4, 5)
"""The three bins of a scale."""


@dataclass(frozen=True)
class Bin:
    """How many chose one of these steps or options, counted from 1."""

    steps: tuple[int, ...]
    count: int


@dataclass(frozen=True)
class ItemResult:
    """`n` answers without "don't know"; 0 where there were fewer than five, for not even their number is told.

    The median is of a scale only and from five answers on, the mean (on the scale as it was asked) from ten on.
    """

    id: str
    n: int = 0
    bins: tuple[Bin, ...] = ()
    median: float | None = None
    mean: float | None = None

    @property
    def thirds(self) -> tuple[int, ...]:
        """Of a scale: how many chose 1–2, 3 and 4–5."""
        return tuple(
            sum(each.count for each in self.bins if set(each.steps) <= set(steps))
            for steps in (LOW, MIDDLING, TOP)
        )

    @property
    def top_two(self) -> int | None:
        """How many of `n` chose 4 or 5 of a scale, as it was asked: of a reversed item, how many agree with the worry.

        From ten answers on.
        """
        return None if self.mean is None else self.thirds[-1]


@dataclass(frozen=True)
class Composite:
    """The mean of a reflective instrument's items, reversed ones turned round, with its 95% interval for this network.

    `n` people answered at least half of them, and `sd` is how far their own means spread (Student's t, finite
    population correction). From ten people on, and of items that are shown in full only.
    """

    n: int
    mean: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True)
class Change:
    """Of the composite against the round before, with its 95% interval (Welch): clear, unless it spans 0.

    `deltas` is Cliff's δ of each item, by its id, where both rounds have ten answers to it: from −1 to 1, positive
    where answers are higher now.
    """

    since_round: int
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    deltas: tuple[tuple[str, float], ...] = ()

    @property
    def is_clear(self) -> bool:
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Results:
    """`answered` of `invited`; `alpha` is Cronbach's, of thirty and more, for the facilitator only."""

    answered: int
    invited: int
    items: tuple[ItemResult, ...]
    composite: Composite | None = None
    change: Change | None = None
    alpha: float | None = None

    def of(self, item_id: str) -> ItemResult:
        return next((item for item in self.items if item.id == item_id), ItemResult(item_id))


def dumped(results: Results) -> str:
    return json.dumps(asdict(results), ensure_ascii=False)


def loaded(kept: str) -> Results:
    read = json.loads(kept)
    return Results(
        read["answered"],
        read["invited"],
        tuple(_item(each) for each in read["items"]),
        Composite(**read["composite"]) if read["composite"] else None,
        _change(read["change"]) if read["change"] else None,
        read["alpha"],
    )


def _item(read: dict[str, Any]) -> ItemResult:
    bins = tuple(Bin(tuple(each["steps"]), each["count"]) for each in read["bins"])
    return ItemResult(**{**read, "bins": bins})


def _change(read: dict[str, Any]) -> Change:
    return Change(**{**read, "deltas": _pairs(read["deltas"])})


def _pairs(read: Iterable[Iterable[Any]]) -> tuple[tuple[str, float], ...]:
    return tuple((name, value) for name, value in read)
