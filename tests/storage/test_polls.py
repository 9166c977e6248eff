"""Votes on each kind of database: the last that came in counts, in whatever order they are handled."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest_asyncio

from storage import network as networks
from storage import people, polls, silences
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.people import Person
from storage.polls import Poll, PollKind, Vote, votes

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest_asyncio.fixture
async def asked(database: Database) -> tuple[int, list[int]]:
    """A poll, and the numbers of three people."""
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw",
            state=NetworkState.ACTIVE, since=NOW,
        ))  # fmt: skip
        everyone = [
            await people.add(uow, Person(telegram_id=number, name=f"P{number}", since=NOW))
            for number in (1, 2, 3)
        ]
        poll = await polls.add(uow, Poll(
            network_id=network.key, kind=PollKind.SINGLE, question="?", closes_at=after(60), started_at=NOW,
            changed_at=NOW,
        ))  # fmt: skip
        return poll.key, [each.key for each in everyone]


async def cast(database: Database, poll: int, person: int | None, choices: str, minutes: float) -> None:
    async with database.write() as uow:
        await votes.cast(uow, Vote(poll_id=poll, person_id=person, choices=choices, cast_at=after(minutes)))


async def counted(database: Database, poll: int) -> list[tuple[int | None, str]]:
    async with database.read() as uow:
        return [(each.person_id, each.choices) for each in await votes.of_poll(uow, poll)]


async def test_the_last_vote_by_its_intake_counts_in_whatever_order_they_are_handled(
    database: Database, asked: tuple[int, list[int]]
) -> None:
    poll, (ola, ewa, _jan) = asked
    said = [("1", 0.0), ("2", 0.1), ("3", 5.0)]
    await cast(database, poll, ewa, "9", 2)
    for order in permutations(said):
        for choices, minutes in order:
            await cast(database, poll, ola, choices, minutes)
        assert await counted(database, poll) == [(ewa, "9"), (ola, "3")]
        async with database.write() as uow:
            (mine,) = await votes.of_people(uow, [poll], [ola])
            await votes.take_back(uow, [mine.key], after(5))
    assert await counted(database, poll) == [(ewa, "9")]


async def test_two_votes_of_one_person_at_once_are_one_vote(
    database: Database, asked: tuple[int, list[int]]
) -> None:
    poll, (ola, *_) = asked
    await asyncio.gather(*(cast(database, poll, ola, str(n), n) for n in range(10)))
    assert await counted(database, poll) == [(ola, "9")]


async def test_a_vote_that_came_in_later_is_not_taken_back_with_an_earlier_one(
    database: Database, asked: tuple[int, list[int]]
) -> None:
    poll, (ola, *_) = asked
    await cast(database, poll, ola, "1", 5)
    async with database.write() as uow:
        (mine,) = await votes.of_people(uow, [poll], [ola])
        await votes.take_back(uow, [mine.key], after(4))
    assert await counted(database, poll) == [(ola, "1")]


async def test_votes_without_a_name_stay_several(database: Database, asked: tuple[int, list[int]]) -> None:
    poll, _ = asked
    await cast(database, poll, None, "1", 1)
    await cast(database, poll, None, "2", 2)
    assert await counted(database, poll) == [(None, "1"), (None, "2")]


async def test_a_moment_falls_into_a_silence_from_its_beginning_to_before_its_end(database: Database) -> None:
    async with database.write() as uow:
        await silences.begin(uow, after(1))
        await silences.end(uow, after(3))
        await silences.begin(uow, after(10))
    async with database.read() as uow:
        found = {minute: await silences.across(uow, after(minute)) for minute in (0, 1, 2, 3, 9, 10, 99)}
        assert [minute for minute, silence in found.items() if silence] == [1, 2, 10, 99]
    async with database.write() as uow:
        await silences.forget(uow, after(50))
        assert await silences.across(uow, after(2)) is None
        assert await silences.across(uow, after(99)) is not None
