"""The pool: of one length whatever is in it, and nothing in it tells whose answer is whose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.vault import LONGEST, MOST
from storage.vault.ballot import Ballot, Band, NotInvited
from storage.vault.pool import FLUSHED, FULL, Pool, padded, unpadded

LENGTHS = (1, LONGEST, 254, 255, 256, 257, MOST)
answers = st.binary(max_size=LONGEST)
people = st.integers(-(2**63), 2**63 - 1)


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    longest = draw(st.sampled_from(LENGTHS) | st.integers(1, MOST))
    answers = st.binary(max_size=longest) | st.just(bytes(longest)) | st.just(b"\xff" * longest)
    votes = draw(st.dictionaries(people, answers, max_size=FULL))
    return Pool(tuple(votes), tuple(votes.values()), longest)


@given(pool=pools())
def test_what_waits_is_as_long_as_an_empty_pool_and_comes_back(pool: Pool) -> None:
    packed = pool.packed()
    assert len(packed) == len(Pool(longest=pool.longest).packed())
    again = Pool.unpacked(packed)
    assert sorted(again.people) == sorted(pool.people)
    assert sorted(again.answers) == sorted(pool.answers)
    assert again.longest == pool.longest


def test_no_two_lengths_of_answers_make_pools_of_one_length() -> None:
    assert len({len(Pool(longest=longest).packed()) for longest in range(1, MOST + 1)}) == MOST


def test_a_pool_of_short_answers_is_read_as_it_was_always_written() -> None:
    pool = Pool((-3, 7), (b"yes", b"no"))
    people = b"\xff" * 7 + b"\xfd" + bytes(7) + b"\x07"
    written = b"\x02" + people + b"\x02no" + bytes(30) + b"\x03yes" + bytes(29) + bytes(8 * 41)
    assert pool.packed() == written
    assert Pool.unpacked(written) == Pool((-3, 7), (b"no", b"yes"))


@given(pool=pools(), other=st.randoms(use_true_random=False))
def test_in_which_order_it_came_does_not_show(pool: Pool, other: object) -> None:
    turned = other.sample(pool.answers, len(pool.answers))  # type: ignore[attr-defined]
    assert Pool(pool.people[::-1], tuple(turned), pool.longest).packed() == pool.packed()


@given(longest=st.sampled_from(LENGTHS), content=st.data())
def test_an_answer_has_one_length_and_comes_back(longest: int, content: st.DataObject) -> None:
    answer = content.draw(st.binary(max_size=longest))
    assert len(padded(answer, longest)) == len(padded(b"", longest))
    assert unpadded(padded(answer, longest)) == answer


@pytest.mark.parametrize("longest", LENGTHS)
def test_a_longer_answer_is_refused(longest: int) -> None:
    assert unpadded(padded(bytes(longest), longest)) == bytes(longest)
    ballot = Ballot({1: False}, pool=Pool(longest=longest))
    for refusing in (
        lambda answer: padded(answer, longest),
        lambda answer: ballot.sealing(1, answer),
    ):
        with pytest.raises(ValueError, match=f"an answer has {longest} bytes at most"):
            refusing(bytes(longest + 1))


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
