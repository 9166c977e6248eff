"""The answers of one person on their way into the vault: on buttons, and then as bytes.

Each item has one number: 0 as long as it is not answered (or skipped), then the step or option, the last one of all for
"don't know". Of an item where several may be chosen, the number has one bit for each option. Together they are one
number, written in mixed radix, so that 64 bytes of a button hold a whole instrument.
"""

import string
from collections.abc import Sequence

from facilitation.surveys.instruments import Item, ItemKind

Answers = tuple[int, ...]
NONE = 0
MOST_ITEMS, MOST_BITS = 20, 240
BYTES = MOST_BITS // 8
_DIGITS = string.digits + string.ascii_letters


class NotAnswers(ValueError):
    """What a button or the vault holds are no answers to these items."""


def blank(items: Sequence[Item]) -> Answers:
    return (NONE,) * len(items)


def dont_know(item: Item) -> int:
    """The number that says "don't know"."""
    return (1 << item.choices) if item.kind is ItemKind.SEVERAL else item.choices + 1


def chosen(item: Item, number: int) -> tuple[int, ...]:
    """The steps or options, counted from 1, that an answer names; none where it is missing."""
    if number in (NONE, dont_know(item)):
        return ()
    if item.kind is ItemKind.SEVERAL:
        return tuple(n for n in range(1, item.choices + 1) if number >> (n - 1) & 1)
    return (number,)


def toggled(item: Item, number: int, option: int) -> int:
    """With one option more, or less, of an item where several may be chosen."""
    kept = NONE if number == dont_know(item) else number
    return kept ^ (1 << (option - 1))


def with_answer(answers: Answers, place: int, number: int) -> Answers:
    return (*answers[:place], number, *answers[place + 1 :])


def is_empty(answers: Answers) -> bool:
    return not any(answers)


def fits(items: Sequence[Item]) -> bool:
    """Whether a button can hold the answers to so many items."""
    return len(items) <= MOST_ITEMS and _room(items) <= 1 << MOST_BITS


def as_tap(items: Sequence[Item], answers: Answers) -> str:
    number, digits = _packed(items, answers), ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def from_tap(items: Sequence[Item], written: str) -> Answers:
    """Raises NotAnswers."""
    number = 0
    for digit in written:
        if digit not in _DIGITS or number >= 1 << MOST_BITS:
            raise NotAnswers
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    return _unpacked(items, number)


def as_bytes(items: Sequence[Item], answers: Answers) -> bytes:
    """Always 30 bytes."""
    return _packed(items, answers).to_bytes(BYTES, "big")


def from_bytes(items: Sequence[Item], packed: bytes) -> Answers:
    """Raises NotAnswers."""
    return _unpacked(items, int.from_bytes(packed, "big"))


def _packed(items: Sequence[Item], answers: Answers) -> int:
    if len(items) != len(answers):
        raise NotAnswers
    number = 0
    for item, answer in zip(items, answers, strict=True):
        if not 0 <= answer <= dont_know(item):
            raise NotAnswers
        number = number * (dont_know(item) + 1) + answer
    return number


def _unpacked(items: Sequence[Item], number: int) -> Answers:
    answers: list[int] = []
    for item in reversed(items):
        number, answer = divmod(number, dont_know(item) + 1)
        answers.append(answer)
    if number:
        raise NotAnswers
    return tuple(reversed(answers))


def _room(items: Sequence[Item]) -> int:
    room = 1
    for item in items:
        room *= dont_know(item) + 1
    return room
