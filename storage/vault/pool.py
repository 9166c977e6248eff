"""The pool: answers that wait until several can be written down together, and apart from them who gave them.

Both stand in the order of their values, so that not even the pool tells which answer is whose.
"""

import secrets
from dataclasses import dataclass, replace
from typing import TypeVar

LONGEST = 32
"""So many bytes has an answer at most, where its ballot does not say otherwise."""
MOST = 4000
FULL, FLUSHED = 10, 5
_PERSON = 8
Item = TypeVar("Item")
_DICE = secrets.SystemRandom()


@dataclass(frozen=True)
class Pool:
    """Fewer than ten answers between two transactions; always as many people as answers."""

    people: tuple[int, ...] = ()
    answers: tuple[bytes, ...] = ()
    longest: int = LONGEST

    @property
    def is_full(self) -> bool:
        return len(self.answers) >= FULL

    def with_one_more(self, person: int, answer: bytes) -> "Pool":
        """Raises ValueError for an answer that is too long."""
        padded(answer, self.longest)
        return Pool((*self.people, person), (*self.answers, answer), self.longest)

    def renamed(self, person: int, name: int) -> "Pool":
        return replace(self, people=tuple(name if one == person else one for one in self.people))

    def flushed(self) -> tuple[tuple[int, ...], tuple[bytes, ...], "Pool"]:
        """Five people and five answers at random, each regardless of the other, and what stays."""
        people, answers = _shuffled(self.people), _shuffled(self.answers)
        rest = Pool(people[FLUSHED:], answers[FLUSHED:], self.longest)
        return people[:FLUSHED], answers[:FLUSHED], rest

    def packed(self) -> bytes:
        """As long as any other pool of its ballot; its length tells how long an answer may be."""
        people = b"".join(person.to_bytes(_PERSON, "big", signed=True) for person in sorted(self.people))
        answers = b"".join(sorted(padded(answer, self.longest) for answer in self.answers))
        size = 1 + FULL * (_PERSON + _prefix(self.longest) + self.longest)
        return (bytes([len(self.people)]) + people + answers).ljust(size, b"\0")

    @classmethod
    def unpacked(cls, packed: bytes) -> "Pool":
        number, begin = packed[0], 1 + packed[0] * _PERSON
        room = len(packed) // FULL - _PERSON
        people = [packed[place : place + _PERSON] for place in range(1, begin, _PERSON)]
        answers = [packed[begin + place * room :][:room] for place in range(number)]
        return cls(
            tuple(int.from_bytes(person, "big", signed=True) for person in people),
            tuple(unpadded(answer) for answer in answers),
            _longest(room),
        )


EMPTY = Pool()


def padded(answer: bytes, longest: int) -> bytes:
    """An answer in a fixed length. Raises ValueError for one that is too long."""
    if len(answer) > longest:
        raise ValueError(f"an answer has {longest} bytes at most")
    return len(answer).to_bytes(_prefix(longest), "big") + answer.ljust(longest, b"\0")


def unpadded(packed: bytes) -> bytes:
    prefix = len(packed) - _longest(len(packed))
    return packed[prefix : prefix + int.from_bytes(packed[:prefix], "big")]


def _prefix(longest: int) -> int:
    """How many bytes tell the length of an answer."""
    return 1 if longest < 256 else 2


def _longest(room: int) -> int:
    """How long an answer may be that is padded to so many bytes."""
    return room - 1 if room <= 256 else room - 2


def _shuffled(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(_DICE.sample(items, len(items)))
