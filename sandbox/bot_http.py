"""The Bot API over HTTP: answers, long polling, file downloads, and silence where a fault asks for it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.botapi import BotApi
from sandbox.errors import ApiError, NoAnswer
from sandbox.faults import Fault
from sandbox.requests import gone, read, while_connected
from sandbox.signals import Signal
from sandbox.world import World

LONGEST_POLL = 50
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET = "Conflict: terminated by setWebhook request"
Params = dict[str, Any]


class BotHttp:
    """Serves one bot of one world."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.api = BotApi(world)
        self._token = token
        self._updates = Signal()
        self._poll = 0
        world.updates.listeners.append(self._updates.fire)

    def routes(self) -> list[Route]:
        return [
            Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.download),
        ]

    async def call(self, request: Request) -> Response:
        try:
            self._authorize(request)
            params, files = await read(request)
            method: str = request.path_params["method"]
            if method.lower() == "getupdates":
                result = await while_connected(request, self._get_updates(params))
            else:
                result, fault = self.api.carry_out(method, params, files)
                await _delay(fault)
        except ApiError as error:
            return JSONResponse(error.as_dict(), status_code=error.code)
        except NoAnswer as silence:
            return await _silence(request, silence)
        return JSONResponse({"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        try:
            self._authorize(request)
            data, fault = self.api.download(request.path_params["path"])
            await _delay(fault)
        except ApiError as error:
            return JSONResponse(error.as_dict(), status_code=error.code)
        except NoAnswer as silence:
            return await _silence(request, silence)
        return Response(data, media_type="application/octet-stream")

    async def _get_updates(self, params: Params) -> Any:
        """Answer with updates as soon as there are any; a newer request takes the place of a waiting one."""
        self._poll += 1
        mine = self._poll
        self._updates.fire()
        end = time.monotonic() + self._timeout(params)
        found, fault = self.api.carry_out("getUpdates", params, {})
        await _delay(fault)
        while not found and (left := end - time.monotonic()) > 0:
            await self._updates.wait(left)
            if self._poll != mine:
                raise ApiError(409, OTHER_POLLER)
            if self.world.profile.webhook.url:
                raise ApiError(409, WEBHOOK_SET)
            found = self.api.call("getUpdates", params)
        return found

    def _timeout(self, params: Params) -> int:
        try:
            return max(0, min(int(params.get("timeout", 0)), LONGEST_POLL))
        except ValueError:
            return 0

    def _authorize(self, request: Request) -> None:
        if request.path_params["token"] != self._token:
            raise ApiError(401, "Unauthorized")


async def _delay(fault: Fault | None) -> None:
    if fault is not None and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)


async def _silence(request: Request, silence: NoAnswer) -> Response:
    """Say nothing until the caller gives up, or the silence is over."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(gone(request), silence.seconds)
    return JSONResponse(ApiError(504, "Gateway Timeout").as_dict(), status_code=504)
