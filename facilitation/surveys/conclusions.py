"""What can and can't be concluded from results: three findings without words, each to be said in one sentence.

Of a handful of people not every difference is one. What counts:

* between items, or from the middle of a bipolar one: half a step of the mean, about half a standard deviation of such
  answers (G. R. Norman, J. A. Sloan and K. W. Wyrwich, Medical Care 2003); a whole step of the median;
* between rounds: an interval that does not span 0; of a single item, |δ| ≥ 0.33, by convention medium (J. Romano et
  al., Appropriate statistics for ordinal level data, Florida Association of Institutional Research 2006).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from facilitation.surveys.instruments import MIDDLE, STEPS, Instrument, Item, Measure, Scale
from facilitation.surveys.results import FEW, MANY, ItemResult, Results

APART, APART_BY_MEDIAN = 5, 10
"""Tenths of a step: means are kept to one decimal."""
MEDIUM = 0.33
MOST, ABOUT_HALF = 0.8, 0.4
NAMED = 2
"""Of more items or options that are equal, none is named."""
Named = TypeVar("Named")


@dataclass(frozen=True)
class Apart:
    """The best and the weakest items, reversed ones turned round; none on one side, where too many are equal there."""

    best: tuple[str, ...]
    weakest: tuple[str, ...]
    by_median: bool


class End(Enum):
    """Of a bipolar item: 1 or 5, its first or its second option."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True)
class Leaning:
    """To which ends of which bipolar items the network leans, the clearest first."""

    towards: tuple[tuple[str, End], ...]
    by_median: bool


@dataclass(frozen=True)
class Favourite:
    """Of an instrument without scales: what most chose of the first item that has enough answers."""

    item: str
    options: tuple[int, ...]


class Plain(Enum):
    """Why nothing stands out."""

    EVEN = "even"
    UNKNOWN = "unknown"
    """Too few items have enough answers."""


StandsOut = Apart | Leaning | Favourite | Plain


class Course(Enum):
    """What has become of it since the round before. Numbers are in `Results.change`."""

    NOTHING_BEFORE = "nothing before"
    """It is the first round, or of the one before nothing is kept."""
    NOT_COMPARABLE = "not comparable"
    """In one of the rounds fewer than ten answered."""
    UNCLEAR = "unclear"
    HIGHER = "higher"
    LOWER = "lower"
    SOME_ITEMS = "some items"
    """Without a composite: answers to some items are clearly higher or lower."""
    NO_ITEM = "no item"


@dataclass(frozen=True)
class Movement:
    """`items`: those that moved, with Cliff's δ as they were asked (positive: higher now), the largest first."""

    course: Course
    items: tuple[tuple[str, float], ...] = ()


class Coverage(Enum):
    """For how many of those who were invited the answers speak."""

    EVERYONE = "everyone"
    MOST = "most"
    """At least four of five."""
    ABOUT_HALF = "about half"
    """From two of five on."""
    FEW = "few"
    """They say nothing about the others."""


@dataclass(frozen=True)
class Reach:
    """`fragile`: no item has ten answers, so one person more or less changes the picture."""

    coverage: Coverage
    fragile: bool


@dataclass(frozen=True)
class Conclusions:
    stands_out: StandsOut
    movement: Movement
    reach: Reach


def concluded(instrument: Instrument, results: Results) -> Conclusions:
    return Conclusions(_stands_out(instrument, results), _movement(instrument, results), _reach(results))


def _stands_out(instrument: Instrument, results: Results) -> StandsOut:
    """Only items of the same scale can be compared; of several scales, those of the most frequent one."""
    if not instrument.scored:
        return _favourite(instrument, results)
    [(scale, _)] = Counter(item.scale for item in instrument.scored).most_common(1)
    items = [item for item in instrument.scored if item.scale is scale and results.of(item.id).n >= FEW]
    by_median = any(results.of(item.id).mean is None for item in items)
    levels = {item.id: _level(item, results.of(item.id), by_median) for item in items}
    return _leaning(levels, by_median) if scale is Scale.BIPOLAR else _apart(levels, by_median)


def _level(item: Item, result: ItemResult, by_median: bool) -> int:
    """In tenths of a step, turned round where the item is reversed."""
    middle = result.median if by_median else result.mean
    assert middle is not None
    return round(10 * (STEPS + 1 - middle if item.reverse else middle))


def _apart(levels: dict[str, int], by_median: bool) -> StandsOut:
    if len(levels) < 2:
        return Plain.UNKNOWN
    highest, lowest = max(levels.values()), min(levels.values())
    best = _few([item for item, level in levels.items() if level == highest])
    weakest = _few([item for item, level in levels.items() if level == lowest])
    if highest - lowest < _enough(by_median) or not (best or weakest):
        return Plain.EVEN
    return Apart(best, weakest, by_median)


def _leaning(levels: dict[str, int], by_median: bool) -> StandsOut:
    if not levels:
        return Plain.UNKNOWN
    off = {item: level - 10 * MIDDLE for item, level in levels.items()}
    clear = [item for item in off if abs(off[item]) >= _enough(by_median)]
    clear.sort(key=lambda item: -abs(off[item]))
    towards = tuple((item, End.SECOND if off[item] > 0 else End.FIRST) for item in clear)
    return Leaning(towards, by_median) if towards else Plain.EVEN


def _enough(by_median: bool) -> int:
    return APART_BY_MEDIAN if by_median else APART


def _favourite(instrument: Instrument, results: Results) -> StandsOut:
    told = next((each for item in instrument.tapped if (each := results.of(item.id)).n >= FEW), None)
    if told is None:
        return Plain.UNKNOWN
    options = {each.steps[0]: each.count for each in told.bins if len(each.steps) == 1}
    ahead = _few([option for option, count in options.items() if count == max(options.values())])
    return Favourite(told.id, ahead) if ahead else Plain.EVEN


def _few(equal: Sequence[Named]) -> tuple[Named, ...]:
    """All equal ones, or none where they are too many to name."""
    return tuple(equal) if len(equal) <= NAMED else ()


def _movement(instrument: Instrument, results: Results) -> Movement:
    change = results.change
    if change is None:
        return Movement(Course.NOTHING_BEFORE)
    if instrument.measure is Measure.REFLECTIVE:
        if change.difference is None:
            return Movement(Course.NOT_COMPARABLE)
        if not change.is_clear:
            return Movement(Course.UNCLEAR)
        return Movement(Course.HIGHER if change.difference > 0 else Course.LOWER)
    if not change.deltas:
        return Movement(Course.NOT_COMPARABLE)
    moved = [(item, delta) for item, delta in change.deltas if abs(delta) >= MEDIUM]
    moved.sort(key=lambda each: -abs(each[1]))
    return Movement(Course.SOME_ITEMS, tuple(moved)) if moved else Movement(Course.NO_ITEM)


def _reach(results: Results) -> Reach:
    share = results.answered / results.invited
    if share >= 1:
        coverage = Coverage.EVERYONE
    elif share >= MOST:
        coverage = Coverage.MOST
    else:
        coverage = Coverage.ABOUT_HALF if share >= ABOUT_HALF else Coverage.FEW
    return Reach(coverage, fragile=all(item.n < MANY for item in results.items))
