"""The doors of the log: who looks, as which eyes, and whose an entry is."""

from facilitation.entries import owning
from facilitation.entries.reasons import EntryReason
from facilitation.permissions import Act, may
from facilitation.refusals import Refused
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import entries, people, roles
from storage import network as networks
from storage.entries import Entry, EntryState, Sight
from storage.network import Network


def sight(visit: Visit) -> Sight:
    """What this person may see: all of the networks where they are, and what others share with the installation.

    Where nobody looks, as in due work, it is what the network may see.
    """
    if visit.person is None:
        return of_network(visit.network) if visit.network else entries.ANYBODY
    mine = frozenset(key for key, roles in visit.roles_in.items() if may(roles, Act.FIND))
    return Sight(mine, installation=bool(mine) or visit.coordinates)


def is_ours(visit: Visit, entry: Entry) -> bool:
    """Whether it is of a network of whoever looks; of others they learn the network, and nobody's name."""
    return entry.network_id in sight(visit).networks


async def look_as(visit: Visit, person_id: int) -> None:
    """Let due work see what somebody may see at this moment, whatever they could when they asked for it."""
    known = await people.by_id(visit.uow, person_id)
    if known is None or known.telegram_id is None:
        return
    visit.coordinates = known.telegram_id in visit.installation.coordinators
    visit.person, held = await roles.who(visit.uow, known.telegram_id, visit.now)
    for role, network, _ in held:
        if network is not None:
            visit.networks[network.key] = network
            visit.roles_in[network.key] = visit.roles_in.get(network.key, frozenset()) | {role}


def of_network(network: Network) -> Sight:
    """What may be shown to everyone in the group of a network, and stand in its papers."""
    return Sight(frozenset({network.key}), installation=True)


async def enter(visit: Visit, entry_id: int, act: Act = Act.FIND) -> Entry:
    """An entry that this person may read, in its network, or in their own where it came from another one."""
    known = await entries.by_id(visit.uow, entry_id)
    if known is not None and known.network_id in visit.networks:
        await visit.enter(known.network_id)
    elif visit.network is None or visit.network.key not in visit.networks:
        raise Refused(DoorReason.OTHER_NETWORK)
    visit.require(act)
    entry = await entries.seen.one(visit.uow, sight(visit), entry_id)
    if entry is None:
        other = known is not None and known.network_id not in visit.networks
        raise Refused(DoorReason.OTHER_NETWORK if other else EntryReason.GONE)
    return entry


async def enter_own(visit: Visit, entry_id: int, *states: EntryState) -> Entry:
    """An entry of this person, held for a change, in its network; `states`: refused in any other."""
    known = await entries.to_change(visit.uow, entry_id)
    await visit.enter(known.network_id if known else None)
    return await owning.of_owner(visit.uow, entry_id, visit.me, *states)


def has_left(visit: Visit, entry: Entry) -> bool:
    """Whether this person shared it in a network that they have left since."""
    mine = visit.person is not None and entry.author_id == visit.person.id
    return mine and visit.heard.private and entry.network_id not in visit.networks


async def enter_to_limit(visit: Visit, entry_id: int, *states: EntryState) -> Entry:
    """The same as `enter_own`, also for its author who has left the network: consent stays theirs to narrow and end."""
    known = await entries.to_change(visit.uow, entry_id)
    if known is None or not has_left(visit, known):
        return await enter_own(visit, entry_id, *states)
    visit.network = await networks.by_id(visit.uow, known.network_id)
    return await owning.of_owner(visit.uow, entry_id, visit.me, *states)


async def enter_to_check(visit: Visit, entry_id: int, *states: EntryState) -> Entry:
    """An entry of a network that this person leads, held for a change; drafts and proposals are nobody else's."""
    known = await entries.to_change(visit.uow, entry_id)
    await visit.enter(known.network_id if known else None)
    visit.require(Act.CHECK_ENTRIES)
    private = (EntryState.DRAFT, EntryState.PROPOSED, EntryState.DECLINED, EntryState.TAKEN_BACK)
    if known is None or known.state in private:
        raise Refused(EntryReason.GONE)
    if states and known.state not in states:
        raise Refused(EntryReason.NOT_NOW)
    return known
