"""What did not come about, in words: what it was, about what, for whom, and why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from facilitation.status import Kinds, Loose, Remedy, meaning
from handlers.feature import Subject
from handlers.message import lines
from handlers.posts import PIN
from handlers.registry import Registry
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import people
from storage.due_work import DueWork
from storage.ends import Why
from storage.outbox import Care, Saying
from storage.people import Person

NAMED = 5

REASONS: dict[str, str] = {
    Why.TOO_LATE: mark("It was too late by then."),
    Why.UNREACHABLE: mark("I can't write there privately."),
    Why.OUT: mark("I was not in the group."),
    Why.NO_RIGHT: mark("I am not allowed to do that in the group; an admin can change this in its settings."),
    Why.GONE: mark("The message is no longer in the group."),
    Why.NO_ANSWER: mark("Telegram did not answer."),
    Why.TELEGRAM: mark("Something went wrong at Telegram."),
    Why.NOBODY_KNOWS: mark("I was interrupted while sending it."),
    Why.KEY_GONE: mark("It had waited too long to be sent."),
    Why.RESTORED: mark("I was restored from a copy, and it may have been said already."),
}
OTHERWISE = mark("Something went wrong.")


@dataclass(frozen=True)
class Item:
    """One thing to read, with what one tap can do about it."""

    text: Markup
    remedy: Remedy
    of: Loose


@dataclass(frozen=True)
class Known:
    """What has to be looked up before anything can be worded, for one reader."""

    about: Mapping[Subject, Markup]
    people: Mapping[int, Person]


def kinds(registry: Registry) -> Kinds:
    """Those that have words; the others nobody misses."""
    owed = {kind: owed for kind, owed in registry.owes.items() if owed}
    instead = {
        kind: tuple(f"{kind.partition('.')[0]}.{name}" for name in each.instead)
        for kind, each in owed.items()
    }
    return Kinds(instead, {*registry.posts, PIN}, {kind for kind, each in owed.items() if each.noted})


async def look_up(
    visit: Visit, _: Reader, found: Collection[Loose], planned: Collection[DueWork] = ()
) -> Known:
    """What all of this is about, asked once of each feature, and the people."""
    subjects = [(each.kind, each.subject) for each in found]
    subjects += [meaning(work) for work in planned]
    wanted = {(kind, key) for kind, key in subjects if key is not None}
    about: dict[Subject, Markup] = {}
    for feature in visit.registry.features:
        own = {subject for subject in wanted if subject[0].startswith(f"{feature.name}.")}
        if own and feature.about:
            about |= await feature.about(visit, _, own)
    ids = {one for each in found for one in each.people}
    return Known(about, await people.by_ids(visit.uow, ids) if ids else {})


def items(_: Reader, registry: Registry, known: Known, found: Sequence[Loose]) -> list[Item]:
    """Each thing that can be put right on its own; the others about the same thing and for the same reason together."""
    together: dict[tuple[object, ...], list[Loose]] = {}
    for each in found:
        about = known.about.get((each.kind, each.subject or 0))
        alone = id(each) if each.remedy is not Remedy.NONE or each.people or about is None else None
        together.setdefault((about, each.why, each.unknown, alone), []).append(each)
    return [
        Item(lines(_what(_, registry, known, these), Markup("<i>{}</i>").format(_why(_, these[0]))),
             these[0].remedy, these[0])
        for these in together.values()
    ]  # fmt: skip


def what(_: Reader, registry: Registry, known: Known, kind: str, subject: int | None) -> Markup:
    """As in "the reminder a day before · Tuesday, 8 September, 10:00"."""
    about, label = known.about.get((kind, subject or 0)), _label(_, registry, kind)
    return Markup("{} · {}").format(label, about) if about else label


def _what(_: Reader, registry: Registry, known: Known, these: Sequence[Loose]) -> Markup:
    about = known.about.get((these[0].kind, these[0].subject or 0))
    labels = _.list(dict.fromkeys(_label(_, registry, each.kind) for each in these))
    text = _titled(about, labels)
    meant = [known.people[one] for one in these[0].people]
    return _("{what} (for: {names})", what=text, names=names(_, meant)) if meant else text


def _titled(about: Markup | None, label: Markup) -> Markup:
    return Markup("{}: {}").format(about, label) if about else label


def _label(_: Reader, registry: Registry, kind: str) -> Markup:
    owed = registry.owes[kind]
    assert owed is not None
    return _(owed.label)


def names(_: Reader, those: Collection[Person]) -> Markup:
    """Some by name, the rest by their number."""
    shown = sorted(person.name for person in those if person.name)[:NAMED]
    rest = len(those) - len(shown)
    if not shown:
        return _.plural("{n} person", "{n} people", rest)
    if not rest:
        return _.list(shown)
    return _.plural(
        "{names} and {n} more person", "{names} and {n} more people", rest, names=", ".join(shown)
    )


def _why(_: Reader, each: Loose) -> Markup:
    return Markup(" ").join(_sentences(_, each))


def _sentences(_: Reader, each: Loose) -> Iterator[Markup]:
    if each.unknown:
        yield _("I don't know whether it arrived.")
        if each.remedy is Remedy.NONE and any(_is_once(row) for row in each.rows):
            yield _("It can't be sent again any more.")
    else:
        yield _(REASONS.get(each.why, OTHERWISE))


def _is_once(row: object) -> bool:
    return isinstance(row, Saying) and row.care is Care.AT_MOST_ONCE
