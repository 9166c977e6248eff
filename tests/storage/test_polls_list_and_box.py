"""Open lists and boxes of secret votes on each kind of database: who adds at once, and what is left of a box."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest_asyncio

from facilitation.polls import listing, seats
from storage import network as networks
from storage import people, polls, roles
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.people import Person
from storage.polls import Option, Poll, PollKind, Vote, votes
from storage.roles import Grant, Role

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


@pytest_asyncio.fixture
async def poll(database: Database) -> Poll:
    """A list of two things, to which six people may add."""
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", state=NetworkState.ACTIVE,
            since=NOW,
        ))  # fmt: skip
        for number in range(1, 7):
            person = await people.add(uow, Person(telegram_id=number, name=f"P{number}", since=NOW))
            member = Grant(person_id=person.key, network_id=network.key, role=Role.MEMBER, since=NOW)
            await roles.grant(uow, member)
        added = await polls.add(
            uow,
            Poll(
                network_id=network.key, kind=PollKind.OPEN_LIST, question="Co?", most=30, started_at=NOW,
                changed_at=NOW, closes_at=NOW + timedelta(days=1),
            ),
        )  # fmt: skip
        await polls.add_options(uow, [Option(poll_id=added.key, number=n, words=f"{n}") for n in (1, 2)])
        return added


async def add(database: Database, poll: Poll, person_id: int, *lines: str) -> None:
    async with database.write() as uow:
        held = await polls.to_change(uow, poll.key)
        person = await people.by_id(uow, person_id)
        assert held is not None
        assert person is not None
        everyone = await seats.electorate(uow, held, NOW)
        await listing.add(uow, held, everyone, person, lines, NOW)


async def take_out(database: Database, poll: Poll, number: int) -> str | None:
    async with database.write() as uow:
        held = await polls.to_change(uow, poll.key)
        assert held is not None
        gone = await listing.take_out(uow, held, number, NOW)
        return gone.words if gone else None


async def listed(database: Database, poll: Poll) -> list[tuple[int, str]]:
    async with database.read() as uow:
        return [(each.number, each.words) for each in (await polls.options(uow, [poll.key]))[poll.key]]


async def test_of_six_who_add_at_once_everything_is_listed_once_under_its_own_number(
    database: Database, poll: Poll
) -> None:
    await asyncio.gather(*(add(database, poll, n, f"Od {n}", "Od wszystkich") for n in range(1, 7)))
    found = await listed(database, poll)
    assert [number for number, _ in found] == list(range(1, 10))
    assert sorted(words for _, words in found) == sorted(
        ["1", "2", "Od wszystkich", *(f"Od {n}" for n in range(1, 7))]
    )


async def test_the_number_of_what_was_taken_out_is_not_given_again(database: Database, poll: Poll) -> None:
    assert await take_out(database, poll, 2) == "2"
    await add(database, poll, 1, "A", "B")
    assert await take_out(database, poll, 4) == "B"
    assert await take_out(database, poll, 4) is None
    await add(database, poll, 2, "B")
    assert await listed(database, poll) == [(1, "1"), (3, "A"), (5, "B")]


async def test_a_vote_is_read_as_it_was_cast_last_and_its_number_is_never_anothers(
    database: Database, poll: Poll
) -> None:
    async with database.write() as uow:
        first = Vote(poll_id=poll.key, person_id=1, choices="1", cast_at=NOW)
        await votes.cast(uow, first)
        (before,) = await votes.of_people(uow, [poll.key], [1])
        number = before.key
        await votes.cast(uow, Vote(poll_id=poll.key, person_id=1, choices="2", cast_at=NOW))
        (after,) = await votes.by_ids(uow, [number])
        assert after.choices == "2"
        await votes.take_back(uow, [number], NOW)
        await votes.cast(uow, Vote(poll_id=poll.key, person_id=2, choices="1", cast_at=NOW))
        (other,) = await votes.of_poll(uow, poll.key)
        assert other.key > number


async def test_a_box_is_known_as_long_as_anything_is_left_of_it(database: Database) -> None:
    vault = database.vault
    assert await vault.ballots() == frozenset()
    await vault.open("a" * 16, [1, 2])
    await vault.open("b" * 16, [1])
    assert await vault.ballots() == {"a" * 16, "b" * 16}
    await vault.destroy(["a" * 16])
    assert await vault.ballots() == {"b" * 16}
    await vault.destroy(["b" * 16])
    assert await vault.ballots() == frozenset()
