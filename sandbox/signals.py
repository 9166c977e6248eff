"""Waking those who wait."""

from __future__ import annotations

import asyncio


class Signal:
    """Whoever waits is woken by the next `fire`."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self.also_set: list[asyncio.Event] = []

    def fire(self) -> None:
        event, self._event = self._event, asyncio.Event()
        event.set()
        for other in self.also_set:
            other.set()

    async def wait(self, seconds: float) -> bool:
        """Wait for the next fire; False when it did not come in time."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return False
        return True
