"""A sandbox as a process of its own, and a story that is played in it."""

from collections.abc import AsyncIterator

import pytest_asyncio

from sandbox.story import Story
from tests.process.living import Sandbox


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = await Sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest_asyncio.fixture
async def story(sandbox: Sandbox) -> AsyncIterator[Story]:
    async with Story.at(sandbox.address) as story:
        yield story
