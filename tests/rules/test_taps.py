"""What buttons and deep links carry comes back as it was, and forged data is recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.taps import LIMIT, NotOurs, decode_link, decode_tap, encode_link, encode_tap

names = st.from_regex(r"[a-z]{1,12}", fullmatch=True)
numbers = st.integers(-(2**40), 2**40)
values = st.lists(st.one_of(numbers, st.text(max_size=6)), max_size=3).map(tuple)
words = st.from_regex(r"[A-Za-z0-9_]{1,8}", fullmatch=True)


@given(names, names, values)
def test_a_button_brings_back_what_it_was_given(
    feature: str, action: str, given_values: tuple[int | str, ...]
) -> None:
    try:
        data = encode_tap(feature, action, *given_values)
    except ValueError:
        return
    assert len(data.encode()) <= LIMIT
    assert decode_tap(data) == (feature, action, given_values)


@given(names, st.lists(st.one_of(st.integers(0, 2**40), words), max_size=3).map(tuple))
def test_a_link_brings_back_what_it_was_given(action: str, given_values: tuple[int | str, ...]) -> None:
    try:
        payload = encode_link(action, *given_values)
    except ValueError:
        return
    assert len(payload) <= LIMIT
    assert decode_link(payload) == (action, given_values)


@given(st.text(max_size=64))
def test_any_forged_button_is_read_or_refused_and_never_breaks(data: str) -> None:
    try:
        feature, action, given_values = decode_tap(data)
    except NotOurs:
        return
    assert encode_tap(feature, action, *given_values)


@given(st.text(max_size=64))
def test_any_forged_link_is_read_or_refused_and_never_breaks(payload: str) -> None:
    try:
        decode_link(payload)
    except NotOurs:
        return


def test_a_button_that_would_not_fit_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode_tap("forms", "pick", "ą" * 40)


@pytest.mark.parametrize("number", ["1y2p0ij32e8e8", "-1y2p0ij32e8e8", "zzzzzzzzzzzzz"])
def test_a_number_that_no_database_takes_is_forged(number: str) -> None:
    with pytest.raises(NotOurs):
        decode_tap(f"poll:open:{number}")
    with pytest.raises(NotOurs):
        decode_link(f"poll-{number.removeprefix('-')}")
