"""Faults of the disk and the database under the real process: it waits, leaves nothing half done, and goes on."""

import asyncio
import resource
import signal
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox.story import Player, Story
from storage.copies import check
from tests.process.living import LivingBot, Sandbox, answered, answers, starts

pytestmark = pytest.mark.e2e

SEEN = b"the database does not answer; waiting"


@pytest_asyncio.fixture
async def bot(sandbox: Sandbox, story: Story, tmp_path: Path) -> AsyncIterator[LivingBot]:
    """A bot that has spoken with Ola."""
    bot = await LivingBot.start(sandbox, tmp_path, LOG_LEVEL="warning")
    await bot.runs()
    await starts(story.people["Ola"])
    await answered(story, story.people["Ola"])
    yield bot
    await bot.kill()


async def sees_the_fault(bot: LivingBot) -> str:
    """The line of the log that tells it."""
    assert bot.process.stderr is not None
    async with asyncio.timeout(60):
        while SEEN not in (line := await bot.process.stderr.readline()):
            pass
    return line.decode()


async def is_well_again(bot: LivingBot, story: Story, person: Player, folder: Path) -> None:
    """The person is answered, once; a clean stop leaves a whole database."""
    await answered(story, person)
    bot.send(signal.SIGTERM)
    code, said = await bot.ends()
    assert code == 0, said
    assert len(await answers(person, story.bot)) == 1
    assert len(await answers(story.people["Ola"], story.bot)) == 1
    check(folder / "spoiwo.db")


async def test_a_database_that_another_program_holds(bot: LivingBot, story: Story, tmp_path: Path) -> None:
    marta = story.people["Marta"]
    other = sqlite3.connect(tmp_path / "spoiwo.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await starts(marta)
    assert "database is locked" in await sees_the_fault(bot)
    assert await answers(marta, story.bot) == []
    other.execute("ROLLBACK")
    other.close()
    await is_well_again(bot, story, marta, tmp_path)


async def test_a_disk_that_is_full(bot: LivingBot, story: Story, tmp_path: Path) -> None:
    """The system lets no file of the process grow any more; then there is room again."""
    marta = story.people["Marta"]
    _, most = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (4096, most))
    await starts(marta)
    assert "disk" in await sees_the_fault(bot)
    assert await answers(marta, story.bot) == []
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (most, most))
    await is_well_again(bot, story, marta, tmp_path)
