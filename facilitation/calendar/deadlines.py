"""The last day for something, as people type it: "15.03.2027", "15 marca", "końca marca", "piątku"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from facilitation.calendar.dates import settle_dates, take_bounds
from facilitation.calendar.rhythm import zone_named
from facilitation.calendar.words import WEEKDAYS, sentence

LONGEST_TEXT, MOST_WORDS = 200, 6
_BEFORE_A_DEADLINE = re.compile(r"\b(?:termin|deadline|do|until|till|by)\b[:\s]+", re.IGNORECASE)
_BETWEEN, _BEHIND = " \t\n,.;:–-", " \t\n,;:–-"
_DECIMAL = re.compile(r"\d,\d")


@dataclass(frozen=True)
class Found:
    """A text with a deadline in it: what stands before and behind; `day` is None where it names none."""

    before: str
    day: date | None
    after: str


def understand_deadline(text: str, now: datetime, zone: str, language: str = "pl") -> date | None:
    """The day that the words name; None for words that name none, or say something besides. Refused when past."""
    here = now.astimezone(zone_named(zone))
    said = _BEFORE_A_DEADLINE.sub("", text[:LONGEST_TEXT]).strip(_BETWEEN)
    words = sentence(f"do {said}" if language == "pl" else f"until {said}", language)
    words.settle(r"(\d{1,2})\.(\d{1,2})", lambda it: f"D-{it[2]}-{it[1]}")
    settle_dates(words, here)
    last = take_bounds(words, here.date(), []).last
    if last is None and (piece := words.take(rf"to ({'|'.join(WEEKDAYS)})s?")):
        ahead = (WEEKDAYS.index(piece[1] or "") - here.weekday()) % 7
        last = here.date() + timedelta(days=ahead)
    return last if said and not _DECIMAL.search(said) and not words.left() else None


def find_deadline(text: str, now: datetime, zone: str, language: str = "pl") -> Found:
    """The first deadline in a text, as in "LIFE: adaptacja do zmian klimatu, do 15.03.2027, dla gmin"."""
    for marker in _BEFORE_A_DEADLINE.finditer(text):
        words = list(re.finditer(r"\S+", text[marker.end() :]))[:MOST_WORDS]
        for word in reversed(words):
            end = marker.end() + word.end()
            day = understand_deadline(text[marker.end() : end], now, zone, language)
            if day is not None:
                return Found(text[: marker.start()].strip(_BETWEEN), day, text[end:].strip(_BEHIND))
    return Found(text.strip(_BEHIND), None, "")
