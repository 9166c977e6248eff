"""Polls that Telegram holds, on each kind of database: told apart by their number, by what they ask, or not at all."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest_asyncio

from facilitation.polls import life
from facilitation.polls.draft import Draft
from facilitation.polls.native import recognised, recognised_by_voter
from storage import network as networks
from storage import people, polls
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.people import Person
from storage.polls import NativePoll, native

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
YES_NO = ("Tak", "Nie")


@pytest_asyncio.fixture
async def two(database: Database) -> list[int]:
    """Two polls of one network that ask the same question, one of them with another answer; both are nameless."""
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw",
            state=NetworkState.ACTIVE, since=NOW,
        ))  # fmt: skip
        ola = await people.add(uow, Person(telegram_id=1, name="Ola", since=NOW))
        begun = []
        for options in (YES_NO, (*YES_NO, "Obojętne")):
            poll = await life.begin(
                uow, network, Draft("Czy?", options=options), NOW + timedelta(days=1), ola, NOW
            )
            await native.add(uow, NativePoll(poll_id=poll.key, chat_id=-5))
            begun.append(poll.key)
        return begun


async def test_what_is_asked_tells_which_poll_it_is(database: Database, two: list[int]) -> None:
    async with database.write() as uow:
        found = await recognised(uow, "77", "Czy?", YES_NO)
        assert found is not None
        assert found.poll_id == two[0]
    async with database.write() as uow:
        again = await recognised(uow, "77", "Something else", ())
        assert again is not None
        assert again.poll_id == two[0]
        assert await recognised(uow, "78", "Czy?", YES_NO) is None
        assert await recognised(uow, "79", "Czy nie?", (*YES_NO, "Obojętne")) is None


async def test_a_vote_alone_tells_it_only_where_no_other_is_possible(
    database: Database, two: list[int]
) -> None:
    async with database.write() as uow:
        assert await recognised_by_voter(uow, "77", [1], (0,)) is None
        assert await recognised_by_voter(uow, "77", [2], (2,)) is None
        assert await recognised_by_voter(uow, "77", [], (2,)) is None
        found = await recognised_by_voter(uow, "77", [1], (2,))
        assert found is not None
        assert found.poll_id == two[1]


async def test_what_goes_on_as_our_card_is_not_looked_for_any_more(
    database: Database, two: list[int]
) -> None:
    async with database.write() as uow:
        held = await native.of_poll(uow, two[0])
        assert held is not None
        held.stopped = True
        uow.session.add(held)
    async with database.write() as uow:
        assert [poll.key for _held, poll in await native.nameless(uow)] == [two[1]]
        assert await recognised(uow, "77", "Czy?", YES_NO) is None


async def test_votes_from_outside_are_counted_exactly_and_never_below_none(
    database: Database, two: list[int]
) -> None:
    async def more(n: int) -> None:
        async with database.write() as uow:
            await native.count_outside(uow, two[0], n)

    await more(-1)
    await asyncio.gather(*(more(1) for _ in range(10)))
    await more(-1)
    async with database.read() as uow:
        poll = await polls.by_id(uow, two[0])
        assert poll is not None
        assert poll.outside == 9
