"""The words around entries on paper, in the language of a reader; kinds and parts are called as in the chat."""

from collections.abc import Callable
from datetime import date

from handlers.entries import wording
from handlers.words import KINDS as INSTITUTIONS
from locales.reader import Reader, mark
from papers.log import PARTS, CitySize, EntryKind
from papers.log_words import LogWords
from storage.entries import CitySize as Size
from storage.entries import EntryKind as Kind

GROUPS = {
    Kind.PRACTICE: mark("Good practices"),
    Kind.LESSON: mark("Lessons"),
    Kind.RECOMMENDATION: mark("Recommendations"),
    Kind.PROJECT: mark("Innovative projects"),
    Kind.MODEL: mark("Model practices"),
}


def plain(_: Reader) -> Callable[..., str]:
    """Sentences without markup: what paper and pages are given is text."""

    def said(words: str, **values: object) -> str:
        return _(words, **values).unescape()

    return said


def log_words(_: Reader) -> LogWords:
    """For brochures, documents and tables."""
    said = plain(_)
    return LogWords(
        language=_.language,
        page=template(_, mark("page {page} of {pages}")),
        kinds=kinds(_),
        groups={kind_of(kind): said(group) for kind, group in GROUPS.items()},
        sizes=sizes(_),
        institutions=institutions(_),
        parts={name: said(wording.FIELDS[name]) for name in PARTS},
        day=day(_),
        entries=lambda n: _.plural("entry", "entries", n).unescape(),
        transfers=lambda n: _.plural("transfer", "transfers", n).unescape(),
        cities=lambda n: _.plural("place", "places", n).unescape(),
        number=template(_, mark("no. {number}")),
        title=said(mark("Title")),
        where=said(mark("Where")),
        kind=said(mark("Kind")),
        network=said(mark("Network")),
        size=said(mark("Size of the city")),
        institution=said(mark("Institution")),
        tags=said(mark("Topics")),
        added=said(mark("In the log since")),
        confirmed=said(mark("Confirmed on")),
        evaluation=said(mark("Evaluation")),
        files=said(mark("Files")),
        address=said(mark("In Telegram")),
        sources=said(mark("Made of")),
        similar=said(mark("Similar entries")),
        works_in=said(mark("Works in")),
        adapted=said(mark("in a changed version")),
        elsewhere=said(mark("How it went elsewhere")),
        variants=said(mark("For cities of different sizes")),
        outdated=said(mark("This entry is out of date: it tells how things were.")),
        contents=said(mark("Contents")),
    )


def template(_: Reader, words: str) -> str:
    """A sentence whose braces somebody else fills in."""
    names = ("page", "pages", "number", "tag", "day", "language")
    return _(words, **{name: f"{{{name}}}" for name in names if f"{{{name}}}" in words}).unescape()


def kinds(_: Reader) -> dict[EntryKind, str]:
    return {kind_of(kind): _(label).unescape() for kind, label in wording.KINDS.items()}


def kind_of(kind: Kind) -> EntryKind:
    value: EntryKind = kind.value
    return value


def sizes(_: Reader) -> dict[CitySize, str]:
    names: dict[CitySize, str] = {}
    for size in Size:
        value: CitySize = size.value
        names[value] = _(wording.SIZES[size]).unescape()
    return names


def institutions(_: Reader) -> dict[str, str]:
    return {kind.value: _(label).unescape() for kind, label in INSTITUTIONS.items()}


def day(_: Reader) -> Callable[[date], str]:
    return lambda day: _.days(day, day).unescape()
