"""Everything that is remembered of a person, and what becomes of it when they ask to be forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation import people
from facilitation.entries import leaving
from facilitation.facts import Forgotten
from storage import outbox, personal_data, roles
from storage.network import Network
from storage.people import Person
from storage.personal_data import Kept
from storage.roles import Role
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Farewell:
    """What being forgotten would mean: the networks left, those then without a facilitator, what goes and stays."""

    networks: Sequence[Network]
    orphaned: Sequence[Network]
    goes: Sequence[Kept]
    stays: Sequence[Kept]


async def preview(uow: UnitOfWork, person: Person, now: datetime) -> Farewell:
    networks = await personal_data.networks_of(uow, person.key)
    orphaned = [
        network
        for network in networks
        if {holder.id for holder in await roles.holders(uow, network.key, Role.FACILITATOR, now)}
        == {person.id}
    ]
    kept = await personal_data.kept(uow, person.key)
    return Farewell(
        networks,
        orphaned,
        goes=[each for each in kept if not each.stays],
        stays=[each for each in kept if each.stays],
    )


async def forget(uow: UnitOfWork, person: Person, now: datetime) -> None:
    """Leave every network, take back what waits to be said, and erase what every table declares."""
    for network in await personal_data.networks_of(uow, person.key):
        await people.leave(uow, person, network, now)
    await leaving.forget(uow, person.key)
    await outbox.cancel_for(uow, person.key, None, now)
    if person.telegram_id is not None:
        await outbox.cancel_lane(uow, person.telegram_id, now)
        uow.tell(Forgotten(person.key, person.telegram_id))
    await personal_data.erase(uow, person.key)
