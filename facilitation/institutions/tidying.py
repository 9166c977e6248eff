"""Institutions added, merged and separated, renamed and removed; every change leaves an entry in the audit log."""

from collections.abc import Mapping, Sequence
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
    await institutions.move_all(uow, old.key, kept.key)
    old.merged_into = kept.id
    if kept.expected_alone is None:
        kept.expected_alone = kept.expected
    kept.expected = max(kept.expected, old.expected)
    uow.session.add_all([old, kept])
    await note(uow, network, by, Change.MERGED, f"{old.name} → {kept.name}", now)
    uow.tell(NetworkChanged(network.key))
    return old, kept


async def separate(
    uow: UnitOfWork, network: Network, merged: int, by: Person, now: datetime
) -> tuple[Institution, Institution, int]:
    """Undo a merge: both stand again, with those who represented them; how many went back."""
    every = {place.key: place for place in await institutions.of_network(uow, network.key, merged_too=True)}
    known = {key: place for key, place in every.items() if place.merged_into is None}
    away = {key: place for key, place in every.items() if key not in known}
    old = away.pop(merged, None)
    kept = known.get(old.merged_into) if old and old.merged_into else None
    if old is None or kept is None:
        raise Refused(InstitutionReason.MERGE_STANDS)
    if find(list(known.values()), old.name) is not None:
        raise Refused(InstitutionReason.TAKEN, name=old.name)
    old.merged_into = None
    back = await institutions.move_back(uow, old.key, kept.key, _below(away, old.key))
    _expect_again(kept, [place for place in away.values() if place.merged_into == kept.id])
    uow.session.add_all([old, kept])
    await note(uow, network, by, Change.SEPARATED, f"{old.name} → {kept.name}", now)
    uow.tell(NetworkChanged(network.key))
    return old, kept, back


def _below(away: Mapping[int, Institution], top: int) -> set[int]:
    """Institutions that were merged into `top`, or into one of these."""
    direct = {key for key, place in away.items() if place.merged_into == top}
    return direct.union(*(_below(away, key) for key in direct))


def _expect_again(kept: Institution, rest: Sequence[Institution]) -> None:
    """How many people are expected when only the rest are merged into it."""
    alone = kept.expected if kept.expected_alone is None else kept.expected_alone
    kept.expected = max([alone, *(place.expected for place in rest)])
    kept.expected_alone = alone if rest else None


async def rename(
    uow: UnitOfWork, network: Network, institution_id: int, typed: str, by: Person, now: datetime
) -> Institution:
    """Give an institution its right name; a name that is taken calls for a merge instead."""
    institution, name = await standing(uow, network, institution_id), checked_name(typed)
    other = find(await institutions.of_network(uow, network.key), name)
    if other is not None and other.id != institution.id:
        raise Refused(InstitutionReason.TAKEN, name=name)
    if name != institution.name:
        await note(uow, network, by, Change.RENAMED, f"{institution.name} → {name}", now)
    institution.name, institution.folded = name, folded(name)
    uow.session.add(institution)
    uow.tell(NetworkChanged(network.key))
    return institution


async def change_kind(
    uow: UnitOfWork, network: Network, institution_id: int, kind: InstitutionKind, by: Person, now: datetime
) -> Institution:
    institution = await standing(uow, network, institution_id)
    if kind is not institution.kind:
        await note(uow, network, by, Change.KIND, f"{kind}: {institution.name}", now)
    institution.kind = kind
    uow.session.add(institution)
    return institution


async def remove(
    uow: UnitOfWork, network: Network, institution_id: int, by: Person, now: datetime
) -> Institution:
    """Take away an institution that nobody represents."""
    institution = await standing(uow, network, institution_id)
    people = (await institutions.represented(uow, network.key)).get(institution_id, 0)
    if people:
        raise Refused(InstitutionReason.REPRESENTED, name=institution.name, people=people)
    institution.removed_at, institution.expected = now, 0
    uow.session.add(institution)
    await note(uow, network, by, Change.REMOVED, institution.name, now)
    uow.tell(NetworkChanged(network.key))
    return institution


async def note(
    uow: UnitOfWork, network: Network, by: Person, change: Change, detail: str, now: datetime
) -> None:
    """One entry in the audit log about institutions."""
    await roles.note(uow, Audit(network_id=network.key, at=now, actor_id=by.id, change=change, detail=detail))
