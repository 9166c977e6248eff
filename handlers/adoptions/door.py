"""The doors of a transfer: for whom someone takes an entry over, and whose an adoption is."""

from facilitation.adoptions import taking, whose
from facilitation.adoptions.reasons import AdoptionReason
from facilitation.permissions import Act, may
from facilitation.refusals import Refused
from handlers.entries import door
from handlers.visit import Visit
from storage import adoptions
from storage.adoptions import Adoption
from storage.entries import Entry
from storage.network import Network


async def to_take(visit: Visit, entry_id: int) -> tuple[Entry, Network, int]:
    """An entry that this person may read, and the network and institution for which they would take it over."""
    entry = await door.enter(visit, entry_id)
    if not any(may(visit.roles_in.get(each.key, ()), Act.TAKE_OVER) for each in _places(visit, entry)):
        visit.require(Act.TAKE_OVER)
    found = await taker(visit, entry)
    if found is None:
        represents = [await whose.place_of(visit.uow, each.key, visit.me) for each in _places(visit, entry)]
        raise Refused(AdoptionReason.OWN if any(represents) else AdoptionReason.NO_INSTITUTION)
    visit.network = found[0]
    return entry, *found


async def taker(visit: Visit, entry: Entry) -> tuple[Network, int] | None:
    """For which institution of which network this person may take an entry over; never their own one."""
    for network in _places(visit, entry):
        if not may(visit.roles_in.get(network.key, ()), Act.TAKE_OVER):
            continue
        place = await whose.place_of(visit.uow, network.key, visit.me)
        if place is not None and not await whose.is_own(visit.uow, entry, network.key, place, visit.me):
            return network, place
    return None


def _places(visit: Visit, entry: Entry) -> list[Network]:
    """The entry's own network, or else the one where this person is just now."""
    chosen = visit.networks.get(visit.me.current_network_id or 0)
    every = [visit.networks.get(entry.network_id), visit.network, chosen]
    here = {each.key: each for each in every if each is not None and each.key in visit.networks}
    return [each for each in here.values() if whose.reaches(entry, each.key)]


async def enter(visit: Visit, adoption_id: int) -> Adoption:
    """What counts of this person's institution, held for a change."""
    known = await adoptions.by_id(visit.uow, adoption_id)
    await visit.enter(known.network_id if known else None)
    visit.require(Act.TAKE_OVER)
    return await whose.held(visit.uow, adoption_id, visit.me)


async def enter_caring(visit: Visit, adoption_id: int) -> Adoption:
    """The same, for whoever looks after it."""
    adoption = await enter(visit, adoption_id)
    taking.be_in_care(adoption, visit.me)
    return adoption


async def entry_of(visit: Visit, adoption: Adoption) -> Entry:
    """What is taken over; refused where it is out of the log, or no longer for this network."""
    entry = await whose.entry_of(visit.uow, adoption)
    if entry is None:
        raise Refused(AdoptionReason.GONE)
    return entry
