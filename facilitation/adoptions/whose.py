"""For which institution someone takes an entry over, who looks after that there, and whose the entry is."""

from collections.abc import Sequence
from datetime import datetime

from facilitation.adoptions.reasons import AdoptionReason
from facilitation.adoptions.standing import merged_in, of_place
from facilitation.entries import owning
from facilitation.permissions import ALLOWED, Act
from facilitation.refusals import Refused
from storage import adoptions, entries, institutions, people, roles
from storage.adoptions import Adoption
from storage.entries import Entry, EntryAudience, Sight
from storage.institutions import Standing
from storage.people import Person, Reach
from storage.roles import Role
from storage.unit_of_work import UnitOfWork


async def place_of(uow: UnitOfWork, network_id: int, person: Person) -> int | None:
    """The number of what a person represents in a network, if anything."""
    found = await institutions.membership(uow, network_id, person.key)
    return found.institution_id if found is not None and found.standing is Standing.JOINED else None


async def is_own(uow: UnitOfWork, entry: Entry, network_id: int, place: int, person: Person) -> bool:
    """Whether the entry is that institution's own experience."""
    if entry.network_id != network_id:
        return False
    if entry.institution_id is None:
        return entry.author_id == person.id and not entry.place
    if entry.institution_id == place:
        return True
    merged = await merged_in(uow, {network_id})
    return merged.get(entry.institution_id) == place


def reaches(entry: Entry, network_id: int) -> bool:
    """Whether a network may read the entry at all."""
    return entry.network_id == network_id or entry.audience is not EntryAudience.NETWORK


async def entry_of(uow: UnitOfWork, adoption: Adoption) -> Entry | None:
    """What is taken over, as long as the adopter's network may see it."""
    sight = Sight(frozenset({adoption.network_id}), installation=True)
    return await entries.seen.one(uow, sight, adoption.entry_id)


async def held(uow: UnitOfWork, adoption_id: int, person: Person) -> Adoption:
    """What counts for the institution that this person represents, held for a change; never another one's."""
    known = await adoptions.by_id(uow, adoption_id)
    if known is None:
        raise Refused(AdoptionReason.GONE)
    place = await place_of(uow, known.network_id, person)
    merged = await merged_in(uow, {known.network_id})
    if place is None or merged.get(known.institution_id, known.institution_id) != place:
        raise Refused(AdoptionReason.NOT_YOURS)
    counts = of_place(await adoptions.of_entries(uow, [known.entry_id]), merged, place) or known
    found = await adoptions.to_change(uow, counts.key)
    if found is None:
        raise Refused(AdoptionReason.GONE)
    return found


async def colleagues(uow: UnitOfWork, adoption: Adoption, now: datetime) -> list[Person]:
    """Those who represent the institution today and may take over for it."""
    merged = await merged_in(uow, {adoption.network_id})
    place = merged.get(adoption.institution_id, adoption.institution_id)
    held_roles = await roles.grants(uow, adoption.network_id, now)
    may = {person.key for grant, person in held_roles if grant.role in ALLOWED[Act.TAKE_OVER]}
    roster = await institutions.roster(uow, adoption.network_id)
    return [
        person for person, there in roster if there is not None and there.key == place and person.key in may
    ]


async def to_ask(uow: UnitOfWork, adoption: Adoption, now: datetime) -> list[Person]:
    """Who looks after it; where nobody does any more, everyone of the institution."""
    there = await colleagues(uow, adoption, now)
    caring = [person for person in there if person.id == adoption.person_id]
    return caring or there


async def owners(uow: UnitOfWork, entry: Entry) -> list[Person]:
    """Whose the entry is today: its author, or once they are gone everyone of the institution."""
    author = await people.by_id(uow, entry.author_id) if entry.author_id is not None else None
    if author is not None:
        found = await institutions.membership(uow, entry.network_id, author.key)
        if found is not None and found.standing is Standing.JOINED:
            return [author]
    roster = await institutions.roster(uow, entry.network_id) if entry.institution_id else []
    theirs = [person for person, there in roster if there and there.key == entry.institution_id]
    return [person for person in theirs if await owning.owns(uow, entry, person)]


async def who_hears(uow: UnitOfWork, entry: Entry, now: datetime) -> Sequence[Person]:
    """Whose the entry is; where none of them can be written to, those who lead its network."""
    reached = [person for person in await owners(uow, entry) if person.reach is Reach.OPEN]
    return reached or await roles.holders(uow, entry.network_id, Role.FACILITATOR, now)
