"""Bringing entries in from a table that a network has kept so far: for the network only, until owners say more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.entries import content
from facilitation.entries.content import Content
from facilitation.entries.owning import changed
from facilitation.text import folded
from storage import entries, institutions, topics
from storage.entries import Entry, EntryKind, EntryState
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

HANDED_IN = (EntryState.KEPT, EntryState.WAITING, EntryState.RETURNED)
"""What those who bring a table in may know of."""


@dataclass(frozen=True)
class Brought:
    """One row of a table: what it says, of which kind it is, and what it is about."""

    row: int
    kind: EntryKind
    content: Content
    tags: tuple[str, ...] = ()
    outdated: bool = False


@dataclass(frozen=True)
class Doubts:
    """What keeps a row out although it can be read: what is missing in it, or that the log has it already."""

    missing: dict[int, list[str]]
    known: frozenset[int]

    @property
    def rows(self) -> frozenset[int]:
        return self.known | frozenset(self.missing)


async def doubts(uow: UnitOfWork, network: Network, rows: Sequence[Brought]) -> Doubts:
    missing = {each.row: content.missing(each.kind, each.content) for each in rows}
    known = [
        each.row
        for each in rows
        if await entries.with_title(uow, network.key, each.content.title, HANDED_IN) is not None
    ]
    return Doubts({row: fields for row, fields in missing.items() if fields}, frozenset(known))


async def unknown_tags(uow: UnitOfWork, network: Network, rows: Sequence[Brought]) -> list[str]:
    """Topics that are not on the network's list, which are left out."""
    known = {topic.folded for topic in await topics.of_network(uow, network.key)}
    return sorted({tag for each in rows for tag in each.tags if folded(tag) not in known})


async def bring_in(
    uow: UnitOfWork, network: Network, rows: Sequence[Brought], by: Person, now: datetime
) -> int:
    """How many came in. An entry belongs to the institution whose experience it is, where the network has it; else to
    whoever brought it. Whoever brings entries in has read them."""
    out = (await doubts(uow, network, rows)).rows
    places = {each.folded: each.key for each in await institutions.of_network(uow, network.key)}
    names = {topic.folded: topic.key for topic in await topics.of_network(uow, network.key)}
    taken = [each for each in rows if each.row not in out]
    for each in taken:
        institution = places.get(folded(each.content.place))
        entry = Entry(
            network_id=network.key, author_id=None if institution else by.id, institution_id=institution,
            kind=each.kind, outdated=each.outdated, state=EntryState.KEPT, checked_version=1, proposed_at=now,
            kept_at=now,
        )  # fmt: skip
        content.put(entry, each.content)
        await entries.add(uow, entry)
        await entries.tag(uow, entry.key, _keys(each.tags, names))
        changed(uow, entry)
    return len(taken)


def _keys(tags: Collection[str], names: dict[str, int]) -> set[int]:
    return {names[folded(tag)] for tag in tags if folded(tag) in names}
