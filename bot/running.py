"""Running: everything from the settings to a clean stop, and every trouble told in one sentence."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any

import structlog
import uvloop
from starlette.applications import Starlette
from telegram.error import BadRequest, InvalidToken

from bot import crash_points, garbage, logs, troubles
from bot.backups import bring_up_to_date
from bot.http import HttpServer
from bot.intake import ALLOWED_UPDATES, SecondPoller
from bot.lock import alone
from bot.patience import Patience, patiently
from bot.process import Process, build
from bot.restoring import refuse_when_paused
from bot.settings import Settings
from bot.troubles import Trouble
from handlers import feeds
from handlers.questions import page
from papers.calendar import Timetable
from papers.questions import QuestionPage, Typed
from storage import inbox
from storage.engine import Unavailable
from storage.leadership import Lead, Task, leading
from storage.migrate import NewerDatabase
from web.app import WEBHOOK_PATH, Health, Measure, application
from web.questions import Desk

log = structlog.get_logger()


def run_until_stopped(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run `work` until it ends or a signal asks to stop; a second signal stops at once. Raises Trouble."""

    async def stoppable() -> None:
        logs.mind(asyncio.get_running_loop())
        task = asyncio.create_task(work())
        for sign in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(sign, _stop, task, sign)
        with contextlib.suppress(asyncio.CancelledError):
            await task

    uvloop.run(stoppable())


def _stop(task: "asyncio.Task[None]", sign: signal.Signals) -> None:
    if task.cancelling():
        os._exit(128 + sign)
    log.info("stopping")
    task.cancel()


async def run(settings: Settings) -> None:
    """Be the bot until cancelled. Raises Trouble."""
    if settings.crash_at:
        crash_points.arm(settings.crash_at)
    with _troubles(), alone(settings):
        if applied := await bring_up_to_date(settings):
            log.info("the database was brought up to date", steps=len(applied))
        await refuse_when_paused(settings)
        async with _started(settings) as process:
            await _work(process, settings)


@contextlib.asynccontextmanager
async def _started(settings: Settings) -> AsyncIterator[Process]:
    try:
        process = await build(settings)
    except OSError as fault:
        raise troubles.bad_folder(settings.keys, fault) from fault
    try:
        await process.start()
        process.ticker.start()
        garbage.keep_what_is_loaded()
        yield process
    finally:
        await process.stop()


async def _work(process: Process, settings: Settings) -> None:
    """Hear, send and serve until one of them fails or everything is cancelled."""
    server = _server(process, settings)
    hearing = asyncio.create_task(_hear(process, settings))
    sending = asyncio.create_task(_send(process))
    serving = asyncio.create_task(server.run()) if server else None
    log.info("running", bot=process.bot.username)
    try:
        tasks = [task for task in (hearing, sending, serving) if task]
        for ended in (await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED))[0]:
            ended.result()
    finally:
        process.delivery.close()
        hearing.cancel()
        sending.cancel()
        if server:
            server.stop()


async def _hear(process: Process, settings: Settings) -> None:
    """Take in updates: at the webhook, or by polling in one process at a time."""
    if settings.webhook_url:
        await patiently(lambda: _set_webhook(process, settings))
        await asyncio.Event().wait()
    await patiently(process.bot.delete_webhook)
    await _leading(process, Task.POLLING, lambda _: process.intake.poll())


async def _send(process: Process) -> None:
    """Send, in one process at a time: so the order of each chat and Telegram's limits are kept in one place."""

    delivery = process.delivery

    async def send(lead: Lead) -> None:
        await lead.hear(delivery.wake)
        await delivery.take_over()
        await delivery.run()

    await _leading(process, Task.SENDING, send, delivery.stand_by)


async def _leading(
    process: Process,
    task: Task,
    work: Callable[[Lead], Coroutine[Any, Any, None]],
    stand_by: Callable[[], None] = lambda: None,
) -> None:
    """Do `work` while no other process does, stand by while one does, and begin anew when the lead is lost."""
    patience = Patience.with_database()
    while True:
        try:
            async with leading(process.database, task, stand_by) as lead:
                patience.reset()
                await _first_of(work(lead), lead.lost())
        except Unavailable as fault:
            await patience.wait(fault)
        await asyncio.sleep(1)


async def _set_webhook(process: Process, settings: Settings) -> None:
    await process.bot.set_webhook(
        f"{settings.webhook_url}{WEBHOOK_PATH}",
        allowed_updates=ALLOWED_UPDATES,
        secret_token=settings.webhook_secret.get_secret_value(),
    )


async def _first_of(*works: Coroutine[Any, Any, None]) -> None:
    """Until one ends; the others are cancelled."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        for ended in (await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED))[0]:
            ended.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _server(process: Process, settings: Settings) -> HttpServer | None:
    """Health and webhook. Without a webhook the bot does well without HTTP too, so a taken port is borne."""
    if not settings.http_port:
        return None

    try:
        return HttpServer(web(process, settings), settings.http_host, settings.http_port)
    except Trouble as trouble:
        if settings.webhook_url:
            raise
        log.warning("no health over HTTP", why=str(trouble))
        return None


def web(process: Process, settings: Settings) -> Starlette:
    """What the process tells and hears over HTTP."""

    async def take_in(update: dict[str, Any]) -> None:
        await process.intake.receive([update])

    async def health() -> Health:
        return await _health(process)

    async def timetable(token: str) -> Timetable | None:
        return await process.edge.read(lambda visit: feeds.serve(visit, token))

    hook = take_in if settings.webhook_url else None
    measure = _metrics(process) if settings.metrics else None
    secret = settings.webhook_secret.get_secret_value()
    return application(health, hook, secret, measure, timetable, _desk(process), settings.catalogue)


def _desk(process: Process) -> Desk:
    """The pages of questions: read beside everything else, answered through the inbox."""

    async def show(token: str, typed: Typed | None) -> QuestionPage | None:
        return await process.edge.read(lambda visit: page.show(visit, token, typed))

    async def take(token: str, typed: Typed, form: str) -> None:
        keep = {"token": token, "words": typed.words, "name": typed.name}
        await process.intake.take_form(page.FORM, keep, form)

    return Desk(show, take)


def _metrics(process: Process) -> Measure:
    """Count what happens from now on. The library is loaded only here: it takes a while."""
    from bot.metrics import Metrics

    metrics = Metrics(process.database, process.clock, process.ticker)
    process.edge.watch = process.delivery.watch = metrics
    return metrics.measure


async def _health(process: Process) -> Health:
    try:
        async with process.database.read() as uow:
            waiting = len(await inbox.waiting_lanes(uow))
    except Unavailable:
        return Health(False, process.ticker.seconds_since_beat, 0)
    return Health(True, process.ticker.seconds_since_beat, waiting)


@contextlib.contextmanager
def _troubles() -> Iterator[None]:
    """Tell every known trouble in its one sentence."""
    try:
        yield
    except InvalidToken:
        raise troubles.token_refused() from None
    except SecondPoller:
        raise troubles.second_poller() from None
    except NewerDatabase:
        raise troubles.newer_database() from None
    except Unavailable as fault:
        raise troubles.bad_database(fault) from None
    except BadRequest as fault:
        raise troubles.refused(str(fault)) from None
