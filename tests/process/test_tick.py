"""The tick: one at a time, late rather than never, and started anew when it hangs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta, tzinfo

import pytest
import pytest_asyncio

from bot.tick import Ticker

Start = Callable[..., Ticker]
RARELY = 60.0


@pytest_asyncio.fixture
async def start() -> AsyncIterator[Start]:
    tickers: list[Ticker] = []

    def begin(tick: Callable[[], Awaitable[None]], period: float = 0.01) -> Ticker:
        ticker = Ticker(period=period, stalled=0.05)
        ticker.tick = tick
        ticker.start()
        tickers.append(ticker)
        return ticker

    yield begin
    for ticker in tickers:
        await ticker.stop()


class Ticks:
    """Counts, and tells when a number is reached."""

    def __init__(self) -> None:
        self.number = 0
        self.more = asyncio.Event()

    def one(self) -> None:
        self.number += 1
        self.more.set()

    async def reach(self, number: int) -> None:
        async with asyncio.timeout(30):
            while self.number < number:
                self.more.clear()
                await self.more.wait()


async def test_it_ticks_on(start: Start) -> None:
    ticks = Ticks()

    async def tick() -> None:
        ticks.one()

    start(tick)
    await ticks.reach(3)


async def test_a_tick_that_fails_is_followed_by_another(start: Start) -> None:
    ticks = Ticks()

    async def tick() -> None:
        ticks.one()
        raise LookupError

    start(tick)
    await ticks.reach(3)


async def test_ticks_do_not_overlap(start: Start) -> None:
    ticks, inside = Ticks(), 0

    async def tick() -> None:
        nonlocal inside
        inside += 1
        assert inside == 1
        await asyncio.sleep(0.02)
        inside -= 1
        ticks.one()

    start(tick)
    await ticks.reach(3)


async def test_a_tick_that_hangs_is_given_up_and_ticking_goes_on(start: Start) -> None:
    ticks = Ticks()

    async def tick() -> None:
        ticks.one()
        if ticks.number == 1:
            await asyncio.Event().wait()

    start(tick)
    await ticks.reach(3)


async def test_a_long_tick_that_gets_on_is_left_alone(start: Start) -> None:
    finished = asyncio.Event()

    async def tick() -> None:
        for _ in range(10):
            await asyncio.sleep(0.02)
            ticker.beat()
        finished.set()

    ticker = start(tick)
    await asyncio.wait_for(finished.wait(), 30)


async def test_however_often_a_tick_is_asked_for_one_comes_at_once(start: Start) -> None:
    ticks = Ticks()

    async def tick() -> None:
        ticks.one()

    ticker = start(tick, RARELY)
    for _ in range(20):
        ticker.hasten()
    assert ticker.busy
    await ticks.reach(1)
    await asyncio.sleep(0.05)
    assert ticks.number == 1
    assert not ticker.busy


async def test_a_tick_that_is_asked_for_during_another_comes_right_after_it(start: Start) -> None:
    ticks = Ticks()

    async def tick() -> None:
        ticks.one()
        if ticks.number == 1:
            ticker.hasten()

    ticker = start(tick, RARELY)
    ticker.hasten()
    await ticks.reach(2)


async def test_a_late_tick_still_happens(start: Start) -> None:
    """The loop was busy for many periods: one tick makes up for all of them."""
    ticks = Ticks()

    async def tick() -> None:
        ticks.one()

    start(tick)
    await ticks.reach(1)
    import time

    time.sleep(0.2)  # noqa: ASYNC251  (a busy loop is what this is about)
    before = ticks.number
    await ticks.reach(before + 1)
    assert ticks.number <= before + 2


@pytest.mark.parametrize("hours", [1, -1, 8, 24, -24, 24 * 365])
async def test_ticks_go_on_when_the_clock_is_set(
    start: Start, monkeypatch: pytest.MonkeyPatch, hours: float
) -> None:
    """APScheduler knows the wall clock only; the watchdog's patience with a tick that hangs is not used up here."""
    ticks, step = Ticks(), timedelta()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + step

    for module in ("apscheduler.schedulers.base", "bot.tick"):
        monkeypatch.setattr(f"{module}.datetime", Clock)

    async def tick() -> None:
        ticks.one()

    ticker = start(tick)
    ticker._stalled = 60
    await ticks.reach(3)
    step = timedelta(hours=hours)
    await asyncio.sleep(0)
    before = ticks.number
    async with asyncio.timeout(5):
        await ticks.reach(before + 20)
    assert ticks.number < before + 60, "one tick makes up for all that were missed"
