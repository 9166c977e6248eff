"""What is kept of a survey: by how many answered, and so that nobody can be taken out of it by subtraction."""

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from statistics import fmean

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facilitation.surveys import results
from facilitation.surveys.aggregate import aggregate
from facilitation.surveys.answers import NONE, Answers, chosen, dont_know
from facilitation.surveys.instruments import (
    CHANGE,
    EXPECTATIONS,
    STEPS,
    TRUST_PULSE,
    Instrument,
    Item,
    ItemKind,
    Measure,
    Scale,
)
from facilitation.surveys.results import Change, Composite, ItemResult, Results

LIKED = Item("liked", scale=Scale.AGREE)
FEARED = Item("feared", scale=Scale.AGREE, reverse=True)
ONE = Item("one", ItemKind.CHOICE, options=("a", "b", "c", "d"))
SOME = Item("some", ItemKind.SEVERAL, options=("a", "b", "c", "d"))
WORDS = Item("words", ItemKind.TEXT)
UNKNOWN = STEPS + 1
"""Don't know, of a scale."""


def instrument(*items: Item, measure: Measure = Measure.REFLECTIVE) -> Instrument:
    return Instrument("trial", 1, measure, items)


def of(item: Item, *numbers: int) -> ItemResult:
    """What is kept of the answers to a single item, of twenty who were invited."""
    return aggregate(instrument(item, measure=Measure.OWN), [(n,) for n in numbers], 20, None).items[0]


def counted(result: ItemResult) -> list[tuple[tuple[int, ...], int]]:
    return [(each.steps, each.count) for each in result.bins]


def pulse(*people: Sequence[int], invited: int = 20, before: tuple[int, Results] | None = None) -> Results:
    return aggregate(TRUST_PULSE, [tuple(one) for one in people], invited, before)


def trusting(step: int) -> tuple[int, ...]:
    """Who answers all items of the trust pulse with the same trust: two of them are asked the other way round."""
    return (step, step, step, step, STEPS + 1 - step, step, STEPS + 1 - step)


# how many answered decides what is kept


def test_of_fewer_than_five_nothing_is_counted() -> None:
    for few in range(5):
        with pytest.raises(ValueError, match="Fewer than five"):
            pulse(*[trusting(4)] * few)
    assert pulse(*[trusting(4)] * 5).answered == 5


def test_of_an_item_with_four_answers_not_even_their_number_is_kept() -> None:
    assert of(LIKED, 1, 2, 3, 4, UNKNOWN, NONE) == ItemResult("liked")


def test_from_five_answers_on_there_are_three_bins_and_the_middle_one() -> None:
    result = of(LIKED, 1, 2, 4, 5, 5, UNKNOWN, NONE)
    assert counted(result) == [((1, 2), 2), ((3,), 0), ((4, 5), 3)]
    assert (result.n, result.median, result.mean, result.top_two) == (5, 4.0, None, None)
    assert of(LIKED, *[3] * 9).mean is None


def test_of_an_even_number_the_middle_lies_between_two() -> None:
    assert of(LIKED, 2, 3, 3, 4, 4, 5).median == 3.5


def test_from_ten_answers_on_there_are_all_steps_and_the_mean() -> None:
    result = of(LIKED, 1, 3, 3, 4, 4, 4, 4, 5, 5, 5, UNKNOWN, NONE)
    assert counted(result) == [((1,), 1), ((2,), 0), ((3,), 2), ((4,), 4), ((5,), 3)]
    assert (result.n, result.median, result.mean) == (10, 4.0, 3.8)


def test_the_mean_has_one_decimal_and_halves_go_up() -> None:
    assert of(LIKED, *[3] * 9, *[4] * 3).mean == 3.3
    assert of(LIKED, *[3] * 11, 4).mean == 3.1
    assert of(LIKED, *[3] * 13, 4, 4, 4, 4, 4, 4, 4).mean == 3.4


