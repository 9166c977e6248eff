"""Entries of the shared log side by side: a row for each thing that can be said, a column for each entry."""

from collections.abc import Sequence
from datetime import datetime

from papers.document import Column, Document, Table
from papers.log import PARTS, LogEntry
from papers.log_document import kind, label, one_line, size, works_in
from papers.log_words import LogWords

FEWEST, MOST = 2, 6
NOTHING = "–"
SIZES = {2: 10.0, 3: 10.0, 4: 9.0, 5: 8.5, 6: 8.0}
"""How large letters are with so many entries, in points."""


def comparison(
    entries: Sequence[LogEntry], words: LogWords, title: str, made: datetime, above: str = "", below: str = ""
) -> Document:
    """A table across the page, of 2 to 6 entries in the order given. Rows in which none says anything are left out."""
    assert FEWEST <= len(entries) <= MOST
    columns = (Column("", 0.55, "label"), *(Column(one_line(entry.title)) for entry in entries))
    rows = [(name, *(said.strip() for said in cells)) for name, cells in _rows(entries, words)]
    kept = tuple(tuple(cell or NOTHING for cell in row) for row in rows if any(row[1:]))
    table = Table(columns, kept, SIZES[len(entries)])
    return Document(title, (table,), words.language, words.page, made, above, below, landscape=True)


def _rows(entries: Sequence[LogEntry], words: LogWords) -> list[tuple[str, list[str]]]:
    about = [
        (words.where, [entry.place for entry in entries]),
        (words.kind, [_kind(entry, words) for entry in entries]),
        (words.size, [size(entry, words) for entry in entries]),
        (words.works_in, [works_in(entry, words) for entry in entries]),
    ]
    said = [(label(name, words), [entry.part(name) for entry in entries]) for name in PARTS]
    tags = (words.tags, [", ".join(entry.tags) for entry in entries])
    confirmed = (words.confirmed, [_day(entry, words) for entry in entries])
    return [*about, *said, (words.evaluation, [entry.evaluation for entry in entries]), tags, confirmed]


def _kind(entry: LogEntry, words: LogWords) -> str:
    return "\n".join(filter(None, (kind(entry, words), words.outdated if entry.outdated else "")))


def _day(entry: LogEntry, words: LogWords) -> str:
    return words.day(entry.confirmed_on) if entry.confirmed_on else ""
