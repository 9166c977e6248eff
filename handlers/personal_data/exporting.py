"""Everything that is remembered of a person as a file: for people to keep, and for programs to read."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from handlers.feature import Remembered
from handlers.message import Document
from handlers.personal_data.wording import COLUMNS, STRUCTURED, VALUES
from locales.reader import Reader
from storage.personal_data import Entry, Kept


def as_file(_: Reader, found: Sequence[tuple[Kept, Remembered]], now: datetime) -> Document:
    """A JSON document with the reader's labels; moments on the reader's wall clock, empty values as null."""
    told = {
        _("As of"): _.local(now).isoformat(),
        _("Data"): [
            {
                _("What"): _(words.label),
                _("Seen by"): _(words.seen_by),
                _("Entries"): [_entry(_, entry, words) for entry in kept.entries],
            }
            for kept, words in found
        ],
    }
    text = json.dumps(told, ensure_ascii=False, indent=2, default=str)
    return Document(_("my-data.json"), f"{text}\n".encode())


def _entry(_: Reader, entry: Entry, words: Remembered) -> dict[str, Any]:
    told: dict[str, Any] = {_("Concerns"): entry.about} if entry.about else {}
    for column, value in entry.values.items():
        known = words.columns.get(column) or COLUMNS.get(column)
        label = _(known) if isinstance(known, str) else column
        plain = json.loads(value) if column in STRUCTURED and value else _plain(_, value, known)
        told[column if label in told else label] = plain
    return told


def _plain(_: Reader, value: Any, known: Any) -> Any:
    """A value as JSON has it, an enumeration in the reader's words."""
    if isinstance(value, Enum):
        words = known if isinstance(known, Mapping) else VALUES[type(value)]
        return _(words[value])
    if isinstance(value, datetime):
        return _.local(value).isoformat()
    return value
