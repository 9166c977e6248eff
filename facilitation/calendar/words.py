"""Words of a typed phrase in one common vocabulary, whichever language they come from.

A phrase becomes a row of meanings ("every #2 TU 10:00 - 11:00"), which the grammar reads:

* `MO`…`SU` a weekday, `MOs`…`SUs` several of them; `m1`…`m12` a month;
* `#2` an ordinal, `#-1` the last; a bare number is itself; `10:00` a clock time, `10.00` undecided;
* `D2026-12-01` a date, `D-12-01` one without its year;
* the keywords that the tables in `polish` and `english` name;
* `?` in front of a word that neither language knows, `|` where something was taken out.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from facilitation.calendar import english, polish

LONGEST_KEY = 3
SHORTEST_REPAIRED = 4
GAP = "|"
SMALL_WORDS = frozenset({GAP, "at", "on", "in", "for", "from", "and", "every", "-"})
IGNORED_WHEN_LEFT = SMALL_WORDS | {"day", "week", "times", "next", "hour", "year"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAY = "(?:MO|TU|WE|TH|FR|SA|SU)s?"

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<dmy>\d{1,2}[./-]\d{1,2}[./-]\d{4})"
    r"|(?P<slashed>\d{1,2}/\d{1,2}(?!\d))"
    r"|(?P<clock>\d+:\d+)"
    r"|(?P<dotted>\d{1,2}\.\d{1,2}(?!\d))"
    r"|(?P<decimal>\d,\d(?!\d))"
    r"|(?P<ordinal>\d{1,2}(?:(?:st|nd|rd|th)(?![a-z])|\.(?=\s+[a-z]{3})))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[-&+/@])"
)
_SIGNS = {"-": "-", "&": "and", "+": "and", "/": "and", "@": "at"}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_LANGUAGES = {"pl": polish.MEANINGS, "en": english.MEANINGS}


@dataclass(frozen=True)
class Word:
    meaning: str
    typed: str
    repaired: bool = False


@dataclass(frozen=True)
class Piece:
    """What a pattern took out of a sentence, and the words it was typed in."""

    groups: tuple[str | None, ...]
    typed: str

    def __getitem__(self, group: int) -> str | None:
        return self.groups[group]

    def number(self, group: int) -> int:
        return int(self.groups[group] or 0)


class Sentence:
    """The words of a phrase, from which the readers take what they understand."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words = list(words)
        self.repaired = [word for word in self._words if word.repaired]

    def take(self, pattern: str, leaving: str = GAP) -> Piece | None:
        """The leftmost words that match, taken out; the words either side of a gap never match together."""
        found = _compiled(pattern).search(self._text())
        return self._exchange(found, leaving) if found is not None else None

    def take_all(self, pattern: str, leaving: str = GAP) -> Iterator[Piece]:
        while piece := self.take(pattern, leaving):
            yield piece

    def settle(self, pattern: str, meaning: Callable[[Piece], str]) -> None:
        """Write each match by its meaning, which must no longer match."""
        while found := _compiled(pattern).search(self._text()):
            self._exchange(found, meaning(self._piece(found)))

    def has(self, pattern: str) -> bool:
        return _compiled(pattern).search(self._text()) is not None

    def left(self) -> list[str]:
        """Words with a meaning that nobody took, as typed."""
        return [word.typed for word in self._words if word.meaning not in IGNORED_WHEN_LEFT]

    def rest(self) -> str:
        """All that nobody took, as typed."""
        return " ".join(dict.fromkeys(word.typed for word in self._words if word.meaning != GAP))

    def is_empty(self) -> bool:
        """Whether there is nothing but small words and unknown ones."""
        return all(word.meaning in SMALL_WORDS or word.meaning[0] == "?" for word in self._words)

    def _text(self) -> str:
        return " ".join(word.meaning for word in self._words)

    def _span(self, found: re.Match[str]) -> slice:
        first = found.string[: found.start()].count(" ")
        return slice(first, first + found[0].count(" ") + 1)

    def _piece(self, found: re.Match[str]) -> Piece:
        typed = [word.typed for word in self._words[self._span(found)] if word.typed]
        return Piece((found[0], *found.groups()), " ".join(dict.fromkeys(typed)))

    def _exchange(self, found: re.Match[str], meaning: str) -> Piece:
        piece = self._piece(found)
        self._words[self._span(found)] = [Word(each, piece.typed) for each in meaning.split()]
        return piece


