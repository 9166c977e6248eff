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
from bot.fetching import Fetcher
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
from storage import due_work, inbox
from storage.attachments import Attachments
from storage.engine import Database
from storage.left import Left, left_at
from storage.seal import Seal

AT_ONCE = 100
PAUSE = 0.005


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

    async def tick(self) -> Left:
        """Do what is due, and then look after what was left behind, by this process or by another; what it found.

        In this order: what is due may have to wait for what came in before, and asks for itself.
        """
        async with self.database.read() as uow:
            left = await left_at(uow, self.clock.now())
            limit = AT_ONCE + len(self.workshop)
            due = await due_work.due(uow, self.clock.now(), limit) if left.due else ()
        if left.sayings:
            self.delivery.wake()
        for work, kind in due:
            if self.edge.registry.prepares(kind):
                self.workshop.begin(work, kind)
            else:
                await self.edge.handle_due(work, kind)
            self.ticker.beat()
            self.delivery.wake()
        if left.arrivals:
            await self._knock_for_waiting()
        return left

    async def settle(self) -> datetime | None:
        """Wait until nothing is left to do at this moment; when the next thing is due.

        What is to be said may have to wait, so that one look at it is enough.
        """
        looked = False
        while (left := await self._left_at_rest()).work or (left.sayings and not looked):
            self.ticker.hasten()
            looked = True
            await asyncio.sleep(PAUSE)
        now = self.clock.now()
        waking = self.clock.next_waking() if isinstance(self.clock, SandboxClock) else None
        return min((moment for moment in (left.comes, waking) if moment and moment > now), default=None)

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

    async def _left_at_rest(self) -> Left:
        """What is left once nobody here is at work."""
        while True:
            while not self._at_rest:  # noqa: ASYNC110  (no event tells of all that ends)
                await asyncio.sleep(PAUSE)
            async with self.database.read() as uow:
                left = await left_at(uow, self.clock.now())
            if self._at_rest:
                return left

    @property
    def _at_rest(self) -> bool:
        door = self.processor.idle and self.application.update_queue.empty()
        return door and self.delivery.idle and not self.workshop and not self.ticker.busy


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
    installation = _installation(settings, bot)
    edge = Edge(database, Registry(FEATURES), installation, clock.now, fetch=Fetcher(bot))
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


def _installation(settings: Settings, bot: Api) -> Installation:
    kept = Attachments(settings.attachments) if settings.attachments else None
    return Installation(
        bot.id, bot.username, settings.coordinators, settings.open, settings.zone, nightly(settings),
        settings.public_url, kept,
        settings.catalogue, settings.catalogue_url,
    )  # fmt: skip


def _connect(process: Process) -> None:
    """Let the parts hear of each other."""
    clock, delivery, queue = process.clock, process.delivery, process.application.update_queue
    process.ticker.tick = process.tick
    process.edge.hasten = process.ticker.hasten
    delivery.replied = lambda lane: queue.put_nowait(Knock(lane))
    let_in(process.application, process.edge, delivery.wake)
    if isinstance(clock, SandboxClock):
        clock.tell(process.settle)


async def _leave(bot: Api, clock: Clock, database: Database) -> None:
    """Close what was opened for a process that does not come about."""
    await bot.hang_up()
    if isinstance(clock, SandboxClock):
        await clock.stop()
    await database.close()


def _owner() -> str:
    """A name for this process's claims that no other process has, nor had."""
    return f"{os.uname().nodename}-{os.getpid()}-{uuid.uuid4().hex[:6]}"
