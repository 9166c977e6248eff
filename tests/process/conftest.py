"""A sandbox as a process of its own, a story that is played in it, and what is logged."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from io import StringIO

import pytest
import pytest_asyncio
import structlog

from bot import logs
from sandbox.story import Story
from tests.process.living import Sandbox

Said = Callable[[], str]


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = await Sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest_asyncio.fixture
async def story(sandbox: Sandbox) -> AsyncIterator[Story]:
    async with Story.at(sandbox.address) as story:
        yield story


@pytest.fixture
def said() -> Iterator[Said]:
    """All that was logged, as the operator reads it."""
    root, written = logging.getLogger(), StringIO()
    before = root.handlers[:], root.level
    root.handlers.clear()
    logs.begin("debug", written)
    yield written.getvalue
    root.handlers[:], root.level = before[0], before[1]
    structlog.reset_defaults()
