"""Charts: their look, and the sheet that they are drawn on, 1080 dots wide and as high as it has to be.

A sheet is laid out from its top, in dots; only then is it drawn. Nothing is said by colour alone, and what is marked is
darker as well. Words are drawn as they are: nothing in them is a formula.

matplotlib is imported with the first chart, for it takes most of a second. It may not draw two charts at once.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Literal

from papers.lettering import DOTS_PER_INCH, Face, in_one_line, shown, wrapped

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

INK, SOFT, FAINT = "#1f2428", "#596169", "#c9c5bb"
MARK, PLAIN, WASH, PAPER = "#1c6b58", "#8395a3", "#f4f2ec", "#ffffff"

COLOURS = 64
WIDTH, MARGIN, FOOT = 1080, 52, 44
RIGHT = WIDTH - MARGIN
DASHES = (3.4, 2.2)
TALL = 2.4
ROOM = RIGHT - MARGIN

TITLE = Face(48, bold=True)
HEADING = Face(38, bold=True)
LABEL, MARKED_LABEL = Face(38), Face(38, bold=True)
NOTE = Face(34)
SMALL = Face(32, colour=SOFT)

Side = Literal["left", "center", "right"]
Point = tuple[float, float]
DRAWING = Lock()


@dataclass(frozen=True)
class Words:
    """A line of words; `y` is the foot of its letters."""

    x: float
    y: float
    words: str
    face: Face
    side: Side


@dataclass(frozen=True)
class Turned:
    """A line of words read upwards: it ends at `y`, and `x` is the foot of its letters."""

    x: float
    y: float
    words: str
    face: Face


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    wide: float
    high: float
    colour: str


@dataclass(frozen=True)
class Dot:
    """A disc around a point."""

    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True)
class Stroke:
    """A line through points."""

    points: tuple[Point, ...]
    thick: float
    colour: str


@dataclass(frozen=True)
class Tick:
    """A disc with a tick in it."""

    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Curve:
    """A line that bends towards a point `by` the way, from one point to another."""

    start: Point
    by: Point
    end: Point
    wide: float
    colour: str
    dashed: bool = False


@dataclass(frozen=True)
class Head:
    """The head of an arrow, by its three corners; the first is its point."""

    corners: tuple[Point, ...]
    colour: str


Thing = Words | Turned | Box | Dot | Stroke | Tick | Curve | Head


@dataclass
class Sheet:
    """What is on the picture so far, and how far down it is filled."""

    language: str
    y: float = MARGIN
    things: list[Thing] = field(default_factory=list)

    def set_(self, words: str) -> str:
        return in_one_line(shown(words, self.language))

    def write(self, words: str, face: Face, x: float, y: float, side: Side = "left") -> None:
        """One line, its top at `y`."""
        self.things.append(Words(x, y + face.rise, words, face, side))

    def write_upwards(self, words: str, face: Face, x: float, y: float) -> None:
        """One line turned to the left, the top of its letters at `x`, its end at `y`."""
        self.things.append(Turned(x + face.rise, y, words, face))

    def write_lines(self, lines: list[str], face: Face, x: float, y: float, side: Side = "left") -> float:
        """Lines under each other; answers with where they end."""
        for line in lines:
            self.write(line, face, x, y, side)
            y += face.line
        return y

    def paragraph(self, words: str, face: Face, above: float = 0, below: float = 0) -> None:
        """Words as wide as the sheet, with their line breaks; nothing at all where there are none."""
        if lines := wrapped(shown(words, self.language), face, ROOM):
            self.y = self.write_lines(lines, face, MARGIN, self.y + above) + below

    def box(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        self.things.append(Box(x, y, wide, high, colour))

    def dot(self, x: float, y: float, size: float, colour: str) -> None:
        self.things.append(Dot(x, y, size, colour))

    def stroke(self, points: Sequence[Point], thick: float, colour: str) -> None:
        self.things.append(Stroke(tuple(points), thick, colour))

    def tick(self, x: float, y: float, size: float) -> None:
        self.things.append(Tick(x, y, size))

    def png(self) -> bytes:
        """The same bytes for the same sheet. So few colours are shades enough, and a quarter of the bytes."""
        from PIL import Image

        figure, drawn, written = self.figure(), io.BytesIO(), io.BytesIO()
        figure.savefig(drawn, format="rgba")
        size = (WIDTH, round(figure.get_figheight() * DOTS_PER_INCH))
        whole = Image.frombytes("RGBA", size, drawn.getvalue()).convert("RGB")
        few = whole.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(written, format="PNG")
        for artist in (*figure.texts, *figure.artists):
            artist.remove()  # or each would keep the whole drawing until the next full collection of garbage
        return written.getvalue()

    def figure(self) -> "Figure":
        from matplotlib.figure import Figure

        high = round(self.y + FOOT)
        size = (WIDTH / DOTS_PER_INCH, high / DOTS_PER_INCH)
        figure = Figure(figsize=size, dpi=DOTS_PER_INCH, facecolor=PAPER)
        for thing in self.things:
            _draw(figure, high, thing)
        return figure


def is_tall(png: bytes) -> bool:
    """Whether a messenger that shows pictures in so many dots at most would make its words too small to be read."""
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    return height > TALL * width


@contextmanager
def drawing(language: str) -> Iterator[Sheet]:
    """An empty sheet, while nobody else draws. What a machine has set for its own charts does not count."""
    import matplotlib

    with DRAWING, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["text.hinting"] = "none"  # as `lettering.width` measures
        yield Sheet(language)


def _draw(figure: "Figure", high: int, thing: Thing) -> None:
    match thing:
        case Words():
            _write(figure, thing.x, high - thing.y, thing, thing.side)
        case Turned():
            _write(figure, thing.x, high - thing.y, thing, "right", turn=90)
        case Box():
            _fill(figure, high, thing)
        case Dot():
            _disc(figure, (thing.x, high - thing.y), thing.size, thing.colour)
        case Stroke():
            _line(figure, [(x, high - y) for x, y in thing.points], thing.thick, thing.colour)
        case Tick():
            _tick(figure, high, thing)
        case Curve():
            _curve(figure, high, thing)
        case Head():
            _head(figure, high, thing)


def _write(figure: "Figure", x: float, y: float, line: Words | Turned, side: Side, turn: float = 0) -> None:
    from matplotlib.transforms import IdentityTransform

    figure.text(
        x, y, line.words, transform=IdentityTransform(), font=line.face.font, color=line.face.colour,
        horizontalalignment=side, verticalalignment="baseline", rotation=turn, rotation_mode="anchor",
        parse_math=False,
    )  # fmt: skip


def _fill(figure: "Figure", high: int, box: Box) -> None:
    from matplotlib.patches import Rectangle

    left, right, top, foot = (
        round(edge) for edge in (box.x, box.x + box.wide, high - box.y, high - box.y - box.high)
    )
    _put(figure, Rectangle((left, foot), right - left, top - foot, linewidth=0, facecolor=box.colour))


def _disc(figure: "Figure", centre: Point, size: float, colour: str) -> None:
    from matplotlib.patches import Circle

    _put(figure, Circle(centre, size / 2, linewidth=0, facecolor=colour))


def _line(figure: "Figure", points: Sequence[Point], thick: float, colour: str) -> None:
    from matplotlib.lines import Line2D

    xs, ys = zip(*points, strict=True)
    round_ = Line2D(xs, ys, linewidth=thick, color=colour, solid_capstyle="round", solid_joinstyle="round")
    _put(figure, round_)


def _tick(figure: "Figure", high: int, tick: Tick) -> None:
    top = high - tick.y
    _disc(figure, (tick.x + tick.size / 2, top - tick.size / 2), tick.size, MARK)
    stroke = [
        (tick.x + tick.size * right, top - tick.size * down)
        for right, down in ((0.27, 0.53), (0.43, 0.69), (0.74, 0.33))
    ]
    _line(figure, stroke, tick.size * 0.11, PAPER)


def _put(figure: "Figure", artist: "Artist") -> None:
    """Measured in dots from the lower left corner; over all that is there already."""
    from matplotlib.transforms import IdentityTransform

    artist.set_transform(IdentityTransform())
    artist.set_zorder(1)
    figure.add_artist(artist)


def _curve(figure: "Figure", high: int, curve: Curve) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    points = [(x, high - y) for x, y in (curve.start, curve.by, curve.end)]
    path = Path(points, [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    style = (0, DASHES) if curve.dashed else "solid"
    look = {"linewidth": curve.wide, "linestyle": style, "edgecolor": curve.colour, "facecolor": "none"}
    _put(figure, PathPatch(path, **look))


def _head(figure: "Figure", high: int, head: Head) -> None:
    from matplotlib.patches import Polygon

    corners = [(x, high - y) for x, y in head.corners]
    _put(figure, Polygon(corners, closed=True, linewidth=0, facecolor=head.colour))
