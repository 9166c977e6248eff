"""Pictures of all rounds: what is known stands in its column, and nothing is drawn where nothing may be shown."""

from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageColor

from papers import rounds_chart
from papers.charts import MARK, PLAIN, WASH, Box, Dot, Stroke, Turned, Words, is_tall
from papers.rounds_chart import DASH, TRACK, History, Round, RoundsChart, Share
from papers.samples.surveys import ROUNDS, TRUST
from papers.survey_chart import Estimate
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
MONTHS = ("marzec", "czerwiec", "październik", "grudzień")


def estimate(mean: float) -> Estimate:
    return Estimate(mean, mean - 0.4, mean + 0.4, f"{mean:.1f}".replace(".", ","))


def share(percent: int) -> Share:
    return Share(percent / 100, f"{percent}%")


def history(
    *means: float | None, items: tuple[tuple[int | None, ...], ...] = (), label: str = "{n} · {month}"
) -> RoundsChart:
    rounds = tuple(
        Round(
            label.format(n=n, month=MONTHS[n % 4]), f"n = {n + 9}", None if mean is None else estimate(mean)
        )
        for n, mean in enumerate(means, start=1)
    )
    shares = (tuple(None if each is None else share(each) for each in item) for item in items)
    asked = tuple(History(TRUST[at % 7], item) for at, item in enumerate(shares))
    return RoundsChart(
        "Puls zaufania", rounds, "W jednej liczbie", "Korzystnie", asked, "Do zobaczenia!", "pl"
    )


def many(count: int, items: int = 2) -> RoundsChart:
    """Some of it may not be shown."""
    means = (None if at % 5 == 3 else 1 + at % 9 / 2 for at in range(count))
    asked = tuple(
        tuple(None if (at + item) % 4 == 1 else (at * 17 + item * 23) % 101 for at in range(count))
        for item in range(items)
    )
    return history(*means, items=asked, label="{n} · {month} 2026")


ALL: dict[str, RoundsChart] = {
    **ROUNDS,
    "nothing": RoundsChart("", (), "", "", (), "", "pl"),
    **{f"{count} rounds": many(count) for count in range(1, 13)},
    "twelve rounds of twenty items": many(12, 20),
    "nothing may be shown": history(None, None, items=((None, None),)),
    "at the ends of the scale": history(1, 5, 1, 5, 1, 5, items=((0, 100, 0, 100, 0, 100),)),
    "long": replace(
        history(3, 4), title=LONG, items=(History(UNBROKEN, (share(1), None)),), caption=UNBROKEN
    ),
    "long labels": replace(many(5), rounds=(Round(LONG, LONG, Estimate(3, 2, 4, LONG)),) * 5),
}

laid = partial(sheets.laid, rounds_chart.lay)
said = partial(sheets.said, rounds_chart.lay)
boxes = partial(sheets.boxes, rounds_chart.lay)


def numbers(chart: RoundsChart) -> dict[str, float]:
    """Where written numbers stand, from the left."""
    return {thing.words: thing.x for thing in laid(chart).things if isinstance(thing, Words)}


@pytest.mark.parametrize("name", ALL)
def test_all_is_inside_the_picture_and_nothing_is_over_anything_else(name: str) -> None:
    drawn = sheets.extents(rounds_chart.lay, ALL[name])
    assert sheets.outside(drawn) == []
    assert sheets.in_the_way(drawn) == []
    assert not [pair for pair in combinations(drawn.boxes, 2) if pair[0].touches(pair[1])]


@pytest.mark.parametrize("name", [name for name in ALL if name != "long labels"])
def test_every_word_that_is_given_is_on_the_picture(name: str) -> None:
    chart, written = ALL[name], bare(said(ALL[name]))
    unused = [] if any(each.composite for each in chart.rounds) else [chart.composite_title]
    assert [
        words for words in sheets.given(chart) if bare(words) not in written and words not in unused
    ] == []


@pytest.mark.parametrize("name", ["nothing", "12 rounds", "ankieta-rundy"])
def test_each_picture_is_as_wide_as_a_phone_and_telegram_takes_it(name: str) -> None:
    png = rounds_chart.picture(ALL[name])
    assert seen(png).width == 1080
    assert sum(seen(png).size) < 10_000
    assert len(png) < 1_000_000


