"""The outbox: what may be sent next, in each chat and across them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from storage import claims, outbox
from storage.claims import Claim
from storage.engine import Database
from storage.outbox import Care, Priority, Request, Saying, Sending
from storage.seal import Seal

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND, LEASE = timedelta(seconds=1), timedelta(minutes=2)
BULK = Priority.BULK


async def put(database: Database, *kinds: str, lane: int | None = 5, **more: Any) -> None:
    async with database.write() as uow:
        given = {"method": "sendMessage", "ready_at": NOON, "created_at": NOON, "payload": b"sealed", **more}
        outbox.put(uow, [Request(kind=kind, lane=lane, **given) for kind in kinds])


async def claim(
    database: Database, now: datetime = NOON, *, owner: str = "me", limit: int = 50, **how: Any
) -> list[Claim]:
    async with database.write() as uow:
        return list(await claims.claim(uow, owner, now, now + LEASE, limit, **how))


async def end(database: Database, saying: Claim, owner: str = "me") -> bool:
    async with database.write() as uow:
        return bool(await outbox.end(uow, [saying.key], owner, Sending.SENT, NOON))


async def put_back(database: Database, saying: Claim, at: datetime, *, counted: bool = True) -> None:
    async with database.write() as uow:
        await claims.put_back(uow, saying.key, "me", at, saying.payload, counted=counted)


def kinds(sayings: list[Claim]) -> list[str]:
    return [saying.kind for saying in sayings]


async def everything(database: Database, now: datetime = NOON) -> list[str]:
    """Claim and end until nothing is left; in which order."""
    order: list[str] = []
    while claimed := await claim(database, now):
        order += kinds(claimed)
        for saying in claimed:
            await end(database, saying)
    return order


async def test_a_chat_gets_its_messages_one_after_the_other(database: Database) -> None:
    await put(database, "first", "second", "third")
    assert kinds(await claim(database)) == ["first"]
    assert await claim(database) == []


async def test_order_is_kept_until_all_is_said(database: Database) -> None:
    await put(database, "first", "second", "third")
    assert await everything(database) == ["first", "second", "third"]


async def test_chats_do_not_wait_for_each_other(database: Database) -> None:
    await put(database, "first", "second", lane=5)
    await put(database, "elsewhere", lane=-7)
    assert kinds(await claim(database)) == ["first", "elsewhere"]


async def test_answers_go_before_announcements(database: Database) -> None:
    await put(database, "notice", "card", priority=BULK)
    await put(database, "answer")
    assert await everything(database) == ["answer", "notice", "card"]


async def test_with_little_room_the_most_urgent_go(database: Database) -> None:
    for lane in range(1, 6):
        await put(database, f"notice {lane}", lane=lane, priority=BULK)
    await put(database, "answer", lane=6)
    assert kinds(await claim(database, limit=1)) == ["answer"]
    assert kinds(await claim(database, limit=2)) == ["notice 1", "notice 2"]


async def test_what_has_no_chat_never_waits(database: Database) -> None:
    await put(database, "tap", "tap", lane=None)
    await put(database, "message")
    assert kinds(await claim(database, lanes=False)) == ["tap", "tap"]
    assert kinds(await claim(database)) == ["message"]


async def test_resting_chats_are_left_alone(database: Database) -> None:
    await put(database, "later", lane=5)
    await put(database, "now", lane=6)
    assert kinds(await claim(database, resting=[5])) == ["now"]
    assert kinds(await claim(database)) == ["later"]


async def test_a_retry_holds_its_chat(database: Database) -> None:
    await put(database, "first", "second")
    (first,) = await claim(database)
    await put_back(database, first, NOON + 10 * SECOND)
    assert await claim(database) == []
    assert await everything(database, NOON + 10 * SECOND) == ["first", "second"]


async def test_a_delayed_edit_does_not_hold_its_chat(database: Database) -> None:
    await put(database, "edit", ready_at=NOON + 3 * SECOND)
    await put(database, "message")
    assert await everything(database) == ["message"]
    assert await everything(database, NOON + 3 * SECOND) == ["edit"]


async def test_a_claim_is_no_one_elses(database: Database) -> None:
    await put(database, "first")
    (saying,) = await claim(database, owner="me")
    assert await claim(database, owner="you") == []
    assert not await end(database, saying, owner="you")
    assert await end(database, saying, owner="me")
    assert not await end(database, saying, owner="me")


async def test_a_claim_whose_lease_has_passed_can_be_taken_over(database: Database) -> None:
    await put(database, "first", "second")
    (mine,) = await claim(database, owner="me")
    assert mine.attempts == 1
    later = NOON + LEASE + SECOND
    (yours,) = await claim(database, later, owner="you")
    assert (yours.key, yours.attempts) == (mine.key, 2)
    assert not await end(database, mine, owner="me")
    assert await end(database, yours, owner="you")
    assert kinds(await claim(database, later)) == ["second"]


@pytest.mark.parametrize(("counted", "attempts"), [(True, 2), (False, 1)])
async def test_only_attempts_that_may_have_arrived_count(
    database: Database, counted: bool, attempts: int
) -> None:
    await put(database, "first")
    (saying,) = await claim(database)
    await put_back(database, saying, NOON, counted=counted)
    (again,) = await claim(database)
    assert again.attempts == attempts


async def test_after_a_restart_claims_are_free_and_their_attempt_is_known(database: Database) -> None:
    await put(database, "poll", care=Care.AT_MOST_ONCE)
    await claim(database, owner="killed")
    async with database.write() as uow:
        await claims.release(uow)
    (saying,) = await claim(database)
    assert saying.attempts == 2


async def test_what_has_ended_is_blank(database: Database) -> None:
    await put(database, "first")
    (saying,) = await claim(database)
    await end(database, saying)
    async with database.read() as uow:
        ended = await uow.session.get(Saying, saying.key)
        assert ended is not None
        assert (ended.payload, ended.state) == (None, Sending.SENT)


async def test_a_group_that_moved_keeps_what_waits(database: Database) -> None:
    await put(database, "first", lane=-7)
    async with database.write() as uow:
        await outbox.move_lane(uow, -7, -1007)
    (saying,) = await claim(database)
    assert saying.lane == -1007


async def test_processes_share_the_work_without_waiting_for_each_other(
    postgres: Database,
) -> None:
    for lane in range(1, 5):
        await put(postgres, f"to {lane}", lane=lane)
    async with postgres.write() as first, postgres.write() as second:
        mine = await claims.claim(first, "me", NOON, NOON + LEASE, 2)
        yours = await claims.claim(second, "you", NOON, NOON + LEASE, 2)
    assert sorted(kinds([*mine, *yours])) == ["to 1", "to 2", "to 3", "to 4"]


async def test_a_claim_takes_no_longer_when_more_waits(sqlite_url: str, tmp_path: Path) -> None:
    """Counted in steps of SQLite's machine, which a busy computer does not change."""
    database = Database(sqlite_url, Seal(tmp_path / "keys"))

    async def steps_of_a_claim() -> int:
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 1

        async with database.write() as uow:
            raw = await (await uow.session.connection()).get_raw_connection()
            assert raw.driver_connection is not None
            await raw.driver_connection.set_progress_handler(step, 1)
            assert len(await claims.claim(uow, "me", NOON, NOON + LEASE, 10)) == 10
            await raw.driver_connection.set_progress_handler(None, 1)
        return steps

    for lane in range(1, 101):
        await put(database, "notice", lane=lane, priority=BULK)
    few = await steps_of_a_claim()
    for lane in range(101, 401):
        await put(database, *["notice"] * 5, lane=lane, priority=BULK)
    assert await steps_of_a_claim() < 2 * few
    await database.close()


async def test_what_leaves_no_trace_is_not_cancelled_but_gone(database: Database) -> None:
    await put(database, "reminder", traceless=True)
    await put(database, "notice")
    async with database.write() as uow:
        await outbox.cancel_lane(uow, 5, NOON)
    async with database.read() as uow:
        left = (await uow.session.exec(select(Saying.kind, Saying.state))).all()
    assert [tuple(each) for each in left] == [("notice", Sending.CANCELLED)]
