"""Topics on each kind of database: who helps with what, and a removal while others say that they can help."""

import asyncio
from datetime import UTC, datetime

import pytest_asyncio
from sqlmodel import select

from facilitation import people as people_rules
from facilitation import topics as rules
from storage import network as networks
from storage import people
from storage.engine import Database
from storage.institutions import Membership, Standing
from storage.network import Network, NetworkState
from storage.people import Person
from storage.topics import CanHelp

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)


@pytest_asyncio.fixture
async def network(database: Database) -> Network:
    """Eight people have joined a network that has two topics."""
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw",
            state=NetworkState.ACTIVE, since=NOW,
        ))  # fmt: skip
        for number in range(1, 9):
            person = await people.add(uow, Person(telegram_id=number, name=f"P{number}", since=NOW))
            await people_rules.join(uow, person, network, None, NOW, present=True)
        await rules.add(uow, network, "smog, Zieleń miejska")
    return network


async def listed(database: Database, network: Network) -> dict[str, int]:
    """The number of each topic by its name."""
    async with database.read() as uow:
        return {topic.name: topic.key for topic in await rules.of_network(uow, network.key)}


async def everybody(database: Database) -> list[Person]:
    async with database.read() as uow:
        found = [await people.by_telegram_id(uow, number) for number in range(1, 9)]
        uow.session.expunge_all()
    return [person for person in found if person is not None]


async def offers(database: Database, network: Network, person: Person, topic: int) -> bool:
    async with database.write() as uow:
        return await rules.offer(uow, network, person, topic, NOW, helps=True)


async def test_who_said_so_twice_helps_once_and_only_those_who_are_in(
    database: Database, network: Network
) -> None:
    smog, green = (await listed(database, network)).values()
    one, two, *_ = await everybody(database)
    for person in (one, two, one):
        assert await offers(database, network, person, smog)
    async with database.write() as uow:
        found = select(Membership).where(Membership.person_id == two.key)
        (await uow.session.exec(found)).one().standing = Standing.WAITING
    async with database.read() as uow:
        helping = await rules.helpers(uow, [smog, green])
        assert {key: [who.name for who in found] for key, found in helping.items()} == {
            smog: ["P1"],
            green: [],
        }
        assert [topic.name for topic in await rules.touched_by(uow, network.key, "zieleni miejskiej")] == [
            "Zieleń miejska"
        ]


async def test_only_whoever_may_be_asked_is_invited_to_help(database: Database, network: Network) -> None:
    one, *_ = await everybody(database)
    async with database.write() as uow:
        assert await rules.may_help(uow, network.key, one.key, NOW)
        await people_rules.leave(uow, one, network, NOW)
        assert not await rules.may_help(uow, network.key, one.key, NOW)


async def test_a_topic_that_goes_while_many_tick_it_leaves_nothing_behind(
    database: Database, network: Network
) -> None:
    smog, _green = (await listed(database, network)).values()

    async def removes() -> bool:
        async with database.write() as uow:
            await rules.remove(uow, network, smog)
        return True

    members = await everybody(database)
    ticks = [offers(database, network, person, smog) for person in members]
    await asyncio.gather(*ticks[:4], removes(), *ticks[4:])
    async with database.read() as uow:
        assert (await uow.session.exec(select(CanHelp))).all() == []
    assert set(await listed(database, network)) == {"Zieleń miejska"}
