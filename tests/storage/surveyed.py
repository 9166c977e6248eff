"""Simulated surveys for an adversary: everybody fills one in, most add a text, and each is a ballot of its own.

The dice are fixed, so that what is measured is always the same.
"""

import math
import random
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from storage.vault import MOST, ballot, pool
from storage.vault.ballot import Ballot
from storage.vault.pool import Pool

SIGMAS = 4.5


@dataclass(frozen=True)
class Survey:
    """Who answered, in this order, what, and both ballots after each of them."""

    people: tuple[int, ...]
    vectors: dict[int, bytes]
    texts: dict[int, bytes]
    seen: tuple[tuple[Ballot, Ballot], ...]


@contextmanager
def fixed_dice(seed: int) -> Iterator[random.Random]:
    dice = random.Random(seed)
    with (
        patch.object(pool, "_DICE", dice),
        patch.object(ballot, "_DICE", dice),
        patch.object(secrets, "token_bytes", dice.randbytes),
    ):
        yield dice


def survey(dice: random.Random, number: int, writing: float) -> Survey:
    """So many people answer, and this share of them in their own words too."""
    people = tuple(dice.sample(range(1, 100), number))
    vectors = {person: dice.randbytes(30) for person in people}
    texts = {person: dice.randbytes(dice.randint(1, 90)) for person in people if dice.random() < writing}
    answers, words = Ballot({}).inviting(people), Ballot({}, pool=Pool(longest=MOST)).inviting(people)
    seen = []
    for person in people:
        answers = answers.sealing(person, vectors[person])
        words = words.sealing(person, texts[person]) if person in texts else words
        seen.append((answers, words))
    return Survey(people, vectors, texts, tuple(seen))


def owners(given: Mapping[int, bytes], answers: Iterable[bytes]) -> list[int]:
    """Whose answers they are, as no adversary knows."""
    whose = {answer: person for person, answer in given.items()}
    return [whose[answer] for answer in answers]


@dataclass
class Tally:
    """How often somebody was right, how often that was to be expected of chance, and how much chance varies."""

    right: float = 0
    expected: float = 0
    variance: float = 0

    def add(self, right: float, expected: float, variance: float) -> None:
        self.right += right
        self.expected += expected
        self.variance += variance

    @property
    def is_chance(self) -> bool:
        return self.variance > 0 and abs(self.right - self.expected) <= SIGMAS * math.sqrt(self.variance)


def paired(tally: Tally, guess: Sequence[object], truth: Sequence[object]) -> None:
    """Somebody puts two rows beside each other. In any order of either, each pair would be as likely."""
    common = len(set(guess) & set(truth))
    if common:
        size = max(len(guess), len(truth))
        tally.add(sum(one == other for one, other in zip(guess, truth, strict=False)), common / size, 1)


def ranked(tally: Tally, places: Sequence[int]) -> None:
    """Somebody takes the order in which things lie for the order in which they came."""
    number = len(places)
    if number < 2:
        return
    order = sorted(range(number), key=places.__getitem__)
    mean, spread = (number - 1) / 2, (number**2 - 1) / 12
    alike = sum((came - mean) * (lies - mean) for lies, came in enumerate(order)) / (number * spread)
    tally.add(alike * math.sqrt(number - 1), 0, 1)
