"""Whose an entry is, and what its owner does with it: change what it says, say how far it travels, take it back."""

from datetime import datetime

from facilitation.entries import content
from facilitation.entries.content import Content
from facilitation.entries.reasons import EntryReason
from facilitation.facts import EntryChanged
from facilitation.refusals import Refused
from facilitation.search import drop_all
from storage import entries, institutions, roles
from storage.entries import Entry, EntryAudience, EntryState, EntryVersion
from storage.institutions import Standing
from storage.people import Person
from storage.search import Kind
from storage.unit_of_work import UnitOfWork

REACH = list(EntryAudience)
"""From the narrowest to the widest."""
UNDER_WAY = (EntryState.DRAFT, EntryState.WAITING, EntryState.RETURNED)
OWN = (*UNDER_WAY, EntryState.KEPT)
"""What somebody has in the log or on the way there."""


async def owns(uow: UnitOfWork, entry: Entry, person: Person) -> bool:
    """Whoever shared it; once they are gone, everyone who represents the institution whose experience it is."""
    if entry.author_id is not None:
        if entry.author_id == person.id:
            return True
        author = await institutions.membership(uow, entry.network_id, entry.author_id)
        if author is not None and author.standing is Standing.JOINED:
            return False
    mine = await institutions.membership(uow, entry.network_id, person.key)
    return (
        mine is not None
        and mine.standing is Standing.JOINED
        and mine.institution_id is not None
        and mine.institution_id == entry.institution_id
    )


async def owners(uow: UnitOfWork, entry: Entry, now: datetime) -> list[Person]:
    """Who is asked about an entry: whoever shared it; once they are gone, those of the institution it is about."""
    present = {person.key: person for _grant, person in await roles.grants(uow, entry.network_id, now)}
    if entry.author_id in present:
        return [present[entry.author_id]]
    if entry.institution_id is None:
        return []
    known = await institutions.roster(uow, entry.network_id)
    return [person for person, place in known if place is not None and place.id == entry.institution_id]


async def of_owner(uow: UnitOfWork, entry_id: int, person: Person, *states: EntryState) -> Entry:
    """An entry of this person, held for a change; `states`: refused in any other."""
    entry = await entries.to_change(uow, entry_id)
    if entry is None:
        raise Refused(EntryReason.GONE)
    if not await owns(uow, entry, person):
        raise Refused(EntryReason.NOT_YOURS)
    if states and entry.state not in states:
        raise Refused(EntryReason.NOT_NOW)
    return entry


async def revise(
    uow: UnitOfWork, entry: Entry, new: Content, *, based_on: int, by: Person, now: datetime
) -> bool:
    """Let a held entry say something else; whether anything is different now.

    Refused (CHANGED_MEANWHILE) when it no longer says what the change was `based_on`, a number of a version.
    """
    if entry.version != based_on:
        raise Refused(EntryReason.CHANGED_MEANWHILE)
    before = content.of(entry)
    if before == new:
        return False
    if entry.state is not EntryState.DRAFT:
        content.be_complete(entry.kind, new)
        kept = EntryVersion(
            entry_id=entry.key, number=entry.version, by_id=by.id, content=content.as_json(before),
            replaced_at=now,
        )  # fmt: skip
        await entries.versions.keep(uow, kept)
    content.put(entry, new)
    entry.version, entry.changed_at = entry.version + 1, now
    changed(uow, entry)
    return True


def is_wider(one: EntryAudience, other: EntryAudience) -> bool:
    return REACH.index(one) > REACH.index(other)


async def open_to(uow: UnitOfWork, entry: Entry, audience: EntryAudience) -> None:
    """How far it may travel from now on; whoever may no longer see it finds it no more, at once."""
    if is_wider(entry.audience, audience):
        await unfind(uow, entry)
    entry.audience = audience
    changed(uow, entry)


async def take_back(uow: UnitOfWork, entry: Entry) -> None:
    """Consent ends: the words go, also those of earlier versions."""
    await unfind(uow, entry)
    content.put(entry, Content())
    entry.state, entry.reason = EntryState.TAKEN_BACK, ""
    entry.version += 1
    await entries.versions.forget(uow, entry.key)
    for file in (await entries.files.of(uow, [entry.key])).get(entry.key, []):
        await entries.files.remove(uow, file)
    changed(uow, entry)


async def unfind(uow: UnitOfWork, entry: Entry) -> None:
    """Out of the search in this very transaction, with what was made of it; whoever may still find that, does so a
    moment later."""
    made = await entries.all_made_of(uow, entry.key)
    await drop_all(uow, [(kind, one.key) for one in (entry, *made) for kind in (Kind.PRACTICE, Kind.LESSON)])
    for each in made:
        uow.tell(EntryChanged(each.network_id, each.key))


def changed(uow: UnitOfWork, entry: Entry) -> None:
    """Whoever shows it, hears of it."""
    uow.session.add(entry)
    uow.tell(EntryChanged(entry.network_id, entry.key))
