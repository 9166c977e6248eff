"""Many notices at once: the sandbox counts as Telegram does, and never has to refuse one; none waits needlessly."""

import asyncio
import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from telegram.error import RetryAfter

from bot.api import Api
from bot.delivery import Delivery
from sandbox.botapi import ApiError, BotApi
from sandbox.world import World
from storage import outbox
from storage.engine import Database
from storage.outbox import Priority, Request

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
OVERALL, PER_MINUTE = 30, 20


class Clock:
    """Goes to the next moment that somebody waits for, once everyone does."""

    def __init__(self) -> None:
        self.moment = NOON
        self.asleep: dict[asyncio.Future[None], datetime] = {}

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime) -> None:
        if moment <= self.moment:
            return
        waiting = asyncio.get_running_loop().create_future()
        self.asleep[waiting] = moment
        try:
            await waiting
        finally:
            del self.asleep[waiting]

    def goes_on(self) -> None:
        self.moment = min(self.asleep.values())
        for waiting, moment in self.asleep.items():
            if moment <= self.moment and not waiting.done():
                waiting.set_result(None)


class Telegram:
    """The sandbox with its limits, some way off: a request travels there, and its answer back."""

    def __init__(self, clock: Clock, travel: Callable[[], float]) -> None:
        self.world = World(now=clock.now, limits=True)
        self.api, self.clock, self.travel = BotApi(self.world), clock, travel
        self.refused = 0
        self.arrived: list[tuple[str, datetime]] = []

    async def call(self, method: str, parameters: dict[str, Any], **_: Any) -> Any:
        await self._travels()
        try:
            result = self.api.call(method, parameters)
        except ApiError as fault:
            self.refused += 1
            raise RetryAfter(fault.parameters["retry_after"]) from None
        finally:
            await self._travels()
        self.arrived.append((parameters["text"], self.clock.now()))
        return result

    async def _travels(self) -> None:
        await self.clock.sleep_until(self.clock.now() + timedelta(seconds=self.travel()))


class Burst:
    """An outbox full of notices, and someone who carries them out while time goes by."""

    def __init__(self, database: Database, travel: Callable[[], float]) -> None:
        self.database, self.clock = database, Clock()
        self.telegram = Telegram(self.clock, travel)
        self.delivery = Delivery(database, cast(Api, self.telegram), self.clock, "me")
        self.putting: set[asyncio.Task[None]] = set()

    async def put(self, *sayings: tuple[int, str], priority: Priority = Priority.BULK) -> None:
        async with self.database.write() as uow:
            outbox.put(uow, [self._request(lane, text, priority) for lane, text in sayings])
        self.delivery.wake()

    def put_meanwhile(self, *sayings: tuple[int, str], priority: Priority) -> None:
        """Put while the burst goes on; no time passes until the database has it."""
        task = asyncio.create_task(self.put(*sayings, priority=priority))
        self.putting.add(task)
        task.add_done_callback(self.putting.discard)

    def _request(self, lane: int, text: str, priority: Priority) -> Request:
        now = self.clock.now()
        sealed = json.dumps({"params": {"chat_id": lane, "text": text}}).encode()
        return Request(
            lane=lane, payload=self.database.seal.close(sealed, now.date()), method="sendMessage", kind="test",
            priority=priority, ready_at=now, created_at=now,
        )  # fmt: skip

    async def goes_on(self, done: Callable[[], bool]) -> timedelta:
        """Let time pass until `done`; how much did."""
        running, began = asyncio.create_task(self.delivery.run()), self.clock.now()
        while not done():
            await asyncio.sleep(0)
            if self.at_rest:
                self.clock.goes_on()
        await self.delivery.stop(5)
        await running
        return self.clock.now() - began

    @property
    def at_rest(self) -> bool:
        delivery = self.delivery
        waking = delivery._waking is not None and not delivery._waking.done()
        busy = delivery._claiming or delivery._wake.is_set() or self.putting
        return not busy and 0 < len(self.clock.asleep) == len(delivery._flying) + waking


def at_once() -> float:
    return 0.0


def as_the_network_is() -> float:
    """Seconds for one way: answers take 20 to 100 milliseconds."""
    return random.uniform(0.01, 0.05)


@pytest.mark.parametrize(("chats", "travel"), [(1000, at_once), (150, as_the_network_is)])
async def test_six_notices_to_each_of_many_chats_take_as_long_as_the_limits_ask_and_no_refusal(
    database: Database, chats: int, travel: Callable[[], float]
) -> None:
    burst, each = Burst(database, travel), 6
    people = [burst.telegram.world.person(f"P{n}", started=True).id for n in range(chats)]
    asking = people[chats // 2]
    await burst.put(*((person, f"notice {n}") for n in range(each) for person in people))
    asked: list[datetime] = []

    def done() -> bool:
        if not asked and len(burst.telegram.arrived) > chats:
            asked.append(burst.clock.now())
            burst.put_meanwhile((asking, "answer"), priority=Priority.INTERACTIVE)
        return len(burst.telegram.arrived) == chats * each + 1

    took = await burst.goes_on(done)
    shortest = (chats * each // OVERALL - 1) * SECOND
    assert burst.telegram.refused == 0
    assert took <= shortest * 1.05
    (answered,) = [at for text, at in burst.telegram.arrived if text == "answer"]
    assert answered - asked[0] <= SECOND + timedelta(seconds=0.1)


async def test_a_group_gets_twenty_in_any_minute_and_holds_up_nobody_else(database: Database) -> None:
    burst = Burst(database, as_the_network_is)
    ola = burst.telegram.world.person("Ola", started=True)
    group = burst.telegram.world.group("Miasto Cyfrowe", ola.id)
    burst.telegram.world.add_member(ola.id, group.id, burst.telegram.world.bot.id)
    await burst.put(
        *((group.id, f"post {n}") for n in range(45)), *((ola.id, f"notice {n}") for n in range(9))
    )
    took = await burst.goes_on(lambda: len(burst.telegram.arrived) == 54)
    assert burst.telegram.refused == 0
    assert 2 * 60 * SECOND <= took <= 2 * 60 * SECOND * 1.05 + 6 * SECOND
    notices = [at for text, at in burst.telegram.arrived if text.startswith("notice")]
    assert notices[-1] - NOON < 10 * SECOND
    assert [text for text, _ in burst.telegram.arrived if text.startswith("post")] == [
        f"post {n}" for n in range(45)
    ]


async def test_whoever_takes_over_in_a_burst_is_not_refused_either(database: Database) -> None:
    burst = Burst(database, at_once)
    people = [burst.telegram.world.person(f"P{n}", started=True).id for n in range(100)]
    await burst.put(*((person, f"notice {n}") for n in range(2) for person in people))
    await burst.goes_on(lambda: len(burst.telegram.arrived) >= 60)
    burst.delivery = Delivery(database, cast(Api, burst.telegram), burst.clock, "another")
    await burst.delivery.take_over()
    await burst.goes_on(lambda: len(burst.telegram.arrived) == 200)
    assert burst.telegram.refused == 0
