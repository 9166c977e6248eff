"""The first confirmed transfer of a network is news for its group, once for ever."""

from collections.abc import Sequence
from datetime import datetime

from facilitation.adoptions import standing
from facilitation.adoptions.seen import may_be_named
from facilitation.adoptions.standing import Taken, in_order, is_transfer
from facilitation.calendar.quiet import next_sensible_moment
from storage import adoptions, due_work, entries
from storage.adoptions import Adoption
from storage.entries import Entry, Sight
from storage.network import Network
from storage.unit_of_work import UnitOfWork

CELEBRATE = "adoptions.celebrate"


async def plan(uow: UnitOfWork, network: Network, now: datetime) -> None:
    """One row for the network, however many confirm at once; not at night."""
    moment = next_sensible_moment(now, network.zone)
    await due_work.plan(uow, CELEBRATE, str(network.key), moment, network_id=network.key)


async def pick(uow: UnitOfWork, network: Network, now: datetime) -> Adoption | None:
    """The first that may be named in the group, announced from now on; None where one was before, or there is none."""
    await uow.hold(Network, network.key)
    if await adoptions.announced(uow, network.key) is not None:
        return None
    known = [each for each in await adoptions.of_network(uow, network.key) if each.network_id == network.key]
    confirmed = sorted((each for each in known if is_transfer(each)), key=in_order)
    for adoption in confirmed:
        if await shown(uow, adoption) is not None:
            first = await adoptions.to_change(uow, adoption.key)
            assert first is not None
            first.announced_at = now
            uow.session.add(first)
            return first
    return None


async def shown(uow: UnitOfWork, adoption: Adoption) -> tuple[Entry, Taken] | None:
    """What the adopter's group may see of it now: the entry, and the transfer; None for no more."""
    sight = Sight(frozenset({adoption.network_id}), installation=True)
    entry = await entries.seen.one(uow, sight, adoption.entry_id)
    if entry is None:
        return None
    merged = await standing.merged_in(uow, {adoption.network_id})
    place = merged.get(adoption.institution_id, adoption.institution_id)
    for taken in _of(await standing.of_entries(uow, [entry]), entry):
        if taken.place.key == place and is_transfer(taken.adoption) and may_be_named(taken.adoption, sight):
            return entry, taken
    return None


def _of(taken: dict[int, list[Taken]], entry: Entry) -> Sequence[Taken]:
    return taken.get(entry.key, ())
