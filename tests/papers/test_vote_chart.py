"""Pictures of votes: all is readable, nothing is in the way of anything else, and the winner is seen without colour."""

import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import combinations

import matplotlib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import RendererAgg

from papers import vote_chart
from papers.charts import DRAWING, WASH, Tick, Words, drawing, is_tall
from papers.lettering import HARD_SPACE, width
from papers.samples.votes import VOTES
from papers.vote_chart import Bar, Bars, Chart, Contender, Ranking, Scale
from tests.papers import sheets
from tests.papers.sheets import seen

LONG = (
    "Zieleń i retencja w śródmieściach: jak rozmawiać o drzewach zamiast miejsc parkingowych, zanim powstanie "
    "projekt, i kogo z wydziałów inwestycji, dróg i ochrony środowiska zaprosić już na pierwsze spot"
)
WORDS = st.text(st.characters(exclude_categories=()), max_size=60)
HOSTILE = '$x_1^2$ \\alpha {\\bf} *b* ~ % # & " ' + "ą" * 120 + " \U0001f600 مرحبا שלום \x00 \ud800 ﷽ ∫∮"


def bars(labels: tuple[str, ...], title: str = "Gdzie?") -> Bars:
    return Bars(
        title,
        tuple(
            Bar(label, at, str(at), f"{at}%", best=at == len(labels))
            for at, label in enumerate(labels, start=1)
        ),
        "Głosowało 20 z 25 osób.",
        "pl",
    )


def scale(votes: tuple[int, ...], title: str = "Jak było?") -> Scale:
    steps = tuple(Bar(str(at), count, str(count), "7%") for at, count in enumerate(votes, start=1))
    return Scale(
        title, steps, "wcale nie", "jak najbardziej", "Średnia 3,7 · mediana 4", "Odpowiedziało 9.", "pl"
    )


def ranking(labels: tuple[str, ...], most: int = 30) -> Ranking:
    """Each round one less is in it; the first of all wins."""
    rounds = max(len(labels) - 1, 1)
    contenders = tuple(
        Contender(label, (most - at,) * min(rounds, len(labels) - at), "odpada w rundzie 3", best=at == 0)
        for at, label in enumerate(labels)
    )
    points = tuple(Bar(label, 99 - at, str(99 - at), best=at == 0) for at, label in enumerate(labels))
    return Ranking(
        "Od najważniejszego", "Rundy", contenders, "Punkty", points, "Głosowało 20 z 25 osób.", "pl"
    )


MANY = tuple(f"{at}. {LONG}"[:200] for at in range(1, 13))
ALL: dict[str, Chart] = {
    **VOTES,
    "one": bars(("Łódź",)),
    "twelve long ones": bars(MANY, LONG),
    "nobody voted": Bars("Gdzie?", (Bar("Łódź", 0, "0", "0%"), Bar("Pszczyna", 0, "0", "0%")), "", "pl"),
    "nothing": Bars("", (), "", "pl"),
    "scale": scale((0, 0, 999, 1, 0), LONG),
    "bins": scale((3, 2, 4)),
    "scale of nobody": scale((0, 0, 0, 0, 0)),
    "ranking of one": ranking(("Łódź",)),
    "ranking of twelve": ranking(MANY, 999),
    "ranking of nothing": ranking(()),
    "long fates": Ranking("", "", tuple(Contender(at, (1,), LONG) for at in "ab"), "", (), "", "pl"),
    "a long low end": Scale("", (Bar("1", 1, "1"), Bar("2", 0, "0")), LONG, "tak", "Mediana 1", "", "pl"),
    "a long high end": Scale("", (Bar("1", 1, "1"), Bar("2", 0, "0")), "nie", LONG, "Mediana 1", "", "pl"),
}


laid = partial(sheets.laid, vote_chart.lay)
said = partial(sheets.said, vote_chart.lay)
boxes = partial(sheets.boxes, vote_chart.lay)


