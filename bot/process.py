"""The process: its parts put together, started in order and stopped cleanly."""

import asyncio
import contextlib
import os
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler

from bot.api import Api
from bot.clock import Clock, SandboxClock, WallClock
from bot.delivery import Delivery
from bot.intake import Intake
from bot.limits import Limits
from bot.processor import Knock, PerChatProcessor, lane_of
from bot.settings import Settings
from bot.tick import Ticker
from bot.transport import AiohttpRequest
from handlers.edge import Edge
from handlers.features import FEATURES
from handlers.registry import Registry
from handlers.visit import Installation
from storage import due_work, inbox, outbox
from storage.engine import Database
from storage.seal import Seal

log = structlog.get_logger()

Bots = Application[Any, Any, Any, Any, Any, Any]


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
    ticking: bool = False

    @property
    def bot(self) -> Api:
        bot: Api = self.application.bot
        return bot

    async def start(self) -> None:
        """Make ready to handle; everything left over from before goes first."""
        if self.database.is_sqlite:
            async with self.database.write() as uow:
                await outbox.release(uow)
        await self.application.start()
        await self.wake_lanes()
        self.delivery.wake()

    async def wake_lanes(self) -> None:
        """Knock for everything that waits in the inbox."""
        async with self.database.read() as uow:
            lanes = await inbox.waiting_lanes(uow)
        for lane in lanes:
            await self.application.update_queue.put(Knock(lane))

    async def tick(self) -> None:
        """Do what is due, and look after what another process may have left behind."""
        self.ticking = True
        try:
            await self._tick()
        finally:
            self.ticking = False

    async def _tick(self) -> None:
        now = self.clock.now()
        async with self.database.read() as uow:
            due = await due_work.due(uow, now)
            lanes = await inbox.waiting_lanes(uow) if self.processor.idle else []
        for work in due:
            await self.edge.handle_due(work)
        for lane in lanes:
            await self.application.update_queue.put(Knock(lane))
        self.delivery.wake()

    async def settle(self) -> datetime | None:
        """Wait until nothing is left to do at this moment; when the next thing is due."""
        while not await self._quiet():
            self.ticker.hasten()
            await asyncio.sleep(0.005)
        async with self.database.read() as uow:
            moments = [await due_work.next_due_at(uow), await outbox.next_ready_at(uow)]
        if isinstance(self.clock, SandboxClock):
            moments.append(self.clock.next_waking())
        now = self.clock.now()
        return min((moment for moment in moments if moment and moment > now), default=None)

    async def _quiet(self) -> bool:
        if not self.processor.idle or not self.application.update_queue.empty():
            return False
        async with self.database.read() as uow:
            if await inbox.waiting_lanes(uow) or await due_work.due(uow, self.clock.now(), limit=1):
                return False
        return self.processor.idle and self.delivery.idle and not self.ticking

    async def stop(self, patience: float = 5) -> None:
        """Let what is under way finish; the rest stands in the database."""
        await self.ticker.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.application.stop()
        await self.delivery.finish(patience)
        if isinstance(self.clock, SandboxClock):
            await self.clock.stop()
        await self.application.shutdown()
        await self.database.close()


async def build(
    settings: Settings, *, request: Any = None, clock: Clock | None = None, limits: bool = True
) -> Process:
    """Put a process together and learn the bot's own name; raises InvalidToken, waits for an unreachable API."""
    assert settings.keys is not None
    database = Database(settings.database_url, Seal(settings.keys))
    clock = clock or (SandboxClock(settings.clock_url) if settings.clock_url else WallClock())
    if isinstance(clock, SandboxClock):
        await clock.start()
    processor = PerChatProcessor()
    application = _application(settings, processor, request)
    await _introduce(application)
    registry = Registry(FEATURES)
    installation = Installation(
        application.bot.id, application.bot.username, settings.coordinators, settings.open, settings.zone
    )
    edge = Edge(database, registry, installation, clock.now)
    owner = f"{os.uname().nodename}-{os.getpid()}-{uuid.uuid4().hex[:6]}"
    delivery = Delivery(database, application.bot, clock, owner, limits=Limits() if limits else None)
    intake = Intake(database, application.bot, clock, application.update_queue.put)
    process = Process(database, clock, application, edge, delivery, intake, processor, Ticker(_never))
    process.ticker = Ticker(process.tick)
    delivery.replied = lambda lane: application.update_queue.put_nowait(Knock(lane))
    _listen(application, edge, delivery)
    if isinstance(clock, SandboxClock):
        clock.settle, clock.moved = process.settle, process.ticker.hasten
    return process


def _application(settings: Settings, processor: PerChatProcessor, request: Any) -> Bots:
    bot = Api(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url.rstrip('/')}/bot",
        base_file_url=f"{settings.api_url.rstrip('/')}/file/bot",
        request=request or AiohttpRequest(),
        get_updates_request=request or AiohttpRequest(connections=2),
    )
    return ApplicationBuilder().bot(bot).updater(None).concurrent_updates(processor).build()


def _listen(application: Bots, edge: Edge, delivery: Delivery) -> None:
    async def on_update(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        while (handled := await edge.handle_head(lane_of(update), update)) is not None:
            delivery.wake()
            if handled == update.update_id:
                return

    async def on_knock(knock: Knock, _context: ContextTypes.DEFAULT_TYPE) -> None:
        while await edge.handle_head(knock.lane) is not None:
            delivery.wake()

    async def on_error(_update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        log.error("the edge failed", fault=type(context.error).__name__)

    application.add_handler(TypeHandler(Update, on_update))
    application.add_handler(TypeHandler(Knock, on_knock))
    application.add_error_handler(on_error)


async def _introduce(application: Bots) -> None:
    """Ask Telegram who the bot is, as long as it takes."""
    failures = 0
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as fault:
            failures += 1
            if failures in (1, 10) or failures % 100 == 0:
                log.warning("Telegram can't be reached; waiting", fault=type(fault).__name__, times=failures)
            await asyncio.sleep(min(30, 0.2 * 2 ** min(failures, 8)))
        else:
            return


async def _never() -> None:
    """Until the process is put together there is nothing to do."""
