"""Votes for options, consent, scales and points: who wins, that a tie stays a tie, and how an outcome is kept."""

import statistics
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.polls.ballots import SCALE, Ballot
from facilitation.polls.counting.outcome import Outcome, Round, Why, dumped, loaded
from facilitation.polls.counting.points import points
from facilitation.polls.counting.ranking import ranking
from facilitation.polls.counting.scale import scale
from facilitation.polls.counting.tally import consent, tally

Count = Callable[[Sequence[int], Iterable[Ballot]], Outcome]
Kind = tuple[Count, st.SearchStrategy[Ballot]]
OPTIONS = (3, 1, 2, 7)
"""As they stand on the card, which is not the order of their numbers."""

chosen = st.lists(st.sampled_from(OPTIONS), unique=True).map(tuple)
distributed = st.tuples(*[st.integers(0, 100) for _ in OPTIONS])
votes = st.lists(chosen, max_size=20)
KINDS: list[Kind] = [
    (tally, chosen), (points, distributed), (ranking, chosen),
]  # fmt: skip
kinds = st.sampled_from(KINDS)


# votes for options


def test_whoever_has_most_votes_wins() -> None:
    outcome = tally(OPTIONS, [(1,), (3,), (1,), (2,), (1,)])
    assert outcome == Outcome(votes=5, counts={3: 1, 1: 3, 2: 1, 7: 0}, winners=(1,))
    assert (outcome.winner, outcome.tied) == (1, False)


def test_one_who_likes_several_gives_each_of_them_a_vote() -> None:
    outcome = tally(OPTIONS, [(1, 2), (2, 7, 3), (1,), (2,)])
    assert (outcome.votes, outcome.counts, outcome.winner) == (4, {3: 1, 1: 2, 2: 3, 7: 1}, 2)


def test_options_with_equally_many_votes_are_all_winners_in_the_order_of_the_card() -> None:
    outcome = tally(OPTIONS, [(1,), (3,), (2,), (3,), (1,)])
    assert (outcome.winners, outcome.winner, outcome.tied) == ((3, 1), None, True)


def test_nobody_wins_without_a_vote() -> None:
    for nothing in ([], [(), ()]):
        outcome = tally(OPTIONS, nothing)
        assert (outcome.winners, outcome.winner, outcome.tied) == ((), None, False)
        assert outcome.counts == {3: 0, 1: 0, 2: 0, 7: 0}
        assert outcome.votes == len(nothing)


def test_a_ballot_that_names_an_option_twice_gives_it_one_vote() -> None:
    assert tally(OPTIONS, [(1, 1), (2,)]).counts == {3: 0, 1: 1, 2: 1, 7: 0}


def test_a_vote_for_what_is_no_option_any_more_counts_for_nothing_else() -> None:
    outcome = tally(OPTIONS, [(9,), (1, 9)])
    assert (outcome.votes, outcome.counts) == (2, {3: 0, 1: 1, 2: 0, 7: 0})


@given(votes)
def test_one_more_vote_for_the_winner_keeps_it_the_only_winner(ballots: list[Ballot]) -> None:
    for winner in tally(OPTIONS, ballots).winners:
        assert tally(OPTIONS, [*ballots, (winner,)]).winner == winner


@given(votes)
def test_no_option_has_more_votes_than_a_winner(ballots: list[Ballot]) -> None:
    outcome = tally(OPTIONS, ballots)
    best = {option for option in OPTIONS if all(outcome.counts[option] >= n for n in outcome.counts.values())}
    assert set(outcome.winners) == (best if any(ballots) else set())


# consent


def test_consent_is_decided_when_nobody_objects() -> None:
    assert consent([(1,), (1,)]) == Outcome(votes=2, counts={1: 2, 2: 0}, winners=(1,))


def test_one_objection_is_enough_for_no_decision() -> None:
    outcome = consent([(1,), (1,), (2,), (1,)])
    assert (outcome.winners, outcome.counts, outcome.tied) == ((), {1: 3, 2: 1}, False)


def test_objections_only_decide_nothing_and_silence_is_no_consent() -> None:
    assert consent([(2,)]).winners == ()
    assert consent([]) == Outcome(votes=0, counts={1: 0, 2: 0})


# points


def test_the_option_with_most_points_wins() -> None:
    outcome = points(OPTIONS, [(5, 3, 2, 0), (0, 10, 0, 0), (4, 0, 0, 6)])
    assert outcome == Outcome(votes=3, counts={3: 9, 1: 13, 2: 2, 7: 6}, winners=(1,))


def test_options_with_equally_many_points_are_all_winners() -> None:
    assert points(OPTIONS, [(5, 0, 5, 0), (0, 5, 0, 5)]).winners == OPTIONS
    assert points(OPTIONS, [(6, 4, 0, 0), (0, 2, 4, 4)]).winners == (3, 1)


def test_nobody_wins_without_points() -> None:
    assert points(OPTIONS, []) == Outcome(votes=0, counts={3: 0, 1: 0, 2: 0, 7: 0})
    assert points(OPTIONS, [(0, 0, 0, 0)]).winners == ()


@pytest.mark.parametrize("ballot", [(1, 2, 3), (1, 2, 3, 4, 5)])
def test_points_for_other_options_than_there_are_cannot_be_counted(ballot: Ballot) -> None:
    with pytest.raises(ValueError, match="zip"):
        points(OPTIONS, [ballot])


