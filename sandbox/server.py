"""The sandbox as an HTTP server: Bot API, control API and the chat page in one Starlette application."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.bot_http import BotHttp
from sandbox.clock import BUSY_AFTER, FORGOTTEN_AFTER, Clock, Road
from sandbox.control import Control
from sandbox.webhook import WebhookDelivery
from sandbox.world import World

DEFAULT_TOKEN = "42:sandbox"  # noqa: S105 - a stand-in's token opens nothing
KEEP_ALIVE = 75
"""Seconds; longer than clients keep an idle connection, so that none is closed just as one of them uses it."""
CHAT = Path(__file__).parent / "chat"


def bot_id_of(token: str) -> int:
    number = token.partition(":")[0]
    return int(number) if number.isdigit() else 42


class Sandbox:
    """A world with its clock and its HTTP face."""

    def __init__(
        self,
        *,
        token: str = DEFAULT_TOKEN,
        clock: Clock | None = None,
        limits: bool = True,
        busy_after: float = BUSY_AFTER,
        forgotten_after: float = FORGOTTEN_AFTER,
    ) -> None:
        self.token = token
        self.clock = clock or Clock()
        self.world = World(self.clock.now, limits=limits, bot_id=bot_id_of(token))
        self.road = Road(self.clock, self.world, busy_after=busy_after, forgotten_after=forgotten_after)
        self.world.updates.listeners.append(self.road.heard.fire)
        self.app = self._application()

    def server(self, host: str = "127.0.0.1", port: int = 8081) -> uvicorn.Server:
        """A server to be run by `serve()`; port 0 takes a free one."""
        config = uvicorn.Config(
            self.app, host, port, log_level="warning", access_log=False, timeout_graceful_shutdown=1,
            timeout_keep_alive=KEEP_ALIVE,
        )  # fmt: skip
        return uvicorn.Server(config)

    @contextlib.asynccontextmanager
    async def serving(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
        """Serve for a while in the running loop, on a free port by default; gives the address."""
        server = self.server(host, port)
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        await server.startup()
        address = server.servers[0].sockets[0].getsockname()
        try:
            yield f"http://{address[0]}:{address[1]}"
        finally:
            await server.shutdown()

    def _application(self) -> Starlette:
        routes: list[BaseRoute] = [
            *BotHttp(self.world, self.token).routes(),
            *Control(self.world, self.road).routes(),
            Route("/", _page),
            Mount("/chat", _Chat(directory=CHAT, check_dir=False)),
        ]
        return Starlette(routes=routes, lifespan=self._lifespan)

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        tasks = [
            asyncio.create_task(WebhookDelivery(self.world).run()),
            asyncio.create_task(self._tick()),
        ]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _tick(self) -> None:
        """On a running clock, polls close when their time has come; what is due next is kept up to date."""
        while True:
            self.world.tick()
            self.road.refresh()
            await asyncio.sleep(0.5)


class _Chat(StaticFiles):
    """The page's files, never taken from a stale cache."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response


async def _page(_: Request) -> Response:
    return FileResponse(CHAT / "index.html", headers={"Cache-Control": "no-cache"})
