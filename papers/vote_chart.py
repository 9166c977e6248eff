"""The picture of a vote: bars of options or points, columns of a scale, or the rounds of a ranking.

It shows what it is given: all words, all numbers as they are to be read, and who has won. Options without a single sign
that can be shown are called by their place in the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from papers.charts import (
    FAINT,
    HEADING,
    LABEL,
    MARGIN,
    MARK,
    MARKED_LABEL,
    NOTE,
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
from papers.lettering import Face, shortened, width, wrapped


@dataclass(frozen=True)
class Bar:
    """An option: how much it has, that in writing ("14"), and its share in writing ("64%") where there is one."""

    label: str
    value: float
    written: str
    share: str = ""
    best: bool = False


@dataclass(frozen=True)
class Bars:
    """Options under each other, in the order given."""

    title: str
    bars: tuple[Bar, ...]
    caption: str
    language: str


@dataclass(frozen=True)
class Scale:
    """Steps of a scale beside each other, what its two ends mean, and its mean and median in words."""

    title: str
    steps: tuple[Bar, ...]
    low: str
    high: str
    summary: str
    caption: str
    language: str


@dataclass(frozen=True)
class Contender:
    """An option of a ranking: its votes in each round that it was in, and how it ended, in words."""

    label: str
    votes: tuple[int, ...]
    fate: str = ""
    best: bool = False


@dataclass(frozen=True)
class Ranking:
    """The rounds of an instant run-off, and points beneath them. The best come first."""

    title: str
    rounds_title: str
    contenders: tuple[Contender, ...]
    points_title: str
    points: tuple[Bar, ...]
    caption: str
    language: str


Chart = Bars | Scale | Ranking

TICK, HANGING = 38, 52
THICK, THIN, HAIR = 36, 26, 3
BROAD = 0.72
GAP = 16
FIGURE, MARKED_FIGURE = Face(38), Face(38, bold=True)
ROUND_SIZES, FATE_FACE = (32, 28, 24, 20), Face(30, colour=SOFT)
PITCH, FATE, CLEAR = 160, 310, 6
ROUND_HIGH, COLUMN_HIGH = 80, 400
NAMES = 430


def picture(chart: Chart) -> bytes:
    """A PNG, 1080 dots wide and as high as it has to be."""
    with drawing(chart.language) as sheet:
        lay(sheet, chart)
        return sheet.png()


def lay(sheet: Sheet, chart: Chart) -> None:
    """The parts of a picture, from its top."""
    sheet.paragraph(chart.title, TITLE, below=34)
    match chart:
        case Bars():
            lay_bars(sheet, chart.bars)
        case Scale():
            _scale(sheet, chart)
        case Ranking():
            _rounds(sheet, chart)
            _points(sheet, chart)
    sheet.paragraph(chart.caption, NOTE, above=4)


def lay_bars(sheet: Sheet, bars: tuple[Bar, ...], plain: Face = LABEL) -> None:
    """Each label above its bar, so that long ones have room; in these letters, unless it has won."""
    numbers = [sheet.set_(" · ".join(part for part in (bar.written, bar.share) if part)) for bar in bars]
    longest = ROOM - GAP - max((width(number, MARKED_FIGURE) for number in numbers), default=0)
    most = _most(bars)
    for place, (bar, number) in enumerate(zip(bars, numbers, strict=True), start=1):
        _label(sheet, _called(sheet, bar.label, place), bar.best, plain)
        _bar(sheet, bar, MARGIN, bar.value / most * longest, THICK)
        face = MARKED_FIGURE if bar.best else FIGURE
        after = MARGIN + max(bar.value / most * longest, HAIR) + GAP
        sheet.write(number, face, after, sheet.y + (THICK - face.line) / 2)
        sheet.y += THICK + 32


def _label(sheet: Sheet, words: str, best: bool, plain: Face = LABEL) -> None:
    """What has won has a tick before its name."""
    face, hanging = (MARKED_LABEL, HANGING) if best else (plain, 0)
    if best:
        sheet.tick(MARGIN, sheet.y + (face.line - TICK) / 2, TICK)
    lines = wrapped(words, face, ROOM - hanging)
    sheet.y = sheet.write_lines(lines, face, MARGIN + hanging, sheet.y) + 8


def _bar(sheet: Sheet, bar: Bar, left: float, long: float, high: float) -> None:
    """Nothing is a hair's breadth, so that one sees where it would begin."""
    colour = MARK if bar.best else PLAIN
    sheet.box(left, sheet.y, max(long, HAIR), high, colour if bar.value else FAINT)


