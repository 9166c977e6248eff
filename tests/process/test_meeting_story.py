"""One meeting over HTTP with the real process, from its plan to its report, with a kill in the middle."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox import gathering, history
from sandbox.story import Group, Player, Story, words
from tests.process.living import LivingBot, Sandbox

pytestmark = pytest.mark.e2e


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = await Sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest_asyncio.fixture
async def story(sandbox: Sandbox) -> AsyncIterator[Story]:
    async with Story.at(sandbox.address) as story:
        yield story


async def about(who: Player, place: Group | None, beginning: str) -> list[str]:
    seen = await who.sees(place or who.story.bot)
    return [text for text in map(words, seen) if text.startswith(beginning)]


async def test_a_meeting_leaves_its_papers_without_paperwork(
    sandbox: Sandbox, story: Story, tmp_path: Path
) -> None:
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    people, group = story.people, story.groups["Miasto Cyfrowe"]
    marta, ola, emily = people["Marta"], people["Ola"], people["Ewa"]
    await history.begin(story, marta, group)
    await history.gather(story, marta, group)
    await history.share_roles(story, marta)
    starts = await gathering.prepare(story, group)
    (card,) = await about(ola, group, gathering.TITLE)
    assert "Gospodarz: Łódź" in card
    assert "Będzie: 7 · zdalnie: 1 · nie będzie: 1" in card
    assert len(await about(ola, group, "Program:")) == 1
    await bot.kill()
    await story.clock.moves_to(starts - timedelta(days=2))
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    await gathering.hold(story, group, starts)
    await bot.kill()
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    await gathering.write_down(story, starts)
    (card,) = await about(ola, group, gathering.TITLE)
    assert "Obecność: 7 osób z 4 instytucji" in card
    assert "Notatka ze spotkania jest gotowa." in card
    assert len(await about(emily, group, "Notatka")) == 1
    await marta.says(story.bot, "/archiwum")
    await marta.taps(story.bot, gathering.short(starts))
    await marta.taps(story.bot, "Sprawozdanie: PDF")
    await story.clock.moves(minutes=1)
    files = [message["document"] for message in await marta.sees(story.bot) if "document" in message]
    assert any(file["file_name"].startswith("sprawozdanie") for file in files)
    await asyncio.wait_for(gathering.plan_the_next(story, group), 60)
    assert len(await about(ola, group, gathering.NEXT_TITLE)) == 1
    await bot.kill()
