"""Pictures of a network: all names can be read, nothing is in the way, and neither place nor size says anything."""

import io
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from papers.charts import MARGIN, RIGHT, WIDTH, Curve, Dot, Head, Sheet, Words, drawing, is_tall
from papers.lettering import width
from papers.oval import NAMES, Node
from papers.sociogram import Sociogram, lay, picture

CITIES = (
    "Bielsko-Biała", "Czechowice-Dziedzice", "Dąbrowa Górnicza", "Gdynia", "Jastrzębie-Zdrój", "Konin", "Łódź",
    "Miejska Biblioteka Publiczna im. Jana Kochanowskiego w Radomiu", "Ostrowiec Świętokrzyski",
    "Piotrków Trybunalski", "Radlin", "Rzeszów", "Skarżysko-Kamienna", "Stalowa Wola", "Starachowice",
    "Świętochłowice", "Tarnowskie Góry", "Toruń", "Wałbrzych", "Włocławek",
    "Urząd Marszałkowski Województwa Zachodniopomorskiego", "Zduńska Wola", "Zielona Góra", "Żory",
    "Aleksandrów Kujawski",
)  # fmt: skip
SIZES = (4, 5, 12, 20, 25)


def network(n: int, *ties: tuple[int, int]) -> Sociogram:
    nodes = tuple(Node(key, name) for key, name in enumerate(CITIES[:n]))
    every = ties or tuple((at, (at * 7 + 3) % n) for at in range(n) if (at * 7 + 3) % n != at)
    return Sociogram("Co od siebie przejęliśmy", nodes, every, "Strzałka prowadzi od … do …", "pl")


def laid(sociogram: Sociogram) -> Sheet:
    with drawing("pl") as sheet:
        lay(sheet, sociogram)
        return sheet


def names_in(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    """Where each line of a name stands: its left, top, right and foot."""
    boxes = []
    for thing in sheet.things:
        if isinstance(thing, Words) and thing.face in NAMES:
            wide = width(thing.words, thing.face)
            left = thing.x if thing.side == "left" else thing.x - wide
            boxes.append((left, thing.y - thing.face.size * 0.7, left + wide, thing.y))
    return boxes


@pytest.mark.parametrize("n", SIZES)
def test_all_institutions_are_equally_large_and_none_hides_another(n: int) -> None:
    discs = [thing for thing in laid(network(n)).things if isinstance(thing, Dot)]
    assert len(discs) == n
    assert len({disc.size for disc in discs}) == 1
    for one, other in combinations(discs, 2):
        assert abs(one.x - other.x) + abs(one.y - other.y) > one.size


@pytest.mark.parametrize("n", SIZES)
def test_every_name_is_on_the_sheet_and_in_nobody_s_way(n: int) -> None:
    sheet = laid(network(n))
    boxes = names_in(sheet)
    assert len(boxes) >= n
    for left, _top, right, _foot in boxes:
        assert MARGIN - 1 <= left < right <= RIGHT + 1
    for (left, top, right, foot), (left2, top2, right2, foot2) in combinations(boxes, 2):
        assert right <= left2 or right2 <= left or foot <= top2 or foot2 <= top
    for disc in (thing for thing in sheet.things if isinstance(thing, Dot)):
        near = disc.size / 2
        assert not [
            box
            for box in boxes
            if box[0] < disc.x + near
            and disc.x - near < box[2]
            and box[1] < disc.y + near
            and disc.y - near < box[3]
        ]


def test_names_of_cities_are_shown_whole_and_no_word_of_them_is_broken() -> None:
    cities = [name for name in CITIES if len(name) < 30]
    nodes = tuple(Node(key, name) for key, name in enumerate(cities))
    sheet = laid(Sociogram("", nodes, ((0, 1),), "", "pl"))
    written = [thing.words for thing in sheet.things if isinstance(thing, Words)]
    assert sorted(" ".join(written).split()) == sorted(" ".join(cities).split())


def test_a_longer_name_takes_three_lines_and_then_an_ellipsis() -> None:
    sheet = laid(network(25))
    cut = [thing.words for thing in sheet.things if isinstance(thing, Words) and thing.words.endswith("…")]
    assert "Radomiu" not in str(cut)
    assert cut


def test_a_word_too_long_for_a_line_is_broken_after_its_hyphen() -> None:
    names = (*CITIES[:8], "Urząd Miejski w Czechowicach-Dziedzicach-Zdroju")
    sheet = laid(Sociogram("", tuple(Node(key, name) for key, name in enumerate(names)), ((0, 1),), "", "pl"))
    written = [thing.words for thing in sheet.things if isinstance(thing, Words)]
    assert [words for words in written if words.endswith("Czechowicach-")]


def test_an_arrow_points_to_whoever_took_over_and_one_line_has_two_heads_where_both_did() -> None:
    sheet = laid(network(4, (0, 1), (2, 3), (3, 2)))
    discs = [thing for thing in sheet.things if isinstance(thing, Dot)]
    heads = [thing.corners[0] for thing in sheet.things if isinstance(thing, Head)]
    assert len([thing for thing in sheet.things if isinstance(thing, Curve)]) == 2
    nearest = [min(range(4), key=lambda at: abs(discs[at].x - x) + abs(discs[at].y - y)) for x, y in heads]
    assert sorted(nearest) == [1, 2, 3]


def test_no_arrow_touches_a_disc() -> None:
    sheet = laid(network(20))
    discs = [thing for thing in sheet.things if isinstance(thing, Dot)]
    for head in (thing for thing in sheet.things if isinstance(thing, Head)):
        for x, y in head.corners:
            assert all((disc.x - x) ** 2 + (disc.y - y) ** 2 > (disc.size / 2) ** 2 for disc in discs)


@pytest.mark.parametrize("n", SIZES)
def test_where_an_institution_stands_does_not_depend_on_its_ties(n: int) -> None:
    def places(sociogram: Sociogram) -> list[Dot]:
        return [thing for thing in laid(sociogram).things if isinstance(thing, Dot)]

    assert places(network(n)) == places(network(n, (0, 1), (2, 1), (3, 1)))


def test_the_same_institutions_and_ties_make_the_same_picture_in_whatever_order_they_came() -> None:
    ties = ((0, 1), (3, 2), (1, 3), (2, 0))
    assert picture(network(5, *ties)) == picture(network(5, *reversed(ties)))


@pytest.mark.parametrize("n", SIZES)
def test_it_is_a_picture_that_a_messenger_shows_well(n: int) -> None:
    png = picture(network(n))
    assert Image.open(io.BytesIO(png)).width == WIDTH
    assert not is_tall(png)


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), min_size=4, max_size=8))
@settings(max_examples=25, deadline=None)
def test_whatever_institutions_are_called_it_can_be_drawn(names: list[str]) -> None:
    nodes = tuple(Node(key, name) for key, name in enumerate(names))
    assert picture(Sociogram("$x_1^2$ \x00", nodes, ((0, 1),), "", "pl")).startswith(b"\x89PNG")
