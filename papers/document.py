"""What a paper says, before it is a PDF, a DOCX or a message: a title and blocks of words, already worded and dated.

Whoever makes a paper makes a `Document`; `as_pdf`, `as_docx` and `as_text` show the same one. Words are plain text:
whatever stands in them is printed as it stands, in the typography of the document's language.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Literal, TypeVar

from papers import rounds_chart, survey_chart
from papers.rounds_chart import RoundsChart
from papers.survey_chart import SurveyChart
from papers.typography import neat

Kind = Literal["text", "figure", "signature", "label"]
NARROWEST = 0.06
Value = TypeVar("Value")


@dataclass(frozen=True)
class Heading:
    """The title of a section; its number, if any, comes with its full stop. Level 2 is within level 1, 3 within 2."""

    text: str
    number: str = ""
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; a new line stays one."""

    text: str


@dataclass(frozen=True)
class Notice:
    """A line to be seen first, such as that what follows is internal."""

    text: str


@dataclass(frozen=True)
class Note:
    """Something beside the matter, in small quiet letters."""

    text: str


@dataclass(frozen=True)
class Facts:
    """Labels and what they are: when, where, who."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figures:
    """Numbers to be seen from afar, each with what it counts."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bullets:
    """Items of a list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Checks:
    """Boxes of a form, ticked or not."""

    items: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: how wide it is, compared to the others, and what stands in it.

    Figures stand below each other. Where a signature is due, the cell is left empty; messages leave it out. A label in
    front says what the other cells of its row are about.
    """

    label: str
    share: float = 1.0
    kind: Kind = "text"


@dataclass(frozen=True)
class Table:
    """Rows with a cell for each column, in letters of `size` points. The head is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    size: float = 10

    def __post_init__(self) -> None:
        assert self.columns
        assert all(len(row) == len(self.columns) for row in self.rows)

    @property
    def shares(self) -> tuple[float, ...]:
        """How much of the whole width each column gets; none is too narrow for a number of three figures."""
        whole = sum(column.share for column in self.columns)
        enough = [max(column.share / whole, NARROWEST) for column in self.columns]
        return tuple(share / sum(enough) for share in enough)


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, with what stands below each."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A chart; `words` are read to those who can't see it. Messages leave it out."""

    chart: SurveyChart | RoundsChart
    words: str

    def drawn(self) -> bytes:
        """A PNG."""
        if isinstance(self.chart, SurveyChart):
            return survey_chart.picture(self.chart)
        return rounds_chart.picture(self.chart)


@dataclass(frozen=True)
class Contents:
    """The headings of the first two levels and the pages they are on. Messages leave it out."""

    title: str


@dataclass(frozen=True)
class NewPage:
    """What follows begins a page. Messages have none."""


Block = (
    Heading | Paragraph | Notice | Note | Facts | Figures | Bullets | Checks | Table | Signatures | Picture
    | Contents | NewPage
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A whole paper. `above` stands over the title (whose paper it is), `below` under it (of what, of when).

    `page` words the number of a page, with {page} and {pages} in it. `made` is the time that the file tells. With a
    `cover`, what stands before the first new page is set as one, and the headings after it are those of a book.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str
    page: str
    made: datetime
    above: str = ""
    below: str = ""
    landscape: bool = False
    cover: bool = False


def typeset(document: Document) -> Document:
    """The same document, each of its texts in the typography of its language."""
    return _neat(document, document.language)


def _neat(value: Value, language: str) -> Value:
    changed: object = value
    if isinstance(value, str):
        changed = neat(value, language)
    elif isinstance(value, tuple):
        changed = tuple(_neat(part, language) for part in value)
    elif is_dataclass(value) and not isinstance(value, type):
        changed = replace(
            value, **{name.name: _neat(getattr(value, name.name), language) for name in fields(value)}
        )
    return changed  # type: ignore[return-value]
