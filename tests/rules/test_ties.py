"""What may be seen of a network, and its figures: nobody is in them who did not agree, whatever others answered."""

import random
from datetime import UTC, datetime

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.ties.asked import Asked, Place
from facilitation.ties.figures import Spread, figures, gini, graph_of
from facilitation.ties.picture import Picture, Said, picture
from facilitation.ties.standing import Standing
from storage.institutions import Institution
from storage.ties import RoundState, TieAnswer, TieRound, as_text, from_text

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
PLACES = st.integers(1, 12)
SAID = st.dictionaries(PLACES, st.builds(Said, st.frozensets(PLACES), st.booleans()))


def said(*givers: int, seen: bool = True) -> Said:
    return Said(frozenset(givers), seen)


# what may be seen


def test_an_arrow_leads_from_whoever_gave_to_whoever_took_over() -> None:
    seen = picture({1, 2}, {1: said(2), 2: said()})
    assert seen == Picture((1, 2), ((2, 1),), 0, 0)
    assert seen.taken_by(1) == (2,)
    assert seen.given_by(2) == (1,)
    assert seen.given_by(1) == ()


def test_ties_with_whoever_did_not_agree_are_not_there_and_their_other_end_may_be_alone() -> None:
    seen = picture({1, 2, 3, 4}, {1: said(2), 2: said(1), 3: said(4), 4: said(3, seen=False)})
    assert seen == Picture((1, 2), ((1, 2), (2, 1)), isolated=1, aside=1)


def test_whoever_did_not_answer_is_aside_though_others_took_something_from_them() -> None:
    assert picture({1, 2, 3}, {1: said(3), 2: said(1)}) == Picture((1, 2), ((1, 2),), isolated=0, aside=1)


def test_what_was_merged_into_one_took_nothing_from_itself() -> None:
    assert picture({1}, {1: said(1)}).ties == ()


def test_with_fewer_than_four_there_is_no_picture() -> None:
    assert not picture({1, 2, 3}, {1: said(2), 2: said(3), 3: said(1)}).is_enough
    assert picture({1, 2, 3, 4}, {1: said(2), 2: said(1), 3: said(4), 4: said()}).is_enough


@given(st.sets(PLACES), SAID)
def test_nobody_is_shown_who_was_not_asked_or_did_not_agree(places: set[int], given: dict[int, Said]) -> None:
    seen = picture(places, given)
    agreed = {place for place, each in given.items() if each.seen}
    assert set(seen.shown) <= places & agreed
    assert {end for tie in seen.ties for end in tie} == set(seen.shown)


@given(st.sets(PLACES), SAID)
def test_everyone_who_was_asked_is_shown_or_counted_once(places: set[int], given: dict[int, Said]) -> None:
    seen = picture(places, given)
    assert len(seen.shown) + seen.isolated + seen.aside == len(places)


@given(st.sets(PLACES), SAID, st.randoms(use_true_random=False))
def test_the_order_of_answers_tells_nothing(
    places: set[int], given: dict[int, Said], dice: random.Random
) -> None:
    shuffled = list(given.items())
    dice.shuffle(shuffled)
    assert picture(places, dict(shuffled)) == picture(places, given)


@given(st.sets(PLACES), SAID, PLACES)
def test_whoever_steps_out_is_gone_with_all_ties_and_nobody_else_comes_in(
    places: set[int], given: dict[int, Said], gone: int
) -> None:
    before = picture(places, given)
    after = picture(places, given | {gone: said(seen=False)})
    assert set(after.ties) == {tie for tie in before.ties if gone not in tie}
    assert set(after.shown) <= set(before.shown) - {gone}


# figures


def test_the_florentine_families_are_as_dense_as_they_are_known_to_be() -> None:
    families = networkx.florentine_families_graph()
    numbers = {name: n for n, name in enumerate(families)}
    ties = [(numbers[one], numbers[other]) for one, other in families.to_directed().edges]
    found = figures(Picture(tuple(numbers.values()), tuple(ties), 0, 0))
    assert found.density == pytest.approx(0.190476, abs=1e-6)
    assert networkx.density(graph_of(numbers.values(), ties).to_undirected()) == pytest.approx(
        0.190476, abs=1e-6
    )
    assert found.transfers == 40


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [([1, 2, 3, 4], 0.25), ([0, 0, 0, 4], 0.75), ([2, 2, 2], 0), ([], 0), ([0, 0], 0)],
)
def test_the_gini_coefficient_is_as_it_is_known_to_be(amounts: list[float], expected: float) -> None:
    assert gini(amounts) == pytest.approx(expected)


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_the_gini_coefficient_is_none_where_all_have_as_much_and_never_one(amounts: list[float]) -> None:
    assert -1e-9 <= gini(amounts) <= 1 - 1 / len(amounts) + 1e-9


def ring(n: int) -> Picture:
    return Picture(tuple(range(n)), tuple((each, (each + 1) % n) for each in range(n)), 0, 0)


def star(n: int) -> Picture:
    return Picture(tuple(range(n)), tuple((0, each) for each in range(1, n)), 0, 0)


def test_how_evenly_it_is_spread_is_said_from_ten_on() -> None:
    assert figures(ring(9)).spread is None
    assert figures(star(9)).spread is None
    assert figures(ring(10)).spread is Spread.FROM_MANY
    assert figures(star(10)).spread is Spread.FROM_FEW
    half = Picture(tuple(range(10)), tuple((each % 5, each) for each in range(5, 10)), 0, 0)
    assert figures(half).spread is Spread.FROM_SOME


# coverage


def stands(asked: int, answered: int, state: RoundState = RoundState.OPEN) -> Standing:
    places = {n: Place(Institution(id=n, network_id=1, name=str(n), folded=str(n)), ()) for n in range(asked)}
    given = {n: answer(n) for n in range(answered)}
    return Standing(
        TieRound(id=1, network_id=1, state=state, started_at=NOW, closes_at=NOW),
        Asked(places, {}),
        given,
        given,
    )


def answer(place: int, **otherwise: object) -> TieAnswer:
    said = {"nobody": True, "listed": True, **otherwise}
    return TieAnswer(round_id=1, institution_id=place, answered_at=NOW, **said)


@pytest.mark.parametrize(
    ("asked", "answered", "missing"),
    [(5, 4, 0), (5, 3, 1), (10, 8, 0), (10, 7, 1), (4, 3, 1), (4, 4, 0), (12, 9, 1), (20, 0, 16), (11, 9, 0)],
)
def test_it_takes_answers_of_four_institutions_in_five(asked: int, answered: int, missing: int) -> None:
    assert stands(asked, answered).missing == missing


@pytest.mark.parametrize(
    ("otherwise", "complete"),
    [
        ({}, True),
        ({"listed": False}, True),
        ({"listed": None}, False),
        ({"nobody": False}, False),
        ({"nobody": False, "givers": "3"}, True),
    ],
)
def test_an_answer_counts_once_both_are_said(otherwise: dict[str, object], complete: bool) -> None:
    assert answer(1, **otherwise).is_complete is complete


def test_one_that_is_not_complete_any_more_is_not_seen() -> None:
    standing = stands(5, 5)
    standing.answers[0].givers, standing.answers[0].nobody = "1", False
    standing.answers[1].listed = True
    assert standing.picture.shown == (0, 1)
    standing.answers[1].nobody = False
    assert standing.picture.shown == ()


@given(st.frozensets(st.integers(1, 10**9)))
def test_what_is_kept_of_institutions_is_read_as_it_was(numbers: frozenset[int]) -> None:
    assert from_text(as_text(numbers)) == numbers
