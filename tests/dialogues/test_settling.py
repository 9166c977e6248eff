"""Quiet means quiet: what is left is found and done, and where nothing is left nothing is done."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest_asyncio

from handlers.feature import Feature
from handlers.features import FEATURES
from handlers.registry import Registry
from handlers.visit import Visit
from storage import due_work, outbox
from storage.due_work import DueWork
from storage.outbox import Request
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident, Town

HOUR = timedelta(hours=1)


@dataclass
class Living:
    """A process that ticks and sends by itself, beside another one that shares its database."""

    town: Town
    ewa: Resident
    ticks: int = 0
    done: list[str] = field(default_factory=list)

    async def tick(self) -> None:
        self.ticks += 1
        await self.town.process.tick()

    async def do(self, visit: Visit, work: DueWork) -> None:
        """Do a piece of work; the first one makes another one due at once."""
        self.done.append(work.subject)
        if work.subject == "first":
            await due_work.plan(visit.uow, "chores.chore", "second", visit.now)

    async def plans(self, key: str, at: datetime) -> None:
        async with self.town.process.database.write() as uow:
            await due_work.plan(uow, "chores.chore", key, at)

    async def takes_in(self, text: str) -> None:
        """Another process takes in what Ewa says, and does not come to handle it."""

        async def dies(_: object) -> None: ...

        world, intake = self.town.world, self.town.process.intake
        world.say(self.ewa.id, self.ewa.id, text)
        intake.knock, knock = dies, intake.knock
        batch = world.updates.pending()
        await intake.receive(batch)
        world.updates.confirm(batch[-1]["update_id"] + 1)
        intake.knock = knock

    async def has_to_say(self, text: str, at: datetime) -> None:
        database, now = self.town.process.database, self.town.clock.now()
        sealed = json.dumps({"params": {"chat_id": self.ewa.id, "text": text}}).encode()
        given: dict[str, Any] = {"method": "sendMessage", "kind": "chores.word", "created_at": now}
        payload = database.seal.close(sealed, now.date())
        async with database.write() as uow:
            outbox.put(uow, [Request(lane=self.ewa.id, ready_at=at, payload=payload, **given)])


@pytest_asyncio.fixture
async def living(network: Network) -> AsyncIterator[Living]:
    process = network.town.process
    living = Living(network.town, network.ewa)
    feature = Feature(
        name="chores", code="chor", due={"chore": living.do}, owes={"chore": None, "word": None}
    )
    process.edge.registry = Registry((*FEATURES, feature))
    process.ticker.tick = living.tick
    process.ticker._period = 60  # so that whatever is done was not done by chance
    process.ticker.start()
    sending = asyncio.create_task(process.delivery.run())
    await process.settle()
    living.ticks = 0
    yield living
    process.delivery.close()
    await sending


async def test_where_nothing_is_left_to_do_it_is_quiet_without_a_tick(living: Living) -> None:
    for _ in range(10):
        await living.town.process.settle()
    assert living.ticks == 0


async def test_it_knows_what_comes_next(living: Living) -> None:
    soon = living.town.clock.now() + timedelta(seconds=9)
    await living.plans("later", soon)
    assert await living.town.process.settle() == soon
    assert living.done == []


async def test_what_another_process_left_in_the_inbox_is_handled_before_it_is_quiet(living: Living) -> None:
    await living.takes_in("/jezyk")
    await living.town.process.settle()
    assert "English" in living.ewa.buttons()


async def test_what_another_process_planned_is_done_before_it_is_quiet(living: Living) -> None:
    await living.plans("only", living.town.clock.now())
    await living.town.process.settle()
    assert living.done == ["only"]


async def test_what_has_become_ready_to_be_said_is_said_before_it_is_quiet(living: Living) -> None:
    await living.has_to_say("Już pora.", living.town.clock.now() + HOUR)
    await living.town.process.settle()
    assert living.ewa.sees() != "Już pora."
    living.town.clock.moment += HOUR
    await living.town.process.settle()
    assert living.ewa.sees() == "Już pora."


async def test_work_that_begets_work_takes_no_more_ticks_than_it_has_pieces(living: Living) -> None:
    await living.plans("first", living.town.clock.now())
    await living.town.process.settle()
    assert living.done == ["first", "second"]
    assert living.ticks <= 3