# scales


def test_a_scale_has_a_distribution_a_mean_and_a_median_and_no_winner() -> None:
    outcome = scale([(5,), (1,), (4,), (4,)])
    assert outcome == Outcome(votes=4, counts={1: 1, 2: 0, 3: 0, 4: 2, 5: 1}, mean=3.5, median=4)


def test_the_median_of_an_even_number_of_marks_lies_between_the_two_middle_ones() -> None:
    assert scale([(1,), (5,), (2,), (3,)]).median == 2.5
    assert scale([(1,), (5,), (2,)]).median == 2


def test_a_scale_that_nobody_answers_has_neither_mean_nor_median() -> None:
    assert scale([]) == Outcome(votes=0, counts={1: 0, 2: 0, 3: 0, 4: 0, 5: 0})


@given(st.lists(st.sampled_from(SCALE), min_size=1, max_size=200))
def test_mean_and_median_are_what_others_compute(marks: list[int]) -> None:
    outcome = scale([(mark,) for mark in marks])
    exact = [Fraction(mark) for mark in marks]
    assert (outcome.mean, outcome.median) == (float(statistics.mean(exact)), float(statistics.median(exact)))
    assert outcome.votes == sum(outcome.counts.values()) == len(marks)


# all kinds


@given(st.data(), kinds, st.randoms(use_true_random=False))
def test_the_order_of_the_voters_changes_nothing(data: st.DataObject, kind: Kind, chance: Random) -> None:
    count, ballot = kind
    ballots = data.draw(st.lists(ballot, max_size=12))
    shuffled = list(ballots)
    chance.shuffle(shuffled)
    assert count(OPTIONS, shuffled) == count(OPTIONS, ballots)


@given(st.data(), kinds, st.permutations(OPTIONS))
def test_the_order_of_the_card_changes_no_result(data: st.DataObject, kind: Kind, card: list[int]) -> None:
    count, ballot = kind
    ballots = data.draw(st.lists(ballot, max_size=12))
    before = count(OPTIONS, ballots)
    if count is points:
        ballots = [tuple(each[OPTIONS.index(option)] for option in card) for each in ballots]
    after = count(card, ballots)
    assert (after.counts, after.borda) == (before.counts, before.borda)
    assert after.winners == tuple(option for option in card if option in before.winners)
    assert after.borda_winners == tuple(option for option in card if option in before.borda_winners)


@given(st.data(), kinds, st.lists(st.integers(0, 99), min_size=4, max_size=4, unique=True))
def test_other_numbers_of_options_give_the_same_result_with_other_numbers(
    data: st.DataObject, kind: Kind, names: list[int]
) -> None:
    count, ballot = kind
    ballots = data.draw(st.lists(ballot, max_size=12))
    other = dict(zip(OPTIONS, names, strict=True))
    renamed = ballots if count is points else [tuple(other[option] for option in each) for each in ballots]
    before, after = count(OPTIONS, ballots), count(names, renamed)
    assert after.counts == {other[option]: votes for option, votes in before.counts.items()}
    assert after.borda == {other[option]: votes for option, votes in before.borda.items()}
    assert after.winners == tuple(other[option] for option in before.winners)
    assert [each.why for each in after.rounds] == [each.why for each in before.rounds]


@given(st.data(), kinds)
def test_every_option_has_a_number_in_the_order_of_the_card(data: st.DataObject, kind: Kind) -> None:
    count, ballot = kind
    outcome = count(OPTIONS, data.draw(st.lists(ballot, max_size=12)))
    assert tuple(outcome.counts) == OPTIONS
    assert set(outcome.winners) <= set(OPTIONS)


# how an outcome is kept

options = st.integers(0, 50)
some = st.lists(options, max_size=4).map(tuple)
numbers = st.floats(allow_nan=False, allow_infinity=False)
rounds = st.builds(
    Round,
    counts=st.dictionaries(options, st.integers(0)),
    exhausted=st.integers(0),
    why=st.sampled_from(Why),
    last=some,
    out=some,
    possible=st.dictionaries(options, some, max_size=3),
)
outcomes = st.builds(
    Outcome,
    votes=st.integers(0),
    counts=st.dictionaries(options, st.integers(0)),
    winners=some,
    rounds=st.lists(rounds, max_size=3).map(tuple),
    borda=st.dictionaries(options, numbers, max_size=4),
    borda_winners=some,
    mean=st.none() | numbers,
    median=st.none() | numbers,
)


@given(outcomes)
def test_an_outcome_comes_back_as_it_was(outcome: Outcome) -> None:
    again = loaded(dumped(outcome))
    assert again == outcome
    assert list(again.counts) == list(outcome.counts)


@given(votes)
def test_a_counted_ranking_comes_back_as_it_was(ballots: list[Ballot]) -> None:
    outcome = ranking(OPTIONS, ballots)
    again = loaded(dumped(outcome))
    assert again == outcome
    assert (again.order_decides, again.any_order) == (outcome.order_decides, outcome.any_order)


@given(
    st.text(max_size=40) | st.sampled_from(["{}", "[]", "null", '{"votes":1}', '{"votes":"x","counts":{}}'])
)
def test_what_is_no_outcome_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Outcome"):
        loaded(text)
