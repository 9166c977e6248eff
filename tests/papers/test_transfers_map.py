"""Pictures of transfers: changed ones are dashed, and the numbers on the lines are those of the practices below."""

import io
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from papers.charts import RIGHT, WIDTH, Box, Curve, Dot, Head, Sheet, Words, drawing, is_tall
from papers.lettering import LEFT_OUT, width
from papers.oval import NAMES, Node
from papers.transfers_map import NUMBERS, Transfer, TransfersMap, lay, picture
from papers.typography import HARD_SPACE
from tests.papers.test_sociogram import CITIES

PRACTICES = (
    "Pokazy kominiarza na osiedlach przed sezonem grzewczym", "Dyżur doradcy energetycznego w bibliotece",
    "Wspólny zakup czujników jakości powietrza dla szkół podstawowych i przedszkoli w powiecie, ze szkoleniem",
    "Mapa przegrzewających się podwórek", "Łąki kwietne zamiast trawników", "Karta deszczowa dla mieszkańców",
    "Zielone przystanki", "Remont klatek schodowych z udziałem lokatorów",
)  # fmt: skip
MORE = "Pozostałe są na liście"


def shown(n: int, *transfers: Transfer, practices: tuple[str, ...] = PRACTICES) -> TransfersMap:
    nodes = tuple(Node(key, name) for key, name in enumerate(CITIES[:n]))
    many = tuple(
        Transfer(at, to, (at % len(practices) + 1,), at % 3 == 0)
        for at in range(n) for to in ((at * 7 + 3) % n, (at * 3 + 1) % n) if to != at
    )  # fmt: skip
    return TransfersMap(
        "Czyste powietrze: co przejęli inni", nodes, transfers or tuple(dict.fromkeys(many)), practices,
        "Strzałka prowadzi od … do …", "bez zmian", "w zmienionej wersji", MORE, "pl",
    )  # fmt: skip


def laid(transfers: TransfersMap) -> Sheet:
    with drawing("pl") as sheet:
        lay(sheet, transfers)
        return sheet


def arrows(sheet: Sheet) -> list[Curve]:
    """Without the samples of the legend, which are level."""
    return [each for each in sheet.things if isinstance(each, Curve) and each.start[1] != each.by[1]]


def written(sheet: Sheet) -> list[str]:
    return [thing.words.replace(HARD_SPACE, " ") for thing in sheet.things if isinstance(thing, Words)]


def numbers(sheet: Sheet) -> list[str]:
    return [
        thing.words
        for thing in sheet.things
        if isinstance(thing, Words) and thing.face is NUMBERS and thing.words
    ]


