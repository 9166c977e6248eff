"""What results allow to conclude: what stands out, what has changed, and for whom it speaks."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.surveys.aggregate import aggregate
from facilitation.surveys.conclusions import (
    Apart,
    Course,
    Coverage,
    End,
    Favourite,
    Leaning,
    Movement,
    Plain,
    Reach,
    StandsOut,
    concluded,
)
from facilitation.surveys.instruments import (
    EXPECTATIONS,
    HEALTH,
    OF_THE_HOUSE,
    STEPS,
    STYLE,
    TRUST_PULSE,
    Instrument,
    Item,
    ItemKind,
    Measure,
    Scale,
)
from facilitation.surveys.results import Change, Results

UNKNOWN = STEPS + 1
TOPIC = Item("topic", ItemKind.CHOICE, options=("a", "b", "c", "d"))


def asked(instrument: Instrument, *people: Sequence[int], invited: int = 0) -> Results:
    return aggregate(instrument, [tuple(one) for one in people], invited or len(people), None)


def standing_out(instrument: Instrument, *people: Sequence[int]) -> StandsOut:
    return concluded(instrument, asked(instrument, *people)).stands_out


def own(*items: Item) -> Instrument:
    return Instrument("own_1", 1, Measure.OWN, items)


# what stands out


def test_the_best_and_the_weakest_item_stand_out() -> None:
    assert standing_out(EXPECTATIONS, *[(4, 5, 4, 4, 2, 4)] * 10) == Apart(("E2",), ("E5",), by_median=False)


def test_a_reversed_item_is_turned_round_first() -> None:
    assert standing_out(HEALTH, *[(3, 3, 3, 3, 3, 1)] * 10) == Apart(("H6",), (), by_median=False)
    assert standing_out(HEALTH, *[(3, 3, 3, 3, 3, 5)] * 6) == Apart((), ("H6",), by_median=True)


def test_items_less_than_half_a_step_apart_are_even() -> None:
    def with_best(*steps: int) -> StandsOut:
        return standing_out(EXPECTATIONS, *[(3, step, 3, 3, 3, 3) for step in steps])

    assert with_best(*[4] * 4, *[3] * 6) is Plain.EVEN
    assert with_best(*[4] * 5, *[3] * 5) == Apart(("E2",), (), by_median=False)
    assert standing_out(EXPECTATIONS, *[(3,) * 6] * 10) is Plain.EVEN


def test_of_few_answers_the_middle_ones_have_to_be_a_whole_step_apart() -> None:
    assert standing_out(EXPECTATIONS, *[(3, 4, 3, 3, 3, 3)] * 5) == Apart(("E2",), (), by_median=True)
    half = [(3, 4, 3, 3, 3, 3), (3, 3, 3, 3, 3, 3)] * 3
    assert asked(EXPECTATIONS, *half).of("E2").median == 3.5
    assert standing_out(EXPECTATIONS, *half) is Plain.EVEN


def test_one_item_with_few_answers_makes_all_be_compared_by_the_middle() -> None:
    half_a_step = [(3, 4, 3, 3, 3, 3)] * 5 + [(3, 3, 3, 3, 3, 3)] * 5
    one_does_not_know = [*half_a_step[:-1], (3, 3, 3, 3, 3, UNKNOWN)]
    assert standing_out(EXPECTATIONS, *half_a_step) == Apart(("E2",), (), by_median=False)
    assert standing_out(EXPECTATIONS, *one_does_not_know) is Plain.EVEN
    a_step = [(3, 4, 3, 3, 3, 3)] * 9
    assert standing_out(EXPECTATIONS, *a_step, one_does_not_know[-1]) == Apart(("E2",), (), by_median=True)


def test_an_item_that_is_not_told_does_not_stand_out() -> None:
    people = [(5, 3, 3, 3, 3, 3)] * 4 + [(UNKNOWN, 3, 3, 4, 3, 3)] * 6
    assert standing_out(EXPECTATIONS, *people) == Apart(("E4",), (), by_median=False)


def test_two_equal_ones_are_both_named_and_three_are_not() -> None:
    assert standing_out(EXPECTATIONS, *[(5, 5, 4, 4, 2, 2)] * 10) == Apart(
        ("E1", "E2"), ("E5", "E6"), by_median=False
    )
    assert standing_out(EXPECTATIONS, *[(5, 5, 5, 4, 4, 2)] * 10) == Apart((), ("E6",), by_median=False)
    assert standing_out(EXPECTATIONS, *[(5, 5, 5, 2, 2, 2)] * 10) is Plain.EVEN


def test_a_single_item_with_enough_answers_cannot_be_compared() -> None:
    one_only = (4, *[UNKNOWN] * 5)
    assert standing_out(EXPECTATIONS, *[one_only] * 10) is Plain.UNKNOWN
    assert standing_out(EXPECTATIONS, *[(UNKNOWN,) * 6] * 10) is Plain.UNKNOWN
    assert standing_out(STYLE, *[(UNKNOWN,) * 6] * 10) is Plain.UNKNOWN


def test_of_a_bipolar_instrument_it_is_told_which_way_the_network_leans_the_clearest_first() -> None:
    ten = [(2, 3, 5, 3, 3, 3)] * 10
    assert standing_out(STYLE, *ten) == Leaning((("S3", End.SECOND), ("S1", End.FIRST)), by_median=False)
    assert standing_out(STYLE, *ten[:6]) == Leaning((("S3", End.SECOND), ("S1", End.FIRST)), by_median=True)


def test_half_a_step_from_the_middle_is_a_leaning_and_less_is_not() -> None:
    def of_first(*steps: int) -> StandsOut:
        return standing_out(STYLE, *[(step, 3, 3, 3, 3, 3) for step in steps])

    assert of_first(*[4] * 5, *[3] * 5) == Leaning((("S1", End.SECOND),), by_median=False)
    assert of_first(*[4] * 4, *[3] * 6) is Plain.EVEN
    assert of_first(2, 2, 2, 3, 3, 3) is Plain.EVEN
    assert of_first(2, 2, 2, 2, 3, 3) == Leaning((("S1", End.FIRST),), by_median=True)


def test_items_of_different_scales_are_not_compared() -> None:
    items = own(
        Item("w", scale=Scale.IMPORTANCE), Item("a", scale=Scale.AGREE), Item("b", scale=Scale.AGREE), TOPIC
    )
    assert standing_out(items, *[(5, 2, 4, 1)] * 10) == Apart(("b",), ("a",), by_median=False)


def test_without_scales_the_favourite_stands_out() -> None:
    assert standing_out(own(TOPIC), *[(2,)] * 4, (1,), (3,)) == Favourite("topic", (2,))
    assert standing_out(own(TOPIC), *[(1,), (4,)] * 4, (3,), (2,)) == Favourite("topic", (1, 4))
    assert standing_out(own(TOPIC), *[(1,), (2,), (4,)] * 2) is Plain.EVEN
    assert standing_out(own(TOPIC), *[(1,), (2,), (4,)] * 4) is Plain.EVEN
    assert standing_out(own(TOPIC), *[(1,)] * 4, (5,), (5,)) is Plain.UNKNOWN


def test_the_favourite_is_of_the_first_question_that_enough_have_answered() -> None:
    other = Item("other", ItemKind.CHOICE, options=("a", "b"))
    assert standing_out(own(TOPIC, other), *[(5, 2)] * 6) == Favourite("other", (2,))


# what has changed


def changed(
    instrument: Instrument, now: Sequence[Sequence[int]], before: Sequence[Sequence[int]]
) -> Movement:
    earlier = asked(instrument, *before)
    results = aggregate(instrument, [tuple(one) for one in now], len(now), (1, earlier))
    return concluded(instrument, results).movement


def trusting(*steps: int) -> list[tuple[int, ...]]:
    return [(s, s, s, s, STEPS + 1 - s, s, STEPS + 1 - s) for s in steps]


def test_in_the_first_round_there_is_nothing_before() -> None:
    results = asked(TRUST_PULSE, *trusting(*[4] * 12))
    assert concluded(TRUST_PULSE, results).movement == Movement(Course.NOTHING_BEFORE)


def test_trust_is_clearly_higher_or_lower_or_it_is_not_clear() -> None:
    low, high, spread = trusting(*[2, 3] * 6), trusting(*[4, 5] * 6), trusting(*[2, 3, 4] * 4)
    assert changed(TRUST_PULSE, high, low) == Movement(Course.HIGHER)
    assert changed(TRUST_PULSE, low, high) == Movement(Course.LOWER)
    assert changed(TRUST_PULSE, spread, low) == Movement(Course.UNCLEAR)
    assert changed(TRUST_PULSE, low, low) == Movement(Course.UNCLEAR)


def test_an_interval_that_just_touches_zero_is_not_clear() -> None:
    for low, high, clear in ((0, 0.5, False), (0.01, 0.5, True), (-0.5, 0, False), (-0.5, -0.01, True)):
        assert Change(1, (low + high) / 2, low, high).is_clear is clear


@pytest.mark.parametrize("instrument", OF_THE_HOUSE.values(), ids=lambda each: each.key)
def test_with_fewer_than_ten_in_a_round_nothing_can_be_compared(instrument: Instrument) -> None:
    nine, ten = [(2,) * len(instrument.items)] * 9, [(4,) * len(instrument.items)] * 10
    for now, before in ((nine, ten), (ten, nine)):
        assert changed(instrument, now, before) == Movement(Course.NOT_COMPARABLE)


def test_without_a_composite_items_that_moved_are_named_the_largest_first() -> None:
    before = [(3, 3, 3, 3, 3, 3)] * 12
    now = [(4, 3, 2, 3, 3, 3)] * 6 + [(3, 3, 2, 3, 3, 3)] * 6
    assert changed(EXPECTATIONS, now, before) == Movement(
        Course.SOME_ITEMS, (("E3", pytest.approx(-1)), ("E1", pytest.approx(0.5)))
    )
    assert changed(EXPECTATIONS, before, before) == Movement(Course.NO_ITEM)


def test_a_small_delta_moves_nothing() -> None:
    before = [(3, 3, 3, 3, 3, 3)] * 100

    def with_higher(count: int) -> Movement:
        return changed(EXPECTATIONS, [(4, 3, 3, 3, 3, 3)] * count + before[count:], before)

    assert with_higher(32) == Movement(Course.NO_ITEM)
    assert with_higher(34).course is Course.SOME_ITEMS


def test_a_reversed_item_moves_as_it_was_asked() -> None:
    movement = changed(HEALTH, [(3, 3, 3, 3, 3, 5)] * 10, [(3, 3, 3, 3, 3, 3)] * 10)
    assert movement == Movement(Course.SOME_ITEMS, (("H6", pytest.approx(1)),))


# for whom it speaks


def reaching(answered: int, invited: int) -> Reach:
    return concluded(EXPECTATIONS, asked(EXPECTATIONS, *[(3,) * 6] * answered, invited=invited)).reach


def test_it_speaks_for_as_many_as_answered() -> None:
    assert reaching(20, 20).coverage is Coverage.EVERYONE
    assert [reaching(n, 20).coverage for n in (19, 16)] == [Coverage.MOST] * 2
    assert [reaching(n, 20).coverage for n in (15, 10, 8)] == [Coverage.ABOUT_HALF] * 3
    assert [reaching(n, 20).coverage for n in (7, 5)] == [Coverage.FEW] * 2


def test_who_left_after_answering_does_not_make_it_more_than_everyone() -> None:
    assert reaching(12, 11).coverage is Coverage.EVERYONE


def test_with_fewer_than_ten_answers_one_person_changes_the_picture() -> None:
    assert [reaching(n, 20).fragile for n in (5, 9, 10)] == [True, True, False]
    nine_know = [(3,) * 6] * 9 + [(UNKNOWN,) * 6] * 3
    assert concluded(EXPECTATIONS, asked(EXPECTATIONS, *nine_know)).reach.fragile


# of any answers


@given(
    st.sampled_from(list(OF_THE_HOUSE.values())).flatmap(
        lambda each: st.tuples(
            st.just(each),
            *[
                st.lists(st.tuples(*[st.integers(0, UNKNOWN)] * len(each.items)), min_size=5, max_size=25)
                for _ in range(2)
            ],
        )
    )
)
def test_whatever_people_answer_there_are_three_findings_and_none_of_an_item_that_is_not_told(
    rounds: tuple[Instrument, list[tuple[int, ...]], list[tuple[int, ...]]],
) -> None:
    instrument, before, now = rounds
    results = aggregate(instrument, now, 30, (1, asked(instrument, *before)))
    found = concluded(instrument, results)
    named = [item for item, _ in found.movement.items]
    match found.stands_out:
        case Apart(best, weakest):
            assert instrument.measure is not Measure.BIPOLAR
            assert not set(best) & set(weakest)
            named += [*best, *weakest]
        case Leaning(towards):
            assert instrument.measure is Measure.BIPOLAR
            named += [item for item, _ in towards]
    assert all(results.of(item).n >= 5 for item in named)
