"""Rankings: the rounds of an instant run-off, its ties, and the Borda count beside it.

They are held against another implementation, against every order of dropping out followed one by one, and against
published counts.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random

import pyrankvote
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.polls.ballots import Ballot
from facilitation.polls.counting.instant_runoff import Piles, Runoff
from facilitation.polls.counting.outcome import Outcome, Round, Why
from facilitation.polls.counting.ranking import ranking

Profile = tuple[list[int], list[Ballot]]
A, B, C, D, E = 1, 2, 3, 4, 5
TWELVE = tuple(range(1, 13))


def times(*groups: tuple[int, str | Ballot]) -> list[Ballot]:
    """As in (5, "ACB"): five rank A first, then C, then B."""
    return [
        tuple(" ABCDE".index(each) if isinstance(each, str) else each for each in order)
        for number, order in groups
        for _ in range(number)
    ]


@st.composite
def profiles(draw: st.DrawFn, most_options: int = 5, most_ballots: int = 14) -> Profile:
    options = draw(st.lists(st.integers(0, 30), min_size=1, max_size=most_options, unique=True))
    ballot = st.lists(st.sampled_from(options), unique=True).map(tuple)
    return options, draw(st.lists(ballot, max_size=most_ballots))


def first_preferences(remaining: Iterable[int], ballots: Iterable[Ballot]) -> dict[int, int]:
    remaining = list(remaining)
    tops = [next((each for each in ballot if each in remaining), None) for ballot in ballots]
    return {option: tops.count(option) for option in remaining}


def reasons(outcome: Outcome) -> list[Why]:
    return [each.why for each in outcome.rounds]


# rounds


def test_a_majority_of_first_preferences_wins_in_the_first_round() -> None:
    outcome = ranking((A, B, C), times((3, "AB"), (1, "BC"), (1, "CB")))
    assert outcome.winners == (A,)
    assert outcome.rounds == (Round({A: 3, B: 1, C: 1}, 0, Why.MAJORITY, last=(B, C)),)


def test_exactly_half_is_no_majority() -> None:
    outcome = ranking((A, B, C), times((4, "A"), (3, "B"), (1, "CB")))
    assert reasons(outcome) == [Why.FEWEST, Why.EQUAL]
    assert outcome.winners == (A, B)


def test_whoever_has_fewest_drops_out_and_those_ballots_go_to_their_next_option() -> None:
    outcome = ranking((A, B, C), times((4, "A"), (3, "BA"), (2, "CBA")))
    assert outcome.rounds == (
        Round({A: 4, B: 3, C: 2}, 0, Why.FEWEST, last=(C,), out=(C,)),
        Round({A: 4, B: 5}, 0, Why.MAJORITY, last=(A,)),
    )
    assert outcome.winners == (B,)
    assert outcome.counts == {A: 4, B: 3, C: 2}


def test_a_ballot_passes_over_options_that_are_out_already() -> None:
    outcome = ranking((A, B, C, D), times((5, "A"), (4, "B"), (2, "CDB"), (1, "DC")))
    assert [(each.counts, each.out) for each in outcome.rounds] == [
        ({A: 5, B: 4, C: 2, D: 1}, (D,)),
        ({A: 5, B: 4, C: 3}, (C,)),
        ({A: 5, B: 6}, ()),
    ]


def test_a_ballot_whose_options_are_all_out_is_exhausted_and_the_majority_is_of_the_others() -> None:
    outcome = ranking((A, B, C), times((4, "A"), (3, "B"), (2, "C")))
    assert [(each.exhausted, each.active, each.why) for each in outcome.rounds] == [
        (0, 9, Why.FEWEST),
        (2, 7, Why.MAJORITY),
    ]
    assert (outcome.winner, outcome.votes) == (A, 9)


def test_an_option_that_nobody_put_first_drops_out_first() -> None:
    outcome = ranking((A, B, C, D), times((3, "ACB"), (2, "BCA"), (2, "DCB")))
    assert (outcome.rounds[0].why, outcome.rounds[0].out) == (Why.FEWEST, (C,))


def test_without_ballots_there_is_nothing_to_show() -> None:
    nothing = Outcome(0, {A: 0, B: 0}, borda={A: 0, B: 0})
    assert ranking((A, B), []) == nothing
    assert ranking((A, B), [(), ()]) == Outcome(2, {A: 0, B: 0}, borda={A: 0, B: 0})


def test_the_only_option_wins_with_one_vote() -> None:
    assert ranking((A,), [(A,)]).rounds == (Round({A: 1}, 0, Why.MAJORITY, last=(A,)),)


def test_a_place_for_what_is_no_option_any_more_goes_to_the_next_one() -> None:
    assert ranking((A, B), [(9, B), (B, A, 9), (9,)]).rounds[0].counts == {A: 0, B: 2}


# ties


def test_several_last_ones_that_together_have_fewer_than_the_next_drop_out_together() -> None:
    outcome = ranking((A, B, C, D), times((6, "A"), (5, "B"), (2, "CB"), (2, "DB")))
    assert outcome.rounds == (
        Round({A: 6, B: 5, C: 2, D: 2}, 0, Why.TOGETHER, last=(C, D), out=(C, D)),
        Round({A: 6, B: 9}, 0, Why.MAJORITY, last=(A,)),
    )
    assert (outcome.winner, outcome.any_order, outcome.order_decides) == (B, False, False)


def test_last_ones_with_together_as_many_as_the_next_do_not_drop_out_together() -> None:
    outcome = ranking((A, B, C, D), times((6, "A"), (4, "B"), (2, "CD"), (2, "DC")))
    assert outcome.rounds[0].why is Why.ANY_ORDER
    assert outcome.rounds[0].out == (C,)
    assert outcome.rounds[1].counts == {A: 6, B: 4, D: 4}


def test_where_the_order_of_dropping_out_does_not_matter_it_is_said_and_decides_nothing() -> None:
    outcome = ranking((A, B, C), times((4, "A"), (3, "BA"), (3, "CA")))
    assert outcome.rounds == (
        Round({A: 4, B: 3, C: 3}, 0, Why.ANY_ORDER, last=(B, C), out=(B,)),
        Round({A: 7, C: 3}, 0, Why.MAJORITY, last=(C,)),
    )
    assert (outcome.winner, outcome.any_order, outcome.order_decides) == (A, True, False)


def test_where_the_order_of_dropping_out_decides_all_who_can_win_are_tied() -> None:
    outcome = ranking((A, B, C), times((4, "A"), (3, "BA"), (3, "CB")))
    assert outcome.rounds == (
        Round(
            {A: 4, B: 3, C: 3}, 0, Why.ORDER_DECIDES, last=(B, C), possible={B: (A,), C: (B,)},
        ),
    )  # fmt: skip
    assert (outcome.winners, outcome.tied, outcome.order_decides) == ((A, B), True, True)


def test_an_order_that_leads_to_the_same_tie_does_not_matter_either() -> None:
    outcome = ranking((A, B, C, D), times((4, "A"), (4, "B"), (2, "C"), (2, "D")))
    assert reasons(outcome) == [Why.ANY_ORDER, Why.FEWEST, Why.EQUAL]
    assert outcome.winners == (A, B)
    assert not outcome.order_decides


def test_when_all_that_remain_are_equal_all_of_them_are_tied() -> None:
    outcome = ranking((A, B, C), times((2, "ABC"), (2, "BCA"), (2, "CAB")))
    assert outcome.rounds == (Round({A: 2, B: 2, C: 2}, 0, Why.EQUAL, last=(A, B, C)),)
    assert (outcome.winners, outcome.order_decides) == ((A, B, C), False)


def followed(remaining: Sequence[int], ballots: Sequence[Ballot], *, to_the_end: bool = False) -> set[int]:
    """All who win in some order, each order followed by itself, one option dropping out after the other."""
    counts = first_preferences(remaining, ballots)
    if 2 * max(counts.values()) > sum(counts.values()):
        return {max(remaining, key=counts.__getitem__)}
    last = [option for option in remaining if counts[option] == min(counts.values())]
    if len(last) == len(remaining) and not to_the_end:
        return set(last)
    after = ([option for option in remaining if option != gone] for gone in last)
    return {winner for those in after for winner in followed(those, ballots, to_the_end=to_the_end)}


@given(profiles())
def test_those_win_who_win_in_some_order_of_dropping_out(profile: Profile) -> None:
    options, ballots = profile
    assert set(ranking(options, ballots).winners) == (followed(options, ballots) if any(ballots) else set())


@given(profiles())
def test_ending_when_all_are_equal_neither_makes_nor_unmakes_a_winner(profile: Profile) -> None:
    options, ballots = profile
    if any(ballots):
        outcome, to_the_end = ranking(options, ballots), followed(options, ballots, to_the_end=True)
        assert to_the_end <= set(outcome.winners)
        assert outcome.tied == (len(to_the_end) > 1)


@given(profiles())
def test_what_is_said_of_each_order_is_so(profile: Profile) -> None:
    options, ballots = profile
    for each in ranking(options, ballots).rounds:
        if each.why is Why.ORDER_DECIDES:
            assert tuple(each.possible) == each.last
            for gone, winners in each.possible.items():
                assert set(winners) == followed([one for one in each.counts if one != gone], ballots)


WORST = {
    "nobody else has a second preference": times((11, (1,)), *[(10, (other,)) for other in TWELVE[1:]]),
    "votes go round in a circle": times(
        (17, (1,)), *[(16, TWELVE[start:] + TWELVE[1:start]) for start in range(1, 12)]
    ),
    "everyone has one vote and all orders differ": [
        (option, *Random(option).sample([each for each in TWELVE if each != option], 11)) for option in TWELVE
    ]
    + [(1,)],
}


@pytest.mark.parametrize("ballots", WORST.values(), ids=WORST)
def test_no_set_of_options_is_looked_at_twice_however_many_are_tied(ballots: list[Ballot]) -> None:
    looked_at: set[frozenset[int]] = set()

    class Watched(Runoff):
        def _winners(self, piles: Piles) -> tuple[int, ...]:
            assert frozenset(piles) not in looked_at
            looked_at.add(frozenset(piles))
            return super()._winners(piles)

    Watched(TWELVE, ballots)
    assert 1000 < len(looked_at) <= 2**12


# what holds of every count


@given(profiles())
def test_every_ballot_counts_for_one_option_or_is_exhausted_in_every_round(profile: Profile) -> None:
    options, ballots = profile
    outcome = ranking(options, ballots)
    for each in outcome.rounds:
        assert each.active + each.exhausted == len(ballots) == outcome.votes
        assert each.counts == first_preferences(each.counts, ballots)


@given(profiles())
def test_each_round_is_without_those_who_dropped_out_and_only_the_end_is_without_any(
    profile: Profile,
) -> None:
    options, ballots = profile
    remaining = list(options)
    rounds = ranking(options, ballots).rounds
    for each in rounds:
        assert list(each.counts) == remaining
        assert each.last == tuple(one for one in remaining if each.counts[one] == min(each.counts.values()))
        assert set(each.out) <= set(each.last)
        assert bool(each.out) == (each is not rounds[-1])
        remaining = [option for option in remaining if option not in each.out]
    if any(ballots):
        assert rounds[-1].why in (Why.MAJORITY, Why.EQUAL, Why.ORDER_DECIDES)


@given(profiles())
def test_the_reason_of_a_round_is_true(profile: Profile) -> None:
    options, ballots = profile
    for each in ranking(options, ballots).rounds:
        above = [votes for option, votes in each.counts.items() if option not in each.last]
        is_last = sum(each.counts[option] for option in each.last)
        assert (each.why is Why.MAJORITY) == (2 * max(each.counts.values()) > each.active)
        if each.why is Why.FEWEST:
            assert len(each.last) == 1
        if each.why is Why.TOGETHER:
            assert len(each.last) > 1
            assert is_last < min(above)
        if each.why in (Why.ANY_ORDER, Why.ORDER_DECIDES):
            assert len(each.last) > 1
            assert is_last >= min(above)
        assert (each.why is Why.EQUAL) == (len(set(each.counts.values())) == 1 and len(each.counts) > 1)


@given(profiles())
def test_whoever_most_put_first_wins(profile: Profile) -> None:
    options, ballots = profile
    outcome = ranking(options, ballots)
    for option in options:
        if 2 * outcome.counts[option] > len(ballots):
            assert (outcome.winners, len(outcome.rounds)) == ((option,), 1)


def prefers(ballot: Ballot, one: int, other: int) -> bool:
    return one in ballot and (other not in ballot or ballot.index(one) < ballot.index(other))


def beats(one: int, other: int, ballots: Sequence[Ballot]) -> bool:
    return sum(prefers(each, one, other) for each in ballots) > sum(
        prefers(each, other, one) for each in ballots
    )


@given(profiles())
def test_whoever_loses_to_each_other_one_does_not_win(profile: Profile) -> None:
    options, ballots = profile
    winner = ranking(options, ballots).winner
    if winner is not None and len(options) > 1:
        assert not all(beats(other, winner, ballots) for other in options if other != winner)


@given(profiles(), st.integers(1, 5))
def test_as_often_the_same_ballots_give_the_same_result(profile: Profile, often: int) -> None:
    options, ballots = profile
    once, repeated = ranking(options, ballots), ranking(options, ballots * often)
    assert (repeated.winners, reasons(repeated)) == (once.winners, reasons(once))
    assert repeated.borda == {option: given_points * often for option, given_points in once.borda.items()}


# the Borda count


@given(profiles())
def test_every_ballot_gives_as_many_borda_points(profile: Profile) -> None:
    options, ballots = profile
    counted = sum(bool(ballot) for ballot in ballots)
    assert sum(ranking(options, ballots).borda.values()) == counted * len(options) * (len(options) - 1) / 2


@given(profiles())
def test_borda_points_are_those_who_are_put_behind_and_half_of_those_who_are_put_beside(
    profile: Profile,
) -> None:
    options, ballots = profile
    expected = dict.fromkeys(options, 0.0)
    for ballot in filter(None, ballots):
        for one, other in combinations(options, 2):
            before, behind = prefers(ballot, one, other), prefers(ballot, other, one)
            expected[one] += (1 + before - behind) / 2
            expected[other] += (1 + behind - before) / 2
    assert ranking(options, ballots).borda == expected


def test_options_that_are_not_ranked_share_what_is_left() -> None:
    assert ranking((A, B, C, D, E), [(B, D)]).borda == {A: 1, B: 4, C: 1, D: 3, E: 1}
    assert ranking((A, B, C, D), [(C, A)]).borda == {A: 2, B: 0.5, C: 3, D: 0.5}


def test_several_can_have_most_borda_points() -> None:
    outcome = ranking((A, B, C), times((1, "ABC"), (1, "BAC")))
    assert (outcome.borda, outcome.borda_winners) == ({A: 3, B: 3, C: 0}, (A, B))


# another implementation


def elsewhere(options: Sequence[int], ballots: Sequence[Ballot]) -> set[int]:
    people = {option: pyrankvote.Candidate(str(option)) for option in options}
    ranked = [pyrankvote.Ballot([people[option] for option in ballot]) for ballot in ballots]
    result = pyrankvote.instant_runoff_voting(list(people.values()), ranked)
    return {int(winner.name) for winner in result.get_winners()}


def without_ties(outcome: Outcome) -> bool:
    """Half of the votes is a majority for the other implementation, and of several last ones it draws one."""
    halves = any(2 * max(each.counts.values()) == each.active for each in outcome.rounds)
    return not halves and {Why.FEWEST, Why.TOGETHER, Why.MAJORITY} >= set(reasons(outcome))


def test_another_implementation_finds_the_same_winner_where_nobody_is_tied() -> None:
    chance, compared, longest = Random(2009), 0, 0
    for _ in range(1500):
        options = list(range(1, chance.randint(3, 9)))
        ballots = [
            tuple(chance.sample(options, chance.randint(1, len(options))))
            for _ in range(chance.randint(1, 60))
        ]
        outcome = ranking(options, ballots)
        if without_ties(outcome):
            compared, longest = compared + 1, max(longest, len(outcome.rounds))
            assert set(outcome.winners) == elsewhere(options, ballots), ballots
    assert compared > 500
    assert longest >= 6


# published counts


def test_the_capital_of_tennessee() -> None:
    """The usual example of textbooks and encyclopedias: 100 voters, who prefer what is near to where they live.

    The run-off elects Knoxville with 58 votes, the Borda count Nashville with 194 points.
    """
    memphis, nashville, chattanooga, knoxville = range(1, 5)
    outcome = ranking(
        (memphis, nashville, chattanooga, knoxville),
        times(
            (42, (memphis, nashville, chattanooga, knoxville)),
            (26, (nashville, chattanooga, knoxville, memphis)),
            (15, (chattanooga, knoxville, nashville, memphis)),
            (17, (knoxville, chattanooga, nashville, memphis)),
        ),
    )
    assert [dict(each.counts) for each in outcome.rounds] == [
        {memphis: 42, nashville: 26, chattanooga: 15, knoxville: 17},
        {memphis: 42, nashville: 26, knoxville: 32},
        {memphis: 42, knoxville: 58},
    ]
    assert outcome.winners == (knoxville,)
    assert outcome.borda == {memphis: 126, nashville: 194, chattanooga: 173, knoxville: 107}
    assert outcome.borda_winners == (nashville,)


def test_the_mayor_of_burlington() -> None:
    """Burlington, Vermont, 3 March 2009, by the official rounds.

    There the three smallest dropped out in one step; how their ballots were shared among the three is not official by
    person, and makes no difference to the sums: 396 went to Kiss, 343 to Wright, 491 to Montroll, 147 were exhausted.
    """
    wright, kiss, montroll, smith, write_in, simpson = candidates = range(1, 7)
    outcome = ranking(
        candidates,
        times(
            (2951, (wright,)),
            (2585, (kiss,)),
            (1332 - 491, (montroll, kiss)),
            (767, (montroll, wright)),
            (455, (montroll,)),
            (396 - 71, (smith, kiss)),
            (343, (smith, wright)),
            (491, (smith, montroll, kiss)),
            (147, (smith,)),
            (36, (write_in, kiss)),
            (35, (simpson, kiss)),
            (4, ()),
        ),
    )
    assert [
        (dict(each.counts), each.exhausted) for each in outcome.rounds if len(each.counts) in (6, 3, 2)
    ] == [
        ({wright: 2951, kiss: 2585, montroll: 2063, smith: 1306, write_in: 36, simpson: 35}, 4),
        ({wright: 3294, kiss: 2981, montroll: 2554}, 151),
        ({wright: 4061, kiss: 4313}, 606),
    ]
    assert outcome.winners == (kiss,)
    assert round(100 * 4313 / outcome.rounds[-1].active, 1) == 51.5


def test_the_example_of_borda_himself() -> None:
    """Mémoire sur les élections au scrutin, 1781: of 21 voters 8 put first whom 13 put last.

    With 3, 2 and 1 points he counts 37, 42 and 47; with 2, 1 and 0 it is one less for each of the 21.
    """
    outcome = ranking((A, B, C), times((1, "ABC"), (7, "ACB"), (7, "BCA"), (6, "CBA")))
    assert outcome.counts == {A: 8, B: 7, C: 6}
    assert outcome.borda == {A: 37 - 21, B: 42 - 21, C: 47 - 21}
    assert outcome.borda_winners == (C,)
    assert outcome.winners == (B,)
