"""Sharing what one has learned: a draft that says more with every answer, until it is handed in to be checked."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from facilitation.entries import checking, content, owning
from facilitation.entries.content import Content
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from storage import adoptions, entries, institutions
from storage.entries import Again, CitySize, Entry, EntryAudience, EntryKind, EntryState
from storage.institutions import Standing
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

MOST_DRAFTS = 20
SHARED = (EntryKind.PRACTICE, EntryKind.LESSON, EntryKind.RECOMMENDATION, EntryKind.PROJECT)
"""What people share; model practices are made of what they shared."""
CHOSEN: dict[str, type[Again] | type[CitySize]] = {"again": Again, "size": CitySize}
"""Fields that are chosen, not written."""
ORDER = (
    "title", "place", "problem", "done", "result", "otherwise", "cost", "conditions", "pitfalls", "small", "middle",
    "large", "again", "contact", "size",
)  # fmt: skip
"""All fields in the order in which those of any kind are asked for."""


async def drafts(uow: UnitOfWork, network: Network, person: Person) -> Sequence[Entry]:
    return await entries.of_author(uow, person.key, network.key, (EntryState.DRAFT,))


async def owned(
    uow: UnitOfWork, network: Network, person: Person, states: Collection[EntryState]
) -> list[Entry]:
    """What somebody shared, then what others of their institution left behind; each the newest first."""
    own = list(await entries.of_author(uow, person.key, network.key, states))
    membership = await institutions.membership(uow, network.key, person.key)
    if membership is None or membership.institution_id is None or membership.standing is not Standing.JOINED:
        return own
    left = await entries.inherited(uow, membership.institution_id, network.key, states)
    return [*own, *(entry for entry in left if entry.author_id != person.id)]


async def room_for(uow: UnitOfWork, network: Network, person: Person) -> None:
    if len(await drafts(uow, network, person)) >= MOST_DRAFTS:
        raise Refused(EntryReason.MANY_DRAFTS, most=MOST_DRAFTS)


async def begin(
    uow: UnitOfWork, network: Network, person: Person, kind: EntryKind, said: Content, now: datetime
) -> Entry:
    """A draft of this person, seen by nobody else; of their own institution until they say otherwise."""
    await room_for(uow, network, person)
    membership = await institutions.membership(uow, network.key, person.key)
    entry = Entry(
        network_id=network.key, author_id=person.key, kind=kind, state=EntryState.DRAFT, proposed_at=now,
        institution_id=membership.institution_id if membership else None,
    )  # fmt: skip
    content.put(entry, said)
    return await entries.add(uow, entry)


async def discard(uow: UnitOfWork, draft: Entry) -> None:
    """It goes, and what it was to become of something given up is forgotten."""
    await adoptions.forget_lesson(uow, draft.key)
    await entries.remove(uow, draft)


def turn_into(uow: UnitOfWork, entry: Entry, kind: EntryKind) -> None:
    """A draft is something else than its author thought first; what the new kind does not ask for stays unseen."""
    entry.kind = kind
    owning.changed(uow, entry)


# what its fields say


def said(entry: Entry, name: str) -> str | int:
    """What a field says now: the number of an institution where that is the place, else its words, "" for none."""
    if name == "place" and entry.institution_id is not None:
        return entry.institution_id
    value = getattr(entry, name)
    return value.value if name in CHOSEN and value is not None else value or ""


def value_of(name: str, said: str | int) -> Any:
    """What `content` keeps of what was said."""
    if isinstance(said, int):
        return ""
    return CHOSEN[name](said) if name in CHOSEN and said else said or (None if name in CHOSEN else "")


async def say(
    uow: UnitOfWork, entry: Entry, name: str, words: str | int, *, was: str | int, by: Person, now: datetime
) -> None:
    """Let a field of a held entry say something else; a number is the institution whose place it is.

    Refused (CHANGED_MEANWHILE) when the field no longer says what it `was`; what others changed in other fields stays.
    """
    if said(entry, name) not in (was, words):
        raise Refused(EntryReason.CHANGED_MEANWHILE)
    new = content.of(entry).with_field(name, value_of(name, words))
    await owning.revise(uow, entry, new, based_on=entry.version, by=by, now=now)
    if name == "place":
        entry.institution_id = words if isinstance(words, int) else None
        owning.changed(uow, entry)


async def restore(
    uow: UnitOfWork, entry: Entry, old: Content, *, based_on: int, by: Person, now: datetime
) -> bool:
    """Say again what it said before, as its newest version; whether anything is different now."""
    changed = await owning.revise(uow, entry, old, based_on=based_on, by=by, now=now)
    if old.place:
        entry.institution_id = None
    return changed


# handing in


async def hand_in(uow: UnitOfWork, entry: Entry, audience: EntryAudience, now: datetime) -> list[Person]:
    """With consent to this audience it waits for those who check it, who are answered; whoever alone does that, keeps
    it at once."""
    content.be_complete(entry.kind, content.of(entry))
    entry.audience, entry.reason = audience, ""
    await checking.hand_in_again(uow, entry, now)
    leading = await checking.leaders(uow, entry.network_id, now)
    if {person.key for person in leading} == {entry.author_id}:
        entry.state, entry.checked_version = EntryState.KEPT, entry.version
        entry.kept_at = entry.kept_at or now
    return leading