def test_top_two_are_those_who_chose_four_or_five_as_it_was_asked() -> None:
    steps = [4, 4, 5, 1, 2, 3, 3, 5, 4, 2, 4, 4]
    assert of(LIKED, *steps).top_two == 7
    assert of(FEARED, *steps).top_two == 7
    assert of(ONE, *[1] * 12).top_two is None


def test_thirds_are_the_same_from_three_bins_and_from_five() -> None:
    five = [1, 2, 3, 4, 5]
    assert of(LIKED, *five).thirds == (2, 1, 2)
    assert of(LIKED, *five, *five).thirds == (4, 2, 4)


# options


def test_of_ten_who_chose_there_is_a_bin_for_each_option() -> None:
    result = of(ONE, *[1] * 7, 2, 2, 4, 5)
    assert counted(result) == [((1,), 7), ((2,), 2), ((3,), 0), ((4,), 1)]
    assert (result.n, result.median, result.mean) == (10, None, None)


def test_of_five_who_chose_only_the_two_favourites_are_told() -> None:
    assert counted(of(ONE, 3, 3, 3, 1, 1, 2)) == [((1,), 2), ((3,), 3), ((2, 4), 1)]


def test_options_that_are_equal_at_the_border_are_with_the_others() -> None:
    assert counted(of(ONE, 3, 3, 3, 1, 1, 2, 2)) == [((3,), 3), ((1, 2, 4), 4)]
    assert counted(of(ONE, 1, 1, 2, 2, 3, 3)) == [((1, 2, 3, 4), 6)]
    assert counted(of(ONE, *[2] * 6)) == [((2,), 6), ((1, 3, 4), 0)]


def test_two_options_are_both_told() -> None:
    yes_or_no = Item("yn", ItemKind.CHOICE, options=("yes", "no"))
    assert counted(of(yes_or_no, 1, 1, 1, 1, 2)) == [((1,), 4), ((2,), 1)]


def test_where_several_may_be_chosen_people_are_counted_not_ticks() -> None:
    a, b, c, d = 1, 2, 4, 8
    many = of(SOME, *[a | b] * 6, a | c, b, b, d, dont_know(SOME))
    assert counted(many) == [((1,), 7), ((2,), 8), ((3,), 1), ((4,), 1)]
    assert many.n == 10
    few = of(SOME, a | b, a | b, a | b | c | d, a, c | d)
    assert counted(few) == [((1,), 4), ((2,), 3), ((3, 4), 2)]


def test_what_is_written_in_words_is_counted_nowhere() -> None:
    asked = instrument(WORDS, LIKED, measure=Measure.OWN)
    assert aggregate(asked, [(3,)] * 6, 9, None).items == (of(LIKED, *[3] * 6),)


# the composite


def test_the_composite_turns_reversed_items_round() -> None:
    kept = pulse(*[trusting(2)] * 5, *[trusting(4)] * 5, invited=10).composite
    sd = round(math.sqrt(10 / 9), 2)
    assert kept == Composite(10, pytest.approx(3.0), sd, pytest.approx(3.0), pytest.approx(3.0))


def test_the_interval_of_the_composite_is_for_this_network() -> None:
    kept = pulse(*[trusting(2)] * 5, *[trusting(4)] * 5, invited=40).composite
    assert kept is not None
    half = 2.2621571628 * 1.05 / math.sqrt(10) * math.sqrt(30 / 40)
    assert (kept.low, kept.high) == pytest.approx((3 - half, 3 + half))


def test_no_end_of_the_interval_leaves_the_scale() -> None:
    kept = pulse(*[trusting(5)] * 9, trusting(3), invited=400).composite
    assert kept is not None
    assert (kept.mean, kept.high) == (pytest.approx(4.8), 5)
    low = pulse(*[trusting(1)] * 9, trusting(3), invited=400).composite
    assert low is not None
    assert low.low == 1


def test_who_left_more_than_half_of_the_items_out_does_not_count_for_the_composite() -> None:
    half, less = (4, 4, 4, 4, UNKNOWN, NONE, NONE), (4, 4, 4, NONE, NONE, NONE, NONE)
    assert pulse(*[trusting(4)] * 9, less).composite is None
    with_half, with_less = pulse(*[trusting(4)] * 10, half), pulse(*[trusting(4)] * 10, less)
    assert with_half.composite is not None
    assert with_less.composite is not None
    assert (with_half.composite.n, with_less.composite.n) == (11, 10)


