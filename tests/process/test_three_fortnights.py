"""Three fortnights of office hours over HTTP, with the real process: the story that the demo tells."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from sandbox import history
from sandbox.story import Story, words
from tests.process.living import LivingBot, Sandbox

pytestmark = pytest.mark.e2e

USE, DATA = "Jak przekonać mieszkańców do e-usług?", "Czy ktoś ma wzór umowy na otwarte dane?"


@pytest_asyncio.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    sandbox = await Sandbox.start()
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    async with Story.at(sandbox.address) as story:
        yield story
    await bot.kill()
    await sandbox.stop()


async def test_two_questions_one_hour_that_falls_out_and_both_are_answered(story: Story) -> None:
    marta, expert, group = story.people["Marta"], story.people["Łukasz"], story.groups["Miasto Cyfrowe"]
    await history.begin(story, marta, group)
    await history.gather(story, marta, group)
    await history.share_roles(story, marta)
    await history.announce_office_hours(story, expert)
    await history.hold_office_hours(story, expert, group)
    await story.clock.moves(hours=2)
    seen = [words(message) for message in await story.people["Józef"].sees(group)]
    (first, last) = [text for text in seen if text.startswith("Po dyżurze")]
    assert f"Z odpowiedzią:\n• „{USE}” – odpowiedź" in first
    assert f"Na dyżur 29 września przechodzą:\n• „{DATA}”" in first
    assert f"Z odpowiedzią:\n• „{DATA}” – odpowiedź" in last
    assert len([text for text in seen if "dobiegł końca" in text]) == 2, "the one between fell out"
    assert not [text for text in seen if "Paweł" in text and DATA in text], "he did not sign"
    paweł = [words(message) for message in await story.people["Paweł"].sees(story.bot)]
    assert [text for text in paweł if "odpowiada na Twoje pytanie" in text]
    assert len([text for text in paweł if "Jest teraz na początku kolejki" in text]) == 2
    assert {refused["method"] for refused in await story.refused()} <= {"pinChatMessage", "sendMessage"}
