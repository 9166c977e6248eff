"""The picture of finding a date: which day suits how many, and which institution answered what.

High rather than wide, for a phone. Answers differ by shape and by lightness as well as by colour.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from papers.typesetting import picture as typeset
from papers.typography import neat


@dataclass(frozen=True)
class Column:
    """A proposed date, with how many people say yes, if need be, and no."""

    label: str
    totals: tuple[int, int, int]
    best: bool


@dataclass(frozen=True)
class Line:
    """An institution, and its answer to each date: "yes", "maybe", "no", or "" for none."""

    name: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class DateGrid:
    """All that the picture shows. The legend words each of the four answers."""

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    legend: Mapping[str, str]
    caption: str
    language: str


def picture(grid: DateGrid) -> bytes:
    """A PNG, 1080 dots wide and as high as it has to be."""

    def set_(words: str) -> str:
        return neat(words, grid.language)

    return typeset(
        "date_grid",
        {
            "language": grid.language,
            "title": set_(grid.title),
            "caption": set_(grid.caption),
            "legend": {answer: set_(words) for answer, words in grid.legend.items()},
            "columns": [{**asdict(column), "label": set_(column.label)} for column in grid.columns],
            "lines": [{**asdict(line), "name": set_(line.name)} for line in grid.lines],
        },
    )
