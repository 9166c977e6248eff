"""Whether Telegram can be heard: noted once that has failed for over a minute, and once it is over, and else never."""

import contextlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from storage import silences
from storage.engine import Database, Unavailable

log = structlog.get_logger()

PASSING = timedelta(minutes=1)
LONGEST_ANSWER = timedelta(seconds=40)
"""How long a request may hang before it fails: as long before, nobody was heard either."""


@dataclass
class Hearing:
    """What intake tells it after each request for updates."""

    database: Database
    clock: Clock
    _heard_at: datetime | None = field(default=None, init=False)
    _failing_since: datetime | None = field(default=None, init=False)
    _noted: bool = field(default=False, init=False)
    _perhaps_left_over: bool = field(default=True, init=False)

    async def failed(self) -> None:
        now = self.clock.now()
        since = self._failing_since = self._failing_since or now
        if self._noted or now - since <= PASSING:
            return
        began = since - LONGEST_ANSWER
        with contextlib.suppress(Unavailable):
            async with self.database.write() as uow:
                await silences.begin(uow, max(began, self._heard_at) if self._heard_at else began)
            self._noted = True
            log.warning("Telegram has not been heard for over a minute")

    async def heard(self) -> None:
        """Before what was heard is kept: whatever comes in from now on came in after the silence.

        A process that was stopped in a silence leaves it to the next one to end it.
        """
        self._heard_at, self._failing_since = self.clock.now(), None
        if self._noted or self._perhaps_left_over:
            with contextlib.suppress(Unavailable):
                async with self.database.write() as uow:
                    await silences.end(uow, self._heard_at)
                self._noted = self._perhaps_left_over = False
