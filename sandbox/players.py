"""The people of a story and the places they act in; see `story.py`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qs, urlsplit

import aiohttp

if TYPE_CHECKING:
    from sandbox.story import Story

Json = dict[str, Any]
Found = TypeVar("Found")


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

    async def ends_the_poll(self, place: Place) -> None:
        """End the newest open poll, as an admin."""
        message = await self._newest_poll(place)
        await self._story.send("DELETE", self._path(f"/votes/{self._chat(place)}/{message['message_id']}"))

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

    async def joins(self, group: Group) -> None:
        """Come in by an invite link."""
        await self._act(f"/groups/{group.id}/join")

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
        message = await self._newest_where(place, lambda message: text in words(message))
        if message is not None:
            return message
        said = "\n".join(f"  {words(message)!r}" for message in (await self.sees(place))[-5:])
        raise Impossible(f"{self.name} sees no message with {text!r}; the last ones are\n{said}")

    async def buttons(self, place: Place) -> list[str]:
        """Labels of all visible buttons, the newest message's first."""
        return [button["text"] for _, button in await self._buttons(place)]

    async def _button(self, place: Place, label: str) -> tuple[Json, Json]:
        async def look() -> tuple[Json, Json] | None:
            buttons = await self._buttons(place)
            return next((found for found in buttons if label in found[1]["text"]), None)

        found = await self._patiently(look)
        if found is None:
            raise Impossible(f"{self.name} sees no button {label!r}, only {await self.buttons(place)}")
        return found

    async def _buttons(self, place: Place) -> list[tuple[Json, Json]]:
        found = []
        for message in reversed(await self.sees(place)):
            markup = message.get("reply_markup") or {}
            rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
            found += [(message, button) for row in rows for button in row]
        return found

    async def _newest_poll(self, place: Place) -> Json:
        message = await self._newest_where(
            place, lambda message: "poll" in message and not message["poll"]["is_closed"]
        )
        if message is None:
            raise Impossible(f"{self.name} sees no open poll")
        return message

    async def _newest_where(self, place: Place, fits: Callable[[Json], bool]) -> Json | None:
        async def look() -> Json | None:
            return next((message for message in reversed(await self.sees(place)) if fits(message)), None)

        return await self._patiently(look)

    async def _patiently(self, look: Callable[[], Awaitable[Found | None]]) -> Found | None:
        """What is found, also when it appears a little later; what is there already needs no clock."""
        found = await look()
        return found if found is not None else await self._story.waits_for(look)

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


def words(message: Json) -> str:
    """What a message says: its text, caption, question, or the name of the service message."""
    said = message.get("text") or message.get("caption") or message.get("poll", {}).get("question")
    return str(said) if said else ""
