"""The order of updates: one at a time inside a chat, many chats at once.

python-telegram-bot takes its own semaphore before a processor may look at the update, so that a hot chat
would starve the rest; the real limit therefore sits here, behind the lock of the chat.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor


@dataclass(frozen=True)
class Knock:
    """Something waits in the inbox of this lane, and may not be at hand as an update."""

    lane: int


class PerChatProcessor(BaseUpdateProcessor):
    """Keeps the order inside each chat."""

    def __init__(self, at_once: int = 64) -> None:
        super().__init__(1_000_000)
        self._at_once = asyncio.Semaphore(at_once)
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._inside: defaultdict[int, int] = defaultdict(int)

    @property
    def idle(self) -> bool:
        return not self._inside

    def holds(self, lane: int) -> bool:
        """Whether something of this lane is at work or waits for its turn here."""
        return lane in self._inside

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        lane = update.lane if isinstance(update, Knock) else lane_of(update)
        self._inside[lane] += 1
        try:
            async with self._locks[lane], self._at_once:
                await coroutine
        finally:
            self._inside[lane] -= 1
            if not self._inside[lane]:
                del self._inside[lane], self._locks[lane]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to tidy."""


def lane_of(update: object) -> int:
    """The chat whose order an update keeps; the person's own where there is no chat, as when they type the bot's name
    elsewhere: what they have just said privately is then done before."""
    assert isinstance(update, Update)
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
