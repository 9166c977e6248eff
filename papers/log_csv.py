"""The shared log as a table for spreadsheets, and such tables read back, row by row, with all that is wrong in them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from papers import as_csv
from papers.as_csv import FORMULA
from papers.log import KINDS, PARTS, SIZES, CitySize, EntryKind, LogEntry, LogPart, PartName
from papers.typography import printable

READ = ("kind", "title", "place", "size", "institution_kind", "tags", *PARTS, "outdated", "evaluation")
SHOWN = (
    "number", "network", "language", "added_on", "changed_at", "confirmed_on", "transfers", "sources", "similar",
    "address",
)  # fmt: skip
COLUMNS = (*READ, *SHOWN)
"""The header. What is only shown is passed over when a table is read."""
SEPARATORS = (";", ",", "\t")
OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"{\\rtf")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
YES, NO = "yes", "no"
Name = TypeVar("Name")


class Wrong(StrEnum):
    """What can be wrong with a table, or with a row of it."""

    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"
    NO_TABLE = "no table"
    EMPTY = "empty"
    TOO_MANY_ROWS = "too many rows"
    UNKNOWN_COLUMN = "unknown column"
    COLUMN_TWICE = "column twice"
    NO_TITLE_COLUMN = "no title column"
    CELLS = "cells"
    NO_TITLE = "no title"
    TOO_LONG = "too long"
    KIND = "kind"
    SIZE = "size"
    YES_OR_NO = "yes or no"
    TITLE_TWICE = "title twice"


@dataclass(frozen=True)
class Problem:
    """`row` is counted from 1, the header, as spreadsheets do; 0 is the whole file. `value` is what stands there.

    `number` is the limit of what is too much, how many cells are expected, or the row that has the same title.
    """

    wrong: Wrong
    row: int = 0
    column: str = ""
    value: str = ""
    number: int = 0


@dataclass(frozen=True)
class Row:
    """An entry that can be taken in."""

    row: int
    title: str
    kind: EntryKind | None = None
    place: str = ""
    size: CitySize | None = None
    institution_kind: str = ""
    tags: tuple[str, ...] = ()
    parts: tuple[LogPart, ...] = ()
    outdated: bool = False
    evaluation: str = ""


@dataclass(frozen=True)
class Expected:
    """What people may write beside the names that machines have, and how much of it.

    Tables lead from labels to such names; how labels are written (large, small, spaces) does not matter. `longest` is
    in signs, by columns; `most_bytes` and `most_rows` are of the whole file.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, EntryKind] = field(default_factory=dict)
    sizes: Mapping[str, CitySize] = field(default_factory=dict)
    institutions: Mapping[str, str] = field(default_factory=dict)
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    longest: Mapping[str, int] = field(default_factory=dict)
    most_bytes: int = 5_000_000
    most_rows: int = 5_000


def written(entries: Iterable[LogEntry]) -> bytes:
    """The log with a header of machine names."""
    return as_csv.table([COLUMNS, *(_cells(entry) for entry in entries)])


def read(content: bytes, expected: Expected = Expected()) -> Iterator[Row | Problem]:
    """Each row either as an entry or with all its problems. A table that can't be read at all is one problem."""
    if len(content) > expected.most_bytes:
        yield Problem(Wrong.TOO_LARGE, number=expected.most_bytes)
        return
    words = _decoded(content)
    if isinstance(words, Problem):
        yield words
        return
    names = {_folded(name): name for name in COLUMNS} | _by_fold(expected.headings)
    lines = csv.reader(io.StringIO(words, newline=""), delimiter=_separator(words, names), strict=True)
    try:
        yield from _told(lines, names, expected)
    except csv.Error:
        yield Problem(Wrong.NO_TABLE, lines.line_num)


def _told(
    lines: Iterable[list[str]], names: Mapping[str, str], expected: Expected
) -> Iterator[Row | Problem]:
    columns: list[str | None] = []
    seen: dict[str, int] = {}
    for at, cells in enumerate(lines, 1):
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns, problems = _header(at, cells, names)
            yield from problems
            if "title" not in columns:
                return
        elif at > expected.most_rows + 1:
            yield Problem(Wrong.TOO_MANY_ROWS, at, number=expected.most_rows)
            return
        else:
            yield from _row(at, cells, columns, expected, seen)


def _cells(entry: LogEntry) -> list[as_csv.Value]:
    given: dict[str, as_csv.Value] = {
        "kind": entry.kind,
        "title": entry.title,
        "place": entry.place,
        "size": entry.size,
        "institution_kind": entry.institution_kind,
        "tags": ", ".join(entry.tags),
        **{name: entry.part(name) for name in PARTS},
        "outdated": YES if entry.outdated else NO,
        "evaluation": entry.evaluation,
        "number": entry.number,
        "network": entry.network,
        "language": entry.language,
        "added_on": entry.added_on,
        "changed_at": entry.changed_at,
        "confirmed_on": entry.confirmed_on,
        "transfers": ", ".join(transfer.place for transfer in entry.transfers),
        "sources": ", ".join(map(str, entry.sources)),
        "similar": ", ".join(map(str, entry.similar)),
        "address": entry.address,
    }
    return [given[name] for name in COLUMNS]


