"""Patience with a Telegram that can't be reached: waiting helps, and one line in the log says so."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

log = structlog.get_logger()

T = TypeVar("T")
LONGEST = 30.0


class Patience:
    """Waits longer after each failure in a row, half a minute at most."""

    def __init__(self) -> None:
        self._failures = 0

    def reset(self) -> None:
        self._failures = 0

    async def wait(self, fault: Exception) -> None:
        self._failures += 1
        if self._failures in (1, 10) or self._failures % 100 == 0:
            log.warning(
                "Telegram can't be reached; waiting", fault=type(fault).__name__, times=self._failures
            )
        await asyncio.sleep(min(LONGEST, 0.2 * 2 ** min(self._failures, 8)))


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
