"""What waits, since when, and what ended badly, in numbers."""

from datetime import UTC, datetime, timedelta

from storage import claims, due_work, inbox, outbox
from storage.due_work import Doing
from storage.ends import Heed
from storage.engine import Database
from storage.inbox import Handling
from storage.outbox import Request, Saying, Sending
from storage.queues import BadEnd, bad_ends, look

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_nothing_waits_in_an_empty_database(database: Database) -> None:
    async with database.read() as uow:
        queues = await look(uow, NOON)
        assert (queues.arrivals, queues.sayings, queues.works, queues.overdue) == ({}, {}, {}, 0)
        assert queues.oldest_arrival is queues.oldest_saying is queues.oldest_due is None
        assert await bad_ends(uow) == []


async def test_counts_by_state_and_the_oldest_that_waits(database: Database) -> None:
    async with database.write() as uow:
        arrival = {"lane": 5, "payload": b"", "source": "update"}
        await inbox.receive(
            uow, [{**arrival, "update_id": n, "received_at": NOON + n * HOUR} for n in (1, 2)]
        )
        head = await inbox.head(uow, 5)
        assert head is not None
        await inbox.finish(uow, [head.key], NOON, Handling.QUARANTINED)
        for hours in (2, 3):
            at = NOON + hours * HOUR
            outbox.put(uow, [Request(kind="x", method="y", ready_at=at, created_at=NOON, lane=hours)])
        for hours, key in enumerate("abc", 1):
            await due_work.plan(uow, "x", key, NOON + hours * HOUR)
    async with database.write() as uow:
        (claimed,) = await claims.claim(uow, "me", NOON + 2 * HOUR, NOON + 4 * HOUR, 9)
        await outbox.end(uow, [claimed.key], "me", Sending.SENT, NOON)
    async with database.read() as uow:
        queues = await look(uow, NOON + 2 * HOUR)
    assert queues.arrivals == {Handling.NEW: 1, Handling.QUARANTINED: 1}
    assert queues.oldest_arrival == NOON + 2 * HOUR
    assert queues.sayings == {Sending.READY: 1, Sending.SENT: 1}
    assert (queues.to_send, queues.oldest_saying) == (1, NOON + 3 * HOUR)
    assert queues.works == {Doing.PLANNED: 3}
    assert (queues.overdue, queues.oldest_due) == (2, NOON + HOUR)


async def test_bad_ends_are_counted_by_kind_and_reason_until_they_are_settled(database: Database) -> None:
    async with database.write() as uow:
        given = {
            "method": "y",
            "ready_at": NOON,
            "created_at": NOON,
            "state": Sending.DEAD,
            "error": "no right to",
        }
        uow.session.add_all(Saying(kind="card", **given, heed=heed) for heed in (None, None, *Heed))
        await due_work.plan(uow, "reminder", "1", NOON)
        work = await due_work.find(uow, "reminder", "1")
        assert work is not None
        await due_work.finish(uow, work.key, Doing.DROPPED, NOON, "too late")
    async with database.read() as uow:
        assert await bad_ends(uow) == [
            BadEnd("card", Sending.DEAD, "no right to", 3),
            BadEnd("reminder", Doing.DROPPED, "too late", 1),
        ]
