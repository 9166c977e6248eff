"""Fetching files from Telegram: with patience, and so that no fault tells the address, for the token is in it."""

import asyncio
import math
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.api import FILE_TIME, Api
from bot.patience import LONGEST, Patience
from handlers.fetching import LARGEST, FetchReason, Unfetchable

TRIES = 5
LAST_TRY = 120.0
"""Seconds after which no other try begins: whoever else needs the workshop waits meanwhile."""
TOO_LARGE = "file is too big"
PERHAPS_LATER = ("temporarily unavailable", "not found")


@dataclass
class Fetcher:
    """A `Fetch` for all who fetch with this bot. `longest` is the longest rest between two tries, in seconds."""

    bot: Api = field(repr=False)
    longest: float = LONGEST
    _closed_until: float = 0.0

    async def __call__(self, file_id: str) -> bytes:
        patience, last_try = Patience("a file can't be fetched", self.longest), _now() + LAST_TRY
        for tries_left in reversed(range(TRIES)):
            found = await self._try(file_id)
            if isinstance(found, bytes):
                return found
            reason = _reason(found)
            over = not tries_left or _now() > last_try
            if over or _is_final(found) or not await self._rested(found, patience):
                break
        raise Unfetchable(reason)

    async def _try(self, file_id: str) -> bytes | TelegramError:
        """The content, or what went wrong: as a value, for raised it would become a part of the next one's story."""
        if (left := self._closed_until - _now()) > 0:
            return RetryAfter(math.ceil(left))
        try:
            return await self._bring(file_id)
        except TelegramError as fault:
            if isinstance(fault, RetryAfter):
                self._closed_until = _now() + _pause(fault)
            return fault

    async def _bring(self, file_id: str) -> bytes:
        file: dict[str, Any] = await self.bot.call("getFile", {"file_id": file_id}, read_timeout=FILE_TIME)
        if file.get("file_size", 0) > LARGEST:
            raise Unfetchable(FetchReason.TOO_LARGE)
        content = await self.bot.download(file.get("file_path", ""))
        if len(content) > LARGEST:
            raise Unfetchable(FetchReason.TOO_LARGE)
        return content

    async def _rested(self, fault: TelegramError, patience: Patience) -> bool:
        """Wait for another try; False where Telegram asks for more time than there is."""
        if not isinstance(fault, RetryAfter):
            await patience.wait(fault)
        elif (pause := _pause(fault)) > self.longest:
            return False
        else:
            await asyncio.sleep(pause)
        return True


def _reason(fault: TelegramError) -> FetchReason:
    if not isinstance(fault, BadRequest):
        return FetchReason.UNREACHABLE
    return FetchReason.TOO_LARGE if TOO_LARGE in str(fault).lower() else FetchReason.GONE


def _is_final(fault: TelegramError) -> bool:
    """Whether another try can't help. For a wrong number and for a file that is away Telegram has the same words."""
    words = str(fault).lower()
    return isinstance(fault, BadRequest) and not any(later in words for later in PERHAPS_LATER)


def _pause(fault: RetryAfter) -> float:
    wait = fault.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else wait


def _now() -> float:
    return asyncio.get_running_loop().time()
