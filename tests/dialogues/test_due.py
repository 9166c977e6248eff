"""Due work that needs something made first: made outside the transaction, beside the tick, once at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest_asyncio

from handlers.due import Preparation, Prepared
from handlers.feature import Feature
from handlers.features import FEATURES
from handlers.registry import Registry
from handlers.visit import Visit
from storage import due_work
from storage.due_work import Doing, DueWork
from storage.engine import Unavailable
from tests.dialogues.town import Town


@dataclass
class Painter:
    """Paints when it is asked to, and remembers what it was asked and what was handled."""

    town: Town
    painted: list[int] = field(default_factory=list)
    hung: list[Any] = field(default_factory=list)
    while_painting: Callable[[], Awaitable[None]] | None = None
    fails: Exception | None = None

    async def paint(self, preparation: Preparation) -> str:
        self.painted.append(preparation.work.arguments["picture"])
        if self.while_painting:
            await self.while_painting()
        return f"picture {preparation.work.arguments['picture']}"

    async def hang(self, visit: Visit, work: DueWork, made: str) -> None:
        if self.fails:
            raise self.fails
        self.hung.append(made)

    async def is_asked(self, picture: int, **more: Any) -> None:
        async with self.town.process.database.write() as uow:
            await due_work.plan(
                uow, "painting.picture", str(picture), self.town.clock.now(), picture=picture, **more
            )

    async def state(self, picture: int) -> Doing:
        async with self.town.process.database.read() as uow:
            work = await due_work.find(uow, "painting.picture", str(picture))
            assert work is not None
            return work.state


@pytest_asyncio.fixture
async def painter(town: Town) -> AsyncIterator[Painter]:
    painter = Painter(town)
    due = {"picture": Prepared(painter.paint, painter.hang)}
    feature = Feature(name="painting", code="paint", due=due, owes={"picture": None})
    town.process.edge.registry = Registry((*FEATURES, feature))
    town.process.workshop.rest = 0.01
    yield painter


async def test_the_handler_gets_what_was_made(painter: Painter) -> None:
    await painter.is_asked(1)
    await painter.town.settle()
    assert painter.hung == ["picture 1"]
    assert await painter.state(1) is Doing.DONE


async def test_nobody_waits_while_it_is_made(painter: Painter) -> None:
    """The database can be written to, and the tick goes on: it does not begin the same picture again."""
    canvas = asyncio.Event()
    painter.while_painting = canvas.wait  # type: ignore[assignment]
    await painter.is_asked(1)
    for _ in range(3):
        await painter.town.process.tick()
        await asyncio.sleep(0.01)
    assert painter.painted == [1]
    async with asyncio.timeout(5), painter.town.process.database.write():
        canvas.set()
    await painter.town.settle()
    assert painter.hung == ["picture 1"]


async def test_what_came_too_late_is_not_even_made(painter: Painter) -> None:
    await painter.is_asked(1, not_after=painter.town.clock.now() - timedelta(minutes=1))
    await painter.town.settle()
    assert await painter.state(1) is Doing.DROPPED
    assert painter.painted == []


async def test_what_can_not_be_made_is_dead(painter: Painter) -> None:
    async def fall() -> None:
        raise OSError

    painter.while_painting = fall
    await painter.is_asked(1)
    await painter.town.settle()
    assert await painter.state(1) is Doing.DEAD


async def test_it_is_done_anew_when_the_database_was_away(painter: Painter) -> None:
    painter.fails = Unavailable("database or disk is full")
    await painter.is_asked(1)
    await painter.town.process.tick()
    while not painter.painted or painter.town.process.workshop:
        await asyncio.sleep(0.005)
    assert await painter.state(1) is Doing.PLANNED
    painter.fails = None
    await painter.town.settle()
    assert painter.painted == [1, 1]
    assert painter.hung == ["picture 1"]


async def test_a_stop_in_the_middle_leaves_it_due(painter: Painter) -> None:
    painter.while_painting = asyncio.Event().wait  # type: ignore[assignment]
    await painter.is_asked(1)
    await painter.town.process.tick()
    async with asyncio.timeout(5):
        await painter.town.process.workshop.stop()
    assert await painter.state(1) is Doing.PLANNED


async def test_what_was_cancelled_meanwhile_is_not_handled(painter: Painter) -> None:
    async def cancel() -> None:
        async with painter.town.process.database.write() as uow:
            await due_work.cancel(uow, painter.town.clock.now(), "painting.picture", "1")

    painter.while_painting = cancel
    await painter.is_asked(1)
    await painter.town.settle()
    assert painter.hung == []
    assert await painter.state(1) is Doing.CANCELLED
