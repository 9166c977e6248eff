"""What is left to do: arrivals, due work and sayings, and when more comes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage import claims, due_work, inbox, outbox
from storage.engine import Database
from storage.inbox import Handling, Source
from storage.left import Left, left_at
from storage.outbox import Request

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTHING = Left(arrivals=False, due=False, sayings=False, comes=None)


async def left(database: Database, now: datetime = NOON) -> Left:
    async with database.read() as uow:
        return await left_at(uow, now)


async def arrives(database: Database, state: Handling = Handling.NEW) -> None:
    arrival: dict[str, Any] = {
        "update_id": None,
        "source": Source.REPLY,
        "lane": 5,
        "received_at": NOON,
        "state": state,
    }
    async with database.write() as uow:
        await inbox.receive(uow, [arrival])


async def plan(database: Database, kind: str, due_at: datetime) -> None:
    async with database.write() as uow:
        await due_work.plan(uow, kind, "1", due_at)


async def put(database: Database, ready_at: datetime) -> None:
    async with database.write() as uow:
        given: dict[str, Any] = {
            "method": "sendMessage",
            "kind": "test",
            "payload": b"sealed",
            "created_at": NOON,
        }
        outbox.put(uow, [Request(lane=5, ready_at=ready_at, **given)])


async def test_in_the_beginning_nothing_is_left(database: Database) -> None:
    assert await left(database) == NOTHING


@pytest.mark.parametrize("state", Handling)
async def test_of_what_arrived_only_what_is_new_is_left(database: Database, state: Handling) -> None:
    await arrives(database, state)
    assert (await left(database)).arrivals is (state is Handling.NEW)


async def test_what_is_planned_comes_and_then_is_due(database: Database) -> None:
    await plan(database, "test.late", NOON + 2 * HOUR)
    await plan(database, "test.early", NOON + HOUR)
    assert await left(database) == Left(arrivals=False, due=False, sayings=False, comes=NOON + HOUR)
    assert (await left(database, NOON + HOUR)).due


async def test_nobody_waits_for_the_cleaning_but_it_is_done(database: Database) -> None:
    await plan(database, f"{due_work.CLEANING}.nightly", NOON + HOUR)
    assert await left(database) == NOTHING
    assert (await left(database, NOON + HOUR)).due


async def test_what_is_to_be_said_later_comes_and_then_is_ready(database: Database) -> None:
    await put(database, NOON + HOUR)
    assert await left(database) == Left(arrivals=False, due=False, sayings=False, comes=NOON + HOUR)
    assert await left(database, NOON + HOUR) == Left(arrivals=False, due=False, sayings=True, comes=None)


async def test_what_nobody_finished_sending_is_left(database: Database) -> None:
    await put(database, NOON)
    async with database.write() as uow:
        await claims.claim(uow, "gone", NOON, NOON + HOUR, 1)
    assert (await left(database, NOON + 2 * HOUR)).sayings


async def test_what_is_older_than_a_clock_that_was_set_back_is_left(database: Database) -> None:
    await put(database, NOON)
    assert (await left(database, NOON - HOUR)).sayings
