"""How alike two terms are: by pairs of letters first, which is quick, then by the slips that make one of the other."""

from collections.abc import Iterable
from functools import lru_cache

LEAST = 0.6
PAIRS_LEAST = 0.35
MOST = 16
COMMON_START = 4


def alike(term: str, others: Iterable[str]) -> list[tuple[str, float]]:
    """The terms that may mean the same, the most similar first; a term is like itself, whoever else is."""
    worth = sorted(
        ((_by_pairs(term, other), other) for other in others), key=lambda found: (-found[0], found[1])
    )
    likely = [other for share, other in worth[:MOST] if share >= PAIRS_LEAST]
    graded = ((other, likeness(term, other)) for other in likely)
    return sorted((found for found in graded if found[1] >= LEAST), key=lambda found: (-found[1], found[0]))


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of letters that are right, or that the two begin with."""
    longest = max(len(one), len(other), 1)
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    begun = start / longest if start >= COMMON_START else 0.0
    return max(begun, 1 - slips(one, other) / longest)


def slips(one: str, other: str) -> int:
    """How many letters were dropped, added, exchanged with the next or mistaken."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, its in enumerate(other, 1):
            least = min(above[column] + 1, here[column - 1] + 1, above[column - 1] + (letter != its))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == its:
                least = min(least, before[column - 2] + 1)
            here.append(least)
        before, above = above, here
    return above[-1]


def _by_pairs(one: str, other: str) -> float:
    mine, its = _pairs(one), _pairs(other)
    return 2 * len(mine & its) / (len(mine) + len(its))


@lru_cache(20_000)
def _pairs(term: str) -> frozenset[str]:
    framed = f" {term} "
    return frozenset(framed[at : at + 2] for at in range(len(framed) - 1))