def rims(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    """Where the numbers stand: left, top, right and foot."""
    boxes = [thing for thing in sheet.things if isinstance(thing, Box)]
    return [(box.x, box.y, box.x + box.wide, box.y + box.high) for box in boxes]


def test_what_was_taken_over_with_changes_is_dashed_and_the_legend_says_so() -> None:
    sheet = laid(shown(3, Transfer(0, 1, (1,)), Transfer(0, 2, (1,), changed=True)))
    assert [arrow.dashed for arrow in arrows(sheet)] == [False, True]
    assert {"bez zmian", "w zmienionej wersji"} <= set(written(sheet))
    samples = [
        each
        for each in sheet.things
        if isinstance(each, Curve) and each.start[1] == each.by[1] == each.end[1]
    ]
    assert [sample.dashed for sample in samples] == [False, True]


def test_where_nothing_was_changed_there_is_no_legend_of_it() -> None:
    assert "w zmienionej wersji" not in written(laid(shown(3, Transfer(0, 1, (1,)))))


def test_dashes_can_be_seen() -> None:
    assert picture(shown(3, Transfer(0, 1, (1,)), Transfer(2, 0, (1,), changed=True))) != picture(
        shown(3, Transfer(0, 1, (1,), changed=True), Transfer(2, 0, (1,)))
    )


def test_an_arrow_points_to_whoever_took_over() -> None:
    sheet = laid(shown(4, Transfer(3, 1, (1,))))
    discs = [thing for thing in sheet.things if isinstance(thing, Dot)]
    ((x, y),) = [thing.corners[0] for thing in sheet.things if isinstance(thing, Head)]
    assert min(range(4), key=lambda at: abs(discs[at].x - x) + abs(discs[at].y - y)) == 1


def test_several_ways_between_the_same_two_stand_apart() -> None:
    ways = [Transfer(giver, 1 - giver, (1,), changed) for giver in (0, 1) for changed in (False, True)]
    bends = [arrow.by for arrow in arrows(laid(shown(4, *ways)))]
    assert all(abs(x - x2) + abs(y - y2) > 80 for (x, y), (x2, y2) in combinations(bends, 2))


def test_the_numbers_on_a_line_are_those_of_the_list_below() -> None:
    sheet = laid(shown(3, Transfer(0, 1, (4, 1, 2)), Transfer(1, 2, (3,))))
    assert numbers(sheet) == ["1, 2, 4", "3"]
    assert "1." in written(sheet)
    assert PRACTICES[3] in written(sheet)


def test_more_numbers_than_a_line_can_carry_end_in_an_ellipsis() -> None:
    assert numbers(laid(shown(3, Transfer(0, 1, (1, 2, 3, 4, 5))))) == [f"1, 2, 3{LEFT_OUT}"]


@pytest.mark.parametrize("n", [3, 5, 12, 20])
def test_numbers_hide_neither_each_other_nor_an_institution(n: int) -> None:
    sheet = laid(shown(n))
    discs = [thing for thing in sheet.things if isinstance(thing, Dot)]
    around = [(d.x - d.size / 2, d.y - d.size / 2, d.x + d.size / 2, d.y + d.size / 2) for d in discs]
    for one, other in combinations([*rims(sheet), *around], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    names = [thing for thing in sheet.things if isinstance(thing, Words) and thing.face in NAMES]
    for left, top, right, foot in rims(sheet):
        for name in names:
            start = name.x if name.side == "left" else name.x - width(name.words, name.face)
            end = start + width(name.words, name.face)
            assert right <= start or end <= left or foot <= name.y - name.face.size * 0.7 or name.y <= top


def test_as_many_practices_as_there_is_room_for_and_the_way_to_all_others() -> None:
    many = tuple(f"{n} · {PRACTICES[2]}" for n in range(60))
    ways = (Transfer(0, 1, (1, 60)), Transfer(1, 2, (60,)))
    sheet = laid(shown(20, *ways, practices=many))
    assert MORE in written(sheet)
    assert "60." not in written(sheet)
    assert numbers(sheet) == [f"1{LEFT_OUT}"]
    assert MORE not in written(laid(shown(20)))


@pytest.mark.parametrize("n", [2, 3, 12, 20])
@pytest.mark.parametrize("practices", [1, 8, 60])
def test_it_is_a_picture_that_a_messenger_shows_well(n: int, practices: int) -> None:
    png = picture(shown(n, practices=(PRACTICES * 8)[:practices]))
    assert Image.open(io.BytesIO(png)).width == WIDTH
    assert not is_tall(png)


def test_no_title_is_wider_than_the_sheet() -> None:
    sheet = laid(shown(3, Transfer(0, 1, (1,)), practices=("Bardzo" * 40, *PRACTICES)))
    for thing in (each for each in sheet.things if isinstance(each, Words) and each.side == "left"):
        assert thing.x + width(thing.words, thing.face) <= RIGHT + 1


def test_the_same_transfers_make_the_same_picture_in_whatever_order_they_came() -> None:
    usual = shown(5)
    assert picture(usual) == picture(replace(usual, transfers=usual.transfers[::-1]))


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), min_size=2, max_size=4))
@settings(max_examples=20, deadline=None)
def test_whatever_practices_are_called_it_can_be_drawn(titles: list[str]) -> None:
    transfers = shown(3, Transfer(0, 1, (1, 2), changed=True), practices=tuple(titles))
    assert picture(transfers).startswith(b"\x89PNG")
