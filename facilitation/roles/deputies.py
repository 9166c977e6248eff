"""Deputies: named for a time, agreed by a tap; they start and end by themselves, and name no deputies of their own."""

from datetime import datetime

from facilitation.facts import RoleChanged
from facilitation.refusals import Named, Refused
from facilitation.roles.giving import ENDS, STARTS, TEAM, Held, note, tell_ended, unplan
from facilitation.roles.period import Period, checked_end
from facilitation.roles.reasons import RoleReason
from storage import due_work, roles
from storage.network import Network
from storage.people import Person, Reach
from storage.roles import Change, Grant, Role
from storage.unit_of_work import UnitOfWork


def deputisable(held: Held, person: Person) -> list[Role]:
    """Roles of the team that a person holds for good."""
    own = {grant.role for grant, holder in held if holder.id == person.id and grant.deputy_for is None}
    return [role for role in TEAM if role in own]


def could_deputise(held: Held, principal: Person, role: Role) -> list[Person]:
    """People of the network who don't hold the role, nor will by agreement."""
    people = {holder.key: holder for _, holder in held}
    busy = {holder.key for grant, holder in held if grant.role is role} | {principal.key}
    return [person for key, person in people.items() if key not in busy]


async def name(
    uow: UnitOfWork,
    network: Network,
    principal: Person,
    deputy_id: int,
    role: Role,
    period: Period,
    now: datetime,
) -> tuple[Grant, Person]:
    """Ask someone to act in a role for a time; it counts once they agree."""
    held = await roles.grants_to_come(uow, network.key, now)
    if role not in deputisable(held, principal):
        raise Refused(RoleReason.NOTHING_TO_DEPUTISE)
    deputy = next((one for one in could_deputise(held, principal, role) if one.id == deputy_id), None)
    if deputy is None:
        raise Refused(RoleReason.STRANGER)
    if deputy.reach is not Reach.OPEN:
        raise Refused(RoleReason.UNREACHABLE, name=Named(deputy.key, deputy.name))
    until = checked_end(period.until, max(period.since, now))
    asked = Grant(person_id=deputy_id, network_id=network.key, role=role, since=period.since, until=until)
    asked.deputy_for = principal.id
    grant = await roles.grant(uow, asked)
    await due_work.plan(uow, ENDS, str(grant.key), until, network_id=network.key, grant=grant.key)
    return grant, deputy


async def agree(uow: UnitOfWork, network: Network, grant_id: int, deputy: Person, now: datetime) -> Grant:
    """The named deputy agrees: the role is theirs from its start on, or at once."""
    grant = await _asked(uow, network, grant_id)
    held = await roles.grants_to_come(uow, network.key, now)
    principal = next((holder for _, holder in held if holder.id == grant.deputy_for), None)
    stands = principal is not None and grant.role in deputisable(held, principal)
    free = principal is not None and deputy in could_deputise(held, principal, grant.role)
    since = max(grant.since, now)
    if grant.person_id != deputy.id or not stands or not free or grant.until is None or grant.until <= now:
        raise Refused(RoleReason.ENDED)
    if not await roles.agree(uow, grant_id, since, now):
        raise Refused(RoleReason.ENDED)
    if since > now:
        await due_work.plan(uow, STARTS, str(grant.key), since, network_id=network.key, grant=grant.key)
    else:
        await _begin(uow, grant, now)
    return grant


async def turn_down(uow: UnitOfWork, network: Network, grant_id: int, by: Person, now: datetime) -> Grant:
    """The named deputy declines, or whoever named them takes it back, before it was agreed."""
    grant = await _asked(uow, network, grant_id)
    if by.id not in (grant.person_id, grant.deputy_for) or not await roles.end_one(uow, grant_id, now):
        raise Refused(RoleReason.ENDED)
    await unplan(uow, grant, now)
    return grant


async def start(uow: UnitOfWork, grant_id: int, now: datetime) -> Grant | None:
    """An agreed deputyship starts by itself; None when it was ended before."""
    grant = await roles.open_grant(uow, grant_id)
    if grant is not None:
        await _begin(uow, grant, now)
    return grant


async def run_out(uow: UnitOfWork, grant_id: int, now: datetime) -> Grant | None:
    """A deputyship ends by itself, or nobody answered; None when it was ended before."""
    grant = await roles.open_grant(uow, grant_id)
    if grant is None or grant.network_id is None or grant.until is None:
        return None
    if not await roles.end_one(uow, grant_id, grant.until):
        return None
    if grant.agreed_at is not None:
        await note(uow, grant, Change.DEPUTY_ENDED, None, now, roles.BY_ITSELF)
        tell_ended(uow, grant, [other for other, _ in await roles.grants(uow, grant.network_id, now)])
    return grant


async def _asked(uow: UnitOfWork, network: Network, grant_id: int) -> Grant:
    grant = await roles.open_grant(uow, grant_id)
    if grant is None or grant.network_id != network.id or not grant.deputy_for or grant.agreed_at:
        raise Refused(RoleReason.ENDED)
    return grant


async def _begin(uow: UnitOfWork, grant: Grant, now: datetime) -> None:
    assert grant.network_id is not None
    until = grant.until.isoformat() if grant.until else ""
    await note(uow, grant, Change.DEPUTY, grant.deputy_for, now, until)
    uow.tell(RoleChanged(grant.network_id, grant.person_id, grant.role, held=True))