def test_exactly_half_of_the_items_are_enough_for_the_composite() -> None:
    kept = aggregate(instrument(LIKED, FEARED), [*[(4, 2)] * 10, (4, UNKNOWN)], 20, None)
    assert kept.composite is not None
    assert kept.composite.n == 11


@pytest.mark.parametrize("measure", [Measure.FORMATIVE, Measure.BIPOLAR, Measure.OWN])
def test_only_what_measures_one_thing_has_a_composite_and_alpha(measure: Measure) -> None:
    people = [(1, 5), (2, 4), (3, 3), (4, 2), (5, 2)] * 8
    kept = aggregate(instrument(LIKED, FEARED, measure=measure), people, 40, None)
    assert (kept.composite, kept.alpha) == (None, None)
    kept = aggregate(instrument(LIKED, FEARED), people, 40, None)
    assert kept.composite is not None
    assert kept.alpha is not None


def test_the_perceived_change_counts_for_nothing_but_itself() -> None:
    asked = instrument(LIKED, FEARED, CHANGE)
    people = [(4, 2, 1), (2, 4, 1)] * 15
    kept, before = aggregate(asked, people, 40, None), aggregate(asked, [(4, 2, 5)] * 10, 40, None)
    assert kept.composite == aggregate(instrument(LIKED, FEARED), [p[:2] for p in people], 40, None).composite
    assert kept.alpha == 1.0
    assert kept.of("change").mean == 1.0
    change = aggregate(asked, people, 40, (1, before)).change
    assert change is not None
    assert [item for item, _ in change.deltas] == ["liked", "feared"]


def test_alpha_needs_thirty_who_answered_everything() -> None:
    people = [(1, 5), (2, 4), (3, 3), (4, 2), (5, 2)] * 6
    asked = instrument(LIKED, FEARED)
    assert aggregate(asked, people, 30, None).alpha == 0.98
    assert aggregate(asked, [*people[1:], (1, UNKNOWN), (NONE, 5)], 31, None).alpha is None
    assert aggregate(asked, [(3, 3)] * 30, 30, None).alpha is None
    assert aggregate(instrument(LIKED), [(3,), (4,)] * 15, 30, None).alpha is None


# change


def test_composites_of_two_rounds_are_compared() -> None:
    before = pulse(*[trusting(2)] * 5, *[trusting(3)] * 5)
    now = pulse(*[trusting(4)] * 5, *[trusting(5)] * 5, before=(3, before))
    assert now.change is not None
    assert (now.change.since_round, now.change.difference, now.change.is_clear) == (3, pytest.approx(2), True)
    half = 2.10092204 * math.sqrt(2 * 0.53**2 / 10)
    assert (now.change.low, now.change.high) == pytest.approx((2 - half, 2 + half))
    assert dict(now.change.deltas)["T1"] == pytest.approx(1)
    assert dict(now.change.deltas)["T7"] == pytest.approx(-1)
    again = pulse(*[trusting(2)] * 5, *[trusting(3)] * 5, before=(4, now))
    assert again.change is not None
    assert again.change.difference == pytest.approx(-2)


def test_the_first_round_has_nothing_to_be_compared_with() -> None:
    assert pulse(*[trusting(4)] * 12).change is None


def test_rounds_in_which_fewer_than_ten_answered_are_not_compared() -> None:
    nine, ten = [trusting(4)] * 9, [trusting(4)] * 10
    for now, before in ((nine, ten), (ten, nine), (nine, nine)):
        assert pulse(*now, before=(1, pulse(*before))).change == Change(1)
    change = pulse(*ten, before=(1, pulse(*ten))).change
    assert change is not None
    assert (change.difference, change.low, change.high, change.is_clear) == (0, 0, 0, False)


