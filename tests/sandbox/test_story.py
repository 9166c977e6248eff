"""Stories with a bot that says some things a little later, as Telegram's sending limits make it do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from sandbox.story import Impossible, Player, Story
from tests.sandbox.conftest import Served
from tests.sandbox.test_clock import Client, after, living

BUTTON = {"inline_keyboard": [[{"text": "Dołącz", "url": "https://t.me/spoiwo_bot?start=dolacz"}]]}


class SlowBot(Client):
    """Answers every message with a card, after these waits edits it in turn, and puts a button under the last."""

    def __init__(self, server: Served, *waits: float) -> None:
        super().__init__(server, "slow")
        self.reads_updates = True
        self.plans: list[tuple[datetime, dict[str, Any]]] = []
        self._waits = waits

    async def work(self, now: datetime) -> None:
        before = len(self.taken)
        await super().work(now)
        for _ in self.taken[before:]:
            await self._plan(now)
        for moment, edit in [plan for plan in self.plans if plan[0] <= now]:
            self.plans.remove((moment, edit))
            assert (await self._server.bot("editMessageText", **edit))["ok"]
        self.due = [moment for moment, _ in self.plans]

    async def read(self) -> None:
        for update in (await self._server.bot("getUpdates", offset=self._offset))["result"]:
            self._offset = update["update_id"] + 1
            if "message" in update:
                self.taken.append(update["message"].get("text", ""))
        await self._server.bot("getUpdates", offset=self._offset)

    async def _plan(self, now: datetime) -> None:
        chat = next(iter(self._server.world.people))
        card = (await self._server.bot("sendMessage", chat_id=chat, text="Karta 0"))["result"]
        for number, seconds in enumerate(self._waits, 1):
            now += timedelta(seconds=seconds)
            text = {"chat_id": chat, "message_id": card["message_id"], "text": f"Karta {number}"}
            last = {"reply_markup": BUTTON} if number == len(self._waits) else {}
            self.plans.append((now, text | last))


@pytest.fixture
async def story(server: Served) -> AsyncIterator[Story]:
    async with Story.at(server.url) as story:
        yield story


@pytest.fixture
async def ola(story: Story) -> Player:
    return await story.someone("Ola")


async def test_after_an_act_short_waits_pass(server: Served, story: Story, ola: Player) -> None:
    async with living(SlowBot(server, 1, 4.9, 5)):
        await ola.starts()
        assert await ola.newest(story.bot) == "Karta 2"
        assert server.sandbox.clock.now() == after(seconds=5.9)


async def test_a_story_without_patience_leaves_the_clock_alone(server: Served) -> None:
    async with Story.at(server.url, patience=0) as story, living(SlowBot(server, 1)):
        ola = await story.someone("Ola")
        await ola.starts()
        assert await ola.newest(story.bot) == "Karta 0"
        assert server.sandbox.clock.now() == after()


async def test_words_and_buttons_that_come_later_are_waited_for(
    server: Served, story: Story, ola: Player
) -> None:
    async with living(SlowBot(server, 20, 30, 40)):
        await ola.starts()
        assert server.sandbox.clock.now() == after()
        assert (await ola.finds(story.bot, "Karta 1"))["edited"]
        assert server.sandbox.clock.now() == after(seconds=20)
        await ola.taps(story.bot, "Dołącz")
        assert server.sandbox.clock.now() == after(seconds=90)


async def test_what_comes_too_late_is_not_there(server: Served, story: Story, ola: Player) -> None:
    async with living(SlowBot(server, 60, 31)):
        await ola.starts()
        with pytest.raises(Impossible, match="sees no button 'Dołącz'"):
            await ola.taps(story.bot, "Dołącz")
        assert server.sandbox.clock.now() == after(seconds=60)
        with pytest.raises(Impossible, match=r"'Nigdy'; the last ones are\n.*\n  'Karta 2'"):
            await ola.finds(story.bot, "Nigdy")
        with pytest.raises(Impossible, match="no open poll"):
            await ola.votes(story.bot, "tak")


async def test_a_bot_that_never_rests_for_long_does_not_hold_the_story(
    server: Served, story: Story, ola: Player
) -> None:
    async with living(SlowBot(server, *[4.5] * 40)):
        await ola.starts()
        assert server.sandbox.clock.now() == after(seconds=90)