def test_a_pulse_of_seven_items_is_no_file_but_twenty_items_are() -> None:
    assert not is_tall(rounds_chart.picture(ROUNDS["ankieta-rundy"]))
    assert is_tall(rounds_chart.picture(many(12, 20)))


def test_dots_are_as_high_as_their_means_and_whiskers_as_the_ends() -> None:
    sheet = laid(history(2, 4))
    two, four = (thing for thing in sheet.things if isinstance(thing, Dot))
    steps = {
        thing.words: thing.y - thing.face.rise + thing.face.line / 2
        for thing in sheet.things
        if isinstance(thing, Words) and thing.words in tuple("12345")
    }
    assert (two.y, four.y) == (pytest.approx(steps["2"]), pytest.approx(steps["4"]))
    a_step = steps["1"] - steps["2"]
    line, interval, *_ = (thing for thing in sheet.things if isinstance(thing, Stroke))
    assert line.points == ((two.x, two.y), (four.x, four.y))
    assert [y for _, y in interval.points] == pytest.approx([two.y + 0.4 * a_step, two.y - 0.4 * a_step])


def test_an_interval_ends_with_the_scale() -> None:
    """Nobody could have answered less than 1 or more than 5."""
    sheet = laid(history(1.2, 4.9))
    ends = {y for thing in sheet.things if isinstance(thing, Stroke) for _, y in thing.points}
    steps = [box.y + box.high / 2 for box in sheet.things if isinstance(box, Box)]
    assert (min(ends), max(ends)) == (min(steps), max(steps))


def test_no_line_leads_across_a_round_that_may_not_be_shown() -> None:
    """Neither over it, nor to it and from it."""
    chart = history(3, 3.5, None, 4, None, 4.2, 4.4)
    dots = [thing for thing in laid(chart).things if isinstance(thing, Dot)]
    heights = {(dot.x, dot.y) for dot in dots}
    strokes = [thing.points for thing in laid(chart).things if isinstance(thing, Stroke)]
    first, second, _fourth, sixth, seventh = ((dot.x, dot.y) for dot in dots)
    assert [points for points in strokes if set(points) <= heights] == [(first, second), (sixth, seventh)]
    across = [{x for x, _ in points} for points in strokes]
    assert [xs for xs in across if max(xs) - min(xs) > 50] == [{first[0], second[0]}, {sixth[0], seventh[0]}]
    assert said(chart).count(DASH) == 2


def test_what_may_not_be_shown_is_a_dash_in_its_column() -> None:
    chart = history(None, None, None, items=((10, None, 30),))
    at = numbers(chart)
    assert at[DASH] == pytest.approx((at["10%"] + at["30%"]) / 2)
    assert len([box for box in boxes(chart) if box.colour == WASH]) == 2


def test_columns_are_filled_as_far_as_the_share() -> None:
    chart = history(None, None, None, None, items=((0, 25, 50, 100),))
    filled = [box for box in boxes(chart) if box.colour in (MARK, PLAIN)]
    tracks = [box for box in boxes(chart) if box.colour == WASH]
    assert [box.high for box in filled] == [0, TRACK / 4, TRACK / 2, TRACK]
    assert [box.y + box.high for box in filled] == [box.y + box.high for box in tracks]
    assert [box.high for box in tracks] == [TRACK] * 4


def test_a_round_is_the_same_column_for_the_composite_its_label_and_all_items() -> None:
    chart = history(3.1, 3.6, items=((10, 20), (30, 40)))
    at, dots = numbers(chart), [thing.x for thing in laid(chart).things if isinstance(thing, Dot)]
    assert dots == [at["3,1"], at["3,6"]] == [at["10%"], at["20%"]] == [at["30%"], at["40%"]]
    assert dots == [
        next(at[words] for words in at if words.startswith(f"{n}") and "·" in words) for n in (1, 2)
    ]


