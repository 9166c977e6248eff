"""Ballots as buttons carry them, and ballot papers: whatever comes, nothing crashes and no invalid vote is made."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.polls import ballots, paper, voting
from facilitation.polls.draft import MOST_LISTED
from facilitation.refusals import Refused
from handlers.taps import LIMIT, encode_tap
from storage.polls import Option, Poll, PollKind
from tests.dialogues.conftest import MONDAY_MORNING

NUMBERS = st.lists(st.integers(0, 200), max_size=40).map(tuple)
SETS = st.sets(st.integers(0, ballots.LARGEST_IN_A_SET), max_size=60).map(sorted).map(tuple)
TAPPED = st.text("0123456789abcxyz~: -Z", max_size=50)


def poll(kind: PollKind, fewest: int, most: int) -> Poll:
    return Poll(network_id=1, question="Co?", kind=kind, fewest=fewest, most=most, closes_at=MONDAY_MORNING,
                started_at=MONDAY_MORNING, changed_at=MONDAY_MORNING)  # fmt: skip


@given(SETS)
def test_every_choice_of_a_long_list_fits_on_a_button_and_is_read_back(chosen: tuple[int, ...]) -> None:
    tapped = ballots.as_tap(chosen)
    assert ballots.from_tap(tapped) == chosen
    assert len(encode_tap("poll", "review", 36**5, tapped)) <= LIMIT


@given(TAPPED)
def test_whatever_a_button_says_is_a_ballot_written_in_its_one_way_or_nothing(tapped: str) -> None:
    try:
        ballot = ballots.from_tap(tapped)
    except ValueError:
        return
    assert ballots.as_tap(ballot) == tapped


@given(
    kind=st.sampled_from(PollKind),
    numbers=st.lists(st.integers(1, 40), min_size=2, max_size=MOST_LISTED, unique=True),
    bounds=st.tuples(st.integers(1, 30), st.integers(1, 30)),
    tapped=TAPPED | (NUMBERS | SETS).map(lambda each: written(each)),
)
def test_what_a_paper_takes_and_can_be_cast_is_a_valid_vote(
    kind: PollKind, numbers: list[int], bounds: tuple[int, int], tapped: str
) -> None:
    asked = poll(kind, min(bounds), max(bounds))
    options = [Option(poll_id=1, number=number, words=str(number)) for number in numbers]
    try:
        chosen = paper.read(asked, options, tapped)
    except Refused:
        return
    if voting.fits(asked, options, chosen):
        assert valid(asked, options, chosen)


def written(ballot: tuple[int, ...]) -> str:
    try:
        return ballots.as_tap(ballot)
    except ValueError:
        return ""


def valid(asked: Poll, options: list[Option], chosen: tuple[int, ...]) -> bool:
    """Said once more in other words than the rules say it."""
    there = {each.number for each in options}
    if asked.kind is PollKind.POINTS:
        return sum(chosen) == asked.most and len(chosen) == len(options)
    if asked.kind is PollKind.SCALE:
        return chosen in {(n,) for n in range(1, 6)}
    if asked.kind is PollKind.CONSENT:
        return chosen in {(1,), (2,)}
    most = len(options) if asked.kind is PollKind.RANKING else asked.most
    fewest = 1 if asked.kind is PollKind.RANKING else asked.fewest
    in_order = asked.kind is PollKind.RANKING or all(one < other for one, other in pairwise(chosen))
    return (
        fewest <= len(chosen) <= most
        and set(chosen) <= there
        and len(set(chosen)) == len(chosen)
        and in_order
    )


@pytest.mark.parametrize(
    ("chosen", "place", "points", "after"),
    [((0, 3), 0, 1, (1, 3)), ((0, 3), 1, -5, (0, 0)), ((2, 3), 0, -1, (1, 3)), ((0,), 0, -1, (0,))],
)
def test_points_are_never_fewer_than_none(
    chosen: tuple[int, ...], place: int, points: int, after: tuple[int, ...]
) -> None:
    assert paper.given(chosen, place, points) == after
