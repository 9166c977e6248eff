"""Pages of the log: which entries are wanted, as a button carries it, and those that fit, six at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.entries import door, wording
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from handlers.words import kind_name
from locales.reader import Reader
from storage import adoptions, entries, institutions, topics
from storage import network as networks
from storage.entries import Entry, EntryKind, Wanted
from storage.institutions import InstitutionKind
from storage.network import Network
from storage.topics import Topic

PAGE = 6
ANY = 0
HERE, EVERYWHERE = 0, 1
YEARS = range(1970, 3000)
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Wish:
    """What a button carries: page, filters and scope as numbers, ANY for no filter."""

    page: int = 0
    kind: int = ANY
    topic: int = ANY
    place: int = ANY
    year: int = ANY
    scope: int = HERE

    def wanted(self, network: Network) -> Wanted:
        """Refused where no button of ours says that."""
        if not 0 <= self.page < 10_000 or self.scope not in (HERE, EVERYWHERE):
            raise Refused(DoorReason.OLD_BUTTON)
        if self.year and self.year not in YEARS:
            raise Refused(DoorReason.OLD_BUTTON)
        kind = chosen(EntryKind, self.kind)
        return Wanted(
            kinds=(kind,) if kind else (),
            network_id=network.key if self.scope == HERE else None,
            topic_id=self.topic or None,
            institution_kind=chosen(InstitutionKind, self.place),
            year=self.year or None,
        )

    @property
    def filters(self) -> bool:
        return bool(self.kind or self.topic or self.place or self.year)

    def values(self) -> tuple[int, ...]:
        return self.page, self.kind, self.topic, self.place, self.year, self.scope


def chosen(choices: type[Choice], number: int) -> Choice | None:
    every = list(choices)
    if not 0 <= number <= len(every):
        raise Refused(DoorReason.OLD_BUTTON)
    return every[number - 1] if number else None


async def enter(visit: Visit, network_id: int) -> Network:
    network = await visit.enter(network_id)
    visit.require(Act.FIND)
    return network


async def topic_of(visit: Visit, network: Network, wish: Wish) -> Topic | None:
    """The topic that is wanted: of this network, or of something that may be seen."""
    if not wish.topic:
        return None
    topic = next(iter(await topics.by_ids(visit.uow, [wish.topic])), None)
    if topic is None or (
        topic.network_id != network.key
        and topic.key not in await entries.seen.topics(visit.uow, door.sight(visit))
    ):
        raise Refused(DoorReason.OLD_BUTTON)
    return topic


async def on_list(
    visit: Visit, network_id: int, page: int, kind: int, topic: int, place: int, year: int, scope: int
) -> None:
    network = await enter(visit, network_id)
    visit.edit(await message(visit, network, Wish(page, kind, topic, place, year, scope)))


async def message(visit: Visit, network: Network, wish: Wish) -> Message:
    """How much there is, the newest of it, and the ways to something else."""
    _, wanted, seen = visit.reader, wish.wanted(network), door.sight(visit)
    topic = await topic_of(visit, network, wish)
    first = wish.page * PAGE
    found, count = await entries.seen.page(visit.uow, seen, wanted, first=first, most=PAGE)
    text = paragraphs(
        await _head(visit, network, wish, topic, count),
        *await told(visit, _, found, first + 1),
        None if count else _nothing(visit, wish),
    )
    numbers = columns(buttons(visit, found, first + 1), PAGE)
    alone = wish.scope == HERE and not await networks.are_several(visit.uow)
    ways = _ways(visit, network, wish, topic, alone=alone)
    return Message(text, (*numbers, *_turns(visit, network, wish, count), *ways))


def tap(visit: Visit, network: Network, wish: Wish) -> str:
    return visit.tap("entry", "list", network.key, *wish.values())


# its words


async def _head(visit: Visit, network: Network, wish: Wish, topic: Topic | None, count: int) -> Markup:
    _ = visit.reader
    whose = (
        _("<b>The log</b> of the network <b>{topic}</b>", topic=network.topic)
        if wish.scope == HERE
        else _("<b>The log</b> of all networks that I look after")
    )
    if wish.filters:
        many = _.plural("{n} entry", "{n} entries", count)
        return lines(whose, Markup("{}: {}").format(described(_, wish, topic), many))
    return lines(whose, await _numbers(visit, network, wish, count) if count else None)


async def _numbers(visit: Visit, network: Network, wish: Wish, count: int) -> Markup:
    """How many entries and lessons, and how often something of it works elsewhere."""
    _, wanted, seen = visit.reader, wish.wanted(network), door.sight(visit)
    lessons = (await entries.seen.kinds(visit.uow, seen, wanted)).get(EntryKind.LESSON, 0)
    taken = await adoptions.taken_over(visit.uow, entries.seen.numbers(seen, wanted))
    said = [
        _.plural("{n} entry", "{n} entries", count),
        _.plural("{n} lesson among them", "{n} lessons among them", lessons) if lessons else None,
        _.plural("taken over {n} time", "taken over {n} times", taken) if taken else None,
    ]
    return Markup(" · ").join(each for each in said if each)


def described(_: Reader, wish: Wish, topic: Topic | None) -> str:
    """The filters in words, as in "smog · Lesson · 2026"."""
    kind, place = chosen(EntryKind, wish.kind), chosen(InstitutionKind, wish.place)
    said = [
        topic.name if topic else None,
        _(wording.KINDS[kind]).unescape() if kind else None,
        kind_name(_, place).unescape() if place else None,
        str(wish.year) if wish.year else None,
    ]
    return " · ".join(each for each in said if each)


def _nothing(visit: Visit, wish: Wish) -> Markup:
    _ = visit.reader
    if wish.filters or wish.page:
        return _("Nothing fits. Try fewer filters, or look by words: /search")
    if wish.scope == EVERYWHERE:
        return _("No network shares an entry with all others yet. Yours can be the first: /practice")
    if visit.may(Act.SHARE):
        return _("There is nothing here yet. Share the first one, a lesson counts as much: /practice")
    return _("There is nothing here yet. Entries come from those who represent institutions in the network.")


async def told(visit: Visit, _: Reader, found: Sequence[Entry], first: int) -> list[Markup]:
    """Two lines on each: its title, and whose experience it is."""
    wanted = {each.institution_id for each in found if each.institution_id}
    places = await institutions.by_ids(visit.uow, wanted) if wanted else {}
    works = await adoptions.works_in(visit.uow, [each.key for each in found]) if found else {}
    said = []
    for number, each in enumerate(found, first):
        place = places.get(each.institution_id or 0)
        about = await _about(visit, _, each, place.name if place else each.place, works.get(each.key, 0))
        said.append(
            lines(
                Markup("{}. <b>{}</b>").format(number, " ".join(each.title.split())),
                Markup("<i>{}</i>").format(about),
            )
        )
    return said


async def _about(visit: Visit, _: Reader, entry: Entry, place: str, works: int) -> Markup:
    network = None if door.is_ours(visit, entry) else await networks.by_id(visit.uow, entry.network_id)
    said = [
        place,
        network.topic if network else None,
        str(_.local(entry.kept_at or entry.proposed_at).year),
        None if entry.kind is EntryKind.PRACTICE else wording.kind(_, entry),
        _.plural("works in {n} place", "works in {n} places", works) if works else None,
        _("out of date") if entry.outdated else None,
    ]
    return Markup(" · ").join(each for each in said if each)


# its buttons


def buttons(visit: Visit, found: Sequence[Entry], first: int) -> list[Button]:
    return [
        Button(str(number), tap=visit.tap("entry", "read", each.key))
        for number, each in enumerate(found, first)
    ]


def _turns(visit: Visit, network: Network, wish: Wish, count: int) -> list[tuple[Button, ...]]:
    _ = visit.reader
    turns = [
        Button(label, tap=tap(visit, network, replace(wish, page=to)))
        for label, to, there in (
            (_("‹ Newer"), wish.page - 1, wish.page > 0),
            (_("Earlier ›"), wish.page + 1, count > (wish.page + 1) * PAGE),
        )
        if there
    ]
    return [tuple(turns)] if turns else []


def _ways(
    visit: Visit, network: Network, wish: Wish, topic: Topic | None, *, alone: bool
) -> list[tuple[Button, ...]]:
    """What it is looked through by, each with what is chosen; back to all of it, and on to other networks."""
    _ = visit.reader
    kind, place = chosen(EntryKind, wish.kind), chosen(InstitutionKind, wish.place)
    labels = (
        ("topic", f"✓ {topic.name}" if topic else _("By topic…")),
        ("kind", f"✓ {_(wording.KINDS[kind]).unescape()}" if kind else _("By kind…")),
        ("place", f"✓ {kind_name(_, place).unescape()}" if place else _("By institution…")),
        ("year", f"✓ {wish.year}" if wish.year else _("By year…")),
    )
    rest = replace(wish, page=0).values()[1:]
    ways = [Button(label, tap=visit.tap("entry", "by", what, network.key, *rest)) for what, label in labels]
    other = EVERYWHERE if wish.scope == HERE else HERE
    scope = _("From all networks") if wish.scope == HERE else _("Only this network")
    last = [
        Button(label, tap=tap(visit, network, to))
        for label, to, there in (
            (_("Everything"), Wish(scope=wish.scope), wish.filters),
            (scope, replace(wish, page=0, scope=other), not alone),
        )
        if there
    ]
    return [*columns(ways, 2), *([tuple(last)] if last else [])]
