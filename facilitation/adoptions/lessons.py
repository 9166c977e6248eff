"""What was given up may become a lesson of the log: which entry it became, and for whose eyes."""

from collections.abc import Collection

from facilitation.entries import sharing
from storage import entries
from storage.adoptions import Adoption
from storage.entries import Entry, EntryKind, EntryState, Sight
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

UNSEEN = (EntryState.DRAFT, EntryState.WAITING, EntryState.RETURNED, EntryState.HIDDEN)
"""Only its owner has any use for it; what its owner has taken back is as if it had never been."""


def become(uow: UnitOfWork, adoption: Adoption, lesson: Entry) -> None:
    """From now on this is what came of giving up, in place of any other one."""
    adoption.lesson_id = lesson.key
    uow.session.add(adoption)


async def seen(uow: UnitOfWork, known: Collection[Adoption], sight: Sight) -> dict[int, Entry]:
    """The lessons that these eyes may see, by the numbers of the transfers that became them."""
    became = {each.key: each.lesson_id for each in known if each.lesson_id is not None}
    found = await entries.seen.by_ids(uow, sight, set(became.values())) if became else {}
    return {
        adoption: found[lesson]
        for adoption, lesson in became.items()
        if lesson in found and found[lesson].kind is EntryKind.LESSON
    }


async def begun(uow: UnitOfWork, network: Network, adoption: Adoption, person: Person) -> Entry | None:
    """The one that this person is at, and nobody else sees."""
    if adoption.lesson_id is None:
        return None
    theirs = await sharing.owned(uow, network, person, UNSEEN)
    return next((each for each in theirs if each.id == adoption.lesson_id), None)
