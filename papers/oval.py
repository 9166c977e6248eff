"""Institutions around an oval: what all pictures of who gave to whom share.

All are equally large and stand in the order given, to the right from the top down and then to the left from the foot
up: where one stands and how large it is says nothing about it. Arrows bend away from the names of their own side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from papers.charts import MARGIN, MARK, PLAIN, RIGHT, WIDTH, Curve, Dot, Head, Sheet, Side
from papers.lettering import Face, shortened, width, wrapped

NAMES = (Face(30), Face(27), Face(24))
ACROSS, CLEAR, HEAD, LINE = 26, 8, 22, 3.2
BROAD, PITCH, LOWEST = 190, 98, 490
BESIDE, MOST_LINES = 26, 3
BEND = 0.55
Point = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """An institution, under a number by which ties name it."""

    key: int
    name: str


@dataclass(frozen=True)
class Oval:
    """Where the nodes stand: `x` and `y` are its middle, `broad` and `high` how far it reaches from there."""

    x: float
    y: float
    broad: float
    high: float


def oval_of(top: float, n: int) -> Oval:
    """High enough for the names, which stand beside it in two columns."""
    half = max(LOWEST, -(-n // 2) * PITCH) / 2
    return Oval(WIDTH / 2, top + half, BROAD, half)


def places_on(oval: Oval, n: int) -> list[Point]:
    """At equal heights on both sides, so that no name comes in the way of another."""
    right, left = _column(oval, -(-n // 2), 1), _column(oval, n // 2, -1)
    return [*right, *reversed(left)]


def _column(oval: Oval, n: int, side: int) -> list[Point]:
    steps = [(2 * at + 1) / n - 1 for at in range(n)]
    return [(oval.x + side * oval.broad * sqrt(1 - step**2), oval.y + oval.high * step) for step in steps]


def way_of(oval: Oval, giver: Point, taker: Point) -> Point:
    """By which point an arrow bends; what goes across is straight."""
    between = ((giver[0] + taker[0]) / 2, (giver[1] + taker[1]) / 2)
    return _towards(between, (oval.x, between[1]), BEND)


def arrow(
    sheet: Sheet, giver: Point, by: Point, taker: Point, *, both: bool = False, dashed: bool = False
) -> Curve:
    """From one institution to another one, by a point; with two heads where both gave."""
    start = _before(giver, by, ACROSS / 2 + CLEAR + (HEAD if both else 0))
    end = _before(taker, by, ACROSS / 2 + CLEAR + HEAD)
    curve = Curve(start, by, end, LINE, PLAIN, dashed)
    sheet.things.append(curve)
    for point in (taker, giver) if both else (taker,):
        sheet.things.append(
            _head(_before(point, by, ACROSS / 2 + CLEAR), _before(point, by, ACROSS / 2 + CLEAR + HEAD))
        )
    return curve


def _head(point: Point, foot: Point) -> Head:
    across = ((point[1] - foot[1]) * 0.42, (foot[0] - point[0]) * 0.42)
    left = (foot[0] + across[0], foot[1] + across[1])
    right = (foot[0] - across[0], foot[1] - across[1])
    return Head((point, left, right), MARK)


def _towards(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _before(point: Point, seen_from: Point, dots: float) -> Point:
    """So many dots away from a point, on the way to another one."""
    far = hypot(seen_from[0] - point[0], seen_from[1] - point[1])
    return _towards(point, seen_from, dots / far) if far else point


def write_names(sheet: Sheet, oval: Oval, named: Sequence[tuple[Point, str]]) -> None:
    """In letters of one size: the largest in which no word has to be broken, if there is one."""
    fitted = [(at, _fitted(name, _beside(oval, at)[2])) for at, name in named]
    words = [(word, _beside(oval, at)[2]) for at, name in fitted for word in name.split(" ")]
    fitting = (face for face in NAMES if all(width(word, face) <= room for word, room in words))
    face = next(fitting, NAMES[-1])
    for at, name in fitted:
        _node(sheet, oval, at, name, face)


def _fitted(name: str, room: float) -> str:
    """A word that is too long for a line is broken after its hyphen, if it has one."""
    words = name.split(" ")
    return " ".join(word.replace("-", "- ") if width(word, NAMES[-1]) > room else word for word in words)


def _beside(oval: Oval, at: Point) -> tuple[float, Side, float]:
    """Where a name begins, towards which side it ends, and how much room there is."""
    if at[0] > oval.x:
        return at[0] + BESIDE, "left", RIGHT - at[0] - BESIDE
    return at[0] - BESIDE, "right", at[0] - BESIDE - MARGIN


def _node(sheet: Sheet, oval: Oval, at: Point, name: str, face: Face) -> None:
    """A disc with its name outside: the nearer to the top or foot, the more above or below it."""
    sheet.things.append(Dot(*at, ACROSS, MARK))
    start, side, room = _beside(oval, at)
    lines = shortened(wrapped(name, face, room), MOST_LINES, face, room)
    above = (1 - (at[1] - oval.y) / oval.high) / 2
    sheet.write_lines(lines, face, start, at[1] - len(lines) * face.line * above, side)
