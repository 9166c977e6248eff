"""Who gets a role, who may end one, and when nobody would be left to look after the network."""

from collections.abc import Sequence
from datetime import datetime

from facilitation.facts import RoleChanged
from facilitation.refusals import Named, Refused
from facilitation.roles.reasons import RoleReason
from storage import due_work, roles
from storage.network import Network
from storage.people import Person
from storage.roles import Audit, Change, Grant, Role
from storage.unit_of_work import UnitOfWork

TEAM = (Role.FACILITATOR, Role.EXPERT, Role.GUARDIAN)
SWITCHED = {Role.MEMBER: Role.OBSERVER, Role.OBSERVER: Role.MEMBER}
STARTS, ENDS = "roles.starts", "roles.ends"

Held = Sequence[tuple[Grant, Person]]


def givable(held: Held, person_id: int, *, to_oneself: bool = False) -> list[Role]:
    """Roles that a person may get: those they don't hold for good; a deputy may not make their role their own."""
    own = [grant for grant, holder in held if holder.id == person_id]
    for_good = {grant.role for grant in own if grant.deputy_for is None}
    kept = {grant.role for grant in own} if to_oneself else for_good
    return [role for role in TEAM if role not in kept] + [
        other for role, other in SWITCHED.items() if role in for_good
    ]


async def give(
    uow: UnitOfWork, network: Network, person_id: int, role: Role, by: Person, now: datetime
) -> Person:
    """A person of the network gets one more role; member and observer take each other's place."""
    held = await roles.grants(uow, network.key, now)
    person = next((holder for _, holder in held if holder.id == person_id), None)
    if person is None:
        raise Refused(RoleReason.STRANGER)
    if role not in givable(held, person_id, to_oneself=by.id == person_id):
        raise Refused(RoleReason.HOLDS_ALREADY, name=Named(person.key, person.name))
    if role in SWITCHED:
        await roles.end(uow, now, person_id, network.key, SWITCHED[role])
    grant = Grant(person_id=person_id, network_id=network.key, role=role, since=now)
    await roles.grant(uow, grant)
    await note(uow, grant, Change.GRANTED, by.id, now)
    uow.tell(RoleChanged(network.key, person_id, role, held=True))
    return person


def endable(held: Held, by: Person, *, leads: bool) -> Held:
    """The roles of the team that someone may end: anyone their own, a facilitator all but that of their principal."""
    principals = {(grant.role, grant.deputy_for) for grant, holder in held if holder.id == by.id}
    return [
        (grant, holder)
        for grant, holder in held
        if grant.role in TEAM
        and (leads or by.id in (grant.person_id, grant.deputy_for))
        and (grant.role, holder.id) not in principals
    ]


def is_last_facilitator(held: Held, ending: Grant, now: datetime) -> bool:
    """Whether nobody looks after the network once this role has ended."""
    facilitators = {grant.key for grant, _ in held if grant.role is Role.FACILITATOR and grant.since <= now}
    return facilitators == {ending.key}


async def end(
    uow: UnitOfWork,
    network: Network,
    grant_id: int,
    by: Person,
    now: datetime,
    *,
    leads: bool,
    last_too: bool = False,
) -> tuple[Grant, Person]:
    """End a role or a deputyship, also one that was to come; the last facilitator's only if `last_too`."""
    held = await roles.grants_to_come(uow, network.key, now)
    found = [pair for pair in endable(held, by, leads=leads) if pair[0].id == grant_id]
    if not found or not await roles.end_one(uow, grant_id, now):
        raise Refused(RoleReason.ENDED)
    grant, holder = found[0]
    if is_last_facilitator(held, grant, now) and not last_too:
        raise Refused(RoleReason.LAST_FACILITATOR)
    if grant.deputy_for:
        await unplan(uow, grant, now)
    if grant.since <= now:
        await note(uow, grant, Change.DEPUTY_ENDED if grant.deputy_for else Change.ENDED, by.id, now)
        tell_ended(uow, grant, [other for other, _ in held if other.id != grant.id and other.since <= now])
    return grant, holder


def tell_ended(uow: UnitOfWork, grant: Grant, others: Sequence[Grant]) -> None:
    """A person who holds the role in another way too still holds it."""
    assert grant.network_id is not None
    if not any(other.person_id == grant.person_id and other.role is grant.role for other in others):
        uow.tell(RoleChanged(grant.network_id, grant.person_id, grant.role, held=False))


async def unplan(uow: UnitOfWork, grant: Grant, now: datetime) -> None:
    await due_work.cancel_all(uow, now, (STARTS, ENDS), [str(grant.key)])


async def note(
    uow: UnitOfWork, grant: Grant, change: Change, by: int | None, now: datetime, detail: str = ""
) -> None:
    """One entry in the audit log about this role."""
    entry = Audit(
        network_id=grant.network_id, at=now, actor_id=by, change=change, role=grant.role, detail=detail
    )
    entry.subject_id = grant.person_id
    await roles.note(uow, entry)
