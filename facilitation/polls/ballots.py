"""What a ballot is, whether it is valid, and how it is written: in the database, on a button, and for the vault.

A ballot is a few small numbers: the options that are chosen; (1,) no objection or (2,) an objection; one mark of a
scale; points for each option in their order; or options in the order of preference, the best first.

What is written can come from anyone: reading raises nothing but ValueError, and each ballot can be written in one
way only, so that equal ballots look equal. Whether what was read is valid is asked afterwards.
"""

import itertools
import re
from collections.abc import Collection

Ballot = tuple[int, ...]
SCALE = (1, 2, 3, 4, 5)

LONGEST_TAP = 26
LONGEST_BYTES = 32
LARGEST_IN_A_SET = 99
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TEXT = re.compile(r"(?:(?:0|[1-9][0-9]{0,8})(?: (?:0|[1-9][0-9]{0,8}))*)?")
_TAP = re.compile(r"0[0-9a-z]+|1[0-9a-z]*|2(?:[0-9a-z]{2})+")


def fits_choice(ballot: Ballot, options: Collection[int], fewest: int = 1, most: int = 1) -> bool:
    """So many different options; also for consent, whose options are 1 and 2."""
    different = set(ballot)
    return fewest <= len(ballot) <= most and len(different) == len(ballot) and different <= set(options)


def fits_ranking(ballot: Ballot, options: Collection[int], fewest: int = 1) -> bool:
    """Different options, not necessarily all."""
    return fits_choice(ballot, options, fewest, len(options))


def fits_points(ballot: Ballot, options: Collection[int], total: int) -> bool:
    """A number for each option, and all points are given."""
    return len(ballot) == len(options) and all(given >= 0 for given in ballot) and sum(ballot) == total


def fits_scale(ballot: Ballot) -> bool:
    return len(ballot) == 1 and ballot[0] in SCALE


def as_text(ballot: Ballot) -> str:
    """For the database, as "3 0 2"."""
    return _checked(_TEXT, " ".join(str(number) for number in ballot))


def from_text(text: str) -> Ballot:
    return tuple(int(number) for number in _checked(_TEXT, text).split())


def as_tap(ballot: Ballot) -> str:
    """For a button: how many signs each number takes, and the numbers. Twelve up to 1295 fit, or 25 up to 35.

    More different ones up to 99, in ascending order, fit as a set.
    """
    width = 2 if max(ballot, default=0) >= len(_DIGITS) else 1
    text = str(width) + "".join(_base36(number, width) for number in ballot)
    if len(text) > LONGEST_TAP:
        return "0" + _as_set(ballot)
    return text


def from_tap(text: str) -> Ballot:
    width = int(_checked(_TAP, text)[0])
    if width:
        ballot = tuple(int(text[start : start + width], 36) for start in range(1, len(text), width))
    else:
        marked = int(text[1:], 36)
        ballot = tuple(number for number in range(LARGEST_IN_A_SET + 1) if marked >> number & 1)
    if as_tap(ballot) != text:
        raise ValueError("a ballot would be written otherwise")
    return ballot


def as_bytes(ballot: Ballot) -> bytes:
    """For the vault: how many numbers there are, and the numbers, up to 255, in a byte each."""
    if len(ballot) >= LONGEST_BYTES:
        raise ValueError("the ballot does not fit into the vault")
    return bytes((len(ballot), *ballot))


def from_bytes(data: bytes) -> Ballot:
    if not 0 < len(data) <= LONGEST_BYTES or data[0] != len(data) - 1:
        raise ValueError("this is no ballot")
    return tuple(data[1:])


def _checked(form: re.Pattern[str], text: str) -> str:
    if not form.fullmatch(text):
        raise ValueError("this is no ballot")
    return text


def _as_set(ballot: Ballot) -> str:
    ascending = all(one < other for one, other in itertools.pairwise(ballot))
    if not ascending or ballot[-1] > LARGEST_IN_A_SET:
        raise ValueError("the ballot does not fit on a button")
    left, digits = sum(1 << number for number in ballot), ""
    while left:
        left, digit = divmod(left, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def _base36(number: int, width: int) -> str:
    if not 0 <= number < len(_DIGITS) ** width:
        raise ValueError("a number does not fit on a button")
    tens, ones = divmod(number, len(_DIGITS))
    return (_DIGITS[tens] + _DIGITS[ones])[-width:]
