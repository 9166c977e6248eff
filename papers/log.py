"""The shared log as plain values: what its brochure, its files, its web catalogue and its feed are made of.

Who may read an entry was decided before it became one of these values: whoever makes something of them shows all.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

EntryKind = Literal["practice", "lesson", "recommendation", "project", "model"]
CitySize = Literal["small", "middle", "large"]
PartName = Literal[
    "problem", "done", "result", "cost", "conditions", "pitfalls", "otherwise", "again", "contact",
    "small", "middle", "large",
]  # fmt: skip
"""The parts of an entry in the order in which they are read; the last three are variants for cities of a size."""
PARTS: tuple[PartName, ...] = (
    "problem", "done", "result", "cost", "conditions", "pitfalls", "otherwise", "again", "contact",
    "small", "middle", "large",
)  # fmt: skip
KINDS: tuple[EntryKind, ...] = ("practice", "lesson", "recommendation", "project", "model")
SIZES: tuple[CitySize, ...] = ("small", "middle", "large")


@dataclass(frozen=True)
class LogPart:
    """What an entry says under one of its headings, as it was typed: plain words, in which a new line stays one."""

    name: PartName
    text: str


@dataclass(frozen=True)
class LogTransfer:
    """A place that has taken an entry over; `adapted`: in a changed version. `words` is how it went there."""

    place: str
    adapted: bool
    on: date
    words: str = ""


@dataclass(frozen=True)
class LogFile:
    """A file of an entry that is kept on disk: what it is called, its media type, and where it is."""

    name: str
    media_type: str
    path: str


@dataclass(frozen=True)
class LogEntry:
    """One entry. `language` is the one in which it was written; `sources` and `similar` are numbers of other entries.

    `confirmed_on` is the day on which its owner last said that it still holds; `address` opens it in Telegram, if
    readers of this paper can.
    """

    number: int
    kind: EntryKind
    title: str
    place: str
    network: str
    language: str
    added_on: date
    changed_at: datetime
    parts: tuple[LogPart, ...]
    tags: tuple[str, ...] = ()
    size: CitySize | None = None
    institution_kind: str | None = None
    transfers: tuple[LogTransfer, ...] = ()
    sources: tuple[int, ...] = ()
    similar: tuple[int, ...] = ()
    files: tuple[LogFile, ...] = ()
    outdated: bool = False
    confirmed_on: date | None = None
    evaluation: str = ""
    address: str = ""

    def part(self, name: PartName) -> str:
        """What it says under this heading, "" for nothing."""
        return next((part.text for part in self.parts if part.name == name), "")
