"""Which text fits best: BM25 over what is meant, BM25 over what is written exactly, fused by reciprocal rank.

Whole numbers for weights of words in texts, and one order of adding, so that every database gives the same order.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SATURATION, LENGTH_COUNTS, USUAL_LENGTH = 1.2, 0.6, 16
WHOLE = 100
FEW = 1000
"""Among fewer texts than this it is chance which words are rare, so they count as so many."""
FUSING, EXACT_COUNTS, MEANT_COUNTS = 10, 1, 5
LIKENESS_COUNTS = 2
"""The power of likeness: a word with one letter in six wrong counts for two thirds of the right one."""
COVERS, AS_GOOD = 0.55, 0.85
"""The share of a question's weight that a suggestion must have, and what it may have less than the best of them."""
WORTH_SHOWING = 0.4
"""What scores less than this share of the best is not worth a place in the list."""


class Posting(NamedTuple):
    """A term is in a text, so heavily. `at`: when it was written, in seconds."""

    text: int
    weight: int
    at: int
    outdated: bool


@dataclass(frozen=True)
class Word:
    """One word that someone typed: its stem, and the terms it may stand for with their likeness."""

    stem: str
    terms: Mapping[str, float]


@dataclass
class Scores:
    """What each text has of what was typed. `covered`: the share of the weight of all words."""

    meant: dict[int, float] = field(default_factory=dict)
    exact: dict[int, float] = field(default_factory=dict)
    covered: dict[int, float] = field(default_factory=dict)
    words: dict[int, float] = field(default_factory=dict)


def weights(counts: Mapping[str, int]) -> dict[str, int]:
    """BM25's weight of each term of a text, in hundredths; the length is compared with a usual one."""
    length = sum(counts.values())
    pivot = SATURATION * (1 - LENGTH_COUNTS + LENGTH_COUNTS * length / USUAL_LENGTH)
    return {term: round(WHOLE * often * (SATURATION + 1) / (often + pivot)) for term, often in counts.items()}


def rarity(texts: int, having: int) -> float:
    """BM25's weight of a term that so many of the texts have."""
    return math.log(1 + (max(texts, having, FEW) - having + 0.5) / (having + 0.5))


def score(
    words: Sequence[Word], texts: int, having: Mapping[str, int], postings: Mapping[str, Sequence[Posting]]
) -> Scores:
    """A word counts once in a text, by the form that fits best; a form never for more than the word itself."""
    scores = Scores()
    whole = sum(worth(word, texts, having) for word in words) or 1.0
    for word in words:
        most = worth(word, texts, having)
        meant: dict[int, float] = {}
        covered: dict[int, float] = {}
        for term, likeness in word.terms.items():
            value = min(most, rarity(texts, having.get(term, 0)))
            heavy, share = value * likeness**LIKENESS_COUNTS, value * likeness / whole
            for text, weight, _, _ in postings.get(term, ()):
                meant[text] = max(meant.get(text, 0.0), heavy * weight)
                covered[text] = max(covered.get(text, 0.0), share)
        _add(scores.meant, meant)
        _add(scores.covered, covered)
        _add(scores.words, dict.fromkeys(meant, 1))
        _add(scores.exact, {text: most * weight for text, weight, _, _ in postings.get(word.stem, ())})
    return scores


def _add(total: dict[int, float], more: Mapping[int, float]) -> None:
    for text, value in more.items():
        total[text] = total.get(text, 0.0) + value


def worth(word: Word, texts: int, having: Mapping[str, int]) -> float:
    """The weight of a typed word: its own where it is known, else that of what it is most like, else the greatest."""
    if having.get(word.stem):
        return rarity(texts, having[word.stem])
    known = (
        term for term, _ in sorted(word.terms.items(), key=lambda one: (-one[1], one[0])) if having.get(term)
    )
    return rarity(texts, having.get(next(known, ""), 0))


def ranks(scores: Mapping[int, float]) -> dict[int, int]:
    """The place of each, equals sharing one."""
    places: dict[int, int] = {}
    last, place = math.inf, 0
    for nth, text in enumerate(sorted(scores, key=lambda text: -scores[text]), 1):
        if scores[text] != last:
            last, place = scores[text], nth
        places[text] = place
    return places


def fused(rankings: Iterable[tuple[float, Mapping[int, int]]]) -> dict[int, float]:
    """Reciprocal rank fusion: each ranking adds to a text by the place it has there, and nothing where it has none."""
    total: dict[int, float] = {}
    for counts, places in rankings:
        for text, place in places.items():
            total[text] = total.get(text, 0.0) + counts / (FUSING + place)
    return total


def ordered(scores: Scores, about: Callable[[int], Posting]) -> list[tuple[int, float]]:
    """The texts worth showing with their scores: the best first, what is outdated last; of equals the newest."""
    least = WORTH_SHOWING * max(scores.meant.values(), default=0.0)
    likely = {text: value for text, value in scores.meant.items() if value >= least}
    total = fused(((MEANT_COUNTS, ranks(likely)), (EXACT_COUNTS, ranks(scores.exact))))
    return sorted(
        ((text, total[text]) for text in likely),
        key=lambda found: (
            about(found[0]).outdated,
            -found[1],
            -likely[found[0]],
            -about(found[0]).at,
            -found[0],
        ),
    )


def fitting(scores: Scores, texts: Iterable[int], words: int) -> list[int]:
    """Those of the texts that may answer a question of so many words: they have most of its weight, not by one word."""
    enough = [
        text for text in texts if scores.covered[text] >= COVERS and scores.words[text] >= min(words, 2)
    ]
    best = max((scores.covered[text] for text in enough), default=0.0)
    return [text for text in enough if scores.covered[text] >= AS_GOOD * best]
