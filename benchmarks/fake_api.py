"""A fast fake Bot API in a process of its own: it hands out updates, counts answers, and tells how long it took.

`python -m benchmarks.fake_api PORT COUNT CHATS LATENCY_MS WORDS` serves one contender. After COUNT answered messages it
prints the seconds since the first update went out and ends.
"""

import asyncio
import json
import sys
import time
from typing import Any

from aiohttp import web

BATCH = 100
ME = {"id": 42, "is_bot": True, "first_name": "Spoiwo", "username": "spoiwo_bot"}


class FakeApi:
    """What a contender talks to."""

    def __init__(self, count: int, chats: int, latency: float, words: str) -> None:
        self.count, self.latency = count, latency
        self.updates = [_update(number, chats, words) for number in range(count)]
        self.begun = 0.0
        self.answered: dict[int, int] = {}
        self.done = asyncio.Event()

    async def handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"].lower()
        given = await _given(request)
        if method == "getupdates":
            return _ok(await self._updates(given))
        if self.latency:
            await asyncio.sleep(self.latency)
        if method == "getme":
            return _ok(ME)
        if method == "sendmessage":
            return _ok(self._sent(int(given["chat_id"])))
        return _ok(True)

    async def _updates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        first = int(given.get("offset") or 0)
        batch = self.updates[max(0, first - 1) : max(0, first - 1) + BATCH]
        if not batch:
            await asyncio.sleep(0.05)
        elif not self.begun:
            self.begun = time.perf_counter()
        return batch

    def _sent(self, chat: int) -> dict[str, Any]:
        self.answered[chat] = self.answered.get(chat, 0) + 1
        total = sum(self.answered.values())
        if total >= self.count:
            self.done.set()
        return {"message_id": total, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "…"}


def _update(number: int, chats: int, words: str) -> dict[str, Any]:
    person = {"id": 1000 + number % chats, "is_bot": False, "first_name": "Ola", "language_code": "pl"}
    text = {"text": words}
    if words.startswith("/"):
        text["entities"] = [{"type": "bot_command", "offset": 0, "length": len(words.split()[0])}]  # type: ignore[assignment]
    chat = {"id": person["id"], "type": "private", "first_name": "Ola"}
    message = {"message_id": number + 1, "date": 1, "chat": chat, "from": person, **text}
    return {"update_id": number + 1, "message": message}


async def _given(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        given: dict[str, Any] = await request.json()
        return given
    return dict(await request.post()) | dict(request.query)


def _ok(result: Any) -> web.Response:
    return web.Response(text=json.dumps({"ok": True, "result": result}), content_type="application/json")


async def serve(port: int, count: int, chats: int, latency: float, words: str) -> None:
    """Serve one contender to its end; prints the seconds that it took."""
    api = FakeApi(count, chats, latency, words)
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", api.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("ready", flush=True)
    await api.done.wait()
    print(time.perf_counter() - api.begun, flush=True)
    await runner.cleanup()


if __name__ == "__main__":
    port, count, chats, milliseconds, words = sys.argv[1:]
    asyncio.run(serve(int(port), int(count), int(chats), float(milliseconds) / 1000, words))
