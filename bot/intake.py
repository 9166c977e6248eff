"""Intake: what Telegram or a page hands over is committed to the inbox before anyone is told "received"."""

import asyncio
import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.api import Api
from bot.clock import Clock
from bot.hearing import Hearing
from bot.patience import Patience
from bot.processor import Knock, lane_of
from handlers.heard import addressed
from storage import inbox
from storage.engine import Database, Unavailable
from storage.inbox import Handling, Source

log = structlog.get_logger()

_HALF = re.compile(r"[\ud800-\udfff]")

ALLOWED_UPDATES = [
    "message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member", "poll",
    "poll_answer",
]  # fmt: skip
LONG_POLL = 25
FIRST_POLL = 3


class SecondPoller(Exception):
    """Another process fetches updates with the same token."""


@dataclass
class Conflicts:
    """Whether this process or the other one has to give way: Telegram lets the newest request win.

    Who has fetched before is at home and bears conflicts for a minute; a newcomer gives way at the third.
    """

    at_home: bool = False
    borne: int = 0

    def none(self) -> None:
        self.at_home, self.borne = True, 0

    def one_more(self) -> None:
        """Raises SecondPoller."""
        self.borne += 1
        if self.borne == 1:
            log.warning("another process fetches updates with this token")
        if self.borne >= (60 if self.at_home else 3):
            raise SecondPoller


@dataclass
class Intake:
    """Takes in batches of raw updates. `knock` passes each on to be handled, once it is safe."""

    database: Database
    bot: Api
    clock: Clock
    knock: Callable[[Update | Knock], Awaitable[None]]

    async def poll(self) -> None:
        """Fetch for ever; waits patiently for Telegram and for the database.

        Raises SecondPoller and InvalidToken.
        """
        offset: int | None = None
        conflicts, patience, database = Conflicts(), Patience(), Patience.with_database()
        hearing = Hearing(self.database, self.clock)
        while True:
            try:
                batch = await self._fetch(offset, LONG_POLL if conflicts.at_home else FIRST_POLL)
                await hearing.heard()
                if batch:
                    await self.receive(batch)
                    offset = batch[-1]["update_id"] + 1
                    database.reset()
            except Conflict:
                conflicts.one_more()
                await asyncio.sleep(1)
            except InvalidToken:
                raise
            except Unavailable as fault:
                await database.wait(fault)
            except TelegramError as fault:
                await hearing.failed()
                await patience.wait(fault)
            else:
                conflicts.none()
                patience.reset()

    async def receive(self, batch: Sequence[dict[str, Any]]) -> None:
        """Keep a batch in one transaction, then let it be handled."""
        read = [(raw, text, self._parsed(raw)) for raw, text in map(_whole, batch)]
        now = self.clock.now()
        rows = [self._row(raw, text, update) for raw, text, update in read]
        async with self.database.write() as uow:
            await inbox.receive(uow, [{**row, "received_at": now} for row in rows])
        for row, (*_, update) in zip(rows, read, strict=True):
            if row["state"] is Handling.NEW:
                await self.knock(update or Knock(row["lane"]))

    async def take_form(self, name: str, keep: Mapping[str, str], form: str) -> None:
        """Keep what someone sent on a page, for `Feature.web`; the same words in the same form only once."""
        payload = json.dumps({"name": name, "keep": dict(keep)}).encode()
        number = _number_of(payload + form.encode())
        now = self.clock.now()
        row = {
            "update_id": number, "source": Source.WEB, "lane": number, "state": Handling.NEW, "received_at": now,
            "payload": self.database.seal.close(payload, now.date()),
        }  # fmt: skip
        async with self.database.write() as uow:
            await inbox.receive(uow, [row])
        await self.knock(Knock(number))

    async def _fetch(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        parameters: dict[str, Any] = {"timeout": seconds, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            parameters["offset"] = offset
        fetched: list[dict[str, Any]] = await self.bot.call(
            "getUpdates", parameters, read_timeout=seconds + 10
        )
        return fetched

    def _parsed(self, raw: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(raw, self.bot)
        except Exception as fault:
            log.warning("an update can't be parsed", update=raw.get("update_id"), fault=type(fault).__name__)
            return None

    def _row(self, raw: dict[str, Any], text: str, update: Update | None) -> dict[str, Any]:
        """The inbox row of an update; a group message that is not meant for the bot leaves only its number."""
        for_us = update is None or addressed(update, self.bot.id, self.bot.username)
        payload = self.database.seal.close(text.encode(), self.clock.now().date()) if for_us else None
        return {
            "update_id": raw["update_id"],
            "source": Source.UPDATE,
            "lane": lane_of(update) if update and for_us else 0,
            "payload": payload,
            "state": Handling.NEW if for_us else Handling.DONE,
        }


def _number_of(form: bytes) -> int:
    """A number of 62 bits, below every update and every chat of Telegram."""
    return -(1 << 62) - (int.from_bytes(hashlib.sha256(form).digest()[:8]) >> 2)


def _whole(raw: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """An update, and as text; halves of characters, which can neither be stored nor sent, become signs that say so."""
    written = json.dumps(raw, ensure_ascii=False)
    if not _HALF.search(written):
        return raw, written
    mended = _HALF.sub("\ufffd", written)
    return json.loads(mended), mended
