"""The Bot API as the outbox needs it: any method by its name, plain values in, Telegram's plain answer out."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from telegram import InputFile
from telegram.error import BadRequest, InvalidToken
from telegram.ext import ExtBot

FILE_TIME = 60
"""Seconds for a file to go up and be answered, far within a delivery's lease; or to come down."""


class Api(ExtBot[None]):
    """python-telegram-bot's bot, with one door more: newer methods and fields than it knows pass through."""

    async def call(
        self, method: str, parameters: Mapping[str, Any], *, read_timeout: float | None = None
    ) -> Any:
        """Raises telegram.error.TelegramError and its kinds, as every method of the bot does."""
        if any(isinstance(value, InputFile) for value in parameters.values()):
            read_timeout = max(read_timeout or 0, FILE_TIME)
        waiting = {"read_timeout": read_timeout} if read_timeout is not None else {}
        return await self._post(method, dict(parameters), **waiting)  # type: ignore[arg-type]

    async def download(self, path: str) -> bytes:
        """The file that lies at `path` by the answer of getFile. Raises as `call` does.

        Its address has the token in it, so a fault must not be shown. One that is not there is a BadRequest.
        """
        try:
            return await self.request.retrieve(f"{self.base_file_url}/{quote(path)}", read_timeout=FILE_TIME)
        except InvalidToken:
            raise BadRequest("file not found") from None

    async def hang_up(self) -> None:
        """Close the connections, also of a bot that never got to know its name."""
        for request in self._request:
            await request.shutdown()
