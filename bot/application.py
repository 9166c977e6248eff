"""python-telegram-bot's application as this house uses it: its types, its API, and our order of updates."""

from collections.abc import Callable
from typing import Any

import structlog
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler
from telegram.request import BaseRequest

from bot.api import Api
from bot.patience import Patience
from bot.processor import Knock, PerChatProcessor, lane_of
from bot.settings import Settings
from bot.transport import AiohttpRequest
from handlers.edge import Edge
from storage.engine import Unavailable

log = structlog.get_logger()

Bots = Application[Any, Any, Any, Any, Any, Any]


def make_application(settings: Settings, processor: PerChatProcessor, request: BaseRequest | None) -> Bots:
    """An application without an updater: intake is our own."""
    bot = Api(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=request or AiohttpRequest(),
        get_updates_request=request or AiohttpRequest(connections=2),
    )
    return ApplicationBuilder().bot(bot).updater(None).concurrent_updates(processor).build()


def let_in(application: Bots, edge: Edge, handled_one: Callable[[], None]) -> None:
    """Lead everything that comes to the edge; `handled_one` hears of each transaction."""

    patience = Patience.with_database()

    async def on_update(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        while (handled := await edge.handle_head(lane_of(update), update)) is not None:
            patience.reset()
            handled_one()
            if handled == update.update_id:
                return

    async def on_knock(knock: Knock, _context: ContextTypes.DEFAULT_TYPE) -> None:
        while await edge.handle_head(knock.lane) is not None:
            patience.reset()
            handled_one()

    async def on_error(_update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """What was not handled stands in the inbox; the next tick knocks for it again."""
        if isinstance(context.error, Unavailable):
            await patience.wait(context.error)
        else:
            log.error("the edge failed", fault=type(context.error).__name__)

    application.add_handler(TypeHandler(Update, on_update))
    application.add_handler(TypeHandler(Knock, on_knock))
    application.add_error_handler(on_error)
