"""What an entry says: its fields for each kind, their limits, and how two versions of it differ."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from facilitation.typed import one_line, several_lines
from storage.entries import Again, CitySize, Entry, EntryKind

SHORTEST_TITLE, LONGEST_TITLE = 3, 120
LONGEST = 1500
LONGEST_LINE = 200
LINES = ("title", "place", "contact")
"""Fields of one line; all others may have several."""

_STORY = ("problem", "done", "result")
FIELDS: dict[EntryKind, tuple[str, ...]] = {
    EntryKind.PRACTICE: (
        "title", "place", *_STORY, "cost", "conditions", "pitfalls", "again", "contact", "size",
    ),
    EntryKind.LESSON: (
        "title", "place", *_STORY, "otherwise", "cost", "conditions", "again", "contact", "size",
    ),
    EntryKind.RECOMMENDATION: ("title", *_STORY, "conditions", "contact"),
    EntryKind.PROJECT: ("title", "place", *_STORY, "cost", "conditions", "pitfalls", "contact", "size"),
    EntryKind.MODEL: (
        "title", *_STORY, "cost", "conditions", "pitfalls", "small", "middle", "large", "contact",
    ),
}  # fmt: skip
"""What is asked for each kind, in this order."""
NEEDED: dict[EntryKind, tuple[str, ...]] = {
    EntryKind.PRACTICE: ("title", "done"),
    EntryKind.LESSON: ("title", "done", "otherwise"),
    EntryKind.RECOMMENDATION: ("title", "done"),
    EntryKind.PROJECT: ("title", "done"),
    EntryKind.MODEL: ("title", "done"),
}
"""Without these there is no entry; all else may be left out."""


@dataclass(frozen=True)
class Content:
    """What an entry says in its fields; "" or None where it says nothing."""

    title: str = ""
    place: str = ""
    problem: str = ""
    done: str = ""
    result: str = ""
    cost: str = ""
    conditions: str = ""
    pitfalls: str = ""
    otherwise: str = ""
    again: Again | None = None
    contact: str = ""
    size: CitySize | None = None
    small: str = ""
    middle: str = ""
    large: str = ""

    def with_field(self, name: str, value: Any) -> "Content":
        return replace(self, **{name: value})


NAMES = tuple(field.name for field in fields(Content))


def of(entry: Entry) -> Content:
    return Content(**{name: getattr(entry, name) for name in NAMES})


def put(entry: Entry, content: Content) -> None:
    for name in NAMES:
        setattr(entry, name, getattr(content, name))


def as_json(content: Content) -> str:
    return json.dumps(asdict(content), ensure_ascii=False)


def from_json(kept: str) -> Content:
    """Fields that were not known yet when it was kept stay empty."""
    values = {name: value for name, value in json.loads(kept).items() if name in NAMES}
    again, size = values.get("again"), values.get("size")
    values["again"], values["size"] = Again(again) if again else None, CitySize(size) if size else None
    return Content(**values)


def checked(name: str, typed: str) -> str:
    """What was typed into a field, tidied; refused where it is too short or too long."""
    if name == "title":
        return one_line(
            typed, LONGEST_TITLE, EntryReason.TITLE_LENGTH, least=SHORTEST_TITLE, too_short=EntryReason.EMPTY
        )
    if name in LINES:
        return one_line(typed, LONGEST_LINE, EntryReason.LONG, least=1, too_short=EntryReason.EMPTY)
    return several_lines(typed, LONGEST, EntryReason.LONG, least=1, too_short=EntryReason.EMPTY)


def missing(kind: EntryKind, content: Content) -> list[str]:
    """What still has to be said before it can be handed in."""
    return [name for name in NEEDED[kind] if not getattr(content, name)]


def be_complete(kind: EntryKind, content: Content) -> None:
    if missing(kind, content):
        raise Refused(EntryReason.INCOMPLETE)


def changes(before: Content, after: Content) -> Iterator[tuple[str, Any, Any]]:
    """The fields in which they differ, each with what it said and what it says."""
    for name in NAMES:
        was, is_ = getattr(before, name), getattr(after, name)
        if was != is_:
            yield name, was, is_
