"""What only one of two may do: end a role, agree to deputise, hold a role for good."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from storage import institutions, network, people, roles
from storage.engine import Database
from storage.institutions import Institution, InstitutionKind
from storage.network import Network
from storage.people import Person
from storage.roles import Grant, Role
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=7)


async def network_with(uow: UnitOfWork, *names: str) -> tuple[Network, list[Person]]:
    made = Network(chat_id=-1, title="T", topic="T", language="pl", zone="Europe/Warsaw", since=NOW)
    return await network.add(uow, made), [
        await people.add(uow, Person(name=name, since=NOW)) for name in names
    ]


async def test_a_role_is_ended_once(database: Database) -> None:
    async with database.write() as uow:
        here, (ola,) = await network_with(uow, "Ola")
        held = await roles.grant(
            uow, Grant(person_id=ola.key, network_id=here.key, role=Role.EXPERT, since=NOW)
        )
        assert await roles.end_one(uow, held.key, LATER)
        assert not await roles.end_one(uow, held.key, LATER)
        assert await roles.open_grant(uow, held.key) is None


async def test_a_deputyship_counts_from_its_agreement_until_its_end(database: Database) -> None:
    async with database.write() as uow:
        here, (ola, ewa) = await network_with(uow, "Ola", "Ewa")
        asked = Grant(person_id=ewa.key, network_id=here.key, role=Role.EXPERT, since=NOW, until=LATER)
        asked.deputy_for = ola.id
        deputy = await roles.grant(uow, asked)
        assert not await roles.grants_to_come(uow, here.key, NOW)
        start = NOW + timedelta(days=1)
        assert await roles.agree(uow, deputy.key, start, NOW)
        assert not await roles.agree(uow, deputy.key, start, NOW)
        assert not await roles.grants(uow, here.key, NOW)
        assert await roles.grants_to_come(uow, here.key, NOW)
        assert await roles.holders(uow, here.key, Role.EXPERT, start) == [ewa]
        assert not await roles.grants_to_come(uow, here.key, LATER)


async def test_nobody_holds_the_same_role_twice_for_good(database: Database) -> None:
    async with database.write() as uow:
        here, (ola,) = await network_with(uow, "Ola")
        await roles.grant(uow, held(ola, here))
        with pytest.raises(IntegrityError):
            await roles.grant(uow, held(ola, here))
        await uow.session.rollback()


def held(person: Person, where: Network) -> Grant:
    return Grant(person_id=person.key, network_id=where.key, role=Role.EXPERT, since=NOW)


async def test_many_institutions_are_added_at_once(database: Database) -> None:
    async with database.write() as uow:
        here, _ = await network_with(uow)
        new = [
            Institution(network_id=here.key, name=name, folded=name.lower(), expected=2)
            for name in ("B", "A")
        ]
        await institutions.add_all(uow, new)
        await institutions.add_all(uow, [])
        known = await institutions.of_network(uow, here.key)
        assert [(place.name, place.kind, place.expected) for place in known] == [
            ("A", InstitutionKind.CITY, 2),
            ("B", InstitutionKind.CITY, 2),
        ]
        assert await institutions.represented(uow, here.key) == {}
