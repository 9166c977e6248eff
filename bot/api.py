"""The Bot API as the outbox needs it: any method by its name, plain values in, Telegram's plain answer out."""

from collections.abc import Mapping
from typing import Any

from telegram import InputFile
from telegram.ext import ExtBot

UPLOAD_TIME = 60
"""Seconds for a file to go up and be answered; far within a delivery's lease."""


class Api(ExtBot[None]):
    """python-telegram-bot's bot, with one door more: newer methods and fields than it knows pass through."""

    async def call(
        self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None
    ) -> Any:
        """Raises telegram.error.TelegramError and its kinds, as every method of the bot does."""
        if any(isinstance(value, InputFile) for value in parameters.values()):
            read_timeout = max(read_timeout or 0, UPLOAD_TIME)
        waiting = {"read_timeout": read_timeout} if read_timeout is not None else {}
        return await self._post(method, dict(parameters), **waiting)  # type: ignore[arg-type]

    async def hang_up(self) -> None:
        """Close the connections, also of a bot that never got to know its name."""
        for request in self._request:
            await request.shutdown()
