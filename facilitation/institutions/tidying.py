"""Institutions added, merged, renamed and removed."""

from datetime import datetime

from facilitation.facts import NetworkChanged
from facilitation.institutions.names import checked_name, find
from facilitation.institutions.reasons import InstitutionReason
from facilitation.refusals import Refused
from facilitation.text import folded
from storage import institutions, roles
from storage.institutions import Institution, InstitutionKind
from storage.network import Network
from storage.people import Person
from storage.roles import Audit, Change
from storage.unit_of_work import UnitOfWork


async def add(uow: UnitOfWork, network: Network, typed: str, kind: InstitutionKind) -> Institution:
    """A new institution, or the one that already stands under this name."""
    name = checked_name(typed)
    known = find(await institutions.of_network(uow, network.key), name)
    if known is not None:
        return known
    return await institutions.add(
        uow, Institution(network_id=network.key, name=name, folded=folded(name), kind=kind)
    )


async def standing(uow: UnitOfWork, network: Network, institution_id: int) -> Institution:
    """An institution of this network that was not merged away or removed; refused otherwise."""
    institution = await institutions.by_id(uow, institution_id)
    if institution is None or institution.network_id != network.id:
        raise Refused(InstitutionReason.GONE)
    if institution.merged_into is not None or institution.removed_at is not None:
        raise Refused(InstitutionReason.GONE)
    return institution


async def merge(
    uow: UnitOfWork, network: Network, doubled: int, into: int, by: Person, now: datetime
) -> tuple[Institution, Institution]:
    """Let one of two records of the same institution stand."""
    if doubled == into:
        raise Refused(InstitutionReason.SAME)
    old, kept = await standing(uow, network, doubled), await standing(uow, network, into)
    await institutions.merge(uow, old, kept)
    await roles.note(
        uow,
        Audit(network_id=network.key, at=now, actor_id=by.id, change=Change.MERGED,
              detail=f"{old.name} → {kept.name}"),
    )  # fmt: skip
    uow.tell(NetworkChanged(network.key))
    return old, kept


async def rename(uow: UnitOfWork, network: Network, institution_id: int, typed: str) -> Institution:
    """Give an institution its right name; a name that is taken calls for a merge instead."""
    institution, name = await standing(uow, network, institution_id), checked_name(typed)
    other = find(await institutions.of_network(uow, network.key), name)
    if other is not None and other.id != institution.id:
        raise Refused(InstitutionReason.TAKEN, name=name)
    institution.name, institution.folded = name, folded(name)
    uow.session.add(institution)
    uow.tell(NetworkChanged(network.key))
    return institution


async def change_kind(
    uow: UnitOfWork, network: Network, institution_id: int, kind: InstitutionKind
) -> Institution:
    institution = await standing(uow, network, institution_id)
    institution.kind = kind
    uow.session.add(institution)
    return institution


async def remove(uow: UnitOfWork, network: Network, institution_id: int, now: datetime) -> Institution:
    """Take away an institution that nobody represents."""
    institution = await standing(uow, network, institution_id)
    people = (await institutions.represented(uow, network.key)).get(institution_id, 0)
    if people:
        raise Refused(InstitutionReason.REPRESENTED, name=institution.name, people=people)
    institution.removed_at, institution.expected = now, 0
    uow.session.add(institution)
    uow.tell(NetworkChanged(network.key))
    return institution
