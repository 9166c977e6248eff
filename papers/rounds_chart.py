"""The picture of all rounds of an instrument: the composite with its interval, and each item's share of good answers.

Rounds are columns, the same ones for the composite and for all items. Where nothing may be shown there is a dash, and
no line leads across it. All words, and all numbers as they are to be read, are given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from papers.charts import (
    FAINT,
    HEADING,
    MARGIN,
    MARK,
    NOTE,
    PLAIN,
    ROOM,
    SMALL,
    SOFT,
    TITLE,
    WASH,
    Sheet,
    drawing,
)
from papers.lettering import Face, shortened, width, wrapped
from papers.survey_chart import HIGHEST, LOWEST, Estimate


@dataclass(frozen=True)
class Round:
    """When it was ("1 · March 2026"), how many answered ("n = 12"), and the composite, its mean in words ("3.9")."""

    label: str
    n: str
    composite: Estimate | None = None


@dataclass(frozen=True)
class Share:
    """Of all who answered, from 0 to 1, and in writing ("75%")."""

    value: float
    written: str


@dataclass(frozen=True)
class History:
    """An item, and its share in each round."""

    words: str
    shares: tuple[Share | None, ...]


@dataclass(frozen=True)
class RoundsChart:
    """Up to twelve rounds, the oldest one first; the last one is marked."""

    title: str
    rounds: tuple[Round, ...]
    composite_title: str
    items_title: str
    items: tuple[History, ...]
    caption: str
    language: str


DASH = "–"
GUTTER, BROADEST, CLEAR = 36, 235, 4
STEP, HAIR, DOT, WHISKER = 76, 2, 26, 26
TRACK, BROAD, WIDEST = 64, 0.6, 96
SIZES = (38, 34, 30, 28, 26, 24, 22)
LABEL_SIZES = (32, 30, 28)
UPRIGHT = Face(28, colour=SOFT)
UPWARDS = 420
ITEM = Face(36)


@dataclass(frozen=True)
class Columns:
    """Where the rounds stand, and how much room each of them has."""

    count: int

    @property
    def pitch(self) -> float:
        return min(BROADEST, (ROOM - GUTTER) / max(self.count, 1))

    @property
    def room(self) -> float:
        return self.pitch - CLEAR

    def centre(self, place: int) -> float:
        return MARGIN + GUTTER + (place + 0.5) * self.pitch

    def is_last(self, place: int) -> bool:
        return place == self.count - 1

    def colour(self, place: int) -> str:
        return MARK if self.is_last(place) else PLAIN


def picture(chart: RoundsChart) -> bytes:
    """A PNG, 1080 dots wide and as high as it has to be."""
    with drawing(chart.language) as sheet:
        lay(sheet, chart)
        return sheet.png()


def lay(sheet: Sheet, chart: RoundsChart) -> None:
    """The parts of a picture, from its top."""
    columns = Columns(len(chart.rounds))
    sheet.paragraph(chart.title, TITLE, below=26)
    composites = [each.composite for each in chart.rounds]
    if any(composites):
        sheet.paragraph(chart.composite_title, HEADING, below=12)
        _composites(sheet, composites, columns)
    _labels(sheet, chart.rounds, columns)
    if chart.items:
        sheet.paragraph(chart.items_title, HEADING, above=20, below=14)
        _items(sheet, chart.items, columns)
    sheet.paragraph(chart.caption, NOTE, above=4)


def _composites(sheet: Sheet, composites: list[Estimate | None], columns: Columns) -> None:
    """Dots on the scale from 1 to 5, joined from each round to the next one; the means in writing are beneath."""
    top = sheet.y + SMALL.line / 2
    foot = top + (HIGHEST - LOWEST) * STEP
    for step in range(LOWEST, HIGHEST + 1):
        y = _height(foot, step)
        sheet.write(str(step), SMALL, MARGIN, y - SMALL.line / 2)
        sheet.box(MARGIN + GUTTER, y - HAIR / 2, columns.count * columns.pitch, HAIR, FAINT)
    for joined in _runs(composites):
        sheet.stroke([(columns.centre(at), _height(foot, each.mean)) for at, each in joined], 5, PLAIN)
    for at, composite in enumerate(composites):
        if composite:
            _interval(sheet, composite, columns.centre(at), foot, columns.colour(at))
    sheet.y = foot + SMALL.line / 2
    words = [sheet.set_(composite.words) if composite else DASH for composite in composites]
    _written(sheet, words, columns, _size(words, columns.room))


def _runs(composites: list[Estimate | None]) -> Iterator[list[tuple[int, Estimate]]]:
    """Those of rounds that follow each other with nothing missing between them."""
    for _known, run in groupby(enumerate(composites), lambda each: each[1] is not None):
        joined = [(at, composite) for at, composite in run if composite]
        if len(joined) > 1:
            yield joined


def _height(foot: float, value: float) -> float:
    return foot - (min(max(value, LOWEST), HIGHEST) - LOWEST) * STEP


def _interval(sheet: Sheet, composite: Estimate, x: float, foot: float, colour: str) -> None:
    low, high = (_height(foot, end) for end in (composite.low, composite.high))
    sheet.stroke(((x, low), (x, high)), 5, colour)
    for end in (low, high):
        sheet.stroke(((x - WHISKER / 2, end), (x + WHISKER / 2, end)), 5, colour)
    sheet.dot(x, _height(foot, composite.mean), DOT, colour)


def _labels(sheet: Sheet, rounds: tuple[Round, ...], columns: Columns) -> None:
    """Each round under its column; where one of its words is wider than that, all are read upwards."""
    words = [[sheet.set_(each.label), sheet.set_(each.n)] for each in rounds]
    face = _fitting([word for lines in words for line in lines for word in line.split(" ")], columns.room)
    top = bottom = sheet.y + 6
    for at, lines in enumerate(words):
        if face:
            across = [part for line in lines for part in wrapped(line, face, columns.room)]
            bottom = max(bottom, sheet.write_lines(across, face, columns.centre(at), top, "center"))
        else:
            bottom = max(bottom, _upwards(sheet, lines, columns.centre(at), top))
    sheet.y = bottom + 16


def _fitting(words: list[str], room: float) -> Face | None:
    """The largest letters in which each word is no wider than its column."""
    faces = (Face(size, colour=SOFT) for size in LABEL_SIZES)
    return next((face for face in faces if all(width(word, face) <= room for word in words)), None)


def _upwards(sheet: Sheet, lines: list[str], centre: float, top: float) -> float:
    """Beside each other, and as long as there is room; answers with where the longest one begins."""
    lowest, x = top, centre - len(lines) * UPRIGHT.line / 2
    for line in lines:
        for words in shortened(wrapped(line, UPRIGHT, UPWARDS), 1, UPRIGHT, UPWARDS):
            sheet.write_upwards(words, UPRIGHT, x, top)
            lowest = max(lowest, top + width(words, UPRIGHT))
        x += UPRIGHT.line
    return lowest


def _items(sheet: Sheet, items: tuple[History, ...], columns: Columns) -> None:
    written = [[sheet.set_(share.written) if share else DASH for share in item.shares] for item in items]
    size = _size([words for line in written for words in line], columns.room)
    for place, (item, words) in enumerate(zip(items, written, strict=True), start=1):
        sheet.paragraph(sheet.set_(item.words) or f"{place}.", ITEM, below=4)
        _written(sheet, words, columns, size)
        _shares(sheet, item.shares, columns)


def _shares(sheet: Sheet, shares: tuple[Share | None, ...], columns: Columns) -> None:
    """For each round a column from nobody to everybody, filled as far as people answered well."""
    wide = min(columns.pitch * BROAD, WIDEST)
    for at, share in enumerate(shares):
        if share:
            left, high = columns.centre(at) - wide / 2, share.value * TRACK
            sheet.box(left, sheet.y, wide, TRACK, WASH)
            sheet.box(left, sheet.y + TRACK - high, wide, high, columns.colour(at))
    sheet.box(MARGIN + GUTTER, sheet.y + TRACK, columns.count * columns.pitch, HAIR, FAINT)
    sheet.y += TRACK + 30


def _written(sheet: Sheet, words: list[str], columns: Columns, size: int) -> None:
    """One line of numbers, each in its column."""
    foot = sheet.y + Face(SIZES[0]).rise
    for at, each in enumerate(words):
        face = Face(size, bold=columns.is_last(at))
        lines = shortened(wrapped(each, face, columns.room), 1, face, columns.room)
        sheet.write_lines(lines, face, columns.centre(at), foot - face.rise, "center")
    sheet.y += Face(SIZES[0]).line + 4


def _size(words: list[str], room: float) -> int:
    """Of the largest letters in which even the longest of these fits into its column."""
    longest = max((width(each, Face(SIZES[0], bold=True)) for each in words), default=0.0)
    return next((size for size in SIZES if longest * size / SIZES[0] <= room), SIZES[-1])
