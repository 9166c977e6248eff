"""A transfer counts once the adopter has read what is shown and said how far they may be named; and no longer than
they agree."""

from datetime import datetime

from facilitation.adoptions.reasons import AdoptionReason
from facilitation.adoptions.taking import changed
from facilitation.refusals import Refused
from storage import adoptions
from storage.adoptions import TAKEN_OVER, Adoption, AdoptionState, AdoptionStep
from storage.entries import Entry, EntryAudience
from storage.people import Person
from storage.unit_of_work import UnitOfWork


def how_far(entry: Entry) -> list[EntryAudience]:
    """In the adopter's network only, or wherever the entry is shown today."""
    return list(dict.fromkeys([EntryAudience.NETWORK, entry.audience]))


async def confirm(
    uow: UnitOfWork,
    adoption: Adoption,
    state: AdoptionState,
    named: EntryAudience,
    said: tuple[str, str],
    by: Person,
    now: datetime,
) -> bool:
    """It works: from now on it is shown with these words. `said` is what was changed, and how it went.

    Whether others learn something that they did not know.
    """
    changes, words = said
    if state is AdoptionState.ADAPTED and not changes:
        raise Refused(AdoptionReason.EMPTY)
    assert state in TAKEN_OVER
    before = (adoption.confirmed_at is None, adoption.state, adoption.reason, adoption.words)
    adoption.state, adoption.reason, adoption.words, adoption.named = state, changes, words, named
    adoption.confirmed_at = adoption.confirmed_at or now
    adoption.changed_at = now
    uow.session.add(adoption)
    spoken = "\n".join(each for each in said if each)
    step = AdoptionStep(adoption_id=adoption.key, person_id=by.id, state=state, words=spoken, said_at=now)
    await adoptions.say(uow, step)
    await changed(uow, adoption)
    return before != (False, state, changes, words)


async def name(uow: UnitOfWork, adoption: Adoption, named: EntryAudience, now: datetime) -> None:
    """How far the adopter may be named from now on; also once more after it was revoked."""
    adoption.named, adoption.changed_at = named, now
    adoption.confirmed_at = adoption.confirmed_at or now
    uow.session.add(adoption)
    await changed(uow, adoption)


async def revoke(uow: UnitOfWork, adoption: Adoption, now: datetime) -> None:
    """It falls out of everything that shows it; what the institution itself has noted stays."""
    adoption.confirmed_at, adoption.changed_at = None, now
    uow.session.add(adoption)
    await changed(uow, adoption)
