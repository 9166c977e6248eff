"""The process: its parts put together, started in order and stopped cleanly."""

import asyncio
import contextlib
import os
import uuid
from dataclasses import dataclass
from datetime import datetime

from telegram.request import BaseRequest

from bot.api import Api
from bot.application import Bots, let_in, make_application
from bot.backups import nightly
from bot.clock import Clock, SandboxClock, WallClock
from bot.delivery import Delivery
from bot.intake import Intake
from bot.limits import Limits
from bot.patience import patiently
from bot.processor import Knock, PerChatProcessor
from bot.settings import Settings
from bot.tick import Ticker
from bot.workshop import Workshop
from handlers.edge import Edge
from handlers.features import FEATURES
from handlers.registry import Registry
from handlers.visit import Installation
from storage import due_work, inbox, outbox
from storage.engine import Database
from storage.seal import Seal

AT_ONCE = 100


@dataclass
class Process:
    """One running bot. `build` makes it; tests build it with a transport and a clock of their own."""

    database: Database
    clock: Clock
    application: Bots
    edge: Edge
    delivery: Delivery
    intake: Intake
    processor: PerChatProcessor
    ticker: Ticker
    workshop: Workshop
    ticking: bool = False

    @property
    def bot(self) -> Api:
        bot: Api = self.application.bot
        return bot

    async def start(self) -> None:
        """Make ready to handle; everything left over from before goes first."""
        await self.edge.begin()
        await self.application.start()
        await self._knock_for_waiting()
        self.delivery.wake()

    async def tick(self) -> int:
        """Do what is due, and look after what was left behind, by this process or by another; how much was due."""
        self.ticking = True
        try:
            async with self.database.read() as uow:
                due = await due_work.due(uow, self.clock.now(), AT_ONCE + len(self.workshop))
            for work, kind in due:
                if self.edge.registry.prepares(kind):
                    self.workshop.begin(work, kind)
                else:
                    await self.edge.handle_due(work, kind)
                self.ticker.beat()
                self.delivery.wake()
            await self._knock_for_waiting()
            self.delivery.wake()
            return len(due)
        finally:
            self.ticking = False

    async def settle(self) -> datetime | None:
        """Wait until nothing is left to do at this moment; when the next thing is due."""
        while not await self._quiet():
            self.ticker.hasten()
            await asyncio.sleep(0.005)
        async with self.database.read() as uow:
            moments = [await due_work.next_due_at(uow), await outbox.next_ready_at(uow, self.clock.now())]
        if isinstance(self.clock, SandboxClock):
            moments.append(self.clock.next_waking())
        now = self.clock.now()
        return min((moment for moment in moments if moment and moment > now), default=None)

    async def stop(self, patience: float = 4) -> None:
        """Let what is under way finish, twice `patience` seconds at most; the rest stands in the database."""
        await self.ticker.stop()
        await self.workshop.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.application.stop()
        await self.delivery.stop(patience)
        if isinstance(self.clock, SandboxClock):
            await self.clock.stop()
        await self.application.shutdown()
        await self.database.close()

    async def _knock_for_waiting(self) -> None:
        """Knock for every lane that has something in the inbox and nobody at work on it."""
        async with self.database.read() as uow:
            lanes = await inbox.waiting_lanes(uow)
        for lane in lanes:
            if not self.processor.holds(lane):
                await self.application.update_queue.put(Knock(lane))

    async def _quiet(self) -> bool:
        if not self.processor.idle or not self.application.update_queue.empty():
            return False
        async with self.database.read() as uow:
            if await inbox.waiting_lanes(uow) or await due_work.due(uow, self.clock.now(), limit=1):
                return False
        return self.processor.idle and self.delivery.idle and not self.workshop and not self.ticking


async def build(
    settings: Settings, *, request: BaseRequest | None = None, clock: Clock | None = None, limits: bool = True
) -> Process:
    """Put a process together and learn the bot's own name.

    Raises InvalidToken, and OSError where the keys can't be kept; waits for an unreachable API.
    """
    assert settings.keys is not None
    database = Database(settings.database_url, Seal(settings.keys))
    clock = clock or (SandboxClock(settings.clock_url) if settings.clock_url else WallClock())
    if isinstance(clock, SandboxClock):
        await clock.start()
    processor = PerChatProcessor()
    application = make_application(settings, processor, request)
    bot: Api = application.bot
    try:
        await patiently(application.initialize)
    except BaseException:
        await _leave(bot, clock, database)
        raise
    installation = Installation(
        bot.id, bot.username, settings.coordinators, settings.open, settings.zone, nightly(settings),
        settings.public_url,
    )  # fmt: skip
    edge = Edge(database, Registry(FEATURES), installation, clock.now)
    delivery = Delivery(database, bot, clock, _owner(), limits=Limits() if limits else None)
    intake = Intake(database, bot, clock, application.update_queue.put)
    process = Process(
        database,
        clock,
        application,
        edge,
        delivery,
        intake,
        processor,
        Ticker(),
        Workshop(edge, delivery.wake),
    )
    _connect(process)
    return process


def _connect(process: Process) -> None:
    """Let the parts hear of each other."""
    clock, delivery, queue = process.clock, process.delivery, process.application.update_queue
    process.ticker.tick = process.tick
    process.edge.hasten = process.ticker.hasten
    delivery.replied = lambda lane: queue.put_nowait(Knock(lane))
    let_in(process.application, process.edge, delivery.wake)
    if isinstance(clock, SandboxClock):
        clock.tell(process.ticker.hasten, process.settle)


async def _leave(bot: Api, clock: Clock, database: Database) -> None:
    """Close what was opened for a process that does not come about."""
    await bot.hang_up()
    if isinstance(clock, SandboxClock):
        await clock.stop()
    await database.close()


def _owner() -> str:
    """A name for this process's claims that no other process has, nor had."""
    return f"{os.uname().nodename}-{os.getpid()}-{uuid.uuid4().hex[:6]}"