def _decoded(content: bytes) -> str | Problem:
    """UTF-8, what Excel calls Unicode, or what a Polish Excel writes."""
    if content.startswith(OTHER_FILES):
        return Problem(Wrong.NO_TABLE)
    codings = ("utf-16",) if content.startswith(UTF_16) else ("utf-8-sig", "cp1250")
    for coding in codings:
        try:
            words = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" in words:
            return Problem(Wrong.NO_TABLE)
        return words if words.strip() else Problem(Wrong.EMPTY)
    return Problem(Wrong.UNREADABLE)


def _separator(words: str, names: Mapping[str, str]) -> str:
    """The one that divides the first line into most columns that are known."""
    first = words.lstrip().splitlines()[0]
    heads = {sign: next(csv.reader([first], delimiter=sign), []) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: sum(_folded(head) in names for head in heads[sign]))


def _header(at: int, cells: list[str], names: Mapping[str, str]) -> tuple[list[str | None], list[Problem]]:
    """Which column each is, and none for those that are not known."""
    columns: list[str | None] = []
    problems = []
    for cell in cells:
        name = names.get(_folded(cell))
        if name is None and cell.strip():
            problems.append(Problem(Wrong.UNKNOWN_COLUMN, at, value=_plain(cell)))
        elif name in columns and name is not None:
            problems.append(Problem(Wrong.COLUMN_TWICE, at, name))
        columns.append(name)
    if not any(columns):
        return columns, [Problem(Wrong.NO_TABLE)]
    if "title" not in columns:
        problems.append(Problem(Wrong.NO_TITLE_COLUMN, at, "title"))
    return columns, problems


def _row(
    at: int, cells: list[str], columns: list[str | None], expected: Expected, seen: dict[str, int]
) -> Iterator[Row | Problem]:
    """Excel leaves out empty cells at the end of a row, so that fewer are none of its problems; more are."""
    if any(cell.strip() for cell in cells[len(columns) :]):
        yield Problem(Wrong.CELLS, at, value=str(len(cells)), number=len(columns))
        return
    said = {name: _plain(cell) for name, cell in zip(columns, cells, strict=False) if name}
    problems = list(_problems(at, said, expected))
    title = _folded(said.get("title", ""))
    if title and title in seen:
        problems.append(Problem(Wrong.TITLE_TWICE, at, "title", said["title"], seen[title]))
    seen.setdefault(title, at)
    if problems:
        yield from problems
    else:
        yield _made(at, said, expected)


def _problems(at: int, said: Mapping[str, str], expected: Expected) -> Iterator[Problem]:
    if not said.get("title"):
        yield Problem(Wrong.NO_TITLE, at, "title")
    for name, words in said.items():
        most = expected.longest.get(name)
        if most is not None and len(words) > most:
            yield Problem(Wrong.TOO_LONG, at, name, words, most)
    known = (
        ("kind", Wrong.KIND, _kinds(expected)),
        ("size", Wrong.SIZE, _sizes(expected)),
        ("outdated", Wrong.YES_OR_NO, _yes_no(expected)),
    )
    for name, wrong, values in known:
        if said.get(name) and _folded(said[name]) not in values:
            yield Problem(wrong, at, name, said[name])


def _made(at: int, said: Mapping[str, str], expected: Expected) -> Row:
    institution = said.get("institution_kind", "")
    tags = said.get("tags", "").replace(";", ",").replace("\n", ",").split(",")
    return Row(
        at,
        " ".join(said["title"].split()),
        _kinds(expected).get(_folded(said.get("kind", ""))),
        said.get("place", ""),
        _sizes(expected).get(_folded(said.get("size", ""))),
        _by_fold(expected.institutions).get(_folded(institution), institution),
        tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip())),
        tuple(_parts(said)),
        _yes_no(expected).get(_folded(said.get("outdated", "")), False),
        said.get("evaluation", ""),
    )


def _parts(said: Mapping[str, str]) -> Iterator[LogPart]:
    names: tuple[PartName, ...] = PARTS
    return (LogPart(name, said[name]) for name in names if said.get(name))


def _kinds(expected: Expected) -> dict[str, EntryKind]:
    return {**{kind: kind for kind in KINDS}, **_by_fold(expected.kinds)}


def _sizes(expected: Expected) -> dict[str, CitySize]:
    return {**{size: size for size in SIZES}, **_by_fold(expected.sizes)}


def _yes_no(expected: Expected) -> dict[str, bool]:
    yes = {_folded(word): True for word in (YES, *expected.yes)}
    return {**yes, **{_folded(word): False for word in (NO, *expected.no)}}


def _plain(cell: str) -> str:
    """As it was typed: without the apostrophe that keeps it from being a formula."""
    words = printable(cell).strip()
    guarded = words.startswith("'") and words.lstrip("'").startswith(FORMULA)
    return words[1:].strip() if guarded else words


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _by_fold(labels: Mapping[str, Name]) -> dict[str, Name]:
    return {_folded(label): name for label, name in labels.items()}
