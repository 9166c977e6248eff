"""Delivery of updates to the bot's webhook, in their order, repeated until taken."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from sandbox.botapi import BotApi
from sandbox.errors import ApiError, NoAnswer
from sandbox.profile import Webhook
from sandbox.signals import Signal
from sandbox.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
FIRST_PAUSE, LONGEST_PAUSE, TIMEOUT = 0.2, 30.0, 10.0


class WebhookDelivery:
    """Posts each update until the webhook takes it; runs for the life of the server."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._api = BotApi(world)
        self._news = Signal()
        world.updates.listeners.append(self._news.fire)

    async def run(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT)) as session:
            pause = FIRST_PAUSE
            while True:
                hook = self._world.profile.webhook
                waiting = self._world.updates.pending(limit=1) if hook.url else []
                if not waiting:
                    await self._news.wait(60)
                elif await self._deliver(session, hook, waiting[0]):
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)

    async def _deliver(self, session: aiohttp.ClientSession, hook: Webhook, update: dict[str, Any]) -> bool:
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            async with session.post(hook.url, json=update, headers=headers) as answer:
                if not answer.ok:
                    self._failed(hook, f"Wrong response from the webhook: {answer.status} {answer.reason}")
                    return False
                reply = await answer.json() if answer.content_type == "application/json" else None
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            self._failed(hook, str(error) or "Connection timed out")
            return False
        self._world.updates.confirm(update["update_id"] + 1)
        self._carry_out(reply)
        return True

    def _failed(self, hook: Webhook, why: str) -> None:
        hook.last_error_at, hook.last_error = self._world.unix(), why

    def _carry_out(self, reply: Any) -> None:
        """A webhook may answer with a method to call; its result goes nowhere."""
        if isinstance(reply, dict) and isinstance(method := reply.pop("method", None), str):
            try:
                self._api.call(method, reply)
            except (ApiError, NoAnswer):
                return
