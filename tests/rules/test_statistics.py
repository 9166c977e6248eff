"""The estimators of surveys: what others have published, what scipy says, and what must be so of any numbers."""

import math
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from facilitation.statistics import (
    Group,
    cliffs_delta,
    cronbach_alpha,
    delta_of_counts,
    feldt,
    gini,
    mann_whitney,
    mean_interval,
    standardised_alpha,
    welch,
    wilson,
)

ATTITUDE = list(
    zip(
        [43, 63, 71, 61, 81, 43, 58, 71, 72, 67, 64, 67, 69, 68, 77,
         81, 74, 65, 65, 50, 50, 64, 53, 40, 63, 66, 78, 48, 85, 82],
        [51, 64, 70, 63, 78, 55, 67, 75, 82, 61, 53, 60, 62, 83, 77,
         90, 85, 60, 70, 58, 40, 61, 66, 37, 54, 77, 75, 57, 85, 82],
        [30, 51, 68, 45, 56, 49, 42, 50, 72, 45, 53, 47, 57, 83, 54,
         50, 64, 65, 46, 68, 33, 52, 52, 42, 42, 66, 58, 44, 71, 39],
        [39, 54, 69, 47, 66, 44, 56, 55, 67, 47, 58, 39, 42, 45, 72,
         72, 69, 75, 57, 54, 34, 62, 50, 58, 48, 63, 74, 45, 71, 59],
        [61, 63, 76, 54, 71, 54, 66, 70, 71, 62, 58, 59, 55, 59, 79,
         60, 79, 55, 75, 64, 43, 66, 63, 50, 66, 88, 80, 51, 77, 64],
        [92, 73, 86, 84, 83, 49, 68, 66, 83, 80, 67, 74, 63, 77, 77,
         54, 79, 80, 85, 78, 64, 80, 80, 57, 75, 76, 78, 83, 74, 78],
        [45, 47, 48, 35, 47, 34, 35, 41, 31, 41, 34, 41, 25, 35, 46,
         36, 63, 60, 46, 52, 33, 41, 37, 49, 33, 72, 49, 38, 55, 39],
        strict=True,
    )
)  # fmt: skip
"""Thirty departments, seven questions: S. Chatterjee and B. Price, Regression Analysis by Example, 1977."""
SIX = [[4, 5, 4, 2], [3, 3, 4, 3], [5, 5, 5, 1], [2, 3, 2, 4], [4, 4, 3, 2], [3, 2, 3, 4]]
"""Six people; the fourth item is asked the other way round."""
STEPS = 5

steps = st.integers(1, STEPS)
some = st.lists(steps, min_size=2, max_size=30)
varied = some.filter(lambda values: len(set(values)) > 1)
tables = st.integers(2, 7).flatmap(
    lambda items: st.lists(st.lists(steps, min_size=items, max_size=items), min_size=3, max_size=40)
)


def turned(rows: list[list[int]], item: int) -> list[list[int]]:
    return [[STEPS + 1 - x if place == item else x for place, x in enumerate(row)] for row in rows]


# alpha


def test_alpha_is_what_r_says_of_its_own_data() -> None:
    assert cronbach_alpha(ATTITUDE) == pytest.approx(0.8431428, abs=5e-8)
    assert standardised_alpha(ATTITUDE) == pytest.approx(0.8390838, abs=5e-8)
    assert feldt(0.8431428, people=30, items=7) == pytest.approx((0.7394, 0.9158), abs=5e-5)


def test_an_item_asked_the_other_way_round_spoils_alpha_until_it_is_turned() -> None:
    assert cronbach_alpha(turned(SIX, 3)) == pytest.approx(17 / 18)
    assert cronbach_alpha(SIX) == pytest.approx(-25 / 39)


def test_alpha_is_undefined_where_nobody_differs() -> None:
    assert cronbach_alpha([[1, 5]] * 30) is None
    assert cronbach_alpha([[1, 5], [5, 1], [3, 3]]) is None
    assert standardised_alpha([[1, 5], [1, 4], [1, 2]]) is None


def test_items_that_always_agree_have_an_alpha_of_one() -> None:
    rows = [[x, x, x] for x in (1, 2, 5, 4)]
    assert cronbach_alpha(rows) == pytest.approx(1)
    assert standardised_alpha(rows) == pytest.approx(1)


@given(tables)
def test_alpha_does_not_depend_on_the_order_of_people_and_items_nor_on_turning_all_round(
    rows: list[list[int]],
) -> None:
    alpha = cronbach_alpha(rows)
    backwards = [row[::-1] for row in reversed(rows)]
    all_turned = [[STEPS + 1 - x for x in row] for row in rows]
    for same in (backwards, all_turned):
        assert cronbach_alpha(same) == (alpha if alpha is None else pytest.approx(alpha))
    assert alpha is None or alpha <= 1 + 1e-9


@given(st.floats(0.01, 0.99), st.integers(5, 200), st.integers(2, 20))
def test_more_people_make_the_interval_of_alpha_narrower(alpha: float, people: int, items: int) -> None:
    low, high = feldt(alpha, people, items)
    of_more = feldt(alpha, people * 2, items)
    assert low < alpha < high <= 1
    assert of_more[1] - of_more[0] < high - low


# means


