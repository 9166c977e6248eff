"""The estimators of trust surveys: numbers in, numbers out, without a word about who may see them.

scipy has most of them. It takes seconds to import, so it is imported by whoever needs it, in the workshop.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev
from typing import Self

CONFIDENCE = 0.95
_UPPER = (1 + CONFIDENCE) / 2
Interval = tuple[float, float]
Rows = Sequence[Sequence[float]]
"""One row for each person, with the person's answer to each item."""


def warm_up() -> None:
    """Import what takes seconds, and let it calculate once: not for the first time where others wait."""
    group = Group(10, 3.0, 1.0)
    mean_interval(group, 20)
    welch(group, group)
    cliffs_delta([1, 2], [2, 3])
    cronbach_alpha([[1, 2], [2, 3], [3, 3]])


@dataclass(frozen=True)
class Group:
    """What is known of a group: how many, their mean, and their standard deviation (with n − 1)."""

    n: int
    mean: float
    sd: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Of two values at least."""
        return cls(len(values), fmean(values), stdev(values))


def mean_interval(group: Group, population: int) -> Interval:
    """95% for the mean of the whole population, of which the group has answered: Student's t.

    The finite population correction (W. G. Cochran, Sampling Techniques, 3rd ed., 1977, 2.6) makes it narrower by
    √(1 − n/N): when everyone has answered there is nothing left to estimate.
    """
    from scipy.stats import t

    unasked = max(0.0, 1 - group.n / population)
    return _around(group.mean, group.sd * math.sqrt(unasked / group.n), t.ppf(_UPPER, group.n - 1))


def welch(now: Group, before: Group) -> Interval:
    """95% for how much higher the mean is now, whatever the spread of either group (B. L. Welch, Biometrika 1947).

    Without a finite population correction: rounds are moments of a mood that changes. Even where everyone has answered
    both, an answer of another day would have been another one, and it is this that the interval is about.
    """
    from scipy.stats import t

    a, b = now.sd**2 / now.n, before.sd**2 / before.n
    difference, error = now.mean - before.mean, math.sqrt(a + b)
    if not error:
        return difference, difference
    freedom = (a + b) ** 2 / (a**2 / (now.n - 1) + b**2 / (before.n - 1))
    return _around(difference, error, t.ppf(_UPPER, freedom))


def wilson(count: int, of: int) -> Interval:
    """95% for a share (E. B. Wilson, JASA 1927), which stays within 0 and 1 also for few."""
    z = NormalDist().inv_cdf(_UPPER)
    share, weight = count / of, 1 + z**2 / of
    middle = (share + z**2 / (2 * of)) / weight
    error = z / weight * math.sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    low, high = min(share, middle - error), max(share, middle + error)
    return max(0.0, low), min(1.0, high)


def cronbach_alpha(rows: Rows) -> float | None:
    """How far items that mean the same go together (L. J. Cronbach, Psychometrika 1951), from their covariances.

    Reversed items have to be turned round before. None where all people have the same sum: there it is undefined.
    """
    import numpy as np

    table = np.asarray(rows, dtype=float)
    items, of_sums = table.shape[1], table.sum(axis=1).var(ddof=1)
    if not of_sums:
        return None
    return float(items / (items - 1) * (1 - table.var(axis=0, ddof=1).sum() / of_sums))


def standardised_alpha(rows: Rows) -> float | None:
    """Cronbach's α from correlations, as if all items had the same spread. None where one has none."""
    import numpy as np

    table = np.asarray(rows, dtype=float)
    spread = table.std(axis=0, ddof=1)
    return cronbach_alpha((table / spread).tolist()) if spread.all() else None


def feldt(alpha: float, people: int, items: int) -> Interval:
    """95% for Cronbach's α (L. S. Feldt, Psychometrika 1965)."""
    from scipy.stats import f

    ratio = f(people - 1, (people - 1) * (items - 1))
    return float(1 - (1 - alpha) * ratio.ppf(_UPPER)), float(1 - (1 - alpha) * ratio.ppf(1 - _UPPER))


def mann_whitney(these: Sequence[float], those: Sequence[float]) -> tuple[float, float]:
    """U (in how many pairs one of these is higher; equal ones count half), and its p, exact where none are equal."""
    from scipy.stats import mannwhitneyu

    return _u(these, those), float(mannwhitneyu(these, those, method="exact").pvalue)


def cliffs_delta(these: Sequence[float], those: Sequence[float]) -> float:
    """How much likelier one of these is higher than one of those than lower: from −1 to 1 (N. Cliff, 1993)."""
    return 2 * _u(these, those) / (len(these) * len(those)) - 1


def delta_of_counts(these: Sequence[int], those: Sequence[int]) -> float:
    """Cliff's δ of answers that are only known as counts of each step, from the lowest step to the highest."""
    return cliffs_delta(_unfolded(these), _unfolded(those))


def gini(values: Sequence[float]) -> float:
    """From 0, where all have the same, up to 1 − 1/n, where one has everything; 0 where nobody has anything."""
    total = sum(values)
    if not total:
        return 0.0
    between = sum(abs(one - other) for one in values for other in values)
    return between / (2 * len(values) * total)


def _around(middle: float, error: float, times: float) -> Interval:
    return middle - float(times) * error, middle + float(times) * error


def _u(these: Sequence[float], those: Sequence[float]) -> float:
    from scipy.stats import rankdata

    ranks = rankdata([*these, *those])[: len(these)]
    return float(ranks.sum()) - len(these) * (len(these) + 1) / 2


def _unfolded(counts: Sequence[int]) -> list[int]:
    return [step for step, count in enumerate(counts) for _ in range(count)]
