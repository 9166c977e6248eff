"""Patience with what can't be reached: waiting helps, and a line in the log says so now and then."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from storage.engine import Unavailable

log = structlog.get_logger()

T = TypeVar("T")
LONGEST = 30.0


class Patience:
    """Waits longer after each failure in a row, half a minute at most; a second at most for the database."""

    def __init__(self, what: str = "Telegram can't be reached", longest: float = LONGEST) -> None:
        self._what, self._longest = what, longest
        self._failures = 0

    @classmethod
    def with_database(cls) -> "Patience":
        return cls("the database does not answer", longest=1)

    def reset(self) -> None:
        if self._failures:
            log.info("it is over", what=self._what, times=self._failures)
        self._failures = 0

    async def wait(self, fault: Exception) -> None:
        self._failures += 1
        if self._failures in (1, 10) or self._failures % 100 == 0:
            words = str(fault) if isinstance(fault, Unavailable) else type(fault).__name__
            log.warning(f"{self._what}; waiting", fault=words, times=self._failures)
        await asyncio.sleep(min(self._longest, 0.2 * 2 ** min(self._failures, 8)))


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask Telegram until it answers; raises what it refuses: InvalidToken, BadRequest, Forbidden, Conflict."""
    patience = Patience()
    while True:
        try:
            return await ask()
        except (InvalidToken, BadRequest, Forbidden, Conflict):
            raise
        except (NetworkError, RetryAfter) as fault:
            await patience.wait(fault)
