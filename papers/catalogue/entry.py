"""An entry as its page shows it: typed text set and cut into paragraphs, numbers of other entries turned into them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from papers.catalogue.files import Shown, copied
from papers.catalogue.links import web_address, with_links
from papers.catalogue.rows import Row
from papers.log import SIZES, LogEntry, LogTransfer, PartName
from papers.typography import neat

BETWEEN = re.compile(r"\n[ \t\u00a0]*\n\s*")
SUMMARY = 200
Paragraphs = list[str]


@dataclass(frozen=True)
class Said:
    """A part of an entry, ready to be shown."""

    name: PartName
    paragraphs: Paragraphs


@dataclass(frozen=True)
class Move:
    """A transfer, ready to be shown."""

    place: str
    adapted: bool
    on: date
    paragraphs: Paragraphs


@dataclass(frozen=True)
class Shape:
    """Everything on the page of an entry that is the same in all languages."""

    row: Row
    network: str
    parts: list[Said]
    variants: list[Said]
    moves: list[Move]
    evaluation: Paragraphs
    pictures: list[Shown]
    documents: list[Shown]
    sources: list[Row]
    models: list[Row]
    similar: list[Row]
    confirmed_on: date | None
    address: str

    @property
    def summary(self) -> str:
        """How it begins."""
        first = next((said.paragraphs[0] for said in self.parts if said.paragraphs), "")
        words = " ".join(first.split())
        return words if len(words) <= SUMMARY else f"{words[:SUMMARY].rsplit(' ', 1)[0]}…"


class Others:
    """Finds the entries that an entry names, and those that name it; numbers of absent ones lead nowhere."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row.number: row for row in rows}
        self._models: dict[int, list[Row]] = {}
        for row in self._rows.values():
            for source in row.sources:
                self._models.setdefault(source, []).append(row)

    def named(self, numbers: Iterable[int]) -> list[Row]:
        """The entries with these numbers, in their order."""
        return [self._rows[number] for number in dict.fromkeys(numbers) if number in self._rows]

    def made_of(self, number: int) -> list[Row]:
        """Those that were made of this entry."""
        return self._models.get(number, [])


def shaped(entry: LogEntry, others: Others, folder: Path) -> Shape:
    """Its files are copied into this folder."""
    [row] = others.named([entry.number])
    said = [_said(part.name, part.text, entry.language) for part in entry.parts if part.text.strip()]
    files = copied(entry.files, folder)
    return Shape(
        row=row,
        network=" ".join(neat(entry.network, entry.language).split()),
        parts=[part for part in said if part.name not in SIZES],
        variants=[part for part in said if part.name in SIZES],
        moves=[_move(transfer, entry.language) for transfer in entry.transfers],
        evaluation=paragraphs(entry.evaluation, entry.language),
        pictures=[file for file in files if file.picture],
        documents=[file for file in files if not file.picture],
        sources=others.named(entry.sources),
        models=others.made_of(entry.number),
        similar=others.named(entry.similar),
        confirmed_on=entry.confirmed_on,
        address=web_address(entry.address),
    )


def paragraphs(text: str, language: str) -> Paragraphs:
    """Typed text in paragraphs, in which a new line stays one."""
    return [block for each in BETWEEN.split(neat(text, language)) if (block := each.strip())]


def _said(name: PartName, text: str, language: str) -> Said:
    blocks = paragraphs(text, language)
    linked: list[str] = [with_links(block) for block in blocks]
    return Said(name, linked if name == "contact" else blocks)


def _move(transfer: LogTransfer, language: str) -> Move:
    place = " ".join(neat(transfer.place, language).split())
    return Move(place, transfer.adapted, transfer.on, paragraphs(transfer.words, language))
