"""The newcomer's story over HTTP, with the real process: three months of a network, and a kill in the middle."""

import re
import signal
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from ical.calendar_stream import IcsCalendarStream

from sandbox import history
from sandbox.story import Story
from tests.process.living import LivingBot, Sandbox, free_port, words

pytestmark = pytest.mark.e2e

WARSAW = ZoneInfo("Europe/Warsaw")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/calendar/([\w-]+)\.ics")
OPEN, REMINDER = "Dyżur trwa", "Dyżur jutro"
SESSIONS = [datetime(2026, 9, 15, 10, tzinfo=WARSAW) + timedelta(weeks=2 * number) for number in range(7)]


async def test_three_months_of_a_network_with_a_kill_in_the_middle(sandbox: Sandbox, tmp_path: Path) -> None:
    port = str(free_port())
    public = {"HTTP_PORT": port, "PUBLIC_URL": f"http://127.0.0.1:{port}", "LOG_LEVEL": "debug"}
    bot = await LivingBot.start(sandbox, tmp_path, **public)
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
        bot = await LivingBot.start(sandbox, tmp_path, **public)
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
        token = await in_own_calendar(story, marta)
        refused = [why for why in await story.refused() if why["method"] != "pinChatMessage"]
        greeting = [(why["method"], why["params"]["chat_id"]) for why in refused]
        assert greeting == [("sendMessage", marta.id)], "Marta had not pressed Start when she added the bot"
    bot.send(signal.SIGTERM)
    _, log = await bot.ends()
    assert token not in log


async def in_own_calendar(story: Story, person: Any) -> str:
    """The token of the address that a person gives to a calendar, which reads there when the hours really were."""
    await person.says(story.bot, "/kalendarz")
    address = ADDRESS.search(words((await person.sees(story.bot))[-1]))
    assert address is not None
    async with aiohttp.ClientSession() as calendar, calendar.get(address[0]) as answer:
        events = IcsCalendarStream.calendar_from_ics(await answer.text()).events
    starts = [event.dtstart for event in events]
    assert starts[0] == SESSIONS[-3]
    assert SESSIONS[-2:] == starts[1:3]
    return address[1]


async def shown(story: Story, marta: Any, group: Any) -> str:
    """The network's card, as the facilitator asks for it."""
    await marta.says(group, "/siec")
    return str(await marta.newest(group))


def at(asked: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(asked["at"]).astimezone(WARSAW)


def text(asked: dict[str, Any]) -> str:
    return str(asked["params"].get("text", ""))
