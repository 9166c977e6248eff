"""Looking at charts: what is on a sheet, and where it comes to stand on the picture."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from itertools import combinations, product
from typing import Protocol, TypeVar

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.transforms import BboxBase
from PIL import Image

from papers.charts import WASH, Box, Sheet, Turned, Words, drawing
from papers.lettering import HARD_SPACE


class Chart(Protocol):
    @property
    def language(self) -> str: ...


C = TypeVar("C", bound=Chart, contravariant=True)
Lay = Callable[[Sheet, C], None]


@dataclass(frozen=True)
class Extent:
    """Where something is, in dots from the lower left corner."""

    left: float
    foot: float
    right: float
    top: float

    def touches(self, other: "Extent") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across >= 1 and min(self.top, other.top) - max(self.foot, other.foot) >= 1

    def holds(self, other: "Extent") -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.foot <= other.foot and other.top <= self.top


@dataclass(frozen=True)
class Extents:
    """The whole picture, all lines of words, all boxes, washes on their own, and dots and strokes."""

    picture: Extent
    texts: list[Extent]
    boxes: list[Extent]
    washes: list[Extent]
    marks: list[Extent]


def laid(lay: Lay[C], chart: C) -> Sheet:
    with drawing(chart.language) as sheet:
        lay(sheet, chart)
    return sheet


def extents(lay: Lay[C], chart: C) -> Extents:
    with drawing(chart.language) as sheet:
        lay(sheet, chart)
        figure = sheet.figure()
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [text.get_window_extent(renderer) for text in figure.texts]
    filled = [artist for artist in figure.artists if isinstance(artist, Rectangle)]
    washes = [artist for artist in filled if to_hex(artist.get_facecolor()) == WASH]
    return Extents(
        _extent(figure.bbox),
        [_extent(text) for text in texts],
        [_extent(artist.get_window_extent()) for artist in filled if artist not in washes],
        [_extent(artist.get_window_extent()) for artist in washes],
        [_extent(artist.get_window_extent()) for artist in figure.artists if artist not in filled],
    )


def _extent(box: BboxBase) -> Extent:
    return Extent(box.x0, box.y0, box.x1, box.y1)


def said(lay: Lay[C], chart: C) -> str:
    written = (thing.words for thing in laid(lay, chart).things if isinstance(thing, Words | Turned))
    return " ".join(written).replace(HARD_SPACE, " ")


def given(chart: object) -> Iterator[str]:
    """All words and written numbers that a chart has."""
    if isinstance(chart, str):
        yield chart
    elif isinstance(chart, tuple):
        for each in chart:
            yield from given(each)
    elif is_dataclass(chart):
        for each in fields(chart):
            if each.name != "language":
                yield from given(getattr(chart, each.name))


def in_the_way(drawn: Extents) -> list[tuple[Extent, Extent]]:
    """Words over other words or over marks, and those that are half in a box."""
    words = [pair for pair in combinations(drawn.texts, 2) if pair[0].touches(pair[1])]
    marks = [pair for pair in product(drawn.texts, drawn.marks) if pair[0].touches(pair[1])]
    half = [
        (text, box)
        for text, box in product(drawn.texts, drawn.boxes + drawn.washes)
        if text.touches(box) and not box.holds(text)
    ]
    return words + marks + half


def outside(drawn: Extents) -> list[Extent]:
    """What comes too near to the edge of the picture."""
    return [
        each
        for each in (*drawn.texts, *drawn.boxes, *drawn.marks)
        if each.left < 40
        or each.right > drawn.picture.right - 40
        or each.foot < 20
        or each.top > drawn.picture.top - 20
    ]


def boxes(lay: Lay[C], chart: C) -> list[Box]:
    return [thing for thing in laid(lay, chart).things if isinstance(thing, Box)]


def seen(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")
