"""The tick: APScheduler as the clock of this process only. What is due stands in the database, never here."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.patience import Patience
from storage.engine import Unavailable

log = structlog.get_logger()

PERIOD = 1.0
STALLED = 5.0


class Steadily(BaseTrigger):  # type: ignore[misc]
    """A period from now, always. An interval would list every moment that a machine has slept through."""

    def __init__(self, period: float) -> None:
        self._period = timedelta(seconds=period)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self._period


class Ticker:
    """Calls `tick` every second, one at a time, and is restarted by a watchdog when that stops for 5 seconds."""

    def __init__(self, *, stalled: float = STALLED, period: float = PERIOD) -> None:
        self.tick: Callable[[], Awaitable[object]] | None = None
        self._stalled = stalled
        self._period = period
        self._scheduler: AsyncIOScheduler | None = None
        self._watchdog: asyncio.Task[None] | None = None
        self._last = time.monotonic()
        self._patience = Patience.with_database()
        self._hastened = False
        self._ticking = False

    def start(self) -> None:
        self._begin()
        self._watchdog = asyncio.create_task(self._watch())

    def beat(self) -> None:
        """The tick gets on with its work."""
        self._last = time.monotonic()

    @property
    def seconds_since_beat(self) -> float:
        return time.monotonic() - self._last

    @property
    def busy(self) -> bool:
        """A tick is under way, or is to come at once."""
        return self._ticking or self._hastened

    def hasten(self) -> None:
        """Tick as soon as possible: after the tick that is under way, if there is one."""
        if self._scheduler is not None and not self._hastened:
            self._hastened = True
            if not self._ticking:
                self._tick_now()

    async def stop(self) -> None:
        if self._watchdog is not None:
            self._watchdog.cancel()
            await asyncio.gather(self._watchdog, return_exceptions=True)
        self._end()

    def _begin(self) -> None:
        self.beat()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_job(
            self._run,
            Steadily(self._period),
            id="tick",
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def _end(self) -> None:
        """Stop ticking; a tick that is under way is cancelled, and what it had not committed is still due."""
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._scheduler = None
        self._hastened = False

    def _tick_now(self) -> None:
        if self._scheduler is not None and self._scheduler.running:
            self._scheduler.modify_job("tick", next_run_time=datetime.now(UTC))

    async def _run(self) -> None:
        """One tick, and another one if somebody asked for it meanwhile."""
        self._ticking = True
        try:
            await self._tick_once()
            while self._hastened:
                await self._tick_once()
        finally:
            self._ticking = False

    async def _tick_once(self) -> None:
        assert self.tick is not None
        self._hastened = False
        try:
            await self.tick()
            self._patience.reset()
        except Unavailable as fault:
            await self._patience.wait(fault)
        except Exception as fault:
            log.error("a tick failed", fault=type(fault).__name__)
        self.beat()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._period)
            if self.seconds_since_beat > self._stalled:
                log.warning("the tick stalled; starting it anew")
                self._end()
                self._begin()
            elif self._seconds_to_next > 2 * self._period:
                log.warning("the clock was set back")
                self._tick_now()

    @property
    def _seconds_to_next(self) -> float:
        """By the wall clock, which is all that APScheduler knows; it would wait until the old time comes again."""
        job = self._scheduler.get_job("tick") if self._scheduler is not None else None
        if job is None:
            return 0
        return float((job.next_run_time - datetime.now(UTC)).total_seconds())