def test_the_last_round_differs_without_colour() -> None:
    """By lightness and by bold letters; where nothing is known of it, no other round takes its place."""
    sheet = laid(history(3, 3.6, items=((10, 20), (30, None))))
    bold = {thing.words: thing.face.bold for thing in sheet.things if isinstance(thing, Words)}
    assert [bold[words] for words in ("3,0", "3,6", "10%", "20%", "30%")] == [False, True, False, True, False]
    assert [thing.colour for thing in sheet.things if isinstance(thing, Dot)] == [PLAIN, MARK]
    filled = [
        thing.colour for thing in sheet.things if isinstance(thing, Box) and thing.colour in (MARK, PLAIN)
    ]
    assert filled == [PLAIN, MARK, PLAIN]


def test_a_dot_is_drawn_over_the_line_to_it() -> None:
    """Its own colour is in its very middle."""
    chart = history(3, 3)
    last = [thing for thing in laid(chart).things if isinstance(thing, Dot)][-1]
    found = np.array(seen(rounds_chart.picture(chart)).getpixel((round(last.x) - 6, round(last.y))))
    assert np.linalg.norm(found - np.array(ImageColor.getrgb(MARK))) < 20


def test_labels_stand_upright_as_long_as_their_words_have_room() -> None:
    few, lots = (laid(many(count)).things for count in (4, 12))
    assert not [thing for thing in few if isinstance(thing, Turned)]
    assert len([thing for thing in lots if isinstance(thing, Turned)]) == 24


def test_labels_that_are_read_upwards_begin_below_and_end_under_their_column() -> None:
    chart = many(12)
    sheet, drawn = laid(chart), sheets.extents(rounds_chart.lay, chart)
    upwards = [text for text in drawn.texts if text.top - text.foot > 2 * (text.right - text.left)]
    assert len(upwards) == 24
    assert max(text.top for text in upwards) - min(text.top for text in upwards) < 2
    dots = [thing.x for thing in sheet.things if isinstance(thing, Dot)]
    under = [(label.left + n.right) / 2 for label, n in zip(upwards[::2], upwards[1::2], strict=True)]
    assert all(min(abs(dot - centre) for centre in under) < 5 for dot in dots)


def test_an_instrument_without_a_composite_has_no_empty_scale() -> None:
    words = said(history(None, None, items=((10, 20),)))
    assert "W jednej liczbie" not in words
    assert "Korzystnie" in words


def test_the_same_rounds_give_the_same_bytes_and_others_do_not() -> None:
    chart = history(3, None, 4, items=((10, None, 30),))
    assert rounds_chart.picture(chart) == rounds_chart.picture(chart)
    assert rounds_chart.picture(chart) != rounds_chart.picture(history(3, None, 4, items=((10, None, 31),)))


def test_an_item_without_a_sign_that_can_be_shown_is_called_by_its_place() -> None:
    items = (History("Łódź", (share(5),)), History("\U0001f6b2", (share(7),)))
    assert "2. 7%" in said(replace(history(3), items=items))


@settings(max_examples=15, deadline=None)
@given(WORDS, WORDS, st.integers(1, 12))
def test_whatever_is_typed_all_is_inside_and_nothing_is_over_anything_else(
    typed: str, more: str, count: int
) -> None:
    rounds = (Round(typed, more, Estimate(3, 2, 4, more)), *(Round(more, typed) for _ in range(count - 1)))
    items = (History(typed, (Share(0.5, more), *(None for _ in range(count - 1)))),)
    drawn = sheets.extents(rounds_chart.lay, RoundsChart(typed, rounds, more, typed, items, more, "en"))
    assert sheets.outside(drawn) == []
    assert sheets.in_the_way(drawn) == []


def test_the_worst_that_people_type_is_drawn() -> None:
    rounds = (Round(HOSTILE, HOSTILE, Estimate(3, 2, 4, HOSTILE)),) * 3
    chart = RoundsChart(
        HOSTILE, rounds, HOSTILE, HOSTILE, (History(HOSTILE, (Share(1, HOSTILE),) * 3),), HOSTILE, "pl"
    )
    assert seen(rounds_chart.picture(chart)).width == 1080
