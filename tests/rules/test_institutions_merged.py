"""Merges are taken apart again in the opposite order, whatever was merged into what."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice, permutations
from random import Random

import pytest
from sqlmodel import col, select

from facilitation.institutions import tidying
from facilitation.institutions.reasons import InstitutionReason
from facilitation.refusals import Refused
from storage import institutions, network, people
from storage.engine import Database
from storage.institutions import Institution, Membership, Standing
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 9, 7, 9, tzinfo=UTC)
EXPECTED = {"Gdynia": 2, "Radlin": 1, "Sopot": 5, "Łódź": 0}

Merge = tuple[int, int]


async def founded(uow: UnitOfWork) -> tuple[Network, Person, list[int]]:
    """Four institutions with two people each."""
    home = await network.add(
        uow, Network(chat_id=-1, title="M", topic="M", language="pl", zone="Europe/Warsaw", since=NOW)
    )
    ola = await people.add(uow, Person(name="Ola", since=NOW))
    places = [
        await institutions.add(
            uow, Institution(network_id=home.key, name=name, folded=name, expected=expected)
        )
        for name, expected in EXPECTED.items()
    ]
    for place in places * 2:
        person = await people.add(uow, Person(name="Jan", since=NOW))
        await institutions.add_membership(
            uow,
            Membership(
                network_id=home.key, person_id=person.key, institution_id=place.id, standing=Standing.JOINED,
                notice_version=1, agreed_at=NOW,
            ),
        )  # fmt: skip
    return home, ola, [place.key for place in places]


async def seen(uow: UnitOfWork) -> list[object]:
    """Everything that a merge changes."""
    await uow.session.flush()
    places = (await uow.session.exec(select(Institution).order_by(col(Institution.id)))).all()
    members = (await uow.session.exec(select(Membership).order_by(col(Membership.id)))).all()
    return [
        *((place.merged_into, place.expected, place.expected_alone) for place in places),
        *((member.institution_id, member.merged_from) for member in members),
    ]


def chains(places: list[int]) -> Iterator[list[Merge]]:
    """Ways to merge until one is left: each time one that still stands into another that does."""
    chance = Random(7)
    for order in permutations(places):
        yield [(gone, chance.choice(order[number + 1 :])) for number, gone in enumerate(order[:-1])]


async def test_undone_in_the_opposite_order_merges_leave_nothing_behind(database: Database) -> None:
    async with database.write() as uow:
        home, ola, places = await founded(uow)
        for chain in islice(chains(places), 24):
            past = []
            for gone, into in chain:
                past.append(await seen(uow))
                await tidying.merge(uow, home, gone, into, ola, NOW)
            for gone, _into in reversed(chain):
                await tidying.separate(uow, home, gone, ola, NOW)
                await uow.session.flush()
                uow.session.expire_all()
                await uow.session.refresh(home)
                await uow.session.refresh(ola)
                assert await seen(uow) == past.pop(), chain


async def test_of_two_merged_into_the_same_either_may_be_separated_first(database: Database) -> None:
    async with database.write() as uow:
        home, ola, (gdynia, radlin, sopot, _lodz) = await founded(uow)
        await tidying.merge(uow, home, gdynia, radlin, ola, NOW)
        await tidying.merge(uow, home, sopot, radlin, ola, NOW)
        _, kept, back = await tidying.separate(uow, home, gdynia, ola, NOW)
        assert (kept.expected, back) == (EXPECTED["Sopot"], 2)
        _, kept, back = await tidying.separate(uow, home, sopot, ola, NOW)
        assert (kept.expected, back) == (EXPECTED["Radlin"], 2)


async def test_what_was_never_merged_can_not_be_separated(database: Database) -> None:
    async with database.write() as uow:
        home, ola, (gdynia, radlin, *_) = await founded(uow)
        with pytest.raises(Refused) as refused:
            await tidying.separate(uow, home, gdynia, ola, NOW)
        assert refused.value.reason is InstitutionReason.MERGE_STANDS
        await tidying.merge(uow, home, gdynia, radlin, ola, NOW)
        elsewhere = await network.add(
            uow, Network(chat_id=-2, title="N", topic="N", language="pl", zone="Europe/Warsaw", since=NOW)
        )
        with pytest.raises(Refused) as refused:
            await tidying.separate(uow, elsewhere, gdynia, ola, NOW)
        assert refused.value.reason is InstitutionReason.MERGE_STANDS
