"""The picture of one round of a survey: how people answered each item, and the composite with its interval.

It shows what it is given: all words, and all numbers as they are to be read. Whoever gives them decides what may be
shown; an item that may not has words that say why instead of a bar. Shares have the same scale in every row and every
picture: half of the sheet is everybody. To the left of the middle they disagree, to the right they agree; the further
from the middle, the darker.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from papers.charts import (
    FAINT,
    HEADING,
    MARGIN,
    MARK,
    NOTE,
    PAPER,
    PLAIN,
    RIGHT,
    ROOM,
    SMALL,
    SOFT,
    TITLE,
    WASH,
    Sheet,
    drawing,
)
from papers.lettering import Face, width, wrapped
from papers.vote_chart import Bar, lay_bars


@dataclass(frozen=True)
class Part:
    """How many chose this step, or one of these steps, and that in writing ("7")."""

    count: int
    written: str


@dataclass(frozen=True)
class Spread:
    """Answers on a scale, from its low end to its high one: three or five parts, the neutral one in the middle.

    A bipolar item names its two ends.
    """

    parts: tuple[Part, ...]
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Row:
    """An item: its words, how many answered it ("n = 12"), what came of it, and a note ("mean 3.8 · 7 of 12 agree").

    Where nothing may be shown, the note says why.
    """

    words: str
    n: str
    shown: Spread | tuple[Bar, ...] | None
    note: str


@dataclass(frozen=True)
class Estimate:
    """A mean on the scale from 1 to 5 with the ends of its interval, and both in words ("now 3.9 (3.6–4.2)")."""

    mean: float
    low: float
    high: float
    words: str


@dataclass(frozen=True)
class Composite:
    """All items in one number, now and in the round before, and what that says ("no clear change")."""

    title: str
    now: Estimate
    before: Estimate | None
    summary: str


@dataclass(frozen=True)
class SurveyChart:
    """Each legend words three or five parts; a picture with both kinds of spreads has both."""

    title: str
    legends: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    composite: Composite | None
    caption: str
    language: str


LOWEST, HIGHEST = 1, 5
COLOURS = {
    3: ("#b5742f", "#d3d0c8", "#46899f"),
    5: ("#8a4510", "#dc9d52", "#d3d0c8", "#84bacb", "#17566b"),
}
CENTRE = MARGIN + ROOM / 2
HALF = ROOM / 2
THICK, HAIR, NOTCH, SWATCH = 56, 3, 10, 30
ITEM = Face(36)
COUNT = Face(32, bold=True)
ON_DARK = Face(32, bold=True, colour=PAPER)
DARK = ("#8a4510", "#b5742f", "#46899f", "#17566b")
INSIDE, CLEAR, LEADER, GAP, APART = 4, 14, 12, 16, 34
BAND, DOT, PALE_DOT, WHISKER = 56, 30, 24, 30
STEP = (ROOM - BAND) / (HIGHEST - LOWEST)
NOW = Face(36, bold=True)


def picture(chart: SurveyChart) -> bytes:
    """A PNG, 1080 dots wide and as high as it has to be."""
    with drawing(chart.language) as sheet:
        lay(sheet, chart)
        return sheet.png()


def lay(sheet: Sheet, chart: SurveyChart) -> None:
    """The parts of a picture, from its top."""
    sheet.paragraph(chart.title, TITLE, below=26)
    for legend in chart.legends:
        _legend(sheet, legend)
    for place, row in enumerate(chart.rows, start=1):
        _row(sheet, row, place)
    if chart.composite:
        _composite(sheet, chart.composite)
    sheet.paragraph(chart.caption, NOTE, above=4)


def _legend(sheet: Sheet, legend: tuple[str, ...]) -> None:
    """As the bars are: what disagrees to the left, what agrees to the right; the neutral one below them."""
    colours, middle = COLOURS[len(legend)], len(legend) // 2
    entries = list(zip(legend, colours, strict=True))
    left = _entries(sheet, entries[:middle], MARGIN)
    right = _entries(sheet, entries[:middle:-1], CENTRE + GAP)
    sheet.y = max(left, right)
    sheet.y = _entries(sheet, [entries[middle]], MARGIN) + 24


def _entries(sheet: Sheet, entries: list[tuple[str, str]], left: float) -> float:
    y, room = sheet.y, HALF - SWATCH - 2 * GAP
    for words, colour in entries:
        sheet.box(left, y + (SMALL.line - SWATCH) / 2, SWATCH, SWATCH, colour)
        lines = wrapped(sheet.set_(words), SMALL, room) or [""]
        y = sheet.write_lines(lines, SMALL, left + SWATCH + GAP, y) + 4
    return y


def _row(sheet: Sheet, row: Row, place: int) -> None:
    """The words of the item, what came of it, and beneath it the note and how many answered."""
    has_ends = isinstance(row.shown, Spread) and bool(row.shown.low or row.shown.high)
    words = sheet.set_(row.words) or ("" if has_ends else f"{place}.")
    sheet.paragraph(words, ITEM, below=8)
    match row.shown:
        case Spread():
            _ends(sheet, row.shown)
            _spread(sheet, row.shown.parts)
            _foot(sheet, row)
        case None:
            _nothing(sheet, row)
        case bars:
            sheet.y += 8
            lay_bars(sheet, bars, SMALL)
            sheet.y -= 20
            _foot(sheet, row)
    sheet.y += APART


def _ends(sheet: Sheet, spread: Spread) -> None:
    low, high = (wrapped(sheet.set_(end), ITEM, HALF - GAP) for end in (spread.low, spread.high))
    left = sheet.write_lines(low, ITEM, MARGIN, sheet.y)
    right = sheet.write_lines(high, ITEM, RIGHT, sheet.y, "right")
    if low or high:
        sheet.y = max(left, right) + 8


def _spread(sheet: Sheet, parts: tuple[Part, ...]) -> None:
    """A track from nobody to everybody on both sides; what is too narrow for its number has it above."""
    edges = _edges(parts)
    written = [sheet.set_(part.written) if part.count else "" for part in parts]
    wide = [width(number, COUNT) for number in written]
    narrow = [
        at for at, (left, right) in enumerate(edges) if written[at] and wide[at] + 2 * INSIDE > right - left
    ]
    top = sheet.y + (COUNT.line + LEADER if narrow else 0)
    for at, x in _above(edges, wide, narrow):
        sheet.write(written[at], COUNT, x, sheet.y, "center")
        sheet.stroke(((x, top - LEADER), (sum(edges[at]) / 2, top)), 2, SOFT)
    sheet.box(MARGIN, top, ROOM, THICK, WASH)
    for at, ((left, right), colour) in enumerate(zip(edges, COLOURS[len(parts)], strict=True)):
        if parts[at].count:
            sheet.box(left, top, right - left, THICK, colour)
        if written[at] and at not in narrow:
            face = ON_DARK if colour in DARK else COUNT
            sheet.write(written[at], face, (left + right) / 2, top + (THICK - face.line) / 2, "center")
    sheet.box(CENTRE - HAIR // 2, top + THICK, HAIR, NOTCH, SOFT)
    sheet.y = top + THICK + NOTCH


def _edges(parts: tuple[Part, ...]) -> list[tuple[float, float]]:
    """Where each part begins and ends; the middle of the neutral one is the middle of the sheet."""
    middle = len(parts) // 2
    a_person = HALF / max(sum(part.count for part in parts), 1)
    start = CENTRE - a_person * (sum(part.count for part in parts[:middle]) + parts[middle].count / 2)
    return list(pairwise(accumulate((part.count * a_person for part in parts), initial=start)))


def _above(
    edges: list[tuple[float, float]], wide: list[float], narrow: list[int]
) -> Iterator[tuple[int, float]]:
    """Over their parts, but pushed outwards as far as they have to be in order not to touch."""
    middle = len(edges) // 2
    inner = 0.0
    if middle in narrow:
        yield middle, CENTRE
        inner = wide[middle] / 2
    for side, places in ((-1, reversed(narrow)), (1, narrow)):
        taken = inner
        for at in places:
            if (at - middle) * side > 0:
                from_centre = abs(sum(edges[at]) / 2 - CENTRE)
                from_centre = max(from_centre, taken + CLEAR + wide[at] / 2)
                taken = from_centre + wide[at] / 2
                yield at, CENTRE + side * from_centre


def _foot(sheet: Sheet, row: Row) -> None:
    n = wrapped(sheet.set_(row.n), SMALL, ROOM / 3)
    beside = max((width(line, SMALL) for line in n), default=-GAP)
    note = wrapped(sheet.set_(row.note), SMALL, ROOM - beside - GAP)
    left = sheet.write_lines(note, SMALL, MARGIN, sheet.y + 4)
    sheet.y = max(left, sheet.write_lines(n, SMALL, RIGHT, sheet.y + 4, "right"))


def _nothing(sheet: Sheet, row: Row) -> None:
    """An empty track, in which stands why."""
    said = [sheet.set_(words) for words in (row.note, row.n)]
    lines = wrapped(" · ".join(words for words in said if words), SMALL, ROOM - 2 * GAP)
    high = max(THICK, len(lines) * SMALL.line + GAP)
    sheet.box(MARGIN, sheet.y, ROOM, high, WASH)
    sheet.write_lines(lines, SMALL, MARGIN + GAP, sheet.y + GAP / 2)
    sheet.y += high


def _composite(sheet: Sheet, composite: Composite) -> None:
    """Both means on the same scale from 1 to 5, the earlier one above and paler."""
    sheet.paragraph(composite.title, HEADING, above=20, below=8)
    if composite.before:
        _estimate(sheet, composite.before, SMALL, PLAIN, PALE_DOT)
    _estimate(sheet, composite.now, NOW, MARK, DOT)
    for step in range(LOWEST, HIGHEST + 1):
        sheet.write(str(step), SMALL, _on_scale(step), sheet.y, "center")
    sheet.y += SMALL.line
    sheet.paragraph(composite.summary, NOTE, above=12)
    sheet.y += 20


def _estimate(sheet: Sheet, estimate: Estimate, face: Face, colour: str, size: float) -> None:
    """A dot on its interval, whose ends have whiskers."""
    sheet.paragraph(estimate.words, face, below=6)
    sheet.box(MARGIN, sheet.y, ROOM, BAND, WASH)
    for step in range(LOWEST, HIGHEST + 1):
        sheet.box(_on_scale(step) - HAIR // 2, sheet.y, HAIR, BAND, FAINT)
    middle, (low, high) = sheet.y + BAND / 2, (_on_scale(end) for end in (estimate.low, estimate.high))
    sheet.stroke(((low, middle), (high, middle)), 6, colour)
    for end in (low, high):
        sheet.stroke(((end, middle - WHISKER / 2), (end, middle + WHISKER / 2)), 5, colour)
    sheet.dot(_on_scale(estimate.mean), middle, size, colour)
    sheet.y += BAND + 8


def _on_scale(value: float) -> float:
    """An interval may end where nobody could have answered: there it is cut off."""
    return MARGIN + BAND / 2 + (min(max(value, LOWEST), HIGHEST) - LOWEST) * STEP
