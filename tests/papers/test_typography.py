"""Typography: what people type comes out as a careful typist of their language would have set it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers.typography import neat, printable

TYPED = st.text(
    st.one_of(
        st.sampled_from(" '\"-–—.…„”“\n\u00a0()/,:%aiouwzAZ012359"),
        st.sampled_from("żółćk"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
) | st.lists(
    st.sampled_from(
        [
            '"',
            "w",
            "i",
            "-",
            "--",
            "–",
            "...",
            "12",
            "stycznia",
            "2027",
            "r.",
            "ul.",
            "10-12",
            "„a",
            'b"',
            "'",
            "(“",
        ]
    ),
    max_size=12,
).map(" ".join)


def folded(text: str) -> str:
    """What is left of a text when one does not look at spaces, marks and dashes."""
    same = str.maketrans({"–": "-", "…": "...", "’": "'", **dict.fromkeys("„”“", '"'), "\u00a0": " "})
    return " ".join(part for part in printable(text).translate(same).replace("--", "-").split(" ") if part)


@given(TYPED, st.sampled_from(["pl", "en", "de"]))
def test_setting_a_text_twice_changes_nothing_more(text: str, language: str) -> None:
    once = neat(text, language)
    assert neat(once, language) == once


@given(TYPED, st.sampled_from(["pl", "en"]))
def test_only_spaces_quotation_marks_and_dashes_change(text: str, language: str) -> None:
    assert folded(neat(text, language)).replace("\t", " ").split() == folded(text).replace("\t", " ").split()


@pytest.mark.parametrize(
    ("typed", "polish"),
    [
        ("Idziemy w las i z psem", "Idziemy w\u00a0las i\u00a0z\u00a0psem"),
        ("A w domu", "A\u00a0w\u00a0domu"),
        ("12 stycznia 2027 r.", "12\u00a0stycznia 2027\u00a0r."),
        ("od 10:00-15:00, s. 3-5.", "od 10:00–15:00, s.\u00a03–5."),
        ("00-950 Warszawa, 2027-01-15", "00-950 Warszawa, 2027-01-15"),
        ("tel. 22-621-10-10", "tel.\u00a022-621-10-10"),
        ("Bielsko-Biała - miasto", "Bielsko-Biała\u00a0– miasto"),
        ("- punkt", "– punkt"),
        ('to "dobra" rzecz', "to „dobra” rzecz"),
        ('program "Szkoła „Nowa" dziś"', "program „Szkoła „Nowa” dziś”"),
        ("to “dobra” rzecz", "to „dobra” rzecz"),
        ("no cóż...", "no cóż…"),
        ("25 000 zł, 10 %", "25\u00a0000\u00a0zł, 10\u00a0%"),
        ("ul. Polna 3, nr 5", "ul.\u00a0Polna 3, nr\u00a05"),
        ('ekran 15"', 'ekran 15"'),
        ("https://przyklad.pl/a-b/10-12", "https://przyklad.pl/a-b/10-12"),
        ("COVID-19", "COVID-19"),
        ("Joanny d'Arc", "Joanny d’Arc"),
        ("dwie  spacje", "dwie spacje"),
        ("od\x00dech\ud800", "oddech"),
    ],
)
def test_polish_is_set_the_polish_way(typed: str, polish: str) -> None:
    assert neat(typed, "pl") == polish


@pytest.mark.parametrize(
    ("typed", "english"),
    [
        ('a "good" one', "a “good” one"),
        ("don't - really", "don’t\u00a0– really"),
        ("12 January, 9-5", "12\u00a0January, 9–5"),
        ("it is I who came", "it is I who came"),
    ],
)
def test_english_is_set_the_english_way(typed: str, english: str) -> None:
    assert neat(typed, "en") == english
