"""The bots that are compared: `python -m benchmarks.contenders NAME ADDRESS FOLDER` runs one until it is stopped."""

import asyncio
import sys
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from telegram import Update
from telegram.ext import ApplicationBuilder, MessageHandler, filters

TOKEN = "42:bench"  # noqa: S105


async def _echo(update: Update, _context: Any) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_text(update.effective_message.text or "")


def stock_ptb(address: str, _folder: Path) -> None:
    """python-telegram-bot as its documentation starts: one update after another."""
    application = ApplicationBuilder().token(TOKEN).base_url(f"{address}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


def ptb_on_our_transport(address: str, _folder: Path) -> None:
    """python-telegram-bot with many updates at once over the transport of this project, and nothing else of it."""
    from bot.api import Api
    from bot.transport import AiohttpRequest

    bot = Api(
        TOKEN, base_url=f"{address}/bot", request=AiohttpRequest(), get_updates_request=AiohttpRequest()
    )
    application = ApplicationBuilder().bot(bot).concurrent_updates(256).build()
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.run_polling()


def stock_aiogram(address: str, _folder: Path) -> None:
    """aiogram as its documentation starts: every update a task."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    asyncio.run(dispatcher.start_polling(bot))


def spoiwo(address: str, folder: Path) -> None:
    """The whole road: inbox, edge, a command that reads and writes, outbox, delivery; without Telegram's limits."""
    from benchmarks import members
    from bot import garbage, logs
    from bot.process import build
    from bot.running import run_until_stopped
    from bot.settings import Settings
    from handlers.features import FEATURES
    from handlers.registry import Registry
    from storage.migrate import migrate

    url = f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}"
    settings = Settings(
        token=SecretStr(TOKEN), api_url=address, database_url=url, keys=folder / "keys", open=True
    )

    async def run() -> None:
        await migrate(url)
        await members.move_in(url, folder / "keys")
        process = await build(settings, limits=False)
        process.edge.registry = Registry((*FEATURES, members.ECHO))
        try:
            await process.delivery.take_over()
            await process.start()
            process.ticker.start()
            garbage.keep_what_is_loaded()
            await asyncio.gather(process.intake.poll(), process.delivery.run())
        finally:
            await process.stop()

    logs.begin("error")
    run_until_stopped(run)


CONTENDERS = {each.__name__: each for each in (stock_ptb, ptb_on_our_transport, stock_aiogram, spoiwo)}

if __name__ == "__main__":
    name, address, folder = sys.argv[1:]
    CONTENDERS[name](address, Path(folder))