@pytest.mark.parametrize("name", ALL)
def test_all_is_inside_the_picture_and_nothing_is_over_anything_else(name: str) -> None:
    drawn = sheets.extents(vote_chart.lay, ALL[name])
    for box in (*drawn.texts, *drawn.boxes):
        assert box.left >= 40
        assert box.right <= drawn.picture.right - 40
        assert box.foot >= 20
        assert box.top <= drawn.picture.top - 20
    assert len(drawn.boxes) == len([box for box in boxes(ALL[name]) if box.colour != WASH])
    assert not [pair for pair in combinations(drawn.texts, 2) if pair[0].touches(pair[1])]
    assert not [(text, bar) for text in drawn.texts for bar in drawn.boxes if text.touches(bar)]


@pytest.mark.parametrize("name", ["nothing", "one", "scale", "twelve long ones", "ranking of twelve"])
def test_each_picture_is_as_wide_as_a_phone_and_telegram_takes_it(name: str) -> None:
    png = vote_chart.picture(ALL[name])
    picture = seen(png)
    assert picture.width == 1080
    assert picture.width + picture.height < 10_000
    assert len(png) < 1_000_000


@pytest.mark.parametrize("count", range(1, 13))
def test_every_option_is_there_with_its_number(count: int) -> None:
    labels = tuple(f"Pomysł numer {at}" for at in range(1, count + 1))
    for chart in (bars(labels), ranking(labels)):
        words = said(chart)
        assert all(label in words for label in labels)
    assert all(f"{at} · {at}%" in said(bars(labels)) for at in range(1, count + 1))


def test_the_longest_label_is_there_to_its_last_word() -> None:
    assert LONG in said(bars((LONG, "krótko")))


def test_beside_the_points_a_name_has_two_lines() -> None:
    """It is told in full above them."""
    words = said(ranking((LONG, "krótko")))
    assert words.count(LONG) == 1
    assert words.count("…") == 1


def test_bars_are_as_long_as_their_numbers_and_nothing_is_a_hair() -> None:
    long = [box.wide for box in boxes(Bars("", tuple(Bar("x", n, str(n)) for n in (10, 5, 0)), "", "pl"))]
    assert long[0] == pytest.approx(2 * long[1])
    assert long[2] == vote_chart.HAIR


def test_a_vote_is_as_high_in_each_row_of_the_rounds() -> None:
    chart = Ranking("", "", (Contender("a", (4, 6), best=True), Contender("b", (2,))), "", (), "", "pl")
    four, six, two = (box.high for box in boxes(chart) if box.high > vote_chart.HAIR and box.colour != WASH)
    assert (four, six) == (pytest.approx(2 * two), pytest.approx(3 * two))


def test_how_each_option_ended_is_said() -> None:
    chart = Ranking(
        "", "", (Contender("a", (2,), "wygrywa"), Contender("b", (1,), "odpada")), "", (), "", "pl"
    )
    assert "wygrywa" in said(chart)
    assert "odpada" in said(chart)


def test_what_has_won_differs_without_colour() -> None:
    """By lightness, by a tick and by bold letters; a tie marks all alike."""
    chart = VOTES["glosowanie-remis"]
    grey = seen(vote_chart.picture(chart)).convert("L")
    shades = [grey.getpixel((round(box.x + 5), round(box.y + 5))) for box in boxes(chart)]
    assert shades[0] == shades[1] < shades[2] - 50  # type: ignore[operator]
    assert shades[2] == shades[3] < 255 - 80  # type: ignore[operator]
    things = laid(chart).things
    assert len([thing for thing in things if isinstance(thing, Tick)]) == 2
    bold = {thing.words: thing.face.bold for thing in things if isinstance(thing, Words)}
    assert bold["Golub-Dobrzyń"]
    assert bold["Ostrowiec Świętokrzyski"]
    assert not bold["Zdalnie"]


