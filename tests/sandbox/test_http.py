"""The server's own ways with the bot: polling, webhook, encodings."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.people import Person
from tests.sandbox.conftest import Served

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@pytest.fixture
def ola(server: Served) -> Person:
    return server.world.person("Ola", "Wójcik", "ola", started=True)


async def test_a_long_poll_answers_as_soon_as_someone_speaks(server: Served, ola: Person) -> None:
    poll = asyncio.create_task(server.bot("getUpdates", timeout=30))
    await waiting_poll(server)
    server.world.say(ola.id, ola.id, "cześć")
    answer = await poll
    assert answer["result"][0]["message"]["text"] == "cześć"


async def test_a_second_poller_ends_the_first(server: Served) -> None:
    first = asyncio.create_task(server.bot("getUpdates", timeout=30))
    await waiting_poll(server)
    second = asyncio.create_task(server.bot("getUpdates", timeout=30))
    assert await first == {"ok": False, "error_code": 409, "description": CONFLICT}
    second.cancel()


async def test_polling_and_a_webhook_exclude_each_other(server: Served) -> None:
    poll = asyncio.create_task(server.bot("getUpdates", timeout=30))
    await waiting_poll(server)
    await server.bot("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    assert (await server.bot("getUpdates"))["description"].startswith(
        "Conflict: can't use getUpdates method while webhook is active"
    )
    await server.bot("deleteWebhook", drop_pending_updates=True)
    assert (await server.bot("getUpdates"))["result"] == []


async def waiting_poll(server: Served) -> None:
    """Let a poll arrive and wait."""
    before = len(server.world.updates.listeners)
    assert before
    for _ in range(20):
        await asyncio.sleep(0.005)


class Hook:
    """A webhook that refuses its first visitor."""

    def __init__(self) -> None:
        self.visits: list[tuple[str | None, dict[str, Any]]] = []
        self.taken = asyncio.Event()

    async def visit(self, request: web.Request) -> web.Response:
        self.visits.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        if len(self.visits) == 1:
            return web.Response(status=503)
        self.taken.set()
        update = self.visits[-1][1]
        reply = {"method": "sendMessage", "chat_id": update["message"]["chat"]["id"], "text": "Witaj"}
        return web.json_response(reply)


@pytest.fixture
async def hook() -> AsyncIterator[tuple[Hook, str]]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.visit)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    yield hook, f"http://127.0.0.1:{port}/hook"
    await runner.cleanup()


async def test_a_webhook_is_visited_until_it_takes_the_update(
    server: Served, ola: Person, hook: tuple[Hook, str]
) -> None:
    visited, url = hook
    await server.bot("setWebhook", url=url, secret_token="tajne", allowed_updates=["message"])
    server.world.say(ola.id, ola.id, "cześć")
    await asyncio.wait_for(visited.taken.wait(), 5)
    (secret, refused), (_, taken) = visited.visits
    assert secret == "tajne"
    assert refused == taken
    for _ in range(100):
        if len(server.world.visible(ola.id, ola.id)) == 2:
            break
        await asyncio.sleep(0.01)
    info = (await server.bot("getWebhookInfo"))["result"]
    assert (info["pending_update_count"], info["allowed_updates"]) == (0, ["message"])
    assert "503" in info["last_error_message"]
    assert server.world.visible(ola.id, ola.id)[-1]["text"] == "Witaj"


@pytest.mark.parametrize("way", ["query", "form", "multipart", "json"])
async def test_parameters_come_in_any_encoding(server: Served, ola: Person, way: str) -> None:
    url = f"{server.url}/bot{server.sandbox.token}/sendMessage"
    params = {"chat_id": str(ola.id), "text": "zażółć & gęślą"}
    multipart = aiohttp.FormData()
    for name, value in params.items():
        multipart.add_field(name, value)
    multipart.add_field("disable_notification", "true", content_type="text/plain")
    body: dict[str, Any] = {
        "query": {"params": params},
        "form": {"data": params},
        "multipart": {"data": aiohttp.FormData(params, default_to_multipart=True)},
        "json": {"json": params},
    }[way]
    async with server.http.post(url, **body) as response:
        assert (await response.json())["result"]["text"] == "zażółć & gęślą"


async def test_a_wrong_token_and_a_wrong_method_are_told_apart(server: Served) -> None:
    assert (await server.ask("GET", "/bot42:wrong/getMe"))["error_code"] == 401
    assert (await server.bot("getNothing"))["error_code"] == 404
