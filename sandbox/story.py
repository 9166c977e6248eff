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
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp

Json = dict[str, Any]


class Impossible(AssertionError):
    """The story asks for what is not there, or the sandbox refused an act."""


class Bot:
    """The bot: someone to add to groups, and the place of private talk."""

    def __init__(self, card: Json) -> None:
        self.id: int = card["id"]
        self.username: str = card["username"]


class Group:
    """A group; its id changes when it becomes a supergroup."""

    def __init__(self, card: Json) -> None:
        self.id: int = card["id"]
        self.title: str = card["title"]


Place = Group | Bot


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


class Player:
    """One person, acting."""

    def __init__(self, story: Story, card: Json) -> None:
        self._story = story
        self.card = card
        self.id: int = card["id"]
        self.name = " ".join(filter(None, (card["first_name"], card["last_name"])))

    # Talking

    async def says(self, place: Place, text: str, *, topic: int | None = None) -> Json:
        return await self._act("/messages", chat_id=self._chat(place), text=text, topic=topic)

    async def replies(self, place: Place, to: str, text: str) -> Json:
        """Reply to the newest visible message containing `to`."""
        original = await self.finds(place, to)
        return await self._act(
            "/messages", chat_id=self._chat(place), text=text, reply_to=original["message_id"]
        )

    async def edits(self, place: Place, old: str, new: str) -> Json:
        message = await self.finds(place, old)
        path = f"/messages/{self._chat(place)}/{message['message_id']}"
        return await self._story.send("PATCH", self._path(path), {"text": new})

    async def deletes(self, place: Place, text: str) -> None:
        message = await self.finds(place, text)
        await self._story.send("DELETE", self._path(f"/messages/{self._chat(place)}/{message['message_id']}"))

    async def sends(
        self, place: Place, name: str, data: bytes, *, caption: str = "", photo: bool = False
    ) -> Json:
        form = aiohttp.FormData()
        form.add_field("chat_id", str(self._chat(place)))
        form.add_field("text", caption)
        form.add_field("as", "photo" if photo else "document")
        form.add_field("file", data, filename=name)
        return await self._story.send("POST", self._path("/messages"), form=form)

    async def starts(self, payload: str = "") -> None:
        await self._act("/start", payload=payload)

    async def taps(self, place: Place, label: str) -> Json:
        """Tap the newest visible button whose label contains this; a link to the bot is followed."""
        message, button = await self._button(place, label)
        if "url" in button:
            await self._follows(button["url"])
            return {"answered": True, "text": None, "show_alert": False, "url": button["url"]}
        if "callback_data" not in button:
            return await self.says(place, button["text"])
        number = message.get("ephemeral_message_id") or message["message_id"]
        return await self._act(
            "/taps", chat_id=self._chat(place), message_id=number, data=button["callback_data"]
        )

    async def votes(self, place: Place, *options: str) -> None:
        """Vote in the newest open poll for the options with these words; none takes the vote back."""
        message = await self._newest_poll(place)
        texts = [option["text"] for option in message["poll"]["options"]]
        chosen = [next(i for i, text in enumerate(texts) if word in text) for word in options]
        await self._act(
            "/votes", chat_id=self._chat(place), message_id=message["message_id"], option_ids=chosen
        )

    async def reacts(self, place: Place, to: str, emoji: str | None) -> None:
        message = await self.finds(place, to)
        await self._act(
            "/reactions", chat_id=self._chat(place), message_id=message["message_id"], emoji=emoji
        )

    async def blocks(self, blocked: bool = True) -> None:
        await self._act("/block", blocked=blocked)

    # Groups

    async def makes_group(self, title: str, *, supergroup: bool = True, is_forum: bool = False) -> Group:
        group = Group(await self._act("/groups", title=title, supergroup=supergroup, is_forum=is_forum))
        self._story.groups[title] = group
        return group

    async def adds(self, group: Group, who: Player | Bot, payload: str | None = None) -> None:
        """Add someone; `payload` when the bot comes by a `?startgroup=` link."""
        if payload is not None:
            await self._act(f"/groups/{group.id}", payload=payload)
        else:
            await self._act(f"/groups/{group.id}/members", user_id=who.id)

    async def removes(self, group: Group, who: Player | Bot) -> None:
        await self._story.send("DELETE", self._path(f"/groups/{group.id}/members/{who.id}"))

    async def leaves(self, group: Group) -> None:
        await self.removes(group, self)

    async def promotes(self, group: Group, who: Player | Bot, admin: bool = True, **rights: bool) -> None:
        await self._act(f"/groups/{group.id}/admins", user_id=who.id, admin=admin, rights=rights)

    async def renames(self, group: Group, title: str) -> None:
        await self._act(f"/groups/{group.id}", title=title)
        group.title = title

    async def upgrades(self, group: Group) -> None:
        """Make a supergroup of a group."""
        group.id = (await self._act(f"/groups/{group.id}", upgrade=True))["id"]

    async def opens_topic(self, group: Group, name: str) -> int:
        return int((await self._act("/topics", chat_id=group.id, name=name))["message_thread_id"])

    # Seeing

    async def sees(self, place: Place) -> list[Json]:
        """The messages of a chat, oldest first."""
        seen = await self._story.get(self._path(""))
        chats = {chat["id"]: chat for chat in seen["chats"]}
        messages: list[Json] = chats.get(self._chat(place), {}).get("messages", [])
        return messages

    async def newest(self, place: Place) -> str:
        """The words of the newest message ('' in an empty chat)."""
        messages = await self.sees(place)
        return words(messages[-1]) if messages else ""

    async def finds(self, place: Place, text: str) -> Json:
        """The newest visible message containing these words."""
        messages = await self.sees(place)
        for message in reversed(messages):
            if text in words(message):
                return message
        said = "\n".join(f"  {words(message)!r}" for message in messages[-5:])
        raise Impossible(f"{self.name} sees no message with {text!r}; the last ones are\n{said}")

    async def buttons(self, place: Place) -> list[str]:
        """Labels of all visible buttons, the newest message's first."""
        return [button["text"] for _, button in await self._buttons(place)]

    async def _button(self, place: Place, label: str) -> tuple[Json, Json]:
        buttons = await self._buttons(place)
        for message, button in buttons:
            if label in button["text"]:
                return message, button
        raise Impossible(
            f"{self.name} sees no button {label!r}, only {[button['text'] for _, button in buttons]}"
        )

    async def _buttons(self, place: Place) -> list[tuple[Json, Json]]:
        found = []
        for message in reversed(await self.sees(place)):
            markup = message.get("reply_markup") or {}
            rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
            found += [(message, button) for row in rows for button in row]
        return found

    async def _newest_poll(self, place: Place) -> Json:
        for message in reversed(await self.sees(place)):
            if "poll" in message and not message["poll"]["is_closed"]:
                return message
        raise Impossible(f"{self.name} sees no open poll")

    async def _follows(self, url: str) -> None:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        if (
            parts.hostname == "t.me"
            and parts.path.strip("/") == self._story.bot.username
            and "start" in query
        ):
            await self.starts(query["start"][0])

    def _chat(self, place: Place) -> int:
        return self.id if isinstance(place, Bot) else place.id

    def _path(self, path: str) -> str:
        return f"/world/as/{self.id}{path}"

    async def _act(self, path: str, **what: Any) -> Json:
        given = {name: value for name, value in what.items() if value is not None or name == "emoji"}
        return await self._story.send("POST", self._path(path), given)


class Story:
    """A connection to a sandbox: its people, groups, bot and clock."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self._url = url.rstrip("/")
        self._session = session
        self.people: dict[str, Player] = {}
        self.groups: dict[str, Group] = {}
        self.bot: Bot
        self.clock = StoryClock(self)

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str) -> AsyncIterator[Story]:
        """Open a story with the sandbox at this address."""
        async with aiohttp.ClientSession() as session:
            story = cls(url, session)
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
        """Let the bot finish what it has to do at this moment."""
        await self.post("/clock/move", {"by": 0})

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
        await self.settles()
        return answer

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


def words(message: Json) -> str:
    """What a message says: its text, caption, question, or the name of the service message."""
    said = message.get("text") or message.get("caption") or message.get("poll", {}).get("question")
    return str(said) if said else ""
