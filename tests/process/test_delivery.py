"""Delivery: what was committed is sent, in order, within the limits, and how it ended is written down."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
import pytest_asyncio
from sqlalchemy import event
from sqlmodel import col, select
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.api import Api
from bot.delivery import Delivery
from bot.limits import Limits
from storage import inbox, outbox
from storage.engine import Database, Unavailable
from storage.outbox import Care, Priority, Request, Saying, Sending

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Clock:
    """Moves when the test says so."""

    def __init__(self) -> None:
        self.moment = NOON
        self.moved = asyncio.Event()

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime) -> None:
        while self.moment < moment:
            await self.moved.wait()

    def passes(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.moved.set()
        self.moved = asyncio.Event()


class Telegram:
    """Takes everything, or answers with the faults it was given."""

    def __init__(self) -> None:
        self.faults: list[TelegramError] = []
        self.heard: list[str] = []

    async def call(self, method: str, parameters: dict[str, Any], **_: Any) -> Any:
        self.heard.append(parameters["text"])
        if self.faults:
            raise self.faults.pop(0)
        return {"message_id": len(self.heard), "chat": {"id": parameters["chat_id"]}}


class Post:
    """An outbox with someone who carries out what is in it."""

    def __init__(self, database: Database, limits: Limits | None = None) -> None:
        self.database, self.clock, self.telegram = database, Clock(), Telegram()
        self.delivery = Delivery(database, cast(Api, self.telegram), self.clock, "me", limits=limits)

    async def put(self, *texts: str, lane: int = 5, then: dict[str, Any] | None = None, **more: Any) -> None:
        now = self.clock.now()
        for text in texts:
            sealed = json.dumps({"params": {"chat_id": lane, "text": text}, "then": then}).encode()
            given = {"method": "sendMessage", "kind": "test", "ready_at": now, "created_at": now, **more}
            saying = Request(lane=lane, payload=self.database.seal.close(sealed, now.date()), **given)
            async with self.database.write() as uow:
                outbox.put(uow, [saying])

    async def ends(self) -> list[tuple[Sending, str | None]]:
        async with self.database.read() as uow:
            sayings = await uow.session.exec(select(Saying).order_by(col(Saying.id)))
            return [(saying.state, saying.error) for saying in sayings]


@pytest_asyncio.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    post = Post(database)
    yield post
    await post.delivery.stop(1)


@pytest_asyncio.fixture
async def limited(database: Database) -> AsyncIterator[Post]:
    post = Post(database, Limits())
    yield post
    await post.delivery.stop(1)


async def test_what_was_committed_is_sent_in_order(post: Post) -> None:
    await post.put("one", "two", "three")
    await post.delivery.drain()
    assert post.telegram.heard == ["one", "two", "three"]
    assert await post.ends() == [(Sending.SENT, None)] * 3


async def test_what_ended_alike_meanwhile_is_recorded_in_one_statement(post: Post) -> None:
    recorded: list[str] = []

    @event.listens_for(post.database.engine.sync_engine, "before_cursor_execute")
    def heard(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        recorded.extend(re.findall(r"^UPDATE outbox SET lane", statement))

    for lane in range(1, 21):
        await post.put("to all", lane=lane)
    await post.delivery.drain()
    assert await post.ends() == [(Sending.SENT, None)] * 20
    assert len(recorded) < 5


async def test_a_poll_that_may_have_arrived_is_not_sent_again(post: Post) -> None:
    post.telegram.faults = [TimedOut()]
    await post.put("poll", care=Care.AT_MOST_ONCE)
    await post.delivery.drain()
    assert post.telegram.heard == ["poll"]
    assert await post.ends() == [(Sending.UNKNOWN, "no answer")]


async def test_a_notice_is_sent_once_more_and_holds_its_chat_meanwhile(post: Post) -> None:
    post.telegram.faults = [NetworkError("Bad Gateway")]
    await post.put("notice", "next")
    await post.delivery.drain()
    assert post.telegram.heard == ["notice"]
    post.clock.passes(2)
    await post.delivery.drain()
    assert post.telegram.heard == ["notice", "notice", "next"]


async def test_what_came_too_late_is_dropped_unsent(post: Post) -> None:
    await post.put("late", not_after=NOON - timedelta(seconds=1))
    await post.delivery.drain()
    assert post.telegram.heard == []
    assert await post.ends() == [(Sending.DROPPED, "too late")]


async def test_what_telegram_refuses_is_dead_and_the_rest_goes_on(post: Post) -> None:
    post.telegram.faults = [BadRequest("Message is too long")]
    await post.put("bad", "good")
    await post.delivery.drain()
    assert [state for state, _ in await post.ends()] == [Sending.DEAD, Sending.SENT]


async def test_a_pause_that_telegram_asks_for_is_kept(limited: Post) -> None:
    limited.telegram.faults = [RetryAfter(7)]
    await limited.put("one")
    await limited.delivery.drain()
    limited.clock.passes(6)
    await limited.delivery.drain()
    assert limited.telegram.heard == ["one"]
    limited.clock.passes(1)
    await limited.delivery.drain()
    assert limited.telegram.heard == ["one", "one"]


async def test_the_answer_goes_to_who_asked(post: Post) -> None:
    heard = {"chat_id": 9, "private": True}
    knocks: list[int] = []
    post.delivery.replied = knocks.append
    await post.put("ask", then={"name": "test.answer", "keep": {"n": 1}, "user": None, "heard": heard})
    await post.delivery.drain()
    assert knocks == [9]
    async with post.database.read() as uow:
        arrival = await inbox.head(uow, 9)
        assert arrival is not None
        assert arrival.payload is not None
        reply = json.loads(post.database.seal.open(arrival.payload))
    assert (reply["name"], reply["keep"], reply["result"]["message_id"]) == ("test.answer", {"n": 1}, 1)


async def test_the_state_hears_of_someone_who_can_not_be_reached(post: Post) -> None:
    post.telegram.faults = [Forbidden("Forbidden: bot was blocked by the user")]
    await post.put("hello")
    await post.delivery.drain()
    async with post.database.read() as uow:
        assert await inbox.waiting_lanes(uow) == [5]


async def test_a_key_that_was_destroyed_ends_what_it_sealed(post: Post) -> None:
    await post.put("hello")
    post.database.seal.destroy(NOON.date())
    await post.delivery.drain()
    assert await post.ends() == [(Sending.DEAD, "its key is gone")]


async def test_one_message_a_second_to_a_chat(limited: Post) -> None:
    await limited.put("one", "two")
    await limited.delivery.drain()
    assert limited.telegram.heard == ["one"]
    limited.clock.passes(1)
    await limited.delivery.drain()
    assert limited.telegram.heard == ["one", "two"]


async def test_an_answer_overtakes_a_burst_of_notices(limited: Post) -> None:
    for lane in range(1, 41):
        await limited.put(f"notice {lane}", lane=lane, priority=Priority.BULK)
    await limited.delivery.drain()
    assert len(limited.telegram.heard) == 30
    await limited.put("answer", lane=99)
    limited.clock.passes(1)
    await limited.delivery.drain()
    assert limited.telegram.heard[30] == "answer"
    assert len(limited.telegram.heard) == 41


async def test_the_loop_wakes_when_the_limits_allow(limited: Post) -> None:
    running = asyncio.create_task(limited.delivery.run())
    await limited.put("one", "two")
    limited.delivery.wake()
    await heard(limited, 1)
    limited.clock.passes(1)
    await heard(limited, 2)
    limited.delivery.close()
    await asyncio.wait_for(running, 30)


async def test_nothing_that_waits_to_be_recorded_is_sent_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lane in (5, 6, 7):
        await post.put("notice", lane=lane)
    write, away = post.database.write, asyncio.Event()

    def fails_while_away() -> Any:
        if away.is_set():
            raise Unavailable("disk full")
        return write()

    monkeypatch.setattr(post.database, "write", fails_while_away)
    await post.delivery.round()
    away.set()
    async with asyncio.timeout(30):
        while len(post.delivery._recorder.unrecorded) < 3:
            await asyncio.sleep(0.002)
        away.clear()
        post.clock.passes(600)
        while post.delivery._flying:
            await post.delivery.round()
    assert post.telegram.heard == ["notice"] * 3
    assert await post.ends() == [(Sending.SENT, None)] * 3


async def test_stopping_lets_what_flies_arrive(post: Post) -> None:
    await post.put("one")
    await post.delivery.round()
    await post.delivery.stop(5)
    assert await post.ends() == [(Sending.SENT, None)]


async def heard(post: Post, number: int) -> None:
    async with asyncio.timeout(30):
        while len(post.telegram.heard) < number or not post.delivery.idle:
            await asyncio.sleep(0.002)
