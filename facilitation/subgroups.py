"""Working subgroups: founded by those who lead, joined by whoever wants to work on their thing."""

from datetime import datetime

from facilitation.facts import Left
from facilitation.refusals import Reason, Refused
from facilitation.text import folded
from facilitation.typed import one_line
from storage import subgroups
from storage.network import Network
from storage.people import Person
from storage.subgroups import Subgroup
from storage.unit_of_work import UnitOfWork

LONGEST_NAME, MOST = 60, 12


class SubgroupReason(Reason):
    """What can't be done with subgroups."""

    NAME_LONG = "subgroup name long"
    KNOWN = "subgroup known"
    MANY = "many subgroups"
    GONE = "subgroup gone"


async def found(uow: UnitOfWork, network: Network, typed: str, by: Person, now: datetime) -> Subgroup:
    """A new subgroup, in which its founder works."""
    name = await _free_name(uow, network, typed)
    if len(await subgroups.of_network(uow, network.key)) >= MOST:
        raise Refused(SubgroupReason.MANY, most=MOST)
    subgroup = await subgroups.add(uow, Subgroup(network_id=network.key, name=name))
    await subgroups.join(uow, subgroup.key, by.key, now)
    return subgroup


async def rename(uow: UnitOfWork, network: Network, subgroup: Subgroup, typed: str) -> None:
    subgroup.name = await _free_name(uow, network, typed, besides=subgroup)
    uow.session.add(subgroup)


async def _free_name(uow: UnitOfWork, network: Network, typed: str, besides: Subgroup | None = None) -> str:
    name = one_line(typed, LONGEST_NAME, SubgroupReason.NAME_LONG)
    known = await subgroups.of_network(uow, network.key)
    if any(folded(each.name) == folded(name) and each != besides for each in known):
        raise Refused(SubgroupReason.KNOWN, name=name)
    return name


async def of_network(uow: UnitOfWork, network: Network, subgroup_id: int) -> Subgroup:
    """A subgroup of this network that goes on; refused otherwise."""
    subgroup = await uow.hold(Subgroup, subgroup_id)
    if subgroup is None or subgroup.network_id != network.id or subgroup.ended_at is not None:
        raise Refused(SubgroupReason.GONE)
    return subgroup


def end(uow: UnitOfWork, subgroup: Subgroup, now: datetime) -> None:
    """Its work is done; what it met about stays."""
    subgroup.ended_at = now
    uow.session.add(subgroup)


async def let_go(uow: UnitOfWork, fact: Left) -> None:
    """Whoever leaves the network works in none of its subgroups."""
    await subgroups.leave_all(uow, fact.network_id, fact.person_id)
