"""The search of the catalogue as data: which stems stand in which entries, and a line for each entry, in one script.

A browser reads it as a script because a page that was opened from a disk may read nothing else. Stems lead to places
in the list of all entries, newest first: twice the place, and one more where the stem stands in the title. Each number
is told as its distance from the one before, in base 36.
"""

import json
import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TextIO

from papers.catalogue.rows import Row, tag_page
from papers.log import KINDS, SIZES, LogEntry

Stems = Callable[[str], Iterable[str]]
WORD = re.compile(r"[^\W_]+")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
REMEMBERED = 30_000
LONGEST_WORD = 40


class Index:
    """The stems of entries, told in the order in which they come."""

    def __init__(self, stems: Stems) -> None:
        self._places: dict[str, array[int]] = {}
        self._forms: dict[str, str] = {}
        self._stem = lru_cache(REMEMBERED)(lambda word: next(iter(stems(word)), ""))
        self._count = 0

    def add(self, entry: LogEntry) -> None:
        """Everything that can be read in this entry can be found."""
        rest = (
            *(part.text for part in entry.parts), entry.place, entry.network, *entry.tags, entry.evaluation,
            entry.institution_kind or "", *(f"{move.place} {move.words}" for move in entry.transfers),
        )  # fmt: skip
        titled = self._stems(entry.title)
        for stem in titled | self._stems("\n".join(rest)):
            places = self._places.setdefault(stem, array("I"))
            places.append(2 * self._count + (stem in titled))
        self._count += 1

    def _stems(self, text: str) -> set[str]:
        """Stems of the words. A form that its stem does not begin is kept, so that it is found by any other form."""
        found = set()
        for word in set(WORD.findall(folded(text))):
            stem = self._stem(word[:LONGEST_WORD])
            if not word.startswith(stem) or not stem:
                self._forms[word[:LONGEST_WORD]] = stem
            found.add(stem)
        return found - {""}

    def write(self, out: TextIO, rows: Sequence[Row], came: Sequence[int]) -> None:
        """The script: `rows` in the order of the lists, `came` their numbers in the order in which they were added."""
        at = {row.number: place for place, row in enumerate(rows)}
        places = [at[number] for number in came]
        tags = list(dict.fromkeys(tag for row in rows for tag in row.tags))
        known = {tag: place for place, tag in enumerate(tags)}
        out.write('"use strict";\ncatalogue({"kinds":' + _told(KINDS) + ',"sizes":' + _told(SIZES))
        out.write(',"tags":' + _told([(tag, tag_page(tag)) for tag in tags]))
        out.write(',\n"forms":' + _told(sorted(self._forms.items())))
        out.write(',\n"rows":[')
        for place, row in enumerate(rows):
            out.write(("," if place else "") + "\n" + _told(_values(row, known)))
        out.write('],\n"stems":[')
        for place, stem in enumerate(sorted(self._places)):
            codes = sorted(2 * places[code >> 1] + (code & 1) for code in self._places[stem])
            out.write(("," if place else "") + "\n" + _told((stem, _distances(codes))))
        out.write("]});\n")


def folded(text: str) -> str:
    """Without case and marks, ł included: the script folds what is typed in the same way."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _values(row: Row, tags: dict[str, int]) -> list[object]:
    return [
        row.number, KINDS.index(row.kind), row.title, row.place, row.language, row.year,
        SIZES.index(row.size) if row.size else -1, row.institution, [tags[tag] for tag in row.tags],
        int(row.outdated), list(row.works_in),
    ]  # fmt: skip


def _told(value: object) -> str:
    """As JavaScript that stays inside its script whatever was typed."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _distances(codes: Sequence[int]) -> str:
    return " ".join(_base36(code - before) for before, code in zip([0, *codes[:-1]], codes, strict=True))


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return DIGITS[number] + digits
