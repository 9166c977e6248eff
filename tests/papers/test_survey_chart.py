"""Pictures of surveys: all is readable, bars are as long as answers are many, and nothing is said by colour alone."""

import subprocess
import sys
from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise
from typing import cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers import survey_chart
from papers.charts import MARGIN, MARK, PLAIN, RIGHT, SMALL, Box, Dot, Sheet, Stroke, Words, drawing, is_tall
from papers.lettering import width
from papers.samples.surveys import AGREE, SURVEYS, THREE, spread
from papers.survey_chart import CENTRE, COLOURS, HALF, Composite, Estimate, Row, Spread, SurveyChart
from papers.vote_chart import Bar
from tests.papers import sheets
from tests.papers.looking import bare
from tests.papers.sheets import seen

LONG = (
    "Zieleń i retencja w śródmieściach: jak rozmawiać o drzewach zamiast miejsc parkingowych, zanim powstanie "
    "projekt, i kogo z wydziałów inwestycji, dróg i ochrony środowiska zaprosić już na pierwsze spot"
)
UNBROKEN = "Ą" * 200
WORDS = st.text(st.characters(exclude_categories=()), max_size=60)
HOSTILE = '$x_1^2$ \\alpha {\\bf} *b* ~ % # & " ' + "ą" * 120 + " \U0001f600 مرحبا שלום \x00 \ud800 ﷽ ∫∮"
BLIND = {  # Machado, Oliveira and Fernandes (2009)
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
HIDDEN = Row("Mówimy tu otwarcie.", "", None, "Mniej niż 5 odpowiedzi: nie pokazujemy")
NOW, BEFORE = Estimate(4, 3.5, 4.5, "teraz 4,0 (3,5–4,5)"), Estimate(3, 2, 3.5, "poprzednio 3,0 (2,0–3,5)")


def survey(*rows: Row, composite: Composite | None = None) -> SurveyChart:
    return SurveyChart("Puls zaufania", (AGREE, THREE), rows, composite, "Odpowiedziało 12 z 25 osób.", "pl")


def row(*counts: int, words: str = "Mówimy tu otwarcie.") -> Row:
    return Row(words, f"n = {sum(counts)}", spread(*counts), "mediana 4")


def compared(now: Estimate, before: Estimate | None = None) -> SurveyChart:
    return survey(composite=Composite("Zaufanie w jednej liczbie", now, before, "Bez wyraźnej zmiany."))


UNEVEN = (
    (1, 1, 1, 1, 1), (1, 1, 95, 1, 1), (0, 1, 0, 1, 98), (98, 1, 0, 1, 0), (48, 1, 1, 1, 49), (1, 1, 0, 1, 97),
    (100, 0, 0, 0, 0), (0, 0, 0, 0, 100), (0, 0, 100, 0, 0), (99, 1, 0), (1, 0, 199), (0, 5, 0), (997, 1, 1, 0, 1),
)  # fmt: skip
ALL: dict[str, SurveyChart] = {
    **SURVEYS,
    "nothing": SurveyChart("", (), (), None, "", "pl"),
    "no rows": survey(),
    "nothing may be shown": survey(HIDDEN, HIDDEN, Row(LONG, "n = 4", None, LONG)),
    "no reason": survey(*[Row("Mówimy tu otwarcie.", "", None, "")] * 2),
    "uneven": survey(*(row(*counts) for counts in UNEVEN)),
    "nobody": survey(row(0, 0, 0), row(0, 0, 0, 0, 0)),
    "long": survey(Row(LONG, LONG, spread(1, 2, 3), LONG), Row(UNBROKEN, "n = 6", spread(1, 2, 3), UNBROKEN)),
    "long ends": survey(
        Row("", "n = 6", spread(1, 2, 3, low=LONG, high="tak"), ""),
        Row("", "n = 6", spread(1, 2, 3, low="nie", high=UNBROKEN), ""),
    ),
    "long legend": SurveyChart("", ((LONG,) * 5, (UNBROKEN,) * 3), (), None, "", "pl"),
    "long options": survey(Row(LONG, "n = 9", (Bar(LONG, 9, "9"), Bar(UNBROKEN, 0, "0", "0%")), LONG)),
    "composite": compared(NOW),
    "composites": compared(NOW, BEFORE),
    "wide": compared(Estimate(1, -3, 1.5, LONG), Estimate(5, 0.2, 7.9, UNBROKEN)),
}

laid = partial(sheets.laid, survey_chart.lay)
said = partial(sheets.said, survey_chart.lay)
boxes = partial(sheets.boxes, survey_chart.lay)


def parts(*rows: Row) -> list[Box]:
    """What bars are made of."""
    shades = {colour for colours in COLOURS.values() for colour in colours}
    return [box for box in boxes(replace(survey(*rows), legends=())) if box.colour in shades]


@pytest.mark.parametrize("name", ALL)
def test_all_is_inside_the_picture_and_nothing_is_over_anything_else(name: str) -> None:
    drawn = sheets.extents(survey_chart.lay, ALL[name])
    assert sheets.outside(drawn) == []
    assert sheets.in_the_way(drawn) == []
    assert not [pair for pair in combinations(drawn.boxes, 2) if pair[0].touches(pair[1])]


@pytest.mark.parametrize("name", ALL)
def test_every_word_that_is_given_is_on_the_picture(name: str) -> None:
    chart = ALL[name]
    nobody_chose = "0" if name in ("uneven", "nobody", "ankieta", "ankieta-styl", "ankieta-wlasna") else ""
    written = bare(said(chart))
    assert [
        words for words in sheets.given(chart) if bare(words) not in written and words != nobody_chose
    ] == []


@pytest.mark.parametrize("name", ["nothing", "ankieta", "long", "composites"])
def test_each_picture_is_as_wide_as_a_phone_and_telegram_takes_it(name: str) -> None:
    png = survey_chart.picture(ALL[name])
    assert seen(png).width == 1080
    assert sum(seen(png).size) < 10_000
    assert len(png) < 1_000_000


def test_a_pulse_of_seven_items_is_no_file() -> None:
    assert not is_tall(survey_chart.picture(SURVEYS["ankieta"]))
    assert is_tall(survey_chart.picture(survey(*[row(1, 2, 3)] * 16)))


@pytest.mark.parametrize("counts", UNEVEN)
def test_parts_are_as_long_as_their_share(counts: tuple[int, ...]) -> None:
    """Half of the sheet is everybody; what nobody chose is not there."""
    long = [box.wide for box in parts(row(*counts))]
    assert long == pytest.approx([HALF * count / sum(counts) for count in counts if count])


@pytest.mark.parametrize("counts", UNEVEN)
def test_the_middle_of_the_neutral_part_is_the_middle_of_every_row(counts: tuple[int, ...]) -> None:
    """What disagrees ends where it begins, what agrees begins where it ends."""
    middle = len(counts) // 2
    neutral = HALF * counts[middle] / sum(counts) / 2
    drawn = parts(row(*counts))
    shades = COLOURS[len(counts)]
    for box in drawn:
        place = shades.index(box.colour)
        if place < middle:
            assert box.x + box.wide <= CENTRE - neutral + 0.001
        elif place > middle:
            assert box.x >= CENTRE + neutral - 0.001
        else:
            assert (box.x + box.x + box.wide) / 2 == pytest.approx(CENTRE)
    assert all(one.x + one.wide == pytest.approx(other.x) for one, other in pairwise(drawn))


def test_the_same_share_is_as_long_in_each_row() -> None:
    six_of_twelve, five_of_ten = (
        box for box in parts(row(0, 6, 0, 0, 6), row(5, 0, 0, 5, 0)) if box.x < CENTRE
    )
    assert six_of_twelve.wide == five_of_ten.wide == HALF / 2


@pytest.mark.parametrize("counts", UNEVEN)
def test_each_number_is_in_its_part_or_over_it_from_left_to_right(counts: tuple[int, ...]) -> None:
    chart = replace(survey(Row("x", "", spread(*counts), "")), legends=(), title="", caption="")
    sheet = laid(chart)
    drawn = [
        thing for thing in sheet.things if isinstance(thing, Box) and thing.colour in COLOURS[len(counts)]
    ]
    numbers = sorted(
        (thing for thing in sheet.things if isinstance(thing, Words) and thing.words.isdigit()),
        key=lambda at: at.x,
    )
    assert [thing.words for thing in numbers] == [str(count) for count in counts if count]
    for number, box in zip(numbers, drawn, strict=True):
        if number.y > box.y:
            assert number.x == pytest.approx(box.x + box.wide / 2)
            assert width(number.words, number.face) < box.wide
        else:
            assert width(number.words, number.face) + 10 > box.wide
            assert [line for line in sheet.things if leads(line, number, box)]


def leads(line: object, number: Words, box: Box) -> bool:
    """From a number down to the middle of its part."""
    ends = ((number.x, pytest.approx(box.y - 12)), (pytest.approx(box.x + box.wide / 2), box.y))
    return isinstance(line, Stroke) and line.points == ends


@pytest.mark.parametrize("counts", [(2, 2, 2, 2, 2), (3, 3, 3)])
def test_parts_differ_in_grey_and_for_the_colour_blind(counts: tuple[int, ...]) -> None:
    """Neighbours by how dark they are, and all of them whichever cones an eye lacks."""
    chart = replace(survey(row(*counts)), legends=())
    picture = seen(survey_chart.picture(chart))
    corners = [(round(box.x + 5), round(box.y + 5)) for box in parts(row(*counts))]
    grey = [cast("int", picture.convert("L").getpixel(corner)) for corner in corners]
    assert min(abs(one - other) for one, other in pairwise(grey)) > 30
    for matrix in BLIND.values():
        as_seen = [np.array(matrix) @ np.array(picture.getpixel(corner)) for corner in corners]
        assert min(np.linalg.norm(one - other) for one, other in combinations(as_seen, 2)) > 40


def test_the_legend_has_the_colours_of_the_parts() -> None:
    for legend in (AGREE, THREE):
        sheet = laid(SurveyChart("", (legend,), (), None, "", "pl"))
        swatches = [thing for thing in sheet.things if isinstance(thing, Box)]
        for words, colour in zip(legend, COLOURS[len(legend)], strict=True):
            (swatch,) = (box for box in swatches if box.colour == colour)
            first = words.split()[0]
            beside = [
                thing
                for thing in sheet.things
                if isinstance(thing, Words) and 0 < thing.x - swatch.x < 60 and 0 < thing.y - swatch.y < 40
            ]
            assert [thing.words.split()[0] for thing in beside] == [first]


def test_the_legend_lies_as_the_bars_do_from_the_ends_to_the_middle() -> None:
    far_left, left, neutral, right, far_right = COLOURS[5]
    at = {box.colour: box for box in boxes(SurveyChart("", (AGREE,), (), None, "", "pl"))}
    assert at[far_left].x == at[left].x < CENTRE < at[right].x == at[far_right].x
    assert at[far_left].y < at[left].y < at[neutral].y
    assert at[far_right].y < at[right].y < at[neutral].y


def test_what_may_not_be_shown_has_words_instead_of_a_bar() -> None:
    assert parts(HIDDEN) == []
    assert "Mniej niż 5 odpowiedzi: nie pokazujemy" in said(survey(HIDDEN))


def test_the_ends_of_a_bipolar_item_stand_over_the_ends_of_its_bar() -> None:
    sheet = laid(survey(Row("", "n = 9", spread(3, 3, 3, low="online", high="na żywo"), "mediana 3")))
    sides = {thing.words: (thing.x, thing.side) for thing in sheet.things if isinstance(thing, Words)}
    assert sides["online"] == (MARGIN, "left")
    assert sides[next(words for words in sides if words.startswith("na"))] == (RIGHT, "right")
    assert "1." not in sides


def test_options_have_plain_bars_as_long_as_their_counts() -> None:
    options = tuple(Bar(f"pomysł {count}", count, str(count)) for count in (10, 5))
    long = [box.wide for box in boxes(replace(survey(Row("x", "n = 15", options, "")), legends=()))]
    assert long[0] == pytest.approx(2 * long[1])


def test_a_dot_stands_where_its_mean_is_and_whiskers_where_the_interval_ends() -> None:
    sheet = laid(compared(NOW, BEFORE))
    steps = [thing.x for thing in sheet.things if isinstance(thing, Words) and thing.words in tuple("12345")]
    one, two, three, four, five = steps
    before, now = (thing for thing in sheet.things if isinstance(thing, Dot))
    assert (before.x, now.x) == (three, four)
    assert three == (one + five) / 2 == CENTRE
    lines = [thing for thing in sheet.things if isinstance(thing, Stroke)]
    assert [x for line in lines[:3] for x, _ in line.points] == [two, (three + four) / 2, two, two] + [
        (three + four) / 2
    ] * 2
    assert [x for x, _ in lines[3].points] == [(three + four) / 2, (four + five) / 2]
    assert before.y < now.y
    assert (before.colour, now.colour) == (PLAIN, MARK)


def test_an_interval_ends_with_the_scale() -> None:
    sheet = laid(compared(Estimate(4.9, 4.2, 5.6, "teraz")))
    five = next(thing.x for thing in sheet.things if isinstance(thing, Words) and thing.words == "5")
    assert max(x for thing in sheet.things if isinstance(thing, Stroke) for x, _ in thing.points) == five


def test_the_same_answers_give_the_same_bytes_and_others_do_not() -> None:
    chart = SURVEYS["ankieta"]
    assert survey_chart.picture(chart) == survey_chart.picture(chart)
    assert survey_chart.picture(survey(row(1, 2, 3))) != survey_chart.picture(survey(row(1, 3, 2)))


def test_what_is_typed_is_never_a_formula() -> None:
    """As wide as its signs are, in a line across and in one read upwards."""
    sheet = Sheet("pl")
    sheet.write("$x_1^2$ i \\alpha", SMALL, MARGIN, MARGIN)
    sheet.write_upwards("$x_1^2$ i \\alpha", SMALL, MARGIN, MARGIN)
    with drawing("pl"):
        across, upwards = (text.get_window_extent() for text in sheet.figure().texts)
        signs = width("$x_1^2$ i \\alpha", SMALL)
    assert (across.width, upwards.height) == pytest.approx((signs, signs), abs=1)
    assert "$x_1^2$ i \\alpha" in said(survey(row(1, 2, 3, words="$x_1^2$ i \\alpha")))


def test_an_item_without_a_sign_that_can_be_shown_is_called_by_its_place() -> None:
    words = said(survey(row(1, 2, 3), row(1, 2, 3, words="\U0001f6b2")))
    assert "2. " in words
    assert "1. " not in words


@settings(max_examples=15, deadline=None)
@given(WORDS, WORDS, st.lists(st.integers(0, 60), min_size=5, max_size=5))
def test_whatever_is_typed_all_is_inside_and_nothing_is_over_anything_else(
    typed: str, more: str, counts: list[int]
) -> None:
    rows = (
        Row(typed, more, spread(*counts), more),
        Row(more, more, spread(*counts[:3], low=typed, high=more), typed),
        Row(typed, more, None, more),
        Row(typed, more, (Bar(more, 2, "2"), Bar(typed, 1, "1")), more),
    )
    both = Composite(typed, Estimate(3, 2, 4, more), Estimate(3, 2, 4, typed), more)
    chart = SurveyChart(typed, ((typed, more) * 2 + (more,),), rows, both, more, "en")
    drawn = sheets.extents(survey_chart.lay, chart)
    assert sheets.outside(drawn) == []
    assert sheets.in_the_way(drawn) == []


def test_the_worst_that_people_type_is_drawn() -> None:
    chart = survey(
        row(1, 2, 3, words=HOSTILE),
        Row("", HOSTILE, Spread(spread(1, 2, 3).parts, HOSTILE, HOSTILE), HOSTILE),
    )
    assert seen(survey_chart.picture(chart)).width == 1080


def test_nothing_is_loaded_before_the_first_chart() -> None:
    """It takes most of a second, and 50 MB."""
    loading = "import sys, papers.survey_chart, papers.rounds_chart; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loading], check=False).returncode == 0
