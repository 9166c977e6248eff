"""The HTTP server inside the process: it leaves signals to the process and ends when it is told to."""

import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette

from bot.troubles import taken_port

KEEP_ALIVE = 75
"""Seconds; longer than a proxy in front keeps an idle connection, so that none is closed just as it is used."""


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class HttpServer:
    """Serves one application."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        """Begins to listen; raises Trouble when the port is taken."""
        try:
            self._socket = socket.create_server(
                (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
            )
        except OSError as fault:
            raise taken_port(host, port) from fault
        self._server = _Server(
            uvicorn.Config(
                app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2,
                timeout_keep_alive=KEEP_ALIVE,
            )
        )  # fmt: skip

    async def run(self) -> None:
        """Serve until `stop`."""
        await self._server.serve([self._socket])

    def stop(self) -> None:
        self._server.should_exit = True
