"""Entries in words: kinds, fields, sizes of cities, for whom they are."""

from collections.abc import Mapping

from markupsafe import Markup

from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import institutions
from storage.entries import Again, CitySize, Entry, EntryAudience, EntryKind, EntryState

KINDS: Mapping[EntryKind, str] = {
    EntryKind.PRACTICE: mark("Good practice"),
    EntryKind.LESSON: mark("Lesson"),
    EntryKind.RECOMMENDATION: mark("Recommendation"),
    EntryKind.PROJECT: mark("Innovative project"),
    EntryKind.MODEL: mark("Model practice"),
}
FIELDS: Mapping[str, str] = {
    "title": mark("Title"),
    "place": mark("Where"),
    "problem": mark("The problem"),
    "done": mark("What was done"),
    "result": mark("The result"),
    "cost": mark("Cost and people"),
    "conditions": mark("What it needs"),
    "pitfalls": mark("What to look out for"),
    "otherwise": mark("What we would do otherwise"),
    "again": mark("Would we do it again?"),
    "contact": mark("Contact"),
    "size": mark("Size of the city"),
    "small": mark("In a small city"),
    "middle": mark("In a middle-sized city"),
    "large": mark("In a large city"),
}
OTHERWISE: Mapping[EntryKind, Mapping[str, str]] = {
    EntryKind.RECOMMENDATION: {
        "done": mark("What we recommend"),
        "result": mark("What it would change"),
        "conditions": mark("To whom: cities, or which law"),
    },
    EntryKind.PROJECT: {
        "done": mark("The idea"),
        "result": mark("What it would bring"),
        "pitfalls": mark("What may go wrong"),
    },
    EntryKind.MODEL: {"done": mark("What to do")},
}
"""Fields that go by another name in entries of a kind."""
SIZES: Mapping[CitySize, str] = {
    CitySize.SMALL: mark("small city, up to 20,000"),
    CitySize.MIDDLE: mark("middle-sized city, 20,000–100,000"),
    CitySize.LARGE: mark("large city, over 100,000"),
}
AGAIN: Mapping[Again, str] = {
    Again.YES: mark("Yes, just so"),
    Again.WITH_CHANGES: mark("Yes, but differently"),
    Again.NO: mark("No"),
}
AUDIENCES: Mapping[EntryAudience, str] = {
    EntryAudience.NETWORK: mark("only this network"),
    EntryAudience.INSTALLATION: mark("all networks that I look after"),
    EntryAudience.PUBLIC: mark("everybody, also on the web"),
}
STATES: Mapping[EntryState, str] = {
    EntryState.DRAFT: mark("draft"),
    EntryState.WAITING: mark("being checked"),
    EntryState.RETURNED: mark("back with a question"),
    EntryState.PROPOSED: mark("waits for your consent"),
    EntryState.KEPT: mark("in the log"),
    EntryState.DECLINED: mark("declined"),
    EntryState.TAKEN_BACK: mark("taken back"),
    EntryState.HIDDEN: mark("hidden"),
}


def kind(_: Reader, entry: Entry) -> Markup:
    return _(KINDS[entry.kind])


def label(_: Reader, kind: EntryKind, field: str) -> Markup:
    """What a field is called in entries of a kind."""
    return _(OTHERWISE.get(kind, {}).get(field) or FIELDS[field])


def value(_: Reader, entry_field: str, said: object) -> Markup | str:
    """What a field says, in words; "" for nothing."""
    if isinstance(said, Again):
        return _(AGAIN[said])
    if isinstance(said, CitySize):
        return _(SIZES[said])
    return str(said) if said is not None else ""


def title(entry: Entry) -> Markup:
    return bold(entry.title)


def bold(words: Markup | str) -> Markup:
    return Markup("<b>{}</b>").format(words)


def copied(words: Markup | str) -> Markup:
    """One tap on it copies it."""
    return Markup("<code>{}</code>").format(words)


def quoted(words: Markup | str) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(words)


async def place_of(visit: Visit, entry: Entry) -> str:
    """The city whose experience it is, under its name of today."""
    place = await institutions.by_id(visit.uow, entry.institution_id) if entry.institution_id else None
    return place.name if place else entry.place
