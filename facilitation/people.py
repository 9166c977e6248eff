"""Joining, leaving, and being reachable."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitation.facts import Joined, Left, NetworkChanged, ReachChanged
from storage import dialogues, institutions, outbox, roles
from storage.institutions import Institution, Membership, Standing
from storage.network import Network
from storage.people import Person, Reach
from storage.roles import Audit, Change, Grant, Role
from storage.unit_of_work import UnitOfWork

NOTICE_VERSION = 1


class Arrival(StrEnum):
    """What came of joining."""

    IN = "in"
    WAITING = "waiting"


@dataclass(frozen=True)
class Coverage:
    """How many of the expected people and institutions are in; 0 expected where nobody said."""

    people: int
    institutions: int
    expected_people: int
    expected_institutions: int


async def join(
    uow: UnitOfWork,
    person: Person,
    network: Network,
    institution: Institution | None,
    now: datetime,
    *,
    present: bool,
) -> Arrival:
    """Let a person in who agreed to the notice; one whom the group does not show waits for a facilitator."""
    standing = Standing.JOINED if present else Standing.WAITING
    membership = await institutions.membership(uow, network.key, person.key)
    if membership is None:
        membership = Membership(
            network_id=network.key, person_id=person.key, standing=standing, notice_version=0, agreed_at=now
        )
    membership.institution_id = institution.id if institution else None
    membership.merged_from = None
    membership.standing = standing
    membership.notice_version, membership.agreed_at = NOTICE_VERSION, now
    uow.session.add(membership)
    person.current_network_id = network.key
    uow.session.add(person)
    if standing is Standing.WAITING:
        return Arrival.WAITING
    await _let_in(uow, person, network, membership, now, by=person)
    return Arrival.IN


async def confirm(uow: UnitOfWork, person: Person, network: Network, by: Person, now: datetime) -> bool:
    """A facilitator knows this person; False when nobody waits under this name any more."""
    membership = await institutions.membership(uow, network.key, person.key)
    if membership is None or membership.standing is not Standing.WAITING:
        return False
    membership.standing = Standing.JOINED
    await _let_in(uow, person, network, membership, now, by=by)
    return True


async def decline(uow: UnitOfWork, person: Person, network: Network, now: datetime) -> bool:
    """A facilitator does not know this person."""
    membership = await institutions.membership(uow, network.key, person.key)
    if membership is None or membership.standing is not Standing.WAITING:
        return False
    membership.standing, membership.left_at = Standing.LEFT, now
    uow.session.add(membership)
    return True


async def leave(uow: UnitOfWork, person: Person, network: Network, now: datetime) -> bool:
    """End everything of a person in a network at once; False for someone who was not in it."""
    membership = await institutions.membership(uow, network.key, person.key)
    held = await roles.end(uow, now, person.key, network.key)
    was_in = membership is not None and membership.standing is not Standing.LEFT
    if not was_in and not held:
        return False
    if membership is not None:
        membership.standing, membership.left_at = Standing.LEFT, now
        uow.session.add(membership)
    await outbox.cancel_for(uow, person.key, network.key, now)
    await dialogues.close(uow, person.key, network.key)
    if person.current_network_id == network.id:
        person.current_network_id = None
        uow.session.add(person)
    await _note(uow, network, person, person, Change.LEFT, now)
    uow.tell(Left(network.key, person.key))
    uow.tell(NetworkChanged(network.key))
    return True


def change_reach(uow: UnitOfWork, person: Person, reach: Reach) -> None:
    """Telegram told whether the person can be written to."""
    if person.reach is reach:
        return
    person.reach = reach
    uow.session.add(person)
    uow.tell(ReachChanged(person.key, open=reach is Reach.OPEN))


async def coverage(uow: UnitOfWork, network: Network) -> Coverage:
    """How complete the network is; people of the team without an institution are not counted."""
    joined = [(person, place) for person, place in await institutions.roster(uow, network.key) if place]
    known = await institutions.of_network(uow, network.key)
    expected = [place for place in known if place.expected]
    return Coverage(
        people=len(joined),
        institutions=len({place.id for _, place in joined if place}),
        expected_people=sum(place.expected for place in expected),
        expected_institutions=len(expected),
    )


async def _let_in(
    uow: UnitOfWork, person: Person, network: Network, membership: Membership, now: datetime, *, by: Person
) -> None:
    membership.joined_at, membership.left_at = now, None
    uow.session.add(membership)
    new = Grant(person_id=person.key, network_id=network.key, role=Role.MEMBER, since=now)
    await roles.grant_unless(uow, new, {Role.MEMBER, Role.OBSERVER})
    await _note(uow, network, by, person, Change.JOINED if by.id == person.id else Change.CONFIRMED, now)
    uow.tell(Joined(network.key, person.key))
    uow.tell(NetworkChanged(network.key))


async def _note(
    uow: UnitOfWork, network: Network, by: Person, about: Person, change: Change, now: datetime
) -> None:
    await roles.note(
        uow, Audit(network_id=network.key, at=now, actor_id=by.id, subject_id=about.id, change=change)
    )
