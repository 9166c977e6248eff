"""Playing people over the control API, so that a story reads like one.

    async with Story.at("http://127.0.0.1:8081") as story:
        ola, group = story.people["Ola"], story.groups["Miasto Cyfrowe"]
        await ola.adds(group, story.bot)
        await ola.says(group, "/dyzur co drugi wtorek 10:00")
        await ola.taps(group, "Zgadza się")
        await story.clock.moves(days=14)
        assert "otwarty" in await ola.newest(group)

People are found by first name, full name or username, groups by title. `story.bot` as a place is a person's private
chat with the bot. After each act the story lets the bot come to rest (when a bot that knows the clock is there), so
nothing here sleeps. Tapping a link button to the bot follows the link.

A bot that keeps Telegram's sending limits says some things a little later. After an act the clock therefore moves on
by itself while the next thing is due within `patience` seconds; and words, buttons and polls that a person looks for
are waited for up to `LONGEST_WAIT` seconds of the clock. To see that something is not there, look at `sees`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from sandbox.players import Bot, Found, Group, Impossible, Json, Player, words

LONGEST_WAIT = timedelta(seconds=90)


class StoryClock:
    """Moving time."""

    def __init__(self, story: Story) -> None:
        self._story = story

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self._story.get("/clock"))["now"])

    async def moves(self, **by: float) -> list[datetime]:
        """Let time pass (`days=14, hours=1`); answers the due moments visited."""
        return await self._move({"by": timedelta(**by).total_seconds()})

    async def moves_to(self, moment: datetime) -> list[datetime]:
        return await self._move({"to": moment.isoformat()})

    async def moves_to_next(self) -> list[datetime]:
        """To the next moment at which anything is due."""
        return await self._move({"next": True})

    async def _move(self, where: Json) -> list[datetime]:
        answer = await self._story.post("/clock/move", where)
        return [datetime.fromisoformat(due) for due in answer["visited"]]


class Story:
    """A connection to a sandbox: its people, groups, bot and clock."""

    def __init__(self, url: str, session: aiohttp.ClientSession, patience: float = 5.0) -> None:
        self._url = url.rstrip("/")
        self._session = session
        self._patience = timedelta(seconds=patience)
        self._at_once = False
        self.people: dict[str, Player] = {}
        self.groups: dict[str, Group] = {}
        self.bot: Bot
        self.clock = StoryClock(self)

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str, *, patience: float = 5.0) -> AsyncIterator[Story]:
        """Open a story with the sandbox at this address; 0 patience leaves the clock alone after acts."""
        async with aiohttp.ClientSession() as session:
            story = cls(url, session, patience)
            await story.looks_around()
            yield story

    async def looks_around(self) -> None:
        """Learn who is there."""
        world = await self.get("/world")
        self.bot = Bot(world["bot"])
        for card in world["people"]:
            self._meet(Player(self, card))
        for card in world["chats"]:
            if card["type"] != "private" and not card["migrated_to"]:
                self.groups[card["title"]] = Group(card)

    async def someone(self, first_name: str, last_name: str = "", **more: Any) -> Player:
        """A new person."""
        given = {"first_name": first_name, "last_name": last_name or None, **more}
        player = Player(self, await self.post("/world/people", given))
        self._meet(player)
        return player

    async def settles(self) -> None:
        """Let the bot finish what it has to do at this moment, and what follows shortly."""

        async def look() -> None:
            return None

        await self.waits_for(look, self._patience)

    async def waits_for(
        self, look: Callable[[], Awaitable[Found | None]], step: timedelta = LONGEST_WAIT
    ) -> Found | None:
        """What `look` finds now, or at one of the next due moments.

        Time moves on while the next one is less than a `step` away and the wait is not too long.
        """
        now, due = await self._rest(timedelta())
        end = now + LONGEST_WAIT
        while (found := await look()) is None and due is not None and due < now + step and due <= end:
            now, due = await self._rest(max(due - now, timedelta()))
        return found

    async def _rest(self, by: timedelta) -> tuple[datetime, datetime | None]:
        """Move time and let the bot come to rest; answers the moment, and when something is due next."""
        clock = await self.post("/clock/move", {"by": by.total_seconds()})
        due = clock["next_due"]
        return datetime.fromisoformat(clock["now"]), datetime.fromisoformat(due) if due else None

    async def fault(self, kind: str, **more: Any) -> None:
        """Put in a fault; `**more` as the control API takes it."""
        await self.post("/world/faults", {"kind": kind, **more})

    async def record(self, after: int = 0) -> list[Json]:
        """Accepted requests of the bot."""
        return list(await self.get(f"/world/record?after={after}"))

    async def refused(self) -> list[Json]:
        """Requests of the bot that were refused."""
        return list(await self.get("/world/refused"))

    async def get(self, path: str) -> Any:
        return await self._ask("GET", path)

    async def post(self, path: str, given: Json) -> Any:
        return await self._ask("POST", path, given)

    async def send(
        self, method: str, path: str, given: Json | None = None, form: aiohttp.FormData | None = None
    ) -> Json:
        """An act, after which the bot may come to rest."""
        answer: Json = await self._ask(method, path, given, form)
        if not self._at_once:
            await self.settles()
        return answer

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[None]:
        """What people do in this block they do at the same moment; the bot comes to rest after it."""
        self._at_once = True
        try:
            yield
        finally:
            self._at_once = False
        await self.settles()

    async def _ask(
        self, method: str, path: str, given: Json | None = None, form: aiohttp.FormData | None = None
    ) -> Any:
        async with self._session.request(method, self._url + path, json=given, data=form) as response:
            answer = await response.json()
            if response.status >= 400:
                raise Impossible(f"{method} {path}: {answer.get('error', answer)}")
            return answer

    def _meet(self, player: Player) -> None:
        for key in (player.card["first_name"], player.name, player.card["username"]):
            if key:
                self.people[key] = player


__all__ = ["Bot", "Group", "Impossible", "Player", "Story", "StoryClock", "words"]
