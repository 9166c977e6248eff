"""The pool: of one length whatever is in it, and nothing in it tells whose answer is whose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vault import LONGEST
from storage.vault.ballot import Ballot, Band, NotInvited
from storage.vault.pool import FLUSHED, FULL, SIZE, Pool, padded, unpadded

answers = st.binary(max_size=LONGEST)
people = st.integers(-(2**63), 2**63 - 1)
pools = st.dictionaries(people, answers, max_size=FULL).map(
    lambda votes: Pool(tuple(votes), tuple(votes.values()))
)


@given(pool=pools)
def test_what_waits_has_one_length_and_comes_back(pool: Pool) -> None:
    packed = pool.packed()
    assert len(packed) == SIZE
    again = Pool.unpacked(packed)
    assert sorted(again.people) == sorted(pool.people)
    assert sorted(again.answers) == sorted(pool.answers)


@given(pool=pools, other=st.randoms(use_true_random=False))
def test_in_which_order_it_came_does_not_show(pool: Pool, other: object) -> None:
    turned = Pool(pool.people[::-1], tuple(other.sample(pool.answers, len(pool.answers))))  # type: ignore[attr-defined]
    assert turned.packed() == pool.packed()


@given(answer=answers)
def test_an_answer_has_one_length_and_comes_back(answer: bytes) -> None:
    assert len(padded(answer)) == 1 + LONGEST
    assert unpadded(padded(answer)) == answer


def test_a_longer_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        padded(bytes(LONGEST + 1))


@given(
    votes=st.dictionaries(st.integers(1, 2**40), answers, max_size=60), strangers=st.sets(st.integers(1, 99))
)
def test_nothing_is_lost_or_counted_twice_and_what_is_written_down_comes_in_fives(
    votes: dict[int, bytes], strangers: set[int]
) -> None:
    ballot = Ballot({}).inviting([*votes, *strangers])
    for person, answer in votes.items():
        before, ballot = ballot, ballot.sealing(person, answer)
        assert ballot.sealing(person, b"another") == ballot
        flags = [sum(known.flagged.values()) for known in (before, ballot)]
        assert flags == [len(before.answers), len(ballot.answers)]
        assert flags[1] - flags[0] in (0, FLUSHED)
        assert len(ballot.pool.answers) == len(ballot.pool.people) < FULL
    read = ballot.read()
    assert ballot.sealed == frozenset(votes)
    assert (read is None) == (len(votes) < 5)
    if read is not None:
        assert sorted(read.answers) == sorted(votes.values())
        assert read.sealed == frozenset(votes)


@given(number=st.integers(0, 40))
def test_how_many_have_answered_is_told_roughly(number: int) -> None:
    ballot = Ballot({}).inviting(range(number))
    for person in range(number):
        ballot = ballot.sealing(person, b"yes")
    expected = next(band for band in reversed(Band) if number >= band.value)
    assert ballot.band is expected


def test_who_is_forgotten_counts_without_a_name() -> None:
    ballot = Ballot({}).inviting([1, 2, 3]).sealing(1, b"yes").forgetting(1).forgetting(2)
    assert {one for one in ballot.flagged if one > 0} == {3}
    assert len(ballot.flagged) == 3
    (nameless,) = ballot.sealed
    assert nameless < 0
    assert nameless in ballot.flagged
    with pytest.raises(NotInvited):
        ballot.sealing(1, b"no")
