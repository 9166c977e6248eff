"""Pictures: the result of finding a date, and the code on the screen of a room."""

import struct

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from papers import date_grid, qr
from papers.date_grid import Column, DateGrid, Line
from tests.papers.looking import dots

LEGEND = {"yes": "tak", "maybe": "w razie potrzeby", "no": "nie", "": "brak odpowiedzi"}
WORDS = st.text(st.characters(exclude_categories=()), max_size=80)
HOSTILE = '#eval("1") *b* $x$ \\ ' + "ą" * 300 + " \U0001f600 مرحبا \x00 \ud800"
LINK = "https://t.me/spoiwo_bot?start=here-7f3kq9"


def size(png: bytes) -> tuple[int, ...]:
    return struct.unpack_from(">II", png, 16)


def grid(days: int, cities: int, title: str = "Termin spotkania") -> DateGrid:
    answers = ("yes", "maybe", "no", "")
    return DateGrid(
        title,
        tuple(Column(f"śr. {day} stycznia, 10:00", (day, 2, 1), day == 2) for day in range(1, days + 1)),
        tuple(
            Line(f"Miasto {city}", tuple(answers[(city + day) % 4] for day in range(days)))
            for city in range(cities)
        ),
        LEGEND,
        "Odpowiedziało 31 z 40 osób.",
        "pl",
    )


def test_the_same_answers_give_the_same_picture() -> None:
    assert date_grid.picture(grid(5, 9)) == date_grid.picture(grid(5, 9))
    assert date_grid.picture(grid(5, 9)) != date_grid.picture(grid(5, 10))


@pytest.mark.parametrize(("days", "cities"), [(0, 0), (1, 0), (1, 1), (3, 22), (10, 22), (10, 40)])
def test_the_grid_is_as_wide_as_a_phone_and_telegram_takes_its_height(days: int, cities: int) -> None:
    width, height = size(date_grid.picture(grid(days, cities)))
    assert width == 1080
    assert height + width < 10_000
    assert height < 20 * width


def test_the_best_date_stands_out_in_the_list_and_in_its_column() -> None:
    """Of the wash behind the best date there is nothing where none is best."""
    wash = bytes((0xE3, 0xF1, 0xEA))
    plain = DateGrid(
        "Termin", (Column("śr.", (1, 0, 0), False),), (Line("Łódź", ("yes",)),), LEGEND, "", "pl"
    )
    best = DateGrid("Termin", (Column("śr.", (1, 0, 0), True),), (Line("Łódź", ("yes",)),), LEGEND, "", "pl")
    shown = {row for row in dots(date_grid.picture(best)).rows if wash in row}
    assert len(shown) > 100
    assert not any(wash in row for row in dots(date_grid.picture(plain)).rows)


@settings(max_examples=25, deadline=None)
@given(WORDS, st.lists(st.tuples(WORDS, WORDS), max_size=4), WORDS)
def test_whatever_is_typed_the_grid_is_drawn(title: str, named: list[tuple[str, str]], caption: str) -> None:
    columns = tuple(Column(label, (1, 2, 3), False) for label, _ in named)
    lines = tuple(Line(name, ("yes",) * len(columns)) for _, name in named)
    assert size(date_grid.picture(DateGrid(title, columns, lines, LEGEND, caption, "pl")))[0] == 1080


def test_what_is_typed_is_never_markup() -> None:
    """What would be 7 as markup is as wide as it was typed."""
    same = {date_grid.picture(grid(1, 1, title)) for title in ("#(3 + 4)", "7")}
    assert len(same) == 2
    assert size(date_grid.picture(grid(1, 1, HOSTILE)))[0] == 1080


def test_the_screen_shows_the_code_of_the_link() -> None:
    """Every field of the code is where a camera looks for it, with an empty border of four fields around."""
    seen = dots(qr.picture(LINK, "Spotkanie", "K7M4QX", "Zeskanuj", "pl"))
    matrix = segno.make(LINK, error="m", micro=False).matrix
    dark = [[any(channel < 128 for channel in seen.at(x, y)[:3]) for x in range(1080)] for y in range(1080)]
    top = next(y for y, row in enumerate(dark) if any(row))
    left = min(row.index(True) for row in dark if any(row))
    step = (1080 - 2 * top) / len(matrix)
    assert (seen.width, seen.height) == (1920, 1080)
    assert min(top, left) > 3 * step
    for y, row in enumerate(matrix):
        for x, field in enumerate(row):
            assert dark[round(top + (y + 0.5) * step)][round(left + (x + 0.5) * step)] == bool(field)


@pytest.mark.parametrize("words", ["", "K7M4QX", HOSTILE, "Bardzo długie słowa " * 40])
def test_the_screen_takes_any_words(words: str) -> None:
    assert size(qr.picture(LINK, words, words, words, "pl")) == (1920, 1080)
