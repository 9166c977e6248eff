"""`/baza`: the log in private chat, looked through by topic, kind, institution and year; the filters combine."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import picker
from handlers.entries import door, listing, wording
from handlers.entries.listing import ANY, Wish
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from handlers.words import kind_name
from locales.reader import mark
from storage import entries, topics
from storage.entries import EntryKind, Wanted
from storage.institutions import InstitutionKind
from storage.network import Network

MOST = 40
"""Choices on one screen: of more topics, those with the most entries."""
Choices = list[tuple[int, str]]


async def show(visit: Visit, _typed: str) -> None:
    """In a group only how many entries there are, and the way into private chat."""
    visit.require(Act.FIND)
    if visit.heard.private:
        visit.reply(await listing.message(visit, visit.here, Wish()))
        return
    _, network = visit.reader, visit.here
    _found, count = await entries.seen.page(
        visit.uow, door.of_network(network), Wanted(network_id=network.key), most=1
    )
    text = _.plural(
        "The network's log has {n} entry. Read it in private chat:",
        "The network's log has {n} entries. Read it in private chat:", count,
    ) if count else _("The network's log is empty so far. Begin it in private chat: /practice")  # fmt: skip
    visit.reply(Message(text, ((Button(_("The log"), url=visit.link("log", network.key)),),)))


async def on_link(visit: Visit, network_id: int) -> None:
    network = await listing.enter(visit, network_id)
    visit.reply(await listing.message(visit, network, Wish()))


async def on_by(
    visit: Visit, what: str, network_id: int, kind: int, topic: int, place: int, year: int, scope: int
) -> None:
    """Everything that can be chosen instead, each with how many entries fit all the other filters."""
    network, _ = await listing.enter(visit, network_id), visit.reader
    wish = Wish(0, kind, topic, place, year, scope)
    if what not in BY:
        raise Refused(DoorReason.OLD_BUTTON)
    asked, everything, choices = BY[what]
    chosen_topic = await listing.topic_of(visit, network, wish)
    rest = replace(wish, **{what: ANY})
    found = await choices(visit, network, rest)
    said = listing.described(_, rest, None if what == "topic" else chosen_topic)
    now = getattr(wish, what)
    rows = [_choice(visit, network, _(everything), wish, rest, chosen=now == ANY)] + [
        _choice(visit, network, label, wish, replace(wish, **{what: key}), chosen=now == key)
        for key, label in found
    ]
    text = paragraphs(
        lines(Markup("<b>{}</b>").format(_(asked)), said or None),
        None if found else _("No entry says it yet, so there is nothing to choose."),
    )
    back = Button(_("‹ The log"), tap=listing.tap(visit, network, wish))
    visit.edit(Message(text, columns(rows, 2)).with_buttons([back]))


def _choice(visit: Visit, network: Network, label: str, wish: Wish, then: Wish, *, chosen: bool) -> Button:
    cut = picker.cut(label, picker.LONGEST_LABEL)
    return Button(f"✓ {cut}" if chosen else cut, tap=listing.tap(visit, network, then))


async def _topics(visit: Visit, network: Network, rest: Wish) -> Choices:
    """Topics of several networks that go by one name are one; the most used first."""
    counts = await entries.seen.topics(visit.uow, door.sight(visit), rest.wanted(network))
    keys: dict[str, int] = {}
    names: dict[str, str] = {}
    many: dict[str, int] = defaultdict(int)
    for topic in await topics.by_ids(visit.uow, counts):
        if topic.network_id == network.key or topic.folded not in keys:
            keys[topic.folded], names[topic.folded] = topic.key, topic.name
        many[topic.folded] += counts[topic.key]
    most = sorted(many, key=lambda folded: (-many[folded], folded))[:MOST]
    return [(keys[folded], f"{names[folded]} · {many[folded]}") for folded in most]


async def _kinds(visit: Visit, network: Network, rest: Wish) -> Choices:
    counts = await entries.seen.kinds(visit.uow, door.sight(visit), rest.wanted(network))
    said = {kind: visit.reader(wording.KINDS[kind]).unescape() for kind in EntryKind}
    return _numbered(said, counts)


async def _places(visit: Visit, network: Network, rest: Wish) -> Choices:
    counts = await entries.seen.institution_kinds(visit.uow, door.sight(visit), rest.wanted(network))
    said = {kind: kind_name(visit.reader, kind).unescape() for kind in InstitutionKind}
    return _numbered(said, counts)


def _numbered(said: Mapping[Any, str], counts: Mapping[Any, int]) -> Choices:
    return [
        (number, f"{label} · {counts[kind]}")
        for number, (kind, label) in enumerate(said.items(), 1)
        if counts.get(kind)
    ]


async def _years(visit: Visit, network: Network, rest: Wish) -> Choices:
    found = await entries.seen.years(visit.uow, door.sight(visit), rest.wanted(network))
    return [(year, str(year)) for year in found if year in listing.YEARS]


BY: dict[str, tuple[str, str, Callable[[Visit, Network, Wish], Awaitable[Choices]]]] = {
    "topic": (mark("On which topic?"), mark("any topic"), _topics),
    "kind": (mark("Which kind?"), mark("any kind"), _kinds),
    "place": (mark("From what kind of institution?"), mark("any institution"), _places),
    "year": (mark("From which year?"), mark("any year"), _years),
}
"""By what the log is looked through: the question, the word for no filter, and what there is."""
