"""The shared log on paper: one entry as a page, and all of them as a brochure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from papers import alphabet
from papers.document import (
    Block,
    Column,
    Contents,
    Document,
    Facts,
    Figures,
    Heading,
    NewPage,
    Note,
    Notice,
    Paragraph,
    Table,
)
from papers.log import PARTS, SIZES, EntryKind, LogEntry, LogTransfer, PartName
from papers.log_words import LogWords

BETWEEN = " · "
ORDER: tuple[EntryKind, ...] = ("practice", "lesson", "model", "recommendation", "project")
TOLD = tuple(name for name in PARTS if name not in SIZES)
NONE: Mapping[int, LogEntry] = MappingProxyType({})


def entry_document(
    entry: LogEntry, words: LogWords, made: datetime, others: Mapping[int, LogEntry] = NONE
) -> Document:
    """One entry as a paper. `others` are those that it names as its sources or as similar, by their numbers."""
    blocks = (
        *_notices(entry, words),
        Facts(_facts(entry, words)),
        *_body(entry, words, level=1),
        *_ending(entry, words, others),
    )
    below = BETWEEN.join(filter(None, (entry.place, kind(entry, words), numbered(entry.number, words))))
    return Document(one_line(entry.title), blocks, words.language, words.page, made, entry.network, below)


def brochure(
    entries: Sequence[LogEntry], words: LogWords, title: str, made: datetime, above: str = "", below: str = ""
) -> Document:
    """All entries as a book: a cover with what there is in numbers, the contents, and a chapter for each kind."""
    known = {entry.number: entry for entry in entries}
    blocks: list[Block] = [Figures(totals(entries, words)), Note(BETWEEN.join(cities(entries)))]
    if entries:
        blocks += [NewPage(), Contents(words.contents), NewPage()]
    several = len({entry.network for entry in entries}) > 1
    for name, group in grouped(entries):
        blocks.append(Heading(words.groups.get(name, name)))
        for entry in group:
            blocks += _chapter(entry, words, known, several=several)
    return Document(title, tuple(blocks), words.language, words.page, made, above, below, cover=True)


def grouped(entries: Iterable[LogEntry]) -> list[tuple[EntryKind, list[LogEntry]]]:
    """Kinds in their order, each by title. Lessons are never what comes last: they would be begun when one is tired."""
    groups: dict[EntryKind, list[LogEntry]] = {name: [] for name in ORDER}
    for entry in entries:
        groups[entry.kind].append(entry)
    filled = [(name, group) for name, group in groups.items() if group]
    if filled and filled[-1][0] == "lesson":
        filled.insert(0, filled.pop())
    for _, group in filled:
        group.sort(key=lambda entry: (alphabet.place(one_line(entry.title)), entry.number))
    return filled


def totals(entries: Sequence[LogEntry], words: LogWords) -> tuple[tuple[str, str], ...]:
    """How many entries, transfers and cities, with the words for each."""
    taken = sum(len(entry.transfers) for entry in entries)
    counted = (
        (len(entries), words.entries),
        (taken, words.transfers),
        (len(cities(entries)), words.cities),
    )
    return tuple((str(n), label(n)) for n, label in counted)


def cities(entries: Iterable[LogEntry]) -> list[str]:
    """All that gave or took something, by name."""
    found: dict[str, str] = {}
    for entry in entries:
        for place in (entry.place, *(transfer.place for transfer in entry.transfers)):
            found.setdefault(one_line(place).casefold(), one_line(place))
    return sorted(filter(None, found.values()), key=alphabet.place)


def works_in(entry: LogEntry, words: LogWords) -> str:
    """Where it came from and who has taken it over; "" where nobody has."""
    taken = ", ".join(_taken(transfer, words) for transfer in _by_day(entry))
    return " → ".join(filter(None, (entry.place, taken))) if taken else ""


def kind(entry: LogEntry, words: LogWords) -> str:
    return words.kinds.get(entry.kind, entry.kind)


def size(entry: LogEntry, words: LogWords) -> str:
    return words.sizes.get(entry.size, entry.size) if entry.size else ""


def numbered(number: int, words: LogWords) -> str:
    return words.number.replace("{number}", str(number))


def one_line(typed: str) -> str:
    return " ".join(typed.split())


def label(name: PartName, words: LogWords) -> str:
    return words.parts.get(name, name)


def _taken(transfer: LogTransfer, words: LogWords) -> str:
    return f"{transfer.place} ({words.adapted})" if transfer.adapted else transfer.place


def _by_day(entry: LogEntry) -> list[LogTransfer]:
    return sorted(entry.transfers, key=lambda transfer: (transfer.on, transfer.place))


def _notices(entry: LogEntry, words: LogWords) -> list[Block]:
    where = works_in(entry, words)
    notices = (words.outdated if entry.outdated else "", f"{words.works_in}: {where}" if where else "")
    return [Notice(notice) for notice in notices if notice]


def _facts(entry: LogEntry, words: LogWords) -> tuple[tuple[str, str], ...]:
    institution = entry.institution_kind or ""
    confirmed = words.day(entry.confirmed_on) if entry.confirmed_on else ""
    pairs = (
        (words.where, entry.place),
        (words.kind, kind(entry, words)),
        (words.size, size(entry, words)),
        (words.institution, words.institutions.get(institution, institution)),
        (words.tags, ", ".join(entry.tags)),
        (words.added, words.day(entry.added_on)),
        (words.confirmed, confirmed),
    )
    return tuple((name, value) for name, value in pairs if value.strip())


def _body(entry: LogEntry, words: LogWords, level: int) -> list[Block]:
    """What it says, under its headings; variants for cities of a size stand beside each other."""
    blocks: list[Block] = []
    for name in TOLD:
        if said := entry.part(name).strip():
            blocks += [Heading(label(name, words), level=level), *_paragraphs(said)]
    if variants := [(name, entry.part(name).strip()) for name in SIZES if entry.part(name).strip()]:
        columns = tuple(Column(label(name, words)) for name, _ in variants)
        blocks += [
            Heading(words.variants, level=level),
            Table(columns, (tuple(said for _, said in variants),)),
        ]
    if any(transfer.words.strip() for transfer in entry.transfers):
        told = tuple((transfer.place, _told(transfer, words)) for transfer in _by_day(entry))
        blocks += [Heading(words.elsewhere, level=level), Facts(told)]
    if entry.evaluation.strip():
        blocks += [Heading(words.evaluation, level=level), *_paragraphs(entry.evaluation.strip())]
    return blocks


def _paragraphs(said: str) -> list[Paragraph]:
    return [Paragraph(part.strip("\n")) for part in re.split(r"\n[ \t]*\n", said) if part.strip()]


def _told(transfer: LogTransfer, words: LogWords) -> str:
    when = ", ".join(filter(None, (words.day(transfer.on), words.adapted if transfer.adapted else "")))
    return "\n".join(filter(None, (when, transfer.words.strip())))


def _ending(entry: LogEntry, words: LogWords, others: Mapping[int, LogEntry]) -> list[Block]:
    """Where it comes from and where to go on from here."""
    pairs = (
        (words.sources, _named(entry.sources, words, others)),
        (words.similar, _named(entry.similar, words, others)),
        (words.files, "\n".join(file.name for file in entry.files)),
        (words.address, entry.address),
    )
    told = tuple((name, value) for name, value in pairs if value)
    return [Facts(told)] if told else []


def _named(numbers: tuple[int, ...], words: LogWords, others: Mapping[int, LogEntry]) -> str:
    """Each on a line, by its number, and by its title and place where they are known."""
    lines = []
    for number in numbers:
        other = others.get(number)
        name = ", ".join(filter(None, (one_line(other.title), other.place))) if other else ""
        lines.append(": ".join(filter(None, (numbered(number, words), name))))
    return "\n".join(lines)


def _chapter(
    entry: LogEntry, words: LogWords, known: Mapping[int, LogEntry], *, several: bool
) -> list[Block]:
    """An entry in the brochure. All that is known of it stands above, where no end of a page leaves it alone."""
    confirmed = f"{words.confirmed}: {words.day(entry.confirmed_on)}" if entry.confirmed_on else ""
    number, network = numbered(entry.number, words), entry.network if several else ""
    about = (entry.place, size(entry, words), network, ", ".join(entry.tags), number, confirmed)
    sources = _named(entry.sources, words, known)
    notes = (
        BETWEEN.join(filter(None, about)),
        f"{words.sources}: {sources}" if sources else "",
        entry.address,
    )
    return [
        Heading(one_line(entry.title), level=2),
        Note("\n".join(filter(None, notes))),
        *_notices(entry, words),
        *_body(entry, words, level=3),
    ]
