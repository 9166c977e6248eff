"""Requests to the Bot API over aiohttp: the stock transport collapses under concurrency.

Time-outs and errors map as python-telegram-bot's own transport maps them, and one thing more is known:
whether a request can't have reached Telegram at all.
"""

import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

JSON = {"Content-Type": "application/json"}


class NotConnected(NetworkError):
    """No connection came about, so Telegram knows nothing of the request."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. Times in seconds."""

    def __init__(self, connections: int = 256, connect: float = 10, read: float = 20) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; raises TimedOut (Telegram may have accepted it), NotConnected or NetworkError."""
        if self._session is None:
            raise RuntimeError("the transport is not initialised")
        read = read_timeout if isinstance(read_timeout, int | float) else self._read
        timeout = aiohttp.ClientTimeout(
            total=read + self._connect, sock_connect=self._connect, sock_read=read
        )
        try:
            async with self._session.request(
                method, url, data=_body(request_data), headers=_headers(request_data), timeout=timeout
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError) as fault:
            raise NotConnected(f"not connected: {type(fault).__name__}") from None
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as fault:
            raise NetworkError(f"connection lost: {type(fault).__name__}") from None


def _headers(request_data: RequestData | None) -> dict[str, str] | None:
    return None if request_data is None or request_data.contains_files else JSON


def _body(request_data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return json.dumps(request_data.parameters).encode()
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