def test_of_a_few_of_many_the_interval_of_the_mean_is_student_s() -> None:
    values = [4, 5, 3, 4, 4, 2, 5, 4, 3, 4]
    usual = stats.ttest_1samp(values, 0).confidence_interval()
    low, high = mean_interval(Group.of(values), population=10**9)
    assert (low, high) == pytest.approx((usual.low, usual.high))
    assert low + high == pytest.approx(2 * 3.8)


def test_half_of_a_network_says_more_about_it_and_all_of_it_everything() -> None:
    group = Group(n=10, mean=3.8, sd=0.9)
    low, high = mean_interval(group, population=20)
    whole = 2.2621571628 * 0.9 / math.sqrt(10)
    assert (low, high) == pytest.approx((3.8 - whole * math.sqrt(0.5), 3.8 + whole * math.sqrt(0.5)))
    assert mean_interval(group, population=10) == (3.8, 3.8)


def test_people_who_left_after_answering_do_not_spoil_the_interval() -> None:
    assert mean_interval(Group(12, 3.8, 0.9), population=11) == (3.8, 3.8)


def test_nine_and_a_half_of_ten_intervals_hold_the_mean_of_the_network() -> None:
    network = [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 2, 3]
    drawn, rounds = Random(7), 2000
    intervals = [mean_interval(Group.of(drawn.sample(network, 10)), len(network)) for _ in range(rounds)]
    held = sum(low <= sum(network) / len(network) <= high for low, high in intervals)
    assert held / rounds == pytest.approx(0.95, abs=0.02)


@given(varied, varied)
def test_the_difference_of_two_rounds_is_as_scipy_has_it(now: list[int], before: list[int]) -> None:
    theirs = stats.ttest_ind(now, before, equal_var=False).confidence_interval()
    assert welch(Group.of(now), Group.of(before)) == pytest.approx((theirs.low, theirs.high))


@given(varied, varied)
def test_the_difference_the_other_way_round_has_the_other_sign(a: list[int], b: list[int]) -> None:
    low, high = welch(Group.of(a), Group.of(b))
    assert welch(Group.of(b), Group.of(a)) == pytest.approx((-high, -low))


def test_where_nobody_differs_in_either_round_the_difference_is_what_it_is() -> None:
    assert welch(Group(10, 4, 0), Group(12, 3, 0)) == (1, 1)
    assert welch(Group(10, 4, 0), Group(12, 4, 0)) == (0, 0)


# shares


def test_shares_are_as_wilson_has_them() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_ends_of_a_share_s_interval_are_those_shares_from_which_it_is_just_two_errors_away(
    counted: tuple[int, int],
) -> None:
    count, of = counted
    low, high = wilson(count, of)
    assert 0 <= low <= count / of <= high <= 1
    for end in {low, high} - {0, 1}:
        error = 1.959963985 * math.sqrt(end * (1 - end) / of)
        assert abs(count / of - end) == pytest.approx(error, abs=1e-7)
    assert wilson(of - count, of) == pytest.approx((1 - high, 1 - low), abs=1e-12)


# one against the other


def test_u_and_its_exact_p_are_those_of_the_textbook() -> None:
    men, women = [19, 22, 16, 29, 24], [20, 11, 17, 12]
    assert mann_whitney(men, women) == pytest.approx((17, 1 / 9))
    assert cliffs_delta(men, women) == pytest.approx(0.7)


@given(some, some)
def test_delta_is_how_many_pairs_are_higher_less_how_many_are_lower(a: list[int], b: list[int]) -> None:
    higher = sum((x > y) - (x < y) for x in a for y in b)
    assert cliffs_delta(a, b) == pytest.approx(higher / (len(a) * len(b)))
    assert cliffs_delta(b, a) == pytest.approx(-cliffs_delta(a, b))
    assert mann_whitney(a, b)[0] == pytest.approx(float(stats.mannwhitneyu(a, b, method="exact").statistic))


@given(some, some)
def test_delta_of_counts_is_delta_of_the_answers(a: list[int], b: list[int]) -> None:
    counts = [[values.count(step) for step in range(1, STEPS + 1)] for values in (a, b)]
    assert delta_of_counts(*counts) == pytest.approx(cliffs_delta(a, b))


@given(some)
def test_who_answers_the_same_has_not_moved(a: list[int]) -> None:
    assert cliffs_delta(a, a) == pytest.approx(0)
    assert cliffs_delta([x + STEPS for x in a], a) == pytest.approx(1)


# how unequal


def test_gini_is_that_of_the_textbook() -> None:
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)
    assert gini([0, 0, 0, 4]) == pytest.approx(0.75)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=20), st.integers(1, 9))
def test_gini_depends_on_shares_only(values: list[int], times: int) -> None:
    assert gini([times * x for x in values]) == pytest.approx(gini(values))
    assert gini(sorted(values)) == pytest.approx(gini(values))
    assert gini(values * 2) == pytest.approx(gini(values))
    assert 0 <= gini(values) <= 1 - 1 / len(values)


def test_where_all_have_the_same_or_nothing_nobody_has_more() -> None:
    assert gini([3, 3, 3]) == gini([0, 0]) == gini([]) == 0


# outside of the workshop


def test_nobody_waits_for_scipy_at_the_start() -> None:
    rules = "surveys.aggregate", "surveys.conclusions", "surveys.together", "statistics"
    importing = "; ".join(f"import facilitation.{each}" for each in rules)
    checked = f"import sys; {importing}; sys.exit('scipy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", checked]).returncode == 0
