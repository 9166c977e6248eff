"""What an instrument of one's own may hold, and which questions seem to ask who somebody is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.refusals import Refused
from facilitation.surveys import answers, building
from facilitation.surveys.instruments import Item, ItemKind, Scale
from facilitation.surveys.reasons import SurveyReason
from facilitation.surveys.revealing import reveals

SENTENCE = Item("q1", scale=Scale.AGREE, words="Tu mówimy otwarcie.")


def refusal(typed: str) -> tuple[object, dict[str, object]]:
    with pytest.raises(Refused) as refused:
        building.checked_options(typed)
    return refused.value.reason, refused.value.values


def test_options_are_lines_without_the_empty_ones() -> None:
    assert building.checked_options(" rano \n\n po   południu\nwieczorem\n") == (
        "rano",
        "po południu",
        "wieczorem",
    )


def test_from_two_to_ten_options_of_eighty_characters_fit() -> None:
    assert refusal("rano") == (SurveyReason.OPTIONS_NUMBER, {"n": 1, "least": 2, "most": 10})
    assert refusal("\n".join("abcdefghijk"))[0] is SurveyReason.OPTIONS_NUMBER
    assert len(building.checked_options("\n".join("abcdefghij"))) == 10
    assert refusal("a\n" + "x" * 81) == (SurveyReason.OPTION_LONG, {"length": 81, "most": 80})
    assert building.checked_options("a\n" + "x" * 80)[1] == "x" * 80


def test_an_option_is_there_once_however_it_is_written() -> None:
    assert refusal("Łódź\nGdynia\nLODZ") == (SurveyReason.OPTION_TWICE, {"option": "LODZ"})


def test_there_are_two_poles() -> None:
    assert building.checked_poles("rzadziej\nczęściej") == ("rzadziej", "częściej")
    with pytest.raises(Refused) as refused:
        building.checked_poles("rzadziej\nczęściej\nwcale")
    assert refused.value.values == {"n": 3, "least": 2, "most": 2}


def test_words_have_two_hundred_characters_at_most() -> None:
    assert building.checked_words(" Tu  mówimy ") == "Tu mówimy"
    for typed, reason in (("  ", SurveyReason.ITEM_EMPTY), ("x" * 201, SurveyReason.ITEM_LENGTH)):
        with pytest.raises(Refused) as refused:
            building.checked_words(typed)
        assert refused.value.reason is reason


def test_twenty_items_fit_and_three_texts_among_them() -> None:
    text = Item("q1", kind=ItemKind.TEXT, words="Co dalej?")
    building.room_for([SENTENCE] * 19, ItemKind.SCALE)
    building.room_for([text] * 2, ItemKind.TEXT)
    for items, kind, reason in (
        ([SENTENCE] * 20, ItemKind.SCALE, SurveyReason.ITEMS_MANY),
        ([text] * 3, ItemKind.TEXT, SurveyReason.TEXTS_MANY),
    ):
        with pytest.raises(Refused) as refused:
            building.room_for(items, kind)
        assert refused.value.reason is reason


@given(st.lists(st.sampled_from(list(ItemKind)), max_size=answers.MOST_ITEMS), st.integers(2, 10))
def test_whatever_may_be_built_fits_a_button(kinds: list[ItemKind], options: int) -> None:
    choices = tuple(str(n) for n in range(options))
    items = [
        Item("q1", kind=kind, scale=Scale.AGREE if kind is ItemKind.SCALE else None, options=choices)
        for kind in kinds
        if kind is not ItemKind.TEXT
    ]
    assert answers.fits(items)


def test_an_item_gets_a_name_that_none_has() -> None:
    known = [Item("q1"), Item("q12"), Item("q3")]
    assert building.next_id(known) == "q13"
    assert building.next_id([]) == "q1"


def test_a_copy_of_the_house_is_not_reversed_and_named_anew() -> None:
    copied = building.as_own([Item("T1"), Item("T5", reverse=True, words="Obawiam się.")])
    assert [(item.id, item.reverse) for item in copied] == [("q1", False), ("q2", False)]
    assert all(one.id != other.id for one, other in pairwise(copied))


@pytest.mark.parametrize(
    "words",
    [
        "Z jakiego miasta jesteś?", "W jakim mieście pracujesz?", "Twoja gmina", "Nazwa instytucji", "Wiek",
        "Ile masz lat?",
        "Na jakim stanowisku pracujesz?", "Imię i nazwisko", "Płeć", "Jaką pełnisz funkcję?", "Twój urząd",
        "Which city are you from?", "Your age", "How old are you?", "Your position", "What is your name?", "Gender",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [ItemKind.TEXT, ItemKind.CHOICE, ItemKind.SEVERAL])
def test_a_question_who_somebody_is_may_give_them_away(words: str, kind: ItemKind) -> None:
    assert reveals(Item("q1", kind=kind, words=words))


@pytest.mark.parametrize(
    "words",
    [
        "Co było dla Ciebie najważniejsze?", "Kiedy się spotkamy?", "Które tematy wybierasz?", "Latem czy zimą?",
        "Działanie, które warto powtórzyć", "Jaki sposób pracy wolisz?", "Wielkie plany", "Which topics come next?",
        "What should we manage together?", "Language of meetings",
    ],
)  # fmt: skip
def test_a_question_about_the_matter_gives_nobody_away(words: str) -> None:
    assert not reveals(Item("q1", kind=ItemKind.CHOICE, words=words))


def test_options_give_away_as_questions_do() -> None:
    assert reveals(Item("q1", kind=ItemKind.CHOICE, words="Skąd?", options=("małe miasto", "duże miasto")))


def test_agreement_gives_somebody_away_only_where_it_is_about_oneself() -> None:
    for words, away in (
        ("Mogę polegać na osobach z innych miast.", False), ("Pracuję na stanowisku kierowniczym.", True),
        ("Other cities wish us well.", False), ("I work in a small town.", True), ("Jestem otwarcie słuchany.", False),
    ):  # fmt: skip
        assert reveals(Item("q1", scale=Scale.AGREE, words=words)) is away, words
