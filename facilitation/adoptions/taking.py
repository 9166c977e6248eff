"""Taking an entry over: interested at once, then further or back, given up, or taken back on the same day."""

from datetime import datetime, timedelta

from facilitation.adoptions import asking, standing
from facilitation.adoptions.reasons import AdoptionReason
from facilitation.calendar.rhythm import local
from facilitation.facts import EntryChanged
from facilitation.refusals import Refused
from facilitation.typed import several_lines
from storage import adoptions, entries
from storage.adoptions import Adoption, AdoptionState, AdoptionStep
from storage.entries import Entry
from storage.institutions import Institution
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

LONGEST = 800
SIMPLE = (AdoptionState.INTERESTED, AdoptionState.TRYING)
"""What is so far by a tap; all else asks for words first."""
TWICE = timedelta(hours=1)


def checked_words(typed: str) -> str:
    return several_lines(typed, LONGEST, AdoptionReason.LONG, least=1, too_short=AdoptionReason.EMPTY)


async def begin(
    uow: UnitOfWork, entry: Entry, network: Network, place: int, person: Person, now: datetime
) -> tuple[Adoption, bool]:
    """The institution is interested; whether that is new: two colleagues who tap at once are one."""
    await uow.hold(Institution, place)
    known = await standing.ours(uow, entry.key, network.key, place)
    if known is not None:
        return known, False
    new = Adoption(
        entry_id=entry.key, network_id=network.key, institution_id=place, person_id=person.id, began_at=now,
        changed_at=now,
    )  # fmt: skip
    adoption = await adoptions.add(uow, new)
    await _note(uow, adoption, person, "", now)
    await asking.plan(uow, network, adoption, now)
    return adoption, True


def be_in_care(adoption: Adoption, person: Person) -> None:
    """Refused to colleagues: who looks after it says how it goes, and each of them can take that over."""
    if adoption.person_id != person.id:
        raise Refused(AdoptionReason.NOT_CARED_FOR)


async def move(uow: UnitOfWork, adoption: Adoption, state: AdoptionState, by: Person, now: datetime) -> None:
    """As far as that, or back to it; what was confirmed before counts no more."""
    if adoption.state is state and now - adoption.changed_at < TWICE:
        return
    confirmed = adoption.confirmed_at is not None
    adoption.state, adoption.reason, adoption.words, adoption.confirmed_at = state, "", "", None
    await _note(uow, adoption, by, "", now)
    if confirmed:
        await changed(uow, adoption)


async def drop(uow: UnitOfWork, adoption: Adoption, reason: str, by: Person, now: datetime) -> None:
    """Given up: that is worth as much, and nobody is asked any more."""
    confirmed = adoption.confirmed_at is not None
    adoption.state, adoption.reason = AdoptionState.DROPPED, reason
    adoption.words, adoption.confirmed_at = "", None
    await _note(uow, adoption, by, reason, now)
    if confirmed:
        await changed(uow, adoption)


async def add_words(uow: UnitOfWork, adoption: Adoption, words: str, by: Person, now: datetime) -> None:
    """How it goes, for the institution itself; only what is confirmed is shown to others."""
    await _note(uow, adoption, by, words, now)


async def take_care(uow: UnitOfWork, adoption: Adoption, person: Person) -> None:
    """A colleague looks after it from now on; whether to be put in touch, each says for themselves."""
    if adoption.person_id == person.id:
        return
    adoption.person_id = person.id
    if not is_connected(adoption):
        adoption.adopter_meets = None
    uow.session.add(adoption)
    await uow.session.flush()


def is_connected(adoption: Adoption) -> bool:
    return bool(adoption.adopter_meets and adoption.author_meets)


def may_be_taken_back(adoption: Adoption, network: Network, now: datetime) -> bool:
    """On the day on which it began, as if it had never been; not what the network was told of."""
    same_day = local(adoption.began_at, network.zone).date() == local(now, network.zone).date()
    return same_day and adoption.confirmed_at is None and adoption.announced_at is None


async def take_back(uow: UnitOfWork, network: Network, adoption: Adoption, now: datetime) -> None:
    if not may_be_taken_back(adoption, network, now):
        raise Refused(AdoptionReason.TOO_LATE)
    await asking.unplan(uow, adoption, now)
    await adoptions.remove(uow, adoption)


async def _note(uow: UnitOfWork, adoption: Adoption, by: Person, words: str, now: datetime) -> None:
    adoption.changed_at = now
    uow.session.add(adoption)
    step = AdoptionStep(
        adoption_id=adoption.key, person_id=by.id, state=adoption.state, words=words, said_at=now
    )
    await adoptions.say(uow, step)


async def changed(uow: UnitOfWork, adoption: Adoption) -> None:
    """Whoever shows the entry with its transfers follows."""
    entry = await entries.by_id(uow, adoption.entry_id)
    if entry is not None:
        uow.tell(EntryChanged(entry.network_id, entry.key))
