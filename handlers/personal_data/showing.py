"""`/moje_dane`: everything that is remembered of a person, in words, and who sees it.

What is shown derives from what the tables declare and how the features word it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup

from handlers.feature import Remembered
from handlers.message import Button, Message, lines, paragraphs
from handlers.personal_data.exporting import as_file
from handlers.personal_data.wording import COLUMNS, STRUCTURED, VALUES, worded
from handlers.visit import Visit
from locales.reader import Reader
from storage import personal_data
from storage.personal_data import Entry, Kept


async def show(visit: Visit, _words: str) -> None:
    visit.reply(await everything(visit))


async def everything(visit: Visit) -> Message:
    _ = visit.reader
    if visit.person is None:
        return nothing(visit)
    found, words = await personal_data.kept(visit.uow, visit.person.key), worded(visit.registry)
    order = list(words)
    found.sort(key=lambda kept: order.index(kept.table))
    forget = Button(_("Forget me…"), tap=visit.tap("data", "ask"), style="danger")
    text = paragraphs(
        _("<b>Everything I remember about you</b>"),
        *(_told(_, kept, words[kept.table]) for kept in found),
        _("I don't keep the ordinary conversation of the group. Only you see this message."),
        _("The same stands in the file below, for you to keep."),
    )
    file = as_file(_, [(kept, words[kept.table]) for kept in found], visit.now)
    return Message(text, ((forget,),), document=file)


def nothing(visit: Visit) -> Message:
    return Message(visit.reader("I remember nothing about you."))


def _told(_: Reader, kept: Kept, words: Remembered) -> Markup:
    seen_by = _("seen by: {people}", people=_(words.seen_by))
    heading = Markup("<b>{}</b> ({})").format(_(words.label), seen_by)
    return lines(heading, *(_entry(_, entry, words) for entry in kept.entries))


def _entry(_: Reader, entry: Entry, words: Remembered) -> Markup:
    values = [_value(_, column, value, words) for column, value in entry.values.items()]
    about = Markup("<b>{}</b>").format(" · ".join(entry.about)) if entry.about else None
    rest = Markup("; ").join(value for value in values if value)
    return Markup("• ") + Markup(": ").join(part for part in (about, rest) if part)


def _value(_: Reader, column: str, value: Any, words: Remembered) -> Markup | None:
    """A value as its feature words it; None where there is nothing to tell."""
    known = words.columns.get(column) or COLUMNS.get(column)
    if value is None or value == "":
        return None
    if isinstance(known, Mapping):
        return _(known[value])
    if type(value) in VALUES:
        return _(VALUES[type(value)][value])
    told = ", ".join(_leaves(json.loads(value))) if column in STRUCTURED else _readable(_, value)
    return Markup("{}: {}").format(_(known or column), told)


def _readable(_: Reader, value: Any) -> str:
    return _.full_date(value) if isinstance(value, datetime) else str(value)


def _leaves(value: Any) -> Iterator[str]:
    """The words in an answer that is kept as a structure."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)
    elif isinstance(value, str):
        yield value
