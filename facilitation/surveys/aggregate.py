"""From the answers of a closed survey to what may be kept of them; the answers themselves are destroyed.

Nobody may learn by subtraction what one to four people answered. So:

* Of an item with fewer than five answers nothing is kept, not even how many there were.
* From five on, how many did not answer it (`answered` less `n`) can be seen. That is one more count beside those of the
  bins, and says of nobody which step they would have chosen.
* The composite's mean is made of the means of items that are shown in full, and of nothing else. A mean over people
  would tell, less the sums of the bins, what those few answered who left items out: where eleven answered seven items
  and one answered three, it would give the sum of these three. Of people there is only the spread, to two decimals.
* Intervals, differences and Cliff's δ are made of what is kept, so they tell no more than it does.
* From three bins nothing can be subtracted: their item counts in no other figure.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean, median

from facilitation.statistics import Group, cronbach_alpha, delta_of_counts, mean_interval, welch
from facilitation.surveys.answers import Answers, chosen
from facilitation.surveys.instruments import STEPS, Instrument, Item, ItemKind, Measure
from facilitation.surveys.results import (
    FEW,
    LOW,
    MANY,
    MIDDLING,
    TOP,
    Bin,
    Change,
    Composite,
    ItemResult,
    Results,
)

ENOUGH_FOR_ALPHA = 30
FAVOURITES = 2
"""Options that have a bin of their own where few have answered."""

Pick = tuple[int, ...]
"""The steps or options that one of those who answered an item has chosen."""
Steps = dict[str, int]
"""What one person answered to the scored items, reversed ones turned round."""


def aggregate(
    instrument: Instrument, answers: Sequence[Answers], invited: int, before: tuple[int, Results] | None
) -> Results:
    """`before`: number and results of the round to compare with. Raises ValueError under five answers."""
    if len(answers) < FEW:
        raise ValueError("Fewer than five answers are destroyed, and not counted")
    items = tuple(
        _item(item, [pick for one in answers if (pick := chosen(item, one[place]))])
        for place, item in enumerate(instrument.tapped)
    )
    results = Results(len(answers), invited, items)
    if instrument.measure is Measure.REFLECTIVE:
        people = [_steps(instrument, one) for one in answers]
        results = replace(
            results, composite=_composite(instrument, results, people), alpha=_alpha(instrument, people)
        )
    return replace(results, change=_change(instrument, results, *before)) if before else results


def _item(item: Item, picks: Sequence[Pick]) -> ItemResult:
    if len(picks) < FEW:
        return ItemResult(item.id)
    if item.kind is not ItemKind.SCALE:
        return ItemResult(item.id, len(picks), _bins(picks, _options(item, picks)))
    steps = [step for pick in picks for step in pick]
    middle = float(median(steps))
    if len(picks) < MANY:
        return ItemResult(item.id, len(picks), _bins(picks, (LOW, MIDDLING, TOP)), middle)
    each = [(step,) for step in range(1, STEPS + 1)]
    return ItemResult(item.id, len(picks), _bins(picks, each), middle, _to_one_decimal(fmean(steps)))


def _options(item: Item, picks: Sequence[Pick]) -> list[Pick]:
    """Each option for itself; of few answers only the favourites, all others together.

    Who is as far as the first that is no favourite is none either.
    """
    options = range(1, item.choices + 1)
    counts = Counter(option for pick in picks for option in pick)
    behind = sorted((counts[option] for option in options), reverse=True)[FAVOURITES:]
    if len(picks) >= MANY or not behind:
        return [(option,) for option in options]
    favourites = [(option,) for option in options if counts[option] > behind[0]]
    return [*favourites, tuple(option for option in options if (option,) not in favourites)]


def _bins(picks: Sequence[Pick], groups: Sequence[Pick]) -> tuple[Bin, ...]:
    """How many have chosen at least one of each group."""
    return tuple(Bin(group, sum(not set(group).isdisjoint(pick) for pick in picks)) for group in groups)


def _to_one_decimal(mean: float) -> float:
    """Halves upwards, as people do it."""
    return math.floor(mean * 10 + 0.5) / 10


def _steps(instrument: Instrument, answers: Answers) -> Steps:
    given = dict(zip(instrument.tapped, answers, strict=True))
    return {
        item.id: STEPS + 1 - step if item.reverse else step
        for item in instrument.scored
        for step in chosen(item, given[item])
    }


def _composite(instrument: Instrument, results: Results, people: Sequence[Steps]) -> Composite | None:
    """Of people who answered at least half of the scored items, as far as these are shown in full."""
    counted = _counted(instrument, results)
    shown = [[one[item.id] for item in counted if item.id in one] for one in people]
    means = [fmean(steps) for steps in shown if steps and 2 * len(steps) >= len(instrument.scored)]
    if len(means) < MANY:
        return None
    mean = fmean(_mean(item, results.of(item.id)) for item in counted)
    group = Group(len(means), mean, round(Group.of(means).sd, 2))
    low, high = mean_interval(group, results.invited)
    return Composite(group.n, group.mean, group.sd, max(low, 1), min(high, STEPS))


def _counted(instrument: Instrument, results: Results) -> list[Item]:
    return [item for item in instrument.scored if results.of(item.id).n >= MANY]


def _mean(item: Item, result: ItemResult) -> float:
    """Of the five bins, turned round where the item is reversed."""
    mean = sum(step * shown.count for shown in result.bins for step in shown.steps) / result.n
    return STEPS + 1 - mean if item.reverse else mean


def _alpha(instrument: Instrument, people: Sequence[Steps]) -> float | None:
    """Of those who answered all scored items; to two decimals."""
    items = instrument.scored
    complete = [[one[item.id] for item in items] for one in people if len(one) == len(items)]
    if len(complete) < ENOUGH_FOR_ALPHA or len(items) < 2:
        return None
    alpha = cronbach_alpha(complete)
    return None if alpha is None else round(alpha, 2)


def _change(instrument: Instrument, now: Results, since: int, before: Results) -> Change:
    """Composites are compared only where they are of the same items."""
    counted = _counted(instrument, now)
    deltas = tuple(
        (item.id, delta_of_counts(_counts(now.of(item.id)), _counts(before.of(item.id))))
        for item in counted
        if before.of(item.id).n >= MANY
    )
    if not now.composite or not before.composite or counted != _counted(instrument, before):
        return Change(since, deltas=deltas)
    low, high = welch(_group(now.composite), _group(before.composite))
    return Change(since, now.composite.mean - before.composite.mean, low, high, deltas)


def _group(composite: Composite) -> Group:
    return Group(composite.n, composite.mean, composite.sd)


def _counts(result: ItemResult) -> list[int]:
    return [shown.count for shown in result.bins]
