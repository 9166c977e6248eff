"""The road through due moments, with clients that live by the clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from sandbox.clock import Clock
from sandbox.server import Sandbox
from tests.sandbox.conftest import START, Served, served


class Client:
    """A fake bot: it has appointments, keeps them when their time has come, and says when it is quiet."""

    def __init__(self, server: Served, name: str, *appointments: timedelta) -> None:
        self._server = server
        self.name = name
        self.due = [START + after for after in appointments]
        self.kept: list[datetime] = []
        self.taken: list[str] = []
        self._offset = 0
        self.reads_updates = False

    async def live(self) -> None:
        version = 0  # so that the first look is answered at once
        while True:
            clock = await self._server.ask("GET", f"/clock?after={version}&client={self.name}")
            version = clock["version"]
            await self.work(datetime.fromisoformat(clock["now"]))
            due = min(self.due, default=None)
            said = {"client": self.name, "version": version, "next_due": due.isoformat() if due else None}
            await self._server.ask("POST", "/clock/quiet", said)

    async def work(self, now: datetime) -> None:
        if self.reads_updates:
            await self.read()
        for moment in sorted(self.due):
            if moment <= now:
                self.due.remove(moment)
                self.kept.append(now)

    async def read(self) -> None:
        for update in (await self._server.bot("getUpdates", offset=self._offset))["result"]:
            self._offset = update["update_id"] + 1
            self.taken.append(update["message"]["text"])
        await self._server.bot("getUpdates", offset=self._offset)


@asynccontextmanager
async def living(*clients: Client, at_rest: bool = True) -> AsyncIterator[None]:
    """Clients that are known to the clock, and have said once that they are quiet."""
    lives = [asyncio.create_task(client.live()) for client in clients]
    server = clients[0]._server
    road = server.sandbox.road
    while {name for name, client in road.clients.items() if client.quiet_version > 0 or not at_rest} < {
        client.name for client in clients
    }:
        await asyncio.sleep(0.002)
    try:
        yield
    finally:
        for life in lives:
            life.cancel()
        await asyncio.gather(*lives, return_exceptions=True)


def after(**by: float) -> datetime:
    return START + timedelta(**by)


async def move(server: Served, **where: Any) -> list[datetime]:
    answer = await server.ask("POST", "/clock/move", where)
    return [datetime.fromisoformat(due) for due in answer["visited"]]


async def test_without_a_client_time_simply_jumps(server: Served) -> None:
    assert await move(server, by=3600) == []
    assert server.sandbox.clock.now() == after(hours=1)


async def test_every_due_moment_is_visited_in_order(server: Served) -> None:
    first = Client(server, "first", timedelta(hours=3), timedelta(hours=1))
    second = Client(server, "second", timedelta(hours=2), timedelta(hours=30))
    async with living(first, second):
        assert await move(server, by=24 * 3600) == [after(hours=1), after(hours=2), after(hours=3)]
        assert first.kept == [after(hours=1), after(hours=3)]
        assert second.kept == [after(hours=2)]
        assert server.sandbox.clock.now() == after(days=1)


async def test_the_next_due_moment_is_one_step_away(server: Served) -> None:
    client = Client(server, "bot", timedelta(days=9))
    async with living(client):
        assert await move(server, next=True) == [after(days=9)]
        assert await move(server, next=True) == []
        assert server.sandbox.clock.now() == after(days=9)


async def test_work_that_begets_work_is_done_before_time_goes_on(server: Served) -> None:
    class Planner(Client):
        async def work(self, now: datetime) -> None:
            kept = len(self.kept)
            await super().work(now)
            if len(self.kept) > kept and len(self.kept) < 4:
                self.due.append(now + timedelta(minutes=10))

    client = Planner(server, "bot", timedelta(minutes=10))
    async with living(client):
        await move(server, by=3600)
    assert client.kept == [after(minutes=minutes) for minutes in (10, 20, 30, 40)]


async def test_waiting_updates_are_taken_before_time_moves(server: Served) -> None:
    ola = server.world.person("Ola", started=True)
    client = Client(server, "bot")
    client.reads_updates = True
    async with living(client):
        server.world.say(ola.id, ola.id, "cześć")
        await move(server, by=60)
        assert client.taken == ["cześć"]


async def test_a_word_of_quiet_that_may_be_older_than_an_update_does_not_count(server: Served) -> None:
    class Slow(Client):
        async def work(self, now: datetime) -> None:
            if self.taken and not self.kept:
                self.due = [after(minutes=10)]
            await super().work(now)

    ola = server.world.person("Ola", started=True)
    client = Slow(server, "bot")
    client.reads_updates = True
    async with living(client):
        server.world.say(ola.id, ola.id, "/dyzur za 10 minut")
        assert await move(server, by=3600) == [after(minutes=10)]


async def test_what_is_due_is_asked_anew_after_people_acted(server: Served) -> None:
    class Planner(Client):
        async def read(self) -> None:
            await super().read()
            self.due = [after(days=1)] if self.taken else []

    ola = server.world.person("Ola", started=True)
    client = Planner(server, "bot")
    client.reads_updates = True
    async with living(client):
        server.world.say(ola.id, ola.id, "/dyzur jutro")
        await client.read()
        version = server.sandbox.clock.version
        server.sandbox.road.refresh()
        while server.sandbox.road.clients["bot"].quiet_version <= version:
            await asyncio.sleep(0.002)
        assert server.sandbox.road.next_due() == after(days=1)


async def test_the_end_of_a_poll_is_a_due_moment(server: Served) -> None:
    ola = server.world.person("Ola", started=True)
    asked = {"chat_id": ola.id, "question": "Kiedy?", "options": [{"text": "teraz"}], "open_period": 600}
    await server.bot("sendPoll", **asked)
    assert await move(server, by=3600) == [after(minutes=10)]
    assert server.world.visible(ola.id, ola.id)[-1]["poll"]["is_closed"]


async def test_a_killed_client_is_forgotten(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.sandbox.road, "_forgotten_after", 0.05)
    client = Client(server, "bot", timedelta(minutes=5))
    async with living(client):
        assert server.sandbox.road.next_due() == after(minutes=5)
    await move(server, by=3600)
    assert client.kept == []


async def test_a_client_that_stays_busy_is_named() -> None:
    class Busy(Client):
        async def work(self, now: datetime) -> None:
            await asyncio.Event().wait()

    async with served(Sandbox(clock=Clock(START, frozen=True), busy_after=0.2)) as server:
        client = Busy(server, "zajęty")
        async with living(client, at_rest=False):
            waiting = asyncio.create_task(server.ask("GET", "/clock?after=99&client=zajęty"))
            answer = await server.ask("POST", "/clock/move", {"by": 60})
            waiting.cancel()
        assert answer == {"error": "still busy: not quiet: zajęty", "reason": "busy"}
        assert not server.sandbox.clock.moving


async def test_time_does_not_go_back(server: Served) -> None:
    assert (
        "can't go back" in (await server.ask("POST", "/clock/move", {"to": "2020-01-01T00:00:00Z"}))["error"]
    )


async def test_a_running_clock_runs_on_from_where_it_was_moved() -> None:
    async with served(Sandbox(clock=Clock(START))) as server:
        await move(server, to=after(days=1).isoformat())
        first = server.sandbox.clock.now()
        assert first >= after(days=1)
        assert server.sandbox.clock.now() > first
