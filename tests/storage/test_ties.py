"""Network pictures on each kind of database: one under way at a time, one answer for each institution."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from facilitation.refusals import Refused
from facilitation.ties import answering, life, usual
from facilitation.ties.reasons import TieReason
from facilitation.ties.standing import Standing, standing
from storage import due_work, institutions, people, personal_data, roles, settings, ties
from storage import network as networks
from storage.engine import Database
from storage.institutions import Institution, Membership
from storage.institutions import Standing as Belonging
from storage.network import Network, NetworkState
from storage.people import Person
from storage.roles import Grant, Role
from storage.ties import RoundState, TieAnswer, TieRound
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
CITIES = ("Gdynia", "Łódź", "Radlin", "Toruń", "Żory")


@dataclass
class Here:
    """A network of five cities; the person of each has its number."""

    network: int
    places: list[int]
    people: list[int]


@pytest_asyncio.fixture
async def here(database: Database) -> Here:
    return await peopled(database)


async def peopled(database: Database) -> Here:
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", state=NetworkState.ACTIVE,
            since=NOW,
        ))  # fmt: skip
        here = Here(network.key, [], [])
        for number, city in enumerate(CITIES, start=1):
            person = await people.add(uow, Person(telegram_id=number, name=f"P{number}", since=NOW))
            place = await institutions.add(
                uow, Institution(network_id=network.key, name=city, folded=city.lower())
            )
            await institutions.add_membership(uow, Membership(
                network_id=network.key, person_id=person.key, institution_id=place.key, notice_version=1,
                standing=Belonging.JOINED, agreed_at=NOW, joined_at=NOW,
            ))  # fmt: skip
            await roles.grant(
                uow, Grant(person_id=person.key, network_id=network.key, role=Role.MEMBER, since=NOW)
            )
            here.places.append(place.key)
            here.people.append(person.key)
        await settings.decide(uow, network.key, usual.WANTED.name, True)
    return here


async def begin(uow: UnitOfWork, here: Here, days: int = 7) -> TieRound:
    network, person = await networks.by_id(uow, here.network), await people.by_id(uow, here.people[0])
    assert network is not None
    assert person is not None
    return await life.begin(uow, network, days, person, NOW)


async def held(uow: UnitOfWork, round_id: int) -> Standing:
    round_ = await ties.to_change(uow, round_id)
    assert round_ is not None
    return await standing(uow, round_, NOW)


async def takes(database: Database, round_id: int, person_id: int, giver: int) -> None:
    async with database.write() as uow:
        stands, person = await held(uow, round_id), await people.by_id(uow, person_id)
        assert person is not None
        await answering.take(uow, stands, person, giver, NOW, taken=True)


async def test_what_is_begun_is_there_with_its_end_and_its_reminder(database: Database, here: Here) -> None:
    async with database.write() as uow:
        round_ = await begin(uow, here)
    async with database.read() as uow:
        found = await ties.under_way(uow, here.network)
        assert found is not None
        assert (found.key, found.state, found.closes_at) == (
            round_.key,
            RoundState.OPEN,
            NOW + timedelta(days=7),
        )
        for kind in (life.CLOSE, life.REMIND):
            work = await due_work.find(uow, kind, str(round_.key))
            assert work is not None
            assert work.due_at <= found.closes_at


async def test_there_is_never_a_second_one_under_way(database: Database, here: Here) -> None:
    async with database.write() as uow:
        await begin(uow, here)
    with pytest.raises(Refused) as refused:
        async with database.write() as uow:
            await begin(uow, here)
    assert refused.value.reason is TieReason.UNDER_WAY


async def test_of_two_leaders_who_begin_at_once_one_is_refused(database: Database, here: Here) -> None:
    async def begins() -> None:
        async with database.write() as uow:
            await begin(uow, here)
            await asyncio.sleep(0.05)

    came = await asyncio.gather(begins(), begins(), return_exceptions=True)
    (refused,) = [each for each in came if each is not None]
    assert isinstance(refused, Refused)
    assert refused.reason is TieReason.UNDER_WAY
    async with database.read() as uow:
        assert len(await ties.of_network(uow, here.network, list(RoundState))) == 1


async def test_colleagues_who_tap_at_once_have_one_answer_with_both(database: Database, here: Here) -> None:
    async with database.write() as uow:
        round_ = await begin(uow, here)
    who, givers = here.people[0], here.places[1:]
    await asyncio.gather(*(takes(database, round_.key, who, giver) for giver in givers))
    async with database.read() as uow:
        (answer,) = await ties.answers(uow, round_.key)
        assert ties.from_text(answer.givers) == set(givers)
        assert answer.institution_id == here.places[0]


async def test_an_institution_never_has_two_answers(database: Database, here: Here) -> None:
    async with database.write() as uow:
        round_ = await begin(uow, here)
    with pytest.raises(IntegrityError):
        async with database.write() as uow:
            for _ in range(2):
                await ties.keep(
                    uow, TieAnswer(round_id=round_.key, institution_id=here.places[0], answered_at=NOW)
                )


async def test_an_answer_given_while_the_time_ends_is_in_or_refused(postgres: Database) -> None:
    here = await peopled(postgres)
    async with postgres.write() as uow:
        round_ = await begin(uow, here)
    for person, giver in zip(here.people[:-1], here.places[1:], strict=True):
        await takes(postgres, round_.key, person, giver)

    async def closes() -> None:
        async with postgres.write() as uow:
            network = await networks.by_id(uow, here.network)
            assert network is not None
            await life.close(uow, network, await held(uow, round_.key), NOW)

    async with postgres.write() as uow:
        stands, late = await held(uow, round_.key), await people.by_id(uow, here.people[-1])
        assert late is not None
        end = asyncio.create_task(closes())
        await asyncio.wait([end], timeout=0.3)
        assert not end.done()
        await answering.take(uow, stands, late, here.places[0], NOW, taken=True)
    await end
    with pytest.raises(Refused) as refused:
        await takes(postgres, round_.key, here.people[-1], here.places[1])
    assert refused.value.reason is TieReason.OVER


async def test_rounds_come_newest_first_and_those_of_other_networks_not_at_all(
    database: Database, here: Here
) -> None:
    async with database.write() as uow:
        other = await networks.add(uow, Network(
            chat_id=-6, title="Inna", topic="Inna", language="pl", zone="Europe/Warsaw", since=NOW,
        ))  # fmt: skip
        kept = []
        for network_id in (here.network, other.key, here.network):
            round_ = TieRound(
                network_id=network_id, state=RoundState.PUBLISHED, started_at=NOW, closes_at=NOW
            )
            kept.append((await ties.add(uow, round_)).key)
    async with database.read() as uow:
        found = await ties.of_network(uow, here.network, [RoundState.PUBLISHED])
        assert [each.key for each in found] == [kept[2], kept[0]]
        assert [
            each.key for each in await ties.of_network(uow, here.network, [RoundState.PUBLISHED], 1)
        ] == kept[2:]
        assert await ties.under_way(uow, here.network) is None


async def test_a_forgotten_person_leaves_round_and_answer_without_a_name(
    database: Database, here: Here
) -> None:
    async with database.write() as uow:
        round_ = await begin(uow, here)
    await takes(database, round_.key, here.people[0], here.places[1])
    async with database.write() as uow:
        await personal_data.erase(uow, here.people[0])
    async with database.read() as uow:
        (answer,) = (await uow.session.exec(select(TieAnswer))).all()
        found = await ties.by_id(uow, round_.key)
        assert found is not None
        assert (answer.person_id, found.by_id) == (None, None)
        assert answer.givers == str(here.places[1])
