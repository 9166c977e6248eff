"""The tick: APScheduler as the clock of this process only. What is due stands in the database, never here."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger()

PERIOD = 1.0
STALLED = 5.0


class Ticker:
    """Calls `tick` every second, one at a time, and is restarted by a watchdog when that stops for 5 seconds."""

    def __init__(
        self, tick: Callable[[], Awaitable[None]], *, stalled: float = STALLED, period: float = PERIOD
    ) -> None:
        self._tick = tick
        self._stalled = stalled
        self._period = period
        self._scheduler: AsyncIOScheduler | None = None
        self._watchdog: asyncio.Task[None] | None = None
        self._last = 0.0

    def start(self) -> None:
        self._begin()
        self._watchdog = asyncio.create_task(self._watch())

    def hasten(self) -> None:
        """Tick as soon as possible."""
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.modify_job("tick", next_run_time=datetime.now(UTC))

    async def stop(self) -> None:
        if self._watchdog is not None:
            self._watchdog.cancel()
            await asyncio.gather(self._watchdog, return_exceptions=True)
        self._end()

    def _begin(self) -> None:
        self._last = asyncio.get_running_loop().time()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            self._run, "interval", seconds=self._period, id="tick", coalesce=True, max_instances=1,
            misfire_grace_time=None,
        )  # fmt: skip
        self._scheduler.start()

    def _end(self) -> None:
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._scheduler = None

    async def _run(self) -> None:
        try:
            await self._tick()
        except Exception as fault:
            log.error("a tick failed", fault=type(fault).__name__)
        self._last = asyncio.get_running_loop().time()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._period)
            if asyncio.get_running_loop().time() - self._last > self._stalled:
                log.warning("the tick stalled; starting it anew")
                self._end()
                self._begin()
