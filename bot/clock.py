"""What time it is, and how to wait for a moment: the wall clock, or a sandbox's clock that people can move."""

import asyncio
import contextlib
import os
import uuid
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import aiohttp
import structlog

log = structlog.get_logger()


class Clock(Protocol):
    """The process asks nobody else for the time."""

    def now(self) -> datetime: ...

    async def sleep_until(self, moment: datetime) -> None: ...


class WallClock:
    """The machine's clock. Sleeps in short pieces, so that a step of the clock is noticed."""

    PIECE = 5.0

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110  (no event tells of a step)
            await asyncio.sleep(min(left, self.PIECE))


class SandboxClock:
    """Follows the clock of a sandbox, and tells it when nothing is left to do and what comes next."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._base = datetime.now(UTC)
        self._since = 0.0
        self._running = False
        self._version = 0
        self._changed = asyncio.Event()
        self._sleepers: list[datetime] = []
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def now(self) -> datetime:
        if not self._running:
            return self._base
        return self._base + timedelta(seconds=asyncio.get_running_loop().time() - self._since)

    async def sleep_until(self, moment: datetime) -> None:
        self._sleepers.append(moment)
        try:
            while (left := (moment - self.now()).total_seconds()) > 0:
                await self._change(left if self._running else None)
        finally:
            self._sleepers.remove(moment)

    def next_waking(self) -> datetime | None:
        """The earliest moment that anything in the process sleeps for."""
        return min(self._sleepers, default=None)

    async def start(self) -> None:
        """Read the clock; waits for a sandbox that does not answer yet."""
        self._session = aiohttp.ClientSession()
        while True:
            try:
                self._read(await self._get({}))
                break
            except (aiohttp.ClientError, TimeoutError) as fault:
                log.warning("the sandbox's clock can't be read; waiting", fault=type(fault).__name__)
                await asyncio.sleep(1)
        self._spawn(self._follow())

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def tell(self, settle: Callable[[], Awaitable[datetime | None]]) -> None:
        """Tell the sandbox of each version: `settle` waits for quiet and says what is due next."""
        self._spawn(self._report(settle))

    async def _follow(self) -> None:
        """Read each version of the clock as soon as there is one."""
        while True:
            try:
                clock = await self._get({"after": str(self._version), "client": self.client})
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(0.2)
                continue
            if clock["version"] != self._version:
                self._read(clock)

    async def _report(self, settle: Callable[[], Awaitable[datetime | None]]) -> None:
        """Once for each version of the clock: quiet now, and the next thing is due then."""
        while True:
            version = self._version
            due = await settle()
            if version == self._version:
                await self._say_quiet(version, due)
            while version == self._version:
                await self._changed.wait()

    async def _say_quiet(self, version: int, due: datetime | None) -> None:
        assert self._session is not None
        quiet = {"client": self.client, "version": version, "next_due": due.isoformat() if due else None}
        with contextlib.suppress(aiohttp.ClientError):
            async with self._session.post(f"{self.url}/quiet", json=quiet):
                pass

    def _read(self, clock: dict[str, Any]) -> None:
        self._base = datetime.fromisoformat(clock["now"])
        self._since = asyncio.get_running_loop().time()
        self._running = clock["running"] and not clock["moving"]
        self._version = clock["version"]
        self._changed.set()
        self._changed = asyncio.Event()

    async def _get(self, query: dict[str, str]) -> dict[str, Any]:
        assert self._session is not None
        async with self._session.get(self.url, params=query) as response:
            clock: dict[str, Any] = await response.json()
            return clock

    async def _change(self, timeout: float | None) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._changed.wait(), timeout)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()):
            log.error("following the sandbox's clock failed", fault=type(fault).__name__)
