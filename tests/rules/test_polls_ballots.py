"""Which ballots are valid, and that each comes back as it was from the database, a button and the vault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.polls.ballots import (
    LONGEST_BYTES,
    LONGEST_TAP,
    Ballot,
    as_bytes,
    as_tap,
    as_text,
    fits_choice,
    fits_points,
    fits_ranking,
    fits_scale,
    from_bytes,
    from_tap,
    from_text,
)
from handlers.taps import LIMIT, decode_tap, encode_tap

OPTIONS = (3, 1, 2, 7)
any_ballots = st.lists(st.integers(-3, 12), max_size=6).map(tuple)


def ballots(longest: int, most: int) -> st.SearchStrategy[Ballot]:
    return st.lists(st.integers(0, most), max_size=longest).map(tuple)


# validity


@pytest.mark.parametrize(
    ("ballot", "fewest", "most", "fits"),
    [
        ((3,), 1, 1, True),
        ((), 1, 1, False),
        ((), 0, 2, True),
        ((3, 1), 1, 1, False),
        ((7, 1), 2, 3, True),
        ((7,), 2, 3, False),
        ((7, 1, 2, 3), 1, 3, False),
        ((4,), 1, 1, False),
        ((1, 4), 1, 4, False),
        ((1, 1), 1, 4, False),
        ((-1,), 1, 1, False),
    ],
)
def test_a_choice_is_as_many_different_options_as_asked_for(
    ballot: Ballot, fewest: int, most: int, fits: bool
) -> None:
    assert fits_choice(ballot, OPTIONS, fewest, most) is fits


def test_consent_is_either_no_objection_or_an_objection() -> None:
    assert [fits_choice(each, (1, 2)) for each in [(1,), (2,), (0,), (3,), (1, 2), ()]] == [
        True,
        True,
        *[False] * 4,
    ]


@pytest.mark.parametrize(
    ("ballot", "fits"),
    [
        ((2, 3, 7, 1), True),
        ((7,), True),
        ((), False),
        ((7, 7), False),
        ((7, 4), False),
        ((2, 3, 7, 1, 1), False),
    ],
)
def test_a_ranking_is_some_or_all_options_each_once(ballot: Ballot, fits: bool) -> None:
    assert fits_ranking(ballot, OPTIONS) is fits


def test_a_ranking_may_have_to_be_of_a_given_length() -> None:
    assert not fits_ranking((7, 1), OPTIONS, fewest=3)
    assert fits_ranking((7, 1, 3), OPTIONS, fewest=3)


@pytest.mark.parametrize(
    ("ballot", "fits"),
    [
        ((10, 0, 0, 0), True),
        ((1, 2, 3, 4), True),
        ((1, 2, 3, 3), False),
        ((5, 5, 5, 5), False),
        ((11, -1, 0, 0), False),
        ((5, 5), False),
        ((2, 2, 2, 2, 2), False),
        ((), False),
    ],
)
def test_all_points_are_given_and_none_is_taken(ballot: Ballot, fits: bool) -> None:
    assert fits_points(ballot, OPTIONS, 10) is fits


def test_a_mark_is_one_number_from_one_to_five() -> None:
    assert [number for number in range(-1, 8) if fits_scale((number,))] == [1, 2, 3, 4, 5]
    assert not fits_scale(())
    assert not fits_scale((3, 3))


@given(any_ballots, st.lists(st.integers(0, 12), unique=True), st.integers(-1, 5), st.integers(-1, 5))
def test_any_forged_ballot_is_judged_and_never_breaks(
    ballot: Ballot, options: list[int], fewest: int, most: int
) -> None:
    fits = [
        fits_choice(ballot, options, fewest, most),
        fits_ranking(ballot, options),
        fits_points(ballot, options, most),
        fits_scale(ballot),
    ]
    assert all(each in (True, False) for each in fits)
    if fits[0] or fits[1]:
        assert set(ballot) <= set(options)


# in the database


def test_the_database_keeps_a_ballot_as_words_that_can_be_read() -> None:
    assert [as_text(each) for each in [(3, 0, 2), (100,), ()]] == ["3 0 2", "100", ""]


@given(ballots(40, 999_999_999))
def test_a_ballot_comes_back_from_the_database(ballot: Ballot) -> None:
    assert from_text(as_text(ballot)) == ballot


@pytest.mark.parametrize("text", [" 1", "1 ", "1  2", "01", "-1", "1\n", "1,2", "٣", "²", "1_0", "9" * 5000])
def test_other_text_in_the_database_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no ballot"):
        from_text(text)


@given(st.text("0123456789 -x", max_size=12) | st.text(max_size=12))
def test_what_is_read_from_any_text_is_what_would_be_written(text: str) -> None:
    try:
        ballot = from_text(text)
    except ValueError:
        return
    assert as_text(ballot) == text


def test_a_negative_number_is_not_written() -> None:
    for write in (as_text, as_tap, as_bytes):
        with pytest.raises(ValueError, match=r".+"):
            write((3, -1))


# on a button


def test_a_button_writes_small_numbers_with_one_sign_and_large_ones_with_two() -> None:
    assert [as_tap(each) for each in [(3, 0, 35), (3, 0, 36), (1295,), ()]] == ["130z", "2030010", "2zz", "1"]


@given(ballots(12, 1295) | ballots(25, 35))
def test_a_ballot_comes_back_from_a_button(ballot: Ballot) -> None:
    text = as_tap(ballot)
    assert from_tap(text) == ballot
    assert len(text) <= LONGEST_TAP
    assert set(text) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


@given(st.permutations(range(1, 13)), st.lists(st.integers(0, 100), min_size=12, max_size=12))
def test_twelve_options_fit_on_a_button_beside_all_else_that_it_carries(
    order: list[int], given_points: list[int]
) -> None:
    for ballot in (tuple(order), tuple(given_points)):
        data = encode_tap("polls", "distribute", 2**31, 12, as_tap(ballot))
        assert len(data) <= LIMIT
        assert from_tap(str(decode_tap(data)[2][2])) == ballot


@pytest.mark.parametrize("ballot", [(1296,), (36,) * 13, (1,) * 26])
def test_what_does_not_fit_on_a_button_is_not_written(ballot: Ballot) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        as_tap(ballot)


@pytest.mark.parametrize(
    "text", ["", "0", "3", "2", "20", "2000", "1A", "1 ", "1٣", "1\n", "1" * 27, "2" + "zz" * 13]
)
def test_other_text_on_a_button_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"ballot|fit"):
        from_tap(text)


@given(st.text("0123456789abcxyz", max_size=30) | st.text(max_size=30))
def test_what_is_read_from_any_button_is_what_would_be_written(text: str) -> None:
    try:
        ballot = from_tap(text)
    except ValueError:
        return
    assert as_tap(ballot) == text


# in the vault


@given(ballots(LONGEST_BYTES - 1, 255))
def test_a_ballot_comes_back_from_the_vault(ballot: Ballot) -> None:
    data = as_bytes(ballot)
    assert from_bytes(data) == ballot
    assert len(data) <= 32


@pytest.mark.parametrize("ballot", [(256,), (1,) * 32])
def test_what_does_not_fit_into_the_vault_is_not_written(ballot: Ballot) -> None:
    with pytest.raises(ValueError, match=r".+"):
        as_bytes(ballot)


@pytest.mark.parametrize("data", [b"", b"\x01", b"\x00\x00", b"\x02\x01", bytes([32, *range(32)])])
def test_other_bytes_in_the_vault_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no ballot"):
        from_bytes(data)


@given(st.binary(max_size=40) | st.binary(max_size=31).map(lambda data: bytes([len(data)]) + data))
def test_what_is_read_from_any_bytes_is_what_would_be_written(data: bytes) -> None:
    try:
        ballot = from_bytes(data)
    except ValueError:
        return
    assert as_bytes(ballot) == data