def test_composites_of_different_items_are_not_compared() -> None:
    all_items, without_last = [trusting(4)] * 12, [(*trusting(4)[:-1], UNKNOWN)] * 12
    change = pulse(*without_last, before=(1, pulse(*all_items))).change
    assert change is not None
    assert change.difference is None
    assert [item for item, _ in change.deltas] == ["T1", "T2", "T3", "T4", "T5", "T6"]


def test_without_a_composite_items_are_compared_one_by_one() -> None:
    six = len(EXPECTATIONS.items)
    before = aggregate(EXPECTATIONS, [(3,) * six] * 10, 10, None)
    now = aggregate(EXPECTATIONS, [(4, 3, 2, 3, 3, UNKNOWN)] * 10, 10, (1, before))
    assert now.change is not None
    assert now.change.difference is None
    assert dict(now.change.deltas) == pytest.approx({"E1": 1, "E2": 0, "E3": -1, "E4": 0, "E5": 0})


# nobody can be taken out


def test_who_left_items_out_cannot_be_found_by_taking_the_bins_from_the_composite() -> None:
    """One of twelve answered three items only. Whatever that was: bins and composite are the same, if the bins are."""
    sad, glad = trusting(1), trusting(5)
    others = [trusting(4)] * 10
    one = pulse(*others, glad, (*sad[:3], NONE, NONE, NONE, NONE))
    other = pulse(*others, (*sad[:3], *glad[3:]), (*glad[:3], NONE, NONE, NONE, NONE))
    assert one.items == other.items
    assert one.composite is not None
    assert other.composite is not None
    assert one.composite.mean == other.composite.mean


any_item = st.one_of(
    st.builds(Item, st.just(""), scale=st.sampled_from(Scale), reverse=st.booleans(), scored=st.booleans()),
    st.sampled_from([ONE, SOME, Item("", ItemKind.CHOICE, options=("a", "b")), WORDS]),
)


@st.composite
def surveys(draw: st.DrawFn, most: int = 45) -> tuple[Instrument, list[Answers]]:
    """Any instrument; some of its items are answered by a few only."""
    items = [
        replace(item, id=f"i{n}") for n, item in enumerate(draw(st.lists(any_item, min_size=1, max_size=8)))
    ]
    asked = Instrument("any", 1, draw(st.sampled_from(Measure)), tuple(items))
    random, size = Random(draw(st.integers(0, 10**9))), draw(st.integers(5, most))
    columns = [_column(item, size, random) for item in asked.tapped]
    return asked, [tuple(column[person] for column in columns) for person in range(size)]


def _column(item: Item, size: int, random: Random) -> list[int]:
    """Often with as many answers as stand at one of the borders."""
    answered = min(size, random.choice([0, 1, 4, 5, 6, 9, 10, 11, size - 1, size, size]))
    numbers = [random.randrange(1, dont_know(item)) for _ in range(answered)]
    numbers += [random.choice([NONE, dont_know(item)]) for _ in range(size - answered)]
    return random.sample(numbers, size)


def picks(asked: Instrument, people: Sequence[Answers], place: int) -> list[tuple[int, ...]]:
    return [pick for one in people if (pick := chosen(asked.tapped[place], one[place]))]


def otherwise(item: Item, number: int, random: Random) -> int:
    return random.choice([NONE, *range(1, dont_know(item) + 1)]) if chosen(item, number) else number


@given(surveys())
def test_no_bin_is_kept_of_an_item_with_fewer_than_five_answers(
    survey: tuple[Instrument, list[Answers]],
) -> None:
    asked, people = survey
    kept = aggregate(asked, people, len(people), None)
    assert [each.id for each in kept.items] == [item.id for item in asked.tapped]
    for place, item in enumerate(asked.tapped):
        result, n = kept.items[place], len(picks(asked, people, place))
        if n < 5:
            assert result == ItemResult(item.id)
            continue
        assert result.n == n
        if n < 10:
            assert len(result.bins) <= 3
            assert result.mean is None
        else:
            assert [each.steps for each in result.bins] == [(step,) for step in range(1, item.choices + 1)]
        if item.kind is not ItemKind.SEVERAL:
            assert sum(each.count for each in result.bins) == n


