"""A world in process with a clock that stands still, and the same behind a real HTTP server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from sandbox.botapi import ApiError, BotApi
from sandbox.clock import Clock
from sandbox.people import Person
from sandbox.server import Sandbox
from sandbox.world import Chat, World

START = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x02\x08\x02\x00\x00\x00\xfd\xd4\x9as"
    b"\x00\x00\x00\x0bIDATx\x9cc`@\x06\x00\x00\x0e\x00\x01\x85\xc2\xf2\x1a\x00\x00\x00\x00IEND\xaeB`\x82"
)


@dataclass
class StillClock:
    moment: datetime = START

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **by: float) -> None:
        self.moment += timedelta(**by)


class Call:
    """Bot API methods as functions: `bot.sendMessage(chat_id=…)`."""

    def __init__(self, api: BotApi) -> None:
        self.api = api

    def __getattr__(self, method: str) -> Callable[..., Any]:
        return lambda files=None, **params: self.api.call(method, params, files)

    def refusal(self, method: str, **params: Any) -> str:
        """The words in which a call is refused."""
        with pytest.raises(ApiError) as refused:
            self.api.call(method, params)
        return refused.value.description


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def world(clock: StillClock) -> World:
    return World(now=clock)


@pytest.fixture
def bot(world: World) -> Call:
    return Call(BotApi(world))


@pytest.fixture
def ola(world: World) -> Person:
    return world.person("Ola", "Wójcik", "ola", "pl", "koordynatorka, Gdynia")


@pytest.fixture
def jan(world: World) -> Person:
    return world.person("Jan", "Żak", "jan_zak", "en")


@pytest.fixture
def group(world: World, ola: Person, jan: Person) -> Chat:
    """A supergroup of Ola's with Jan and the bot; its updates so far are taken."""
    chat = world.group("Miasto Cyfrowe", creator=ola.id)
    world.add_member(ola.id, chat.id, jan.id)
    world.add_member(ola.id, chat.id, world.bot.id)
    world.updates.clear()
    return chat


def kinds(world: World) -> list[str]:
    """The kinds of the waiting updates; they are taken."""
    waiting = world.updates.pending()
    if waiting:
        world.updates.confirm(waiting[-1]["update_id"] + 1)
    return [next(key for key in update if key != "update_id") for update in waiting]


def heard(world: World) -> list[str]:
    """The texts of the waiting messages; the updates are taken."""
    waiting = world.updates.pending()
    world.updates.clear()
    return [update["message"].get("text", "") for update in waiting if "message" in update]


@dataclass
class Served:
    """A sandbox behind HTTP."""

    sandbox: Sandbox
    url: str
    http: aiohttp.ClientSession

    @property
    def world(self) -> World:
        return self.sandbox.world

    async def ask(self, method: str, path: str, given: Any = None) -> Any:
        async with self.http.request(method, self.url + path, json=given) as response:
            return await response.json()

    async def bot(self, method: str, **params: Any) -> Any:
        return await self.ask("POST", f"/bot{self.sandbox.token}/{method}", params)


@asynccontextmanager
async def served(sandbox: Sandbox) -> AsyncIterator[Served]:
    async with sandbox.serving() as url, aiohttp.ClientSession() as http:
        yield Served(sandbox, url, http)


@pytest.fixture
async def server() -> AsyncIterator[Served]:
    """A sandbox over HTTP whose clock stands still; no limits."""
    async with served(Sandbox(clock=Clock(START, frozen=True), limits=False)) as running:
        yield running
