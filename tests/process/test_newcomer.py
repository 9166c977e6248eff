"""The newcomer's story over HTTP, with the real process: three months of a network, and a kill in the middle."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from sandbox import history
from sandbox.story import Story
from tests.process.living import LivingBot, Sandbox

pytestmark = pytest.mark.e2e

WARSAW = ZoneInfo("Europe/Warsaw")
OPEN, REMINDER = "Dyżur trwa", "Dyżur jutro"
SESSIONS = [datetime(2026, 9, 15, 10, tzinfo=WARSAW) + timedelta(weeks=2 * number) for number in range(7)]


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = await Sandbox.start()
    yield sandbox
    await sandbox.stop()


async def test_three_months_of_a_network_with_a_kill_in_the_middle(sandbox: Sandbox, tmp_path: Path) -> None:
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    async with Story.at(sandbox.address) as story:
        marta, group = story.people["Marta"], story.groups["Miasto Cyfrowe"]
        await history.begin(story, marta, group)
        await history.gather(story, marta, group)
        await history.share_roles(story, marta)
        await history.announce_office_hours(story, story.people["Łukasz"])
        assert "8 z 11 przedstawicieli, 7 z 7 instytucji" in await shown(story, marta, group)

        await story.clock.moves_to(SESSIONS[3] + timedelta(minutes=20))
        assert OPEN in await marta.newest(group)
        await bot.kill()
        bot = await LivingBot.start(sandbox, tmp_path)
        await bot.runs()
        assert OPEN in await marta.newest(group)
        await story.clock.moves_to(SESSIONS[-1] + timedelta(hours=2))

        said = [asked for asked in await story.record() if asked["method"] == "sendMessage"]
        opened = [at(asked) for asked in said if OPEN in text(asked)]
        assert [moment.replace(second=0, microsecond=0) for moment in opened] == SESSIONS
        reminded = Counter(asked["params"]["chat_id"] for asked in said if REMINDER in text(asked))
        assert reminded[story.people["Ola"].id] == len(SESSIONS)
        assert story.people["Józef"].id not in reminded
        await marta.says(story.bot, "/moje_dane")
        file = next(message["document"] for message in await marta.sees(story.bot) if "document" in message)
        assert file["file_name"] == "moje-dane.json"
        assert "Dane" in await story.get(f"/world/files/{file['file_id']}")
        refused = [why for why in await story.refused() if why["method"] != "pinChatMessage"]
        greeting = [(why["method"], why["params"]["chat_id"]) for why in refused]
        assert greeting == [("sendMessage", marta.id)], "Marta had not pressed Start when she added the bot"
    await bot.kill()


async def shown(story: Story, marta: Any, group: Any) -> str:
    """The network's card, as the facilitator asks for it."""
    await marta.says(group, "/siec")
    return str(await marta.newest(group))


def at(asked: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(asked["at"]).astimezone(WARSAW)


def text(asked: dict[str, Any]) -> str:
    return str(asked["params"].get("text", ""))
