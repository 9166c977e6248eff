"""The pool: answers that wait until several can be written down together, and apart from them who gave them.

Both stand in the order of their values, so that not even the pool tells which answer is whose.
"""

import secrets
from dataclasses import dataclass
from typing import TypeVar

LONGEST = 32
FULL, FLUSHED = 10, 5
_PERSON, _ANSWER = 8, 1 + LONGEST
SIZE = 1 + FULL * (_PERSON + _ANSWER)
Item = TypeVar("Item")
_DICE = secrets.SystemRandom()


@dataclass(frozen=True)
class Pool:
    """Fewer than ten answers between two transactions; always as many people as answers."""

    people: tuple[int, ...] = ()
    answers: tuple[bytes, ...] = ()

    @property
    def is_full(self) -> bool:
        return len(self.answers) >= FULL

    def with_one_more(self, person: int, answer: bytes) -> "Pool":
        return Pool((*self.people, person), (*self.answers, answer))

    def renamed(self, person: int, name: int) -> "Pool":
        return Pool(tuple(name if one == person else one for one in self.people), self.answers)

    def flushed(self) -> tuple[tuple[int, ...], tuple[bytes, ...], "Pool"]:
        """Five people and five answers at random, each regardless of the other, and what stays."""
        people, answers = _shuffled(self.people), _shuffled(self.answers)
        return people[:FLUSHED], answers[:FLUSHED], Pool(people[FLUSHED:], answers[FLUSHED:])

    def packed(self) -> bytes:
        """Always of the same length."""
        people = b"".join(person.to_bytes(_PERSON, "big", signed=True) for person in sorted(self.people))
        answers = b"".join(sorted(padded(answer) for answer in self.answers))
        return (bytes([len(self.people)]) + people + answers).ljust(SIZE, b"\0")

    @classmethod
    def unpacked(cls, packed: bytes) -> "Pool":
        number, begin = packed[0], 1 + packed[0] * _PERSON
        people = [packed[place : place + _PERSON] for place in range(1, begin, _PERSON)]
        answers = [packed[begin + place * _ANSWER :][:_ANSWER] for place in range(number)]
        return cls(
            tuple(int.from_bytes(person, "big", signed=True) for person in people),
            tuple(unpadded(answer) for answer in answers),
        )


EMPTY = Pool()


def padded(answer: bytes) -> bytes:
    """An answer in a fixed length. Raises ValueError for one that is too long."""
    if len(answer) > LONGEST:
        raise ValueError("an answer has 32 bytes at most")
    return bytes([len(answer)]) + answer.ljust(LONGEST, b"\0")


def unpadded(packed: bytes) -> bytes:
    return packed[1 : 1 + packed[0]]


def _shuffled(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(_DICE.sample(items, len(items)))
