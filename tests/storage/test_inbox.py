"""The inbox: each update once, each lane in order, nothing left of what was done."""

from datetime import UTC, datetime, timedelta
from typing import Any

from storage import inbox
from storage.engine import Database
from storage.inbox import Handling, Source

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def update(number: int | None, lane: int = 5, **more: Any) -> dict[str, Any]:
    source = Source.UPDATE if number else Source.REPLY
    return {
        "update_id": number, "source": source, "lane": lane, "payload": b"sealed", "received_at": NOON,
        "state": Handling.NEW, **more,
    }  # fmt: skip


async def receive(database: Database, *arrivals: dict[str, Any]) -> None:
    async with database.write() as uow:
        await inbox.receive(uow, arrivals)


async def take(database: Database, lane: int = 5) -> int | None:
    """Finish the head of a lane; its update id."""
    async with database.write() as uow:
        arrival = await inbox.head(uow, lane)
        if arrival is None:
            return None
        await inbox.finish(uow, [arrival.key], NOON)
        return arrival.update_id


async def test_an_update_that_telegram_repeats_is_kept_once(database: Database) -> None:
    await receive(database, update(1), update(2))
    await receive(database, update(2), update(3))
    assert [await take(database) for _ in range(4)] == [1, 2, 3, None]


async def test_an_update_that_was_done_is_not_done_again(database: Database) -> None:
    await receive(database, update(1))
    await take(database)
    await receive(database, update(1))
    assert await take(database) is None


async def test_answers_of_telegram_have_no_number_and_are_all_kept(database: Database) -> None:
    await receive(database, update(None), update(None))
    async with database.read() as uow:
        first = await inbox.head(uow, 5)
        assert first is not None
        assert first.source is Source.REPLY
    assert await take(database) is None
    async with database.read() as uow:
        second = await inbox.head(uow, 5)
    assert second is not None
    assert second.key > first.key


async def test_lanes_wait_for_themselves_only_the_longest_waiting_first(database: Database) -> None:
    await receive(database, update(1, lane=7), update(2, lane=-100123456789012), update(3, lane=7))
    async with database.read() as uow:
        assert await inbox.waiting_lanes(uow) == [7, -100123456789012]
    assert await take(database, -100123456789012) == 2
    async with database.read() as uow:
        assert await inbox.waiting_lanes(uow) == [7]


async def test_what_is_not_for_the_bot_leaves_only_its_number(database: Database) -> None:
    await receive(database, update(1, state=Handling.DONE, payload=None, lane=0))
    async with database.read() as uow:
        assert await inbox.waiting_lanes(uow) == []
        assert await inbox.last_update_id(uow) == 1


async def test_done_means_blanked(database: Database) -> None:
    await receive(database, update(1))
    await take(database)
    async with database.read() as uow:
        arrival = await uow.session.get(inbox.Arrival, 1)
        assert arrival is not None
        assert (arrival.payload, arrival.state) == (None, Handling.DONE)


async def test_old_numbers_are_forgotten_but_not_what_still_waits(database: Database) -> None:
    await receive(database, update(1), update(2))
    await take(database)
    async with database.write() as uow:
        await inbox.forget(uow, NOON + timedelta(days=8))
    async with database.read() as uow:
        assert await uow.session.get(inbox.Arrival, 1) is None
    assert await take(database) == 2
