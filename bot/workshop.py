"""The workshop: due work that has to be prepared is done here, beside the tick, which must not wait for it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

from handlers.edge import Edge
from storage.engine import Unavailable

log = structlog.get_logger()

AT_ONCE = 4
REST = 5.0


@dataclass
class Workshop:
    """Does each work once at a time, and a few of them at once. `done` hears of each that has ended."""

    edge: Edge
    done: Callable[[], None]
    rest: float = REST
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _at_work: dict[int, "asyncio.Task[None]"] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._at_work)

    def begin(self, work_id: int, kind: str) -> None:
        """Do this work, unless it is being done."""
        if work_id not in self._at_work:
            task = self._at_work[work_id] = asyncio.create_task(self._do(work_id, kind))
            task.add_done_callback(lambda _: self._at_work.pop(work_id))

    async def stop(self) -> None:
        """Give up what is under way; it is still due at the next start."""
        tasks = list(self._at_work.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _do(self, work_id: int, kind: str) -> None:
        """While the database can't keep the end of it, the work rests before it is done anew."""
        async with self._room:
            try:
                await self.edge.handle_due(work_id, kind)
                self.done()
            except Unavailable as fault:
                log.warning("what was made could not be kept; waiting", fault=str(fault))
                await asyncio.sleep(self.rest)
