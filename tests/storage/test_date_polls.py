"""Searches for a date on each kind of database: who answers at once, who picks at once, and what is told of it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from facilitation.date_polls import polls
from facilitation.date_polls.polls import Slot
from facilitation.date_polls.reasons import DatePollReason
from facilitation.facts import DateFound, DateSought
from facilitation.refusals import Refused
from storage import date_polls, people
from storage import network as networks
from storage.date_polls import Choice, DatePoll, DatePollState
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.people import Person

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SLOTS = [Slot(NOW + n * DAY, NOW + n * DAY + timedelta(hours=4)) for n in (12, 14, 15)]


async def a_network(
    database: Database, state: NetworkState = NetworkState.ACTIVE
) -> tuple[Network, list[Person]]:
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", state=state, since=NOW,
        ))  # fmt: skip
        everyone = [
            await people.add(uow, Person(telegram_id=number, name=f"P{number}", since=NOW))
            for number in range(1, 7)
        ]
        return network, everyone


@pytest_asyncio.fixture
async def poll(database: Database) -> DatePoll:
    """Three dates of a meeting, proposed by the first of six people."""
    network, everyone = await a_network(database)
    async with database.write() as uow:
        poll = await polls.begin(
            uow, network, " Spotkanie ", SLOTS, NOW + 7 * DAY, everyone[0], NOW, meeting_id=7
        )
        assert DateSought(network.key, poll.key) in uow.facts
        return poll


async def say(database: Database, poll: DatePoll, person_id: int, choice: Choice) -> None:
    async with database.write() as uow:
        held = await date_polls.to_change(uow, poll.key)
        person = await people.by_id(uow, person_id)
        assert held is not None
        assert person is not None
        there = await date_polls.proposals(uow, poll.key)
        await polls.answer(uow, held, person, {each.key: choice for each in there}, NOW)


async def test_all_who_answer_at_once_are_kept_and_the_last_word_counts(
    database: Database, poll: DatePoll
) -> None:
    for choice in (Choice.NO, Choice.YES):
        await asyncio.gather(*(say(database, poll, person, choice) for person in range(1, 7)))
    async with database.read() as uow:
        said = await date_polls.answers(uow, poll.key)
        assert sorted(said) == list(range(1, 7))
        assert {choice for theirs in said.values() for choice in theirs.values()} == {Choice.YES}
        assert await date_polls.answers_of(uow, poll.key, 1) == said[1]
        assert len(said[1]) == 3
        assert await date_polls.who_answered(uow, [poll.key, 99], 1) == {poll.key}
        assert await date_polls.who_answered(uow, [poll.key], 99) == set()


async def pick(database: Database, poll: DatePoll, proposal: int) -> bool:
    async with database.write() as uow:
        held = await date_polls.to_change(uow, poll.key)
        assert held is not None
        return await polls.pick(uow, held, proposal, None, NOW)


async def test_of_two_who_pick_at_once_one_does_and_the_other_learns_it(
    database: Database, poll: DatePoll
) -> None:
    async with database.read() as uow:
        first, second, _third = [each.key for each in await date_polls.proposals(uow, poll.key)]
    picked = await asyncio.gather(pick(database, poll, first), pick(database, poll, second))
    assert sorted(picked) == [False, True]
    async with database.read() as uow:
        ((found, proposal),) = await date_polls.picked_since(uow, poll.network_id, NOW)
        assert proposal.key == (first if picked[0] else second)
        assert found.state is DatePollState.PICKED
        assert await date_polls.picked_since(uow, poll.network_id, NOW + 20 * DAY) == []


async def test_what_is_picked_is_told_with_the_meeting_that_it_is_for_and_again_for_another(
    database: Database, poll: DatePoll
) -> None:
    async with database.write() as uow:
        held = await date_polls.to_change(uow, poll.key)
        assert held is not None
        first, second, _third = await date_polls.proposals(uow, poll.key)
        assert await polls.pick(uow, held, first.key, None, NOW)
        assert not await polls.pick(uow, held, first.key, first.key, NOW)
        assert await polls.pick(uow, held, second.key, first.key, NOW)
        told = [fact for fact in uow.facts if isinstance(fact, DateFound)]
        assert told == [
            DateFound(poll.network_id, poll.key, SLOTS[0].starts_at, SLOTS[0].ends_at, 7),
            DateFound(poll.network_id, poll.key, SLOTS[1].starts_at, SLOTS[1].ends_at, 7),
        ]


async def test_a_date_that_a_meeting_has_is_cancelled_by_the_meeting(
    database: Database, poll: DatePoll
) -> None:
    async with database.write() as uow:
        held = await date_polls.to_change(uow, poll.key)
        assert held is not None
        first, *_others = await date_polls.proposals(uow, poll.key)
        await polls.pick(uow, held, first.key, None, NOW)
        with pytest.raises(Refused) as why:
            await polls.cancel(uow, held, "Nie teraz", NOW)
        assert why.value.reason is DatePollReason.CLOSED


async def test_a_network_that_is_not_open_looks_for_no_date(database: Database) -> None:
    network, everyone = await a_network(database, NetworkState.SETTING_UP)
    async with database.write() as uow:
        with pytest.raises(Refused) as why:
            await polls.begin(uow, network, "Spotkanie", SLOTS, NOW + DAY, everyone[0], NOW)
        assert why.value.reason is DatePollReason.NOT_OPEN