def _scale(sheet: Sheet, chart: Scale) -> None:
    """Columns on one line: the number and its share above, the step and the meaning of the ends below."""
    pitch = ROOM / max(len(chart.steps), 1)
    foot = sheet.y + MARKED_FIGURE.line + SMALL.line + 8 + COLUMN_HIGH
    most, lowest = _most(chart.steps), foot
    for place, step in enumerate(chart.steps):
        centre, high = MARGIN + (place + 0.5) * pitch, step.value / most * COLUMN_HIGH
        sheet.box(centre - pitch * BROAD / 2, foot - high, pitch * BROAD, high, MARK if step.best else PLAIN)
        above = foot - high - 8
        for words, face in ((step.share, SMALL), (step.written, MARKED_FIGURE)):
            if words:
                above -= face.line
                sheet.write(sheet.set_(words), face, centre, above, "center")
        label = wrapped(_called(sheet, step.label, place + 1), MARKED_LABEL, pitch - GAP)
        lowest = max(lowest, sheet.write_lines(label, MARKED_LABEL, centre, foot + 12, "center"))
    sheet.box(MARGIN, foot, ROOM, HAIR, SOFT)
    sheet.y = lowest
    _ends(sheet, chart)
    sheet.paragraph(chart.summary, HEADING, above=26, below=6)


def _ends(sheet: Sheet, chart: Scale) -> None:
    inset = ROOM / max(len(chart.steps), 1) * (1 - BROAD) / 2
    room = ROOM / 2 - inset - GAP
    low, high = (wrapped(sheet.set_(end), SMALL, room) for end in (chart.low, chart.high))
    left = sheet.write_lines(low, SMALL, MARGIN + inset, sheet.y)
    sheet.y = max(left, sheet.write_lines(high, SMALL, RIGHT - inset, sheet.y, "right"))


def _rounds(sheet: Sheet, chart: Ranking) -> None:
    """A row for each option, a column for each round: one sees how each fares, and when it is out."""
    rounds = max((len(contender.votes) for contender in chart.contenders), default=0)
    if not rounds:
        return
    sheet.paragraph(chart.rounds_title, HEADING, below=8)
    pitch = min(PITCH, (ROOM - FATE - GAP) / rounds)
    sheet.box(MARGIN, sheet.y, rounds * pitch, SMALL.line + 8, WASH)
    for number in range(rounds):
        sheet.write(str(number + 1), SMALL, MARGIN + (number + 0.5) * pitch, sheet.y + 4, "center")
    sheet.y += SMALL.line + 24
    most = max(1, *(votes for contender in chart.contenders for votes in contender.votes))
    for place, contender in enumerate(chart.contenders, start=1):
        _label(sheet, _called(sheet, contender.label, place), contender.best)
        top, fate = sheet.y, wrapped(sheet.set_(contender.fate), FATE_FACE, FATE)
        face = _fitting(str(most), pitch, contender.best)
        _strip(sheet, contender, pitch, face, ROUND_HIGH / most)
        beside = top + max(0.0, (sheet.y - top - len(fate) * FATE_FACE.line) / 2)
        told = sheet.write_lines(fate, FATE_FACE, MARGIN + rounds * pitch + GAP, beside)
        sheet.y = max(sheet.y, told) + 26


def _fitting(number: str, pitch: float, bold: bool) -> Face:
    """Letters so small that even the longest number is no wider than its column."""
    sizes = (size for size in ROUND_SIZES if width(number, Face(size, bold=True)) < pitch - CLEAR)
    return Face(next(sizes, ROUND_SIZES[-1]), bold=bold)


def _strip(sheet: Sheet, contender: Contender, pitch: float, face: Face, step: float) -> None:
    """Columns as high as this option needs; a vote is the same height in each row."""
    foot = sheet.y + face.line + max(contender.votes, default=0) * step
    for at, votes in enumerate(contender.votes):
        left, top = MARGIN + at * pitch, foot - votes * step
        sheet.box(left + pitch * 0.18, top, pitch * 0.64, votes * step, MARK if contender.best else PLAIN)
        sheet.write(str(votes), face, left + pitch / 2, top - face.line, "center")
    sheet.box(MARGIN, foot, pitch * len(contender.votes), HAIR, SOFT)
    sheet.y = foot + HAIR


def _points(sheet: Sheet, chart: Ranking) -> None:
    """Names were told in full above, so that two lines of them are enough beside each bar."""
    if not chart.points:
        return
    sheet.paragraph(chart.points_title, HEADING, above=16, below=14)
    left = MARGIN + NAMES + GAP
    longest = RIGHT - left - GAP - max(width(sheet.set_(bar.written), MARKED_FIGURE) for bar in chart.points)
    most = _most(chart.points)
    for place, bar in enumerate(chart.points, start=1):
        face = Face(32, bold=bar.best)
        lines = wrapped(_called(sheet, bar.label, place), face, NAMES)
        top = sheet.y
        bottom = sheet.write_lines(shortened(lines, 2, face, NAMES), face, MARGIN, top)
        sheet.y = (top + bottom - THIN) / 2
        _bar(sheet, bar, left, bar.value / most * longest, THIN)
        after = left + max(bar.value / most * longest, HAIR) + GAP
        sheet.write(sheet.set_(bar.written), face, after, (top + bottom - face.line) / 2)
        sheet.y = bottom + 14
    sheet.y += 14


def _most(bars: Sequence[Bar]) -> float:
    return max((bar.value for bar in bars), default=0) or 1


def _called(sheet: Sheet, label: str, place: int) -> str:
    return sheet.set_(label) or f"{place}."
