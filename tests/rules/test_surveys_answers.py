"""Answers on their way to the vault: what a button holds is what was answered, and garbage is no answer."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.surveys.answers import (
    BYTES,
    MOST_BITS,
    MOST_ITEMS,
    NONE,
    Answers,
    NotAnswers,
    as_bytes,
    as_tap,
    blank,
    chosen,
    dont_know,
    fits,
    from_bytes,
    from_tap,
    is_empty,
    toggled,
    with_answer,
)
from facilitation.surveys.instruments import CHANGE, OF_THE_HOUSE, Instrument, Item, ItemKind

ROOM_ON_A_BUTTON = 41
AGREE = Item("a")
ONE_OF_THREE = Item("b", ItemKind.CHOICE, options=("x", "y", "z"))
SOME_OF_FOUR = Item("c", ItemKind.SEVERAL, options=("x", "y", "z", "ź"))
THREE = (AGREE, ONE_OF_THREE, SOME_OF_FOUR)


def optioned(kind: ItemKind, most: int) -> st.SearchStrategy[Item]:
    return st.integers(2, most).map(lambda n: Item("i", kind, options=tuple(string.ascii_letters[:n])))


any_item = st.one_of(st.just(AGREE), optioned(ItemKind.CHOICE, 12), optioned(ItemKind.SEVERAL, 12))
any_items = st.lists(any_item, min_size=1, max_size=MOST_ITEMS).filter(fits)


def any_answers(items: list[Item]) -> st.SearchStrategy[tuple[list[Item], Answers]]:
    each = [st.integers(NONE, dont_know(item)) for item in items]
    return st.tuples(st.just(items), st.tuples(*each))


answered = any_items.flatmap(any_answers)


# on a button, and as bytes


@given(answered)
def test_a_button_gives_back_what_was_answered(given_: tuple[list[Item], Answers]) -> None:
    items, answers = given_
    assert from_tap(items, as_tap(items, answers)) == answers


@given(answered)
def test_the_vault_gives_back_what_was_sealed_and_all_are_equally_long(
    given_: tuple[list[Item], Answers],
) -> None:
    items, answers = given_
    packed = as_bytes(items, answers)
    assert from_bytes(items, packed) == answers
    assert len(packed) == BYTES


@given(answered)
def test_answers_fit_on_a_button(given_: tuple[list[Item], Answers]) -> None:
    items, answers = given_
    written = as_tap(items, answers)
    assert len(written) <= ROOM_ON_A_BUTTON
    assert written.isascii()
    assert written == "" or written.isalnum()


def test_the_largest_instrument_of_all_just_fits_on_a_button_and_into_the_vault() -> None:
    options = 2 ** (MOST_BITS // MOST_ITEMS) - 2
    largest = [Item("i", ItemKind.CHOICE, options=("x",) * options)] * MOST_ITEMS
    assert fits(largest)
    fullest = tuple(dont_know(item) for item in largest)
    assert len(as_tap(largest, fullest)) == ROOM_ON_A_BUTTON
    assert from_tap(largest, as_tap(largest, fullest)) == fullest
    assert as_bytes(largest, fullest) == b"\xff" * BYTES
    assert from_bytes(largest, b"\xff" * BYTES) == fullest
    assert not fits([Item("i", ItemKind.CHOICE, options=("x",) * (options + 1))] * MOST_ITEMS)


def test_what_would_not_fit_is_known_before_it_is_asked() -> None:
    assert not fits([AGREE] * (MOST_ITEMS + 1))
    assert not fits([Item("i", ItemKind.SEVERAL, options=tuple("abcdefghijkl"))] * MOST_ITEMS)
    assert fits([Item("i", ItemKind.SEVERAL, options=tuple("abcdefghijk"))] * MOST_ITEMS)
    assert fits([AGREE] * MOST_ITEMS)


@pytest.mark.parametrize("instrument", OF_THE_HOUSE.values(), ids=lambda each: each.key)
def test_instruments_of_the_house_take_a_few_characters(instrument: Instrument) -> None:
    items = (*instrument.tapped, CHANGE)
    fullest = tuple(dont_know(item) for item in items)
    assert from_tap(items, as_tap(items, fullest)) == fullest
    assert len(as_tap(items, fullest)) <= 4


# forged


@given(any_items, st.text(max_size=64))
def test_what_somebody_else_wrote_on_a_button_is_answers_or_nothing(items: list[Item], written: str) -> None:
    try:
        answers = from_tap(items, written)
    except NotAnswers:
        return
    assert len(answers) == len(items)
    assert all(0 <= answer <= dont_know(item) for item, answer in zip(items, answers, strict=True))
    assert from_tap(items, as_tap(items, answers)) == answers


@given(any_items, st.text(string.digits + string.ascii_letters, max_size=64))
def test_a_forged_button_of_the_right_characters_is_answers_or_nothing(
    items: list[Item], written: str
) -> None:
    try:
        answers = from_tap(items, written)
    except NotAnswers:
        return
    assert as_tap(items, answers) == written.lstrip("0")


@given(any_items, st.binary(max_size=BYTES + 10))
def test_bytes_that_nobody_sealed_are_answers_or_nothing(items: list[Item], packed: bytes) -> None:
    try:
        answers = from_bytes(items, packed)
    except NotAnswers:
        return
    assert as_bytes(items, answers).lstrip(b"\0") == packed.lstrip(b"\0")


def test_a_button_one_step_too_far_names_no_answers() -> None:
    last = as_tap([AGREE], (dont_know(AGREE),))
    assert (last, from_tap([AGREE], "6")) == ("6", (6,))
    for written in ("7", "Z", "10", "z" * 41, "Z" * 10_000, "-1", "1 ", "½", "١", "\ud800"):
        with pytest.raises(NotAnswers):
            from_tap([AGREE], written)


def test_answers_to_other_items_are_no_answers_to_these() -> None:
    for answers in ((1,), (1, 1, 1, 1), (7, 1, 1), (1, 5, 1), (1, 1, 17), (-1, 1, 1)):
        with pytest.raises(NotAnswers):
            as_tap(THREE, answers)
        with pytest.raises(NotAnswers):
            as_bytes(THREE, answers)


# what an answer says


def test_an_answer_names_steps_or_options() -> None:
    assert [chosen(AGREE, number) for number in range(7)] == [(), (1,), (2,), (3,), (4,), (5,), ()]
    assert [chosen(ONE_OF_THREE, number) for number in range(5)] == [(), (1,), (2,), (3,), ()]
    assert [chosen(SOME_OF_FOUR, number) for number in (0, 1, 0b1010, 0b1111, 16)] == [
        (), (1,), (2, 4), (1, 2, 3, 4), (),
    ]  # fmt: skip


def test_an_option_is_ticked_and_unticked() -> None:
    number = toggled(SOME_OF_FOUR, toggled(SOME_OF_FOUR, NONE, 2), 4)
    assert chosen(SOME_OF_FOUR, number) == (2, 4)
    assert chosen(SOME_OF_FOUR, toggled(SOME_OF_FOUR, number, 2)) == (4,)


def test_whoever_ticks_an_option_does_know() -> None:
    number = toggled(SOME_OF_FOUR, dont_know(SOME_OF_FOUR), 3)
    assert number == 0b100
    assert chosen(SOME_OF_FOUR, number) == (3,)


@given(st.lists(st.integers(1, 4)))
def test_ticks_come_in_any_order(options: list[int]) -> None:
    number = NONE
    for option in options:
        number = toggled(SOME_OF_FOUR, number, option)
    assert chosen(SOME_OF_FOUR, number) == tuple(o for o in (1, 2, 3, 4) if options.count(o) % 2)


def test_an_answer_takes_its_place_and_leaves_the_others() -> None:
    answers = with_answer(with_answer(blank(THREE), 2, 5), 0, 4)
    assert answers == (4, NONE, 5)
    assert with_answer(answers, 2, NONE) == (4, NONE, NONE)
    assert [is_empty(each) for each in (answers, blank(THREE))] == [False, True]


def test_not_knowing_is_an_answer_as_well() -> None:
    assert not is_empty((dont_know(AGREE), NONE, NONE))