def sentence(text: str, language: str) -> Sentence:
    """The phrase in common words; a word of both languages means what it does in the given one."""
    typed = [(found.lastgroup or "", found[0]) for found in _TOKEN.finditer(_plain(text))]
    return Sentence(_with_tens(_translated(typed, language)))


def fold(word: str) -> str:
    """Small letters without diacritics, ł included."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _plain(text: str) -> str:
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_DASHES)
    lowered = re.sub(r"['’`]", "", lowered)
    lowered = re.sub(r"\b(one|bi)-(?=[a-z])", r"\1 ", lowered)
    return re.sub(r"\b([ap])\.\s?m\.", r"\1m", lowered)


def _translated(typed: list[tuple[str, str]], language: str) -> Iterator[Word]:
    at = 0
    while at < len(typed):
        kind, text = typed[at]
        if kind == "word":
            words = _run_of_words(typed, at)
            length, meanings = _longest_known(words, language)
            yield from meanings
            at += length
        else:
            yield Word(_meaning_of_digits(kind, text), text)
            at += 1


def _run_of_words(typed: list[tuple[str, str]], at: int) -> list[str]:
    """The word here and those behind it that it may form one expression with."""
    run: list[str] = []
    for kind, text in typed[at : at + LONGEST_KEY]:
        if kind != "word":
            break
        run.append(text)
    return run


def _longest_known(words: list[str], language: str) -> tuple[int, list[Word]]:
    for length in range(len(words), 0, -1):
        typed = " ".join(words[:length])
        meaning = _meaning(typed, language)
        if meaning is not None:
            return length, [Word(each, typed) for each in meaning.split()]
    repaired = _repaired(fold(words[0]))
    if repaired is not None:
        return 1, [Word(repaired, words[0], repaired=True)]
    return 1, [Word("?" + "".join(fold(words[0]).split()), words[0])]


def _meaning(typed: str, language: str) -> str | None:
    """First as written, then without diacritics; first in the reader's language, then in the others."""
    tables = sorted(_LANGUAGES, key=lambda each: each != language)
    for key in (typed, fold(typed)):
        for table in tables:
            if key in _LANGUAGES[table]:
                return _LANGUAGES[table][key]
    return None


def _meaning_of_digits(kind: str, text: str) -> str:
    if kind == "iso":
        return "D" + text
    if kind == "dmy":
        day, month, year = re.split(r"[./-]", text)
        return f"D{year}-{month}-{day}"
    if kind == "slashed":
        day, month = text.split("/")
        return f"D-{month}-{day}"
    if kind == "ordinal":
        return "#" + text.rstrip("stndrh.")
    if kind == "sign":
        return _SIGNS[text]
    return text.replace(",", ".")


def _with_tens(words: Iterable[Word]) -> Iterator[Word]:
    """ "Twenty first" is 21: tens written as a word join the unit behind them."""
    tens: Word | None = None
    for word in words:
        if tens is not None and re.fullmatch(r"#?[1-9]", word.meaning):
            sign = "#" if word.meaning[0] == "#" else ""
            total = int(tens.meaning.lstrip("#")) + int(word.meaning.lstrip("#"))
            yield Word(f"{sign}{total}", f"{tens.typed} {word.typed}")
            tens = None
            continue
        if tens is not None:
            yield tens
        is_tens = re.fullmatch(r"#?[2-9]0", word.meaning) and word.typed.isalpha()
        tens = word if is_tens else None
        if not is_tens:
            yield word
    if tens is not None:
        yield tens


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


def _repaired(word: str) -> str | None:
    """The only weekday or month that is one slip of the pen away."""
    if len(word) < SHORTEST_REPAIRED:
        return None
    near = {meaning for name, meaning in _names() if _one_slip_apart(word, name)}
    singular = {meaning.removesuffix("s") for meaning in near}
    return min(near) if len(singular) == 1 else None


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    name = re.compile(rf"{WEEKDAY}|m\d+")
    return tuple(
        (fold(word), meaning)
        for table in _LANGUAGES.values()
        for word, meaning in table.items()
        if len(word) > SHORTEST_REPAIRED and name.fullmatch(meaning)
    )


def _one_slip_apart(one: str, other: str) -> bool:
    """One letter too many, too few or wrong, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    behind_one, behind_other = one[at:], other[at:]
    swapped = behind_one[:2] == behind_other[:2][::-1] and behind_one[2:] == behind_other[2:]
    return swapped or behind_one[1:] in (behind_other[1:], behind_other) or behind_one == behind_other[1:]
