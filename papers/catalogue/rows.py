"""What is remembered of each entry while all of them are written: enough for lists, filters and links, no more."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from sys import intern

from papers.log import CitySize, EntryKind, LogEntry
from papers.typography import neat

TAG_NAME = 12
"""Letters that name the pages of a tag: what people type is never the name of a file."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in one line."""

    number: int
    kind: EntryKind
    title: str
    place: str
    language: str
    added_on: date
    changed_at: datetime
    tags: tuple[str, ...]
    size: CitySize | None
    institution: str
    outdated: bool
    works_in: tuple[str, ...]
    sources: tuple[int, ...]

    @property
    def year(self) -> int:
        """The year in which it came."""
        return self.added_on.year

    @property
    def page(self) -> str:
        """Its file, seen from the folder of a language."""
        return f"w/{self.number}.html"


def row_of(entry: LogEntry) -> Row:
    """The line of this entry; words that many entries share are kept once."""
    return Row(
        number=entry.number,
        kind=entry.kind,
        title=_line(entry.title, entry.language),
        place=_line(entry.place, entry.language),
        language=intern(entry.language),
        added_on=entry.added_on,
        changed_at=entry.changed_at,
        tags=_lines(entry.tags, entry.language),
        size=entry.size,
        institution=_line(entry.institution_kind or "", entry.language),
        outdated=entry.outdated,
        works_in=_lines((transfer.place for transfer in entry.transfers), entry.language),
        sources=entry.sources,
    )


def newest_first(rows: Iterable[Row]) -> list[Row]:
    """In the order of all lists."""
    return sorted(rows, key=lambda row: (row.added_on, row.number), reverse=True)


def tag_page(tag: str, page: int = 1) -> str:
    """A page of this tag's list, seen from the folder of a language."""
    name = hashlib.sha256(tag.encode()).hexdigest()[:TAG_NAME]
    return f"t/{name}.html" if page == 1 else f"t/{name}-{page}.html"


def _lines(words: Iterable[str], language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for each in words if (line := _line(each, language))))


def _line(words: str, language: str) -> str:
    return intern(" ".join(neat(words, language).split("\n")).strip())
