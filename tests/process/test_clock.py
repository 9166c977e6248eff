"""The clock: waiting for a moment on a clock that people move."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest_asyncio
from aiohttp import web

from bot.clock import SandboxClock, WallClock

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Stand:
    """A stand-in for a sandbox's clock: stands still until the test moves it."""

    def __init__(self) -> None:
        self.now, self.version = START, 1
        self.changed = asyncio.Event()
        self.quiet: list[dict[str, Any]] = []
        self.heard = asyncio.Event()

    def state(self) -> dict[str, Any]:
        return {"now": self.now.isoformat(), "version": self.version, "running": False, "moving": False}

    def move(self, by: timedelta) -> None:
        self.now += by
        self.version += 1
        self.changed.set()
        self.changed = asyncio.Event()

    async def get(self, request: web.Request) -> web.Response:
        if request.query.get("after") == str(self.version):
            await self.changed.wait()
        return web.json_response(self.state())

    async def post(self, request: web.Request) -> web.Response:
        self.quiet.append(await request.json())
        self.heard.set()
        return web.json_response({"ok": True})

    async def quiet_for(self, version: int) -> dict[str, Any]:
        async with asyncio.timeout(30):
            while not (said := [one for one in self.quiet if one["version"] == version]):
                self.heard.clear()
                await self.heard.wait()
        return said[-1]


@pytest_asyncio.fixture
async def stand() -> AsyncIterator[Stand]:
    stand = Stand()
    app = web.Application()
    app.router.add_get("/clock", stand.get)
    app.router.add_post("/clock/quiet", stand.post)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stand.url = f"http://127.0.0.1:{runner.addresses[0][1]}/clock"  # type: ignore[attr-defined]
    yield stand
    await runner.cleanup()


@pytest_asyncio.fixture
async def clock(stand: Stand) -> AsyncIterator[SandboxClock]:
    clock = SandboxClock(stand.url)  # type: ignore[attr-defined]
    yield clock
    await clock.stop()


async def test_it_shows_the_sandbox_s_time(stand: Stand, clock: SandboxClock) -> None:
    await clock.start()
    assert clock.now() == START


async def test_who_sleeps_wakes_when_the_clock_is_moved_there(stand: Stand, clock: SandboxClock) -> None:
    await clock.start()
    sleeping = asyncio.create_task(clock.sleep_until(START + HOUR))
    await asyncio.sleep(0)
    assert clock.next_waking() == START + HOUR
    stand.move(HOUR / 2)
    await stand_still(clock, START + HOUR / 2)
    assert not sleeping.done()
    stand.move(HOUR / 2)
    await asyncio.wait_for(sleeping, 30)
    assert clock.next_waking() is None


async def test_it_tells_when_nothing_is_left_to_do_and_what_comes_next(
    stand: Stand, clock: SandboxClock
) -> None:
    async def settle() -> datetime:
        return clock.now() + HOUR

    await clock.start()
    clock.tell(settle)
    assert (await stand.quiet_for(1))["next_due"] == (START + HOUR).isoformat()
    stand.move(HOUR)
    assert (await stand.quiet_for(2))["next_due"] == (START + 2 * HOUR).isoformat()


async def test_a_move_in_the_middle_of_work_is_answered_for_its_own_moment(
    stand: Stand, clock: SandboxClock
) -> None:
    async def settle() -> datetime | None:
        while clock.now() == START:
            await asyncio.sleep(0)
        return None

    await clock.start()
    clock.tell(settle)
    await asyncio.sleep(0)
    stand.move(HOUR)
    assert (await stand.quiet_for(2))["next_due"] is None
    assert [one["version"] for one in stand.quiet] == [2]


async def test_the_wall_clock_is_aware_and_the_past_needs_no_waiting() -> None:
    clock = WallClock()
    assert clock.now().tzinfo is UTC
    await asyncio.wait_for(clock.sleep_until(clock.now() - HOUR), 1)
    await asyncio.wait_for(clock.sleep_until(clock.now() + timedelta(milliseconds=5)), 1)


async def stand_still(clock: SandboxClock, moment: datetime) -> None:
    async with asyncio.timeout(30):
        while clock.now() != moment:
            await asyncio.sleep(0.001)