@pytest.mark.parametrize("name", ["glosowanie-skala", "glosowanie-kolejnosc"])
def test_the_same_votes_give_the_same_bytes(name: str) -> None:
    assert vote_chart.picture(VOTES[name]) == vote_chart.picture(VOTES[name])


def test_other_votes_give_another_picture() -> None:
    assert vote_chart.picture(scale((1, 2, 3))) != vote_chart.picture(scale((1, 2, 4)))


def test_one_draws_at_a_time() -> None:
    with drawing("pl"):
        assert DRAWING.locked()
    assert not DRAWING.locked()


def test_nothing_of_a_picture_stays_in_memory() -> None:
    """Not even until garbage is collected: it would be 13 MB each time."""
    gc.collect()
    gc.disable()
    try:
        vote_chart.picture(VOTES["glosowanie"])
        assert not [held for held in gc.get_objects() if type(held) is RendererAgg]
    finally:
        gc.enable()


def test_who_draws_at_the_same_moment_gets_the_same_as_alone() -> None:
    charts = [VOTES["glosowanie"], scale((1, 2, 3, 4, 5))] * 2
    with ThreadPoolExecutor(2) as several:
        assert list(several.map(vote_chart.picture, charts)) == [
            vote_chart.picture(chart) for chart in charts
        ]


def test_what_the_machine_has_set_for_its_own_charts_does_not_count() -> None:
    alone = vote_chart.picture(VOTES["glosowanie"])
    with matplotlib.rc_context({"savefig.facecolor": "black", "text.antialiased": False, "savefig.dpi": 50}):
        assert vote_chart.picture(VOTES["glosowanie"]) == alone
        assert matplotlib.rcParams["savefig.dpi"] == 50


def test_what_is_typed_is_never_a_formula() -> None:
    """As wide as its signs are."""
    with drawing("pl") as sheet:
        vote_chart.lay(sheet, bars(("$x_1^2$ i \\alpha",)))
        text = next(text for text in sheet.figure().texts if "alpha" in text.get_text())
        label = next(thing for thing in sheet.things if isinstance(thing, Words) and "alpha" in thing.words)
        assert text.get_window_extent().width == pytest.approx(width(label.words, label.face), abs=1)
    assert label.words.replace(HARD_SPACE, " ") == "$x_1^2$ i \\alpha"


def test_an_option_without_a_sign_that_can_be_shown_is_called_by_its_place() -> None:
    words = said(bars(("\U0001f6b2", "\U0001f697")))
    assert "1." in words
    assert "2." in words


@settings(max_examples=15, deadline=None)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=3), WORDS)
def test_whatever_is_typed_all_pictures_are_drawn(title: str, labels: list[str], more: str) -> None:
    steps = tuple(Bar(label, 1, more, more) for label in labels)
    contenders = tuple(Contender(label, (1,), more) for label in labels)
    for chart in (
        Bars(title, tuple(Bar(label, 1, "1", "5%") for label in labels), more, "pl"),
        Scale(title, steps, more, more, more, title, "pl"),
        Ranking(title, more, contenders, more, (), more, "en"),
    ):
        assert seen(vote_chart.picture(chart)).width == 1080


def test_the_worst_that_people_type_is_drawn() -> None:
    for chart in (bars((HOSTILE, HOSTILE), HOSTILE), ranking((HOSTILE, HOSTILE))):
        assert seen(vote_chart.picture(chart)).width == 1080


def test_nothing_is_loaded_before_the_first_chart() -> None:
    """It takes most of a second, and 50 MB."""
    loading = "import sys, handlers.features, papers.vote_chart; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loading], check=False).returncode == 0


def test_a_picture_that_is_too_high_for_a_photo_is_known() -> None:
    few = Bars("Czy?", (Bar("Tak", 1, "1"),), "", "pl")
    many = Bars("Czy?", tuple(Bar(f"{n}. {LONG}", 1, "1") for n in range(12)), "", "pl")
    assert not is_tall(vote_chart.picture(few))
    assert is_tall(vote_chart.picture(many))
