"""Words that mean the same become one term, however they are inflected, spelled or mistyped."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from facilitation.search.analysis import IN_TITLE, MOST_ASKED, MOST_LETTERS, asked, counted, keys, stem, words
from facilitation.search.likeness import LEAST, alike, likeness, slips
from facilitation.text import folded

LETTERS = some.sampled_from("aąbcćdeęfghijklłmnńoóprsśtuwyzźż")
WORDS = some.text(LETTERS, min_size=4, max_size=20)


@pytest.mark.parametrize("forms", [
    "miasto miasta mieście miast miastem", "kocioł kotły kotłów kotlow KOTŁA", "książka książek książce ksiazki",
    "droga dróg drodze drogi drogą", "szkoła szkole szkół szkołach", "mieszkaniec mieszkańcy mieszkańców",
    "senior seniorzy seniorów seniorami", "oświetlenie oświetlenia oświetleń oswietleniem", "wniosek wniosku wnioski",
    "dziecko dzieci dziećmi dziecka", "budżet budżetu budżecie", "wymiana wymianie wymian wymianę",
    "kamienica kamienic kamienice", "urzędnik urzędnicy urzędników", "dotacja dotacji dotacje dotację",
    "uliczny ulicznego ulicznych uliczną", "ulica ulic ulice ulicy", "powietrze powietrza powietrzu", "city cities",
])  # fmt: skip
def test_the_forms_of_a_word_are_one_term(forms: str) -> None:
    assert {term for form in forms.split() for term in asked(form)} == {stem(folded(forms.split()[0]))}


@pytest.mark.parametrize("pair", [
    "smog śmieci", "szkoła szkolenie", "park parking", "rower rynek", "woda wodociąg", "rada rower", "lampa lampart",
    "senior sensor", "budynek budżet", "kotły koty",
])  # fmt: skip
def test_different_words_are_different_terms(pair: str) -> None:
    assert len(asked(pair)) == 2


@pytest.mark.parametrize("typed", [
    "", " \n", "jak co czy gdzie kto", "How do you do what?", "🙂🙃", "\0", "\ud800", "!?…", "w z o i",
])  # fmt: skip
def test_what_only_asks_has_no_terms(typed: str) -> None:
    assert asked(typed) == []


def test_a_title_counts_more_than_the_rest() -> None:
    assert counted("Smog", "smog, smogu i pyły") == {"smog": IN_TITLE + 2, "pyl": 1}


def test_only_so_many_words_are_looked_up() -> None:
    assert len(asked(" ".join(f"nazwa{number}" for number in range(500)))) == MOST_ASKED


@given(some.text())
def test_any_text_has_short_terms_of_letters_and_digits(text: str) -> None:
    assert all(term.isalnum() and 0 < len(term) <= MOST_LETTERS for term in asked(text))


@given(some.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert list(words(" ".join(words(text)))) == list(words(text))


@given(WORDS)
def test_diacritics_and_case_make_no_difference(word: str) -> None:
    assert asked(folded(word)) == asked(word) == asked(word.upper())


def _slips(word: str) -> set[str]:
    dropped = {word[:at] + word[at + 1 :] for at in range(len(word))}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    other = {word[:at] + letter + word[at + 1 :] for at in range(len(word)) for letter in "aqx"}
    added = {word[:at] + letter + word[at:] for at in range(len(word) + 1) for letter in "aqx"}
    return dropped | swapped | other | added


@given(some.text("abcdefghij", min_size=5, max_size=14))
def test_one_slip_leaves_a_key_in_common(term: str) -> None:
    for slip in _slips(term):
        assert keys(slip) & keys(term), slip


@given(some.text("abcde", max_size=7), some.text("abcde", max_size=7), some.text("abcde", max_size=7))
def test_slips_are_a_distance(one: str, other: str, third: str) -> None:
    assert slips(one, other) == slips(other, one)
    assert (slips(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips(one, other) <= max(len(one), len(other))
    assert 0 <= likeness(one, other) <= 1


@pytest.mark.parametrize("slip", ["oswietlen", "oswitlen", "oswietln", "oswiteln", "oswierlen", "oswiettlen"])
def test_a_mistyped_word_is_most_like_the_right_one(slip: str) -> None:
    others = ["oswietlen", "oswiat", "oswiecim", "swietlik", "pietr", "osiedl"]
    assert alike(slip, others)[0][0] == "oswietlen"


@given(
    some.lists(some.text("abcdef", min_size=3, max_size=8), max_size=30),
    some.text("abcdef", min_size=3, max_size=8),
)
def test_what_is_alike_comes_in_one_order(others: list[str], term: str) -> None:
    found = alike(term, others)
    assert found == alike(term, reversed(others))
    assert all(one >= other >= LEAST for (_, one), (_, other) in itertools.pairwise(found))