@given(surveys())
def test_what_remains_is_kept_word_for_word(survey: tuple[Instrument, list[Answers]]) -> None:
    asked, people = survey
    before = aggregate(asked, people, len(people), None)
    kept = aggregate(asked, people, len(people) + 3, (1, before))
    assert results.loaded(results.dumped(kept)) == kept


@given(surveys(), st.integers(0, 10**9))
def test_four_people_s_answers_to_an_item_leave_no_trace_whatever_they_are(
    survey: tuple[Instrument, list[Answers]], seed: int
) -> None:
    asked, people = survey
    random = Random(seed)
    few = {place for place in range(len(asked.tapped)) if len(picks(asked, people, place)) < 5}
    assume(few)
    others = [
        tuple(otherwise(asked.tapped[p], n, random) if p in few else n for p, n in enumerate(one))
        for one in people
    ]
    before = (1, aggregate(asked, people, len(people), None))
    assert aggregate(asked, others, len(people), before) == aggregate(asked, people, len(people), before)


@given(surveys(most=20), st.integers(0, 10**9))
def test_who_answered_which_items_together_shows_in_the_spread_of_the_composite_only(
    survey: tuple[Instrument, list[Answers]], seed: int
) -> None:
    """Whoever answered an item may have answered what another did: of people nothing more is known than of items."""
    asked, people = survey
    random = Random(seed)
    columns = [_dealt(item, [one[p] for one in people], random) for p, item in enumerate(asked.tapped)]
    others = [tuple(column[person] for column in columns) for person in range(len(people))]
    kept, dealt = (aggregate(asked, each, len(people), None) for each in (people, others))
    assert kept.items == dealt.items
    assert (kept.composite is None) == (dealt.composite is None)
    if kept.composite and dealt.composite:
        assert (kept.composite.n, kept.composite.mean) == (dealt.composite.n, dealt.composite.mean)


def _dealt(item: Item, numbers: list[int], random: Random) -> list[int]:
    """The same answers of the same people who answered, but not each one's own."""
    given_ = [number for number in numbers if chosen(item, number)]
    random.shuffle(given_)
    return [given_.pop() if chosen(item, number) else number for number in numbers]


@given(surveys(most=9), st.integers(0, 10**9))
def test_of_few_answers_only_their_third_counts_beside_the_median(
    survey: tuple[Instrument, list[Answers]], seed: int
) -> None:
    asked, people = survey
    random = Random(seed)
    scales = {place for place, item in enumerate(asked.tapped) if item.kind is ItemKind.SCALE}
    same_third = {1: (1, 2), 2: (1, 2), 4: (4, 5), 5: (4, 5)}
    others = [
        tuple(random.choice(same_third.get(n, (n,))) if p in scales else n for p, n in enumerate(one))
        for one in people
    ]
    kept, changed = (aggregate(asked, each, 9, None) for each in (people, others))
    assert _without_medians(kept) == _without_medians(changed)


def _without_medians(kept: Results) -> Results:
    return replace(kept, items=tuple(replace(each, median=None) for each in kept.items))


@given(surveys(), st.randoms(use_true_random=False))
def test_in_which_order_answers_lay_in_the_vault_does_not_matter(
    survey: tuple[Instrument, list[Answers]], random: Random
) -> None:
    asked, people = survey
    mixed = random.sample(people, len(people))
    assert aggregate(asked, mixed, 50, None) == aggregate(asked, people, 50, None)


@given(st.lists(st.tuples(*[st.integers(1, STEPS)] * 7), min_size=10, max_size=30))
def test_where_everyone_answers_everything_the_composite_is_the_mean_of_the_people(
    people: list[Answers],
) -> None:
    kept = pulse(*people, invited=30)
    reverse = [item.reverse for item in TRUST_PULSE.items]
    means = [fmean(6 - x if turn else x for x, turn in zip(one, reverse, strict=True)) for one in people]
    assert kept.composite is not None
    assert kept.composite.mean == pytest.approx(fmean(means))
    assert kept.composite.low <= kept.composite.mean <= kept.composite.high
