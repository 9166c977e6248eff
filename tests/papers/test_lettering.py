"""Letters of charts: which are shown, and lines that fit into their place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.lettering import HARD_SPACE, Face, shortened, shown, width, wrapped

FACE, ROOM = Face(38), 600.0
POLISH = "ĄĆĘŁŃÓŚŹŻąćęłńóśźż„”–…"
LABEL = "Zieleń i retencja w śródmieściach: jak rozmawiać o drzewach zamiast miejsc parkingowych w Kędzierzynie-Koźlu"


def test_all_polish_letters_are_shown() -> None:
    assert shown(POLISH, "pl") == POLISH


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Rower \U0001f6b2 i \U0001f9d1\u200d\U0001f33e pieszo", "Rower i pieszo"),
        ("\U0001d413\U0001d41a\U0001d424", "Tak"),
        ("Miasto \u6771\u4eac i Łódź", "Miasto … i Łódź"),
        ("\U0001f6b2", ""),
        ("zażo\u0301łc\u0301 ge\u0328s\u0301la\u0328", "zażółć gęślą"),
        ("a" + "\u0301" * 40 + "b", "á\u0301b"),
        ("$x_1^2$ \\alpha {a}% #1 & ~", "$x_1^2$ \\alpha {a}% #1 & ~"),
        ("tak\u202enie\u00ad", "taknie"),
        ("raz  \n  dwa", "raz\ndwa"),
    ],
)
def test_what_the_font_has_not_is_left_out_or_replaced(typed: str, seen: str) -> None:
    assert shown(typed, "pl").replace(HARD_SPACE, " ") == seen


def test_no_word_is_cut_and_none_is_lost() -> None:
    lines = wrapped(shown(LABEL, "pl"), FACE, ROOM)
    assert " ".join(lines).replace(HARD_SPACE, " ") == LABEL
    assert all(width(line, FACE) <= ROOM for line in lines)


def test_no_line_is_much_shorter_than_the_others() -> None:
    lines = wrapped("Wspólny wniosek o dofinansowanie badania potrzeb mieszkańców 60+", FACE, 976)
    widths = [width(line, FACE) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.7 * max(widths)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_is_typed_no_line_is_wider_than_its_room(typed: str) -> None:
    words = shown(typed, "pl")
    lines = wrapped(words, FACE, ROOM)
    assert all(width(line, FACE) <= ROOM + 2 for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@pytest.mark.parametrize("letter", "ąĄAWif1%")
def test_only_what_no_line_could_hold_is_cut(letter: str) -> None:
    lines = wrapped(f"Los {letter * 190} obok", FACE, ROOM)
    assert lines[0] == "Los"
    assert "".join(lines).count(letter) == 190
    assert all(width(line, FACE) <= ROOM for line in lines)


def test_an_accent_stays_with_its_letter() -> None:
    lines = wrapped("q\u0301" * 60, FACE, ROOM)
    assert len(lines) > 1
    assert all(line.startswith("q") for line in lines)


def test_hard_spaces_hold_until_they_are_in_the_way() -> None:
    held = f"z{HARD_SPACE}domu"
    assert any(held in line for line in wrapped(f"Daleko {held}", FACE, 200))
    lines = wrapped(HARD_SPACE.join(["domu"] * 9), FACE, 300)
    assert {word for line in lines for word in line.split(" ")} == {"domu"}


def test_what_is_shortened_says_so_after_a_whole_word() -> None:
    lines = wrapped(LABEL, FACE, ROOM)
    room = width(lines[1], FACE)
    assert lines[1] == "śródmieściach: jak"
    assert shortened(lines, 2, FACE, room) == [lines[0], "śródmieściach…"]
    assert shortened(lines, len(lines), FACE, ROOM) == lines
