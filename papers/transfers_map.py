"""The picture of transfers: institutions around an oval, and an arrow for each that took something over from another.

An arrow is dashed where it was taken over with changes. The numbers on it are those of the practices in the list below,
as many as there is room for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import hypot

from papers.charts import (
    FOOT,
    INK,
    MARGIN,
    NOTE,
    PAPER,
    PLAIN,
    ROOM,
    SMALL,
    TALL,
    TITLE,
    WIDTH,
    Curve,
    Dot,
    Sheet,
    Words,
    drawing,
)
from papers.lettering import LEFT_OUT, Face, shortened, width, wrapped
from papers.oval import LINE, PITCH, Node, Point, arrow, oval_of, places_on, way_of, write_names

NUMBERS, LISTED = Face(25, bold=True, colour=INK), Face(30)
APART, EDGE, MOST_NUMBERS, MOST_LINES = 120, 4, 3, 2
INDENT, SAMPLE, BETWEEN = 62, 96, 8
ALONG = (0.5, 0.54, 0.46, 0.6, 0.4, 0.66, 0.34, 0.72, 0.28, 0.78, 0.22, 0.83, 0.17)
"""Where along an arrow its numbers may stand, the best place first."""
STEPS = 24
Rim = tuple[float, float, float, float]
"""The left, top, right and foot of something."""


@dataclass(frozen=True)
class Transfer:
    """Who gave and who took over, by the numbers of their nodes; which practices, by theirs; whether with changes."""

    giver: int
    taker: int
    practices: tuple[int, ...]
    changed: bool = False


@dataclass(frozen=True)
class TransfersMap:
    """Practices are titles, numbered from 1. `unchanged` and `changed` say what the two kinds of line mean; `more`
    stands below where not all practices have room."""

    title: str
    nodes: tuple[Node, ...]
    transfers: tuple[Transfer, ...]
    practices: tuple[str, ...]
    caption: str
    unchanged: str
    changed: str
    more: str
    language: str


def picture(transfers: TransfersMap) -> bytes:
    """A PNG, 1080 dots wide, and never so high that a messenger would make it too small to be read."""
    with drawing(transfers.language) as sheet:
        lay(sheet, transfers)
        return sheet.png()


def lay(sheet: Sheet, shown: TransfersMap) -> None:
    """The parts of a picture, from its top; the numbers last, over the lines."""
    sheet.paragraph(shown.title, TITLE, below=30)
    oval = oval_of(sheet.y, len(shown.nodes))
    places = dict(zip((node.key for node in shown.nodes), places_on(oval, len(shown.nodes)), strict=True))
    curves = [
        arrow(
            sheet,
            places[each.giver],
            _aside(way_of(oval, places[each.giver], places[each.taker]), places, each, by),
            places[each.taker],
            dashed=each.changed,
        )
        for each, by in _fanned(shown.transfers)
    ]
    write_names(sheet, oval, [(places[node.key], sheet.set_(node.name)) for node in shown.nodes])
    sheet.y = oval.y + oval.high + PITCH / 2
    _explain(sheet, shown)
    listed = _list(sheet, shown)
    labels = [_label(each.practices, listed) for each, _by in _fanned(shown.transfers)]
    _write_numbers(sheet, list(zip(curves, labels, strict=True)))


def _fanned(transfers: Sequence[Transfer]) -> Iterator[tuple[Transfer, float]]:
    """All in one order, each with how far it bends aside, so that several between the same two stand apart."""
    ordered = sorted(transfers, key=lambda each: (_pair(each), each.giver, each.changed))
    for _between, group in groupby(ordered, key=_pair):
        several = list(group)
        for at, each in enumerate(several):
            yield each, (at - (len(several) - 1) / 2) * APART


def _pair(transfer: Transfer) -> tuple[int, int]:
    return min(transfer.giver, transfer.taker), max(transfer.giver, transfer.taker)


def _aside(way: Point, places: dict[int, Point], transfer: Transfer, by: float) -> Point:
    """At right angles to the line between the two, on the same side whoever of them gave."""
    one, other = (places[key] for key in _pair(transfer))
    across = (other[0] - one[0], other[1] - one[1])
    far = hypot(*across) or 1
    return way[0] - across[1] / far * by, way[1] + across[0] / far * by


# what the lines and numbers mean


def _explain(sheet: Sheet, shown: TransfersMap) -> None:
    sheet.paragraph(shown.caption, NOTE, above=14)
    if not any(each.changed for each in shown.transfers):
        return
    sheet.y += BETWEEN
    for words, dashed in ((shown.unchanged, False), (shown.changed, True)):
        middle = sheet.y + SMALL.line / 2
        start, end = (MARGIN, middle), (MARGIN + SAMPLE, middle)
        sheet.things.append(Curve(start, (MARGIN + SAMPLE / 2, middle), end, LINE, PLAIN, dashed))
        sheet.write(sheet.set_(words), SMALL, MARGIN + SAMPLE + 18, sheet.y)
        sheet.y += SMALL.line


def _list(sheet: Sheet, shown: TransfersMap) -> int:
    """The practices by their numbers, and how many of them there was room for."""
    foot = TALL * WIDTH - FOOT
    sheet.y += 2 * BETWEEN
    for n, title in enumerate(shown.practices, 1):
        room = ROOM - INDENT
        lines = shortened(wrapped(sheet.set_(title), LISTED, room), MOST_LINES, LISTED, room)
        needed = len(lines) * LISTED.line + BETWEEN + (SMALL.line if n < len(shown.practices) else 0)
        if sheet.y + needed > foot:
            sheet.write(sheet.set_(shown.more), SMALL, MARGIN, sheet.y)
            sheet.y += SMALL.line
            return n - 1
        sheet.write(f"{n}.", LISTED, MARGIN, sheet.y)
        sheet.y = sheet.write_lines(lines, LISTED, MARGIN + INDENT, sheet.y) + BETWEEN
    return len(shown.practices)


# numbers on the lines


def _label(practices: Sequence[int], listed: int) -> str:
    """Those that are in the list, if any; an ellipsis where there are more."""
    known = [str(n) for n in sorted(practices) if n <= listed][:MOST_NUMBERS]
    return ", ".join(known) + (LEFT_OUT if 0 < len(known) < len(practices) else "")


def _write_numbers(sheet: Sheet, labelled: Sequence[tuple[Curve, str]]) -> None:
    """Each where it hides least: no other number, no institution, as few lines as can be."""
    taken = [_around(thing) for thing in sheet.things if isinstance(thing, Dot)]
    lines = {id(curve): [_at(curve, step / STEPS) for step in range(STEPS + 1)] for curve, _label in labelled}
    for curve, label in labelled:
        if not label:
            continue
        others = [point for key, points in lines.items() if key != id(curve) for point in points]
        rims = [_rim(_at(curve, along), label) for along in ALONG]
        best = min(
            rims, key=lambda rim: (sum(_meet(rim, each) for each in taken), sum(_in(p, rim) for p in others))
        )
        taken.append(best)
        left, top, right, foot = best
        sheet.box(left, top, right - left, foot - top, PAPER)
        middle = (left + right) / 2
        sheet.things.append(Words(middle, foot - EDGE - NUMBERS.size * 0.12, label, NUMBERS, "center"))


def _at(curve: Curve, along: float) -> Point:
    """A point of a curve, as much of the way along as that."""
    before = 1 - along
    x, y = (
        before**2 * start + 2 * before * along * by + along**2 * end
        for start, by, end in zip(curve.start, curve.by, curve.end, strict=True)
    )
    return x, y


def _rim(middle: Point, label: str) -> Rim:
    half, high = width(label, NUMBERS) / 2 + EDGE, NUMBERS.size / 2 + EDGE
    return middle[0] - half, middle[1] - high, middle[0] + half, middle[1] + high


def _around(dot: Dot) -> Rim:
    half = dot.size / 2
    return dot.x - half, dot.y - half, dot.x + half, dot.y + half


def _meet(one: Rim, other: Rim) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _in(point: Point, rim: Rim) -> bool:
    return rim[0] < point[0] < rim[2] and rim[1] < point[1] < rim[3]
