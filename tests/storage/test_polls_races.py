"""A vote and the end of its poll at once: either it is in the result, or whoever cast it hears that it was late."""

import asyncio
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from facilitation.polls import life, secret, voting
from facilitation.polls.counting.outcome import loaded
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from handlers.heard import Heard
from handlers.polls import clock
from handlers.visit import Visit
from storage import due_work, people, polls, roles
from storage import network as networks
from storage.engine import Database
from storage.network import Network, NetworkState
from storage.people import Person
from storage.polls import Option, Poll, PollKind, PollState, votes
from storage.roles import Grant, Role
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
VOTERS = range(1, 7)
ANY: Any = None


async def begun(database: Database, *, secretly: bool = False) -> Poll:
    """A poll in which six people may vote."""
    async with database.write() as uow:
        network = await networks.add(uow, Network(
            chat_id=-5, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", state=NetworkState.ACTIVE,
            since=NOW,
        ))  # fmt: skip
        for number in VOTERS:
            person = await people.add(uow, Person(telegram_id=number, name=f"P{number}", since=NOW))
            member = Grant(person_id=person.key, network_id=network.key, role=Role.MEMBER, since=NOW)
            await roles.grant(uow, member)
        poll = await polls.add(
            uow,
            Poll(
                network_id=network.key, kind=PollKind.SINGLE, question="Tak?", started_at=NOW, changed_at=NOW,
                closes_at=NOW + timedelta(days=1), secret=secretly, live=not secretly, revote=not secretly,
                ballot=secrets.token_hex(16) if secretly else None,
            ),
        )  # fmt: skip
        await polls.add_options(uow, [Option(poll_id=poll.key, number=n, words=f"{n}") for n in (1, 2)])
    if poll.ballot is not None:
        await database.vault.open(poll.ballot, list(VOTERS))
    return poll


async def casts(uow: UnitOfWork, poll: Poll, person_id: int) -> None:
    person = await people.by_id(uow, person_id)
    assert person is not None
    if poll.secret:
        await secret.seal(uow, poll, person, (1,), NOW, NOW)
    else:
        await voting.vote(uow, poll, person, (1,), NOW, NOW)


async def looked_at(uow: UnitOfWork, poll: Poll) -> Poll:
    found = await polls.by_id(uow, poll.key)
    assert found is not None
    return found


async def closes(database: Database, poll: Poll) -> None:
    async with database.write() as uow:
        held = await polls.to_change(uow, poll.key)
        assert held is not None
        await life.close(uow, held, NOW)


async def counted(database: Database, poll: Poll) -> int:
    async with database.read() as uow:
        found = await looked_at(uow, poll)
        assert found.state is PollState.CLOSED
        return loaded(found.outcome or "").votes


@pytest.mark.parametrize("secretly", [False, True])
async def test_a_poll_that_ends_while_somebody_votes_waits_for_that_vote(
    postgres: Database, *, secretly: bool
) -> None:
    poll = await begun(postgres, secretly=secretly)
    for person_id in VOTERS[:-1]:
        async with postgres.write() as uow:
            await casts(uow, await looked_at(uow, poll), person_id)
    async with postgres.write() as uow:
        await casts(uow, await looked_at(uow, poll), VOTERS[-1])
        end = asyncio.create_task(closes(postgres, poll))
        await asyncio.wait([end], timeout=0.3)
    await end
    assert await counted(postgres, poll) == len(VOTERS)


@pytest.mark.parametrize("secretly", [False, True])
@pytest.mark.parametrize("before", [False, True])
async def test_a_vote_is_refused_where_the_poll_has_ended_since_it_was_looked_at(
    postgres: Database, *, secretly: bool, before: bool
) -> None:
    poll = await begun(postgres, secretly=secretly)
    for person_id in VOTERS[:5]:
        async with postgres.write() as uow:
            await casts(uow, await looked_at(uow, poll), person_id)
    late = VOTERS[0] if before and not secretly else VOTERS[5]
    with pytest.raises(Refused) as refused:
        async with postgres.write() as uow:
            known = await looked_at(uow, poll)
            await closes(postgres, poll)
            await casts(uow, known, late)
    assert refused.value.reason is PollReason.OVER
    assert await counted(postgres, poll) == 5
    async with postgres.read() as uow:
        assert len(await votes.of_poll(uow, poll.key)) == (0 if secretly else 5)


async def test_who_votes_and_the_look_at_whether_all_have_do_not_wait_for_each_other(
    postgres: Database,
) -> None:
    poll = await begun(postgres)
    async with postgres.write() as uow:
        await casts(uow, await looked_at(uow, poll), VOTERS[0])
    looks = asyncio.Event()

    async def look() -> None:
        async with postgres.write() as uow:
            ((key, _kind),) = [each for each in await due_work.due(uow, NOW, 9) if each[1] == voting.VOTED]
            work = await due_work.take(uow, key, NOW)
            assert work is not None
            looks.set()
            await asyncio.sleep(0.1)
            await clock.voted(Visit(uow, NOW, Heard(0, private=True), ANY, ANY), work)

    async with postgres.write() as uow:
        await casts(uow, await looked_at(uow, poll), VOTERS[1])
        looking = asyncio.create_task(look())
        await looks.wait()
    await looking
