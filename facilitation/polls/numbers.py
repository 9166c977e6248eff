"""Numbers that people type about a poll: how many answers, how many points, how many have to vote."""

import re

from facilitation.polls.draft import FEWEST_POINTS, LARGEST_QUORUM, MOST_POINTS
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from facilitation.text import folded
from storage.polls import Unit

_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,])")
_EXACTLY = re.compile(r"\b(?:dokladnie|exactly)\b")
_PLACES = re.compile(r"\b(?:instytucj\w*|institution\w*)")


def read_bounds(typed: str, options: int) -> tuple[int, int]:
    """From how many to how many answers: "1–3", "najwyżej 3", "dokładnie 2"; a number alone is the most."""
    words = folded(typed)
    match [int(number) for number in _NUMBER.findall(words)]:
        case [most]:
            fewest = most if _EXACTLY.search(words) else 1
        case [fewest, most]:
            pass
        case _:
            raise Refused(PollReason.BOUNDS, most=options)
    if not 1 <= fewest <= most <= options:
        raise Refused(PollReason.BOUNDS, most=options)
    return fewest, most


def read_points(typed: str) -> int:
    match [int(number) for number in _NUMBER.findall(folded(typed))]:
        case [points] if FEWEST_POINTS <= points <= MOST_POINTS:
            return points
    raise Refused(PollReason.POINTS, fewest=FEWEST_POINTS, most=MOST_POINTS)


def read_quorum(typed: str, usual: Unit) -> tuple[int, Unit]:
    """How many have to vote, and of what: "12", "12 osób", "5 instytucji"."""
    words = folded(typed)
    match [int(number) for number in _NUMBER.findall(words)]:
        case [quorum] if 1 <= quorum <= LARGEST_QUORUM:
            return quorum, Unit.INSTITUTIONS if _PLACES.search(words) else usual
    raise Refused(PollReason.QUORUM, most=LARGEST_QUORUM)
