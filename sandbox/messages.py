"""Messages: what was said, and Telegram's Message object for the bot and for each reader."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sandbox.chats import Chat
from sandbox.people import Person
from sandbox.polls import Poll


@dataclass(slots=True, eq=False)
class Message:
    """One message. `content` holds the fields of Telegram's Message that say what it is."""

    id: int
    chat: Chat
    sender: Person
    date: int
    content: dict[str, Any]
    service: bool = False
    reply_to: Message | None = None
    quote: dict[str, Any] | None = None
    thread_id: int | None = None
    markup: dict[str, Any] | None = None
    poll: Poll | None = None
    sender_chat: Chat | None = None
    edit_date: int | None = None
    deleted: bool = False
    receiver: int | None = None
    reactions: dict[int, list[str]] = field(default_factory=dict)

    @property
    def message_id(self) -> int:
        """The id by its name in the Bot API."""
        return self.id

    @property
    def text(self) -> str:
        said: str = self.content.get("text") or self.content.get("caption") or ""
        return said

    @property
    def entities(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (
            self.content.get("entities") or self.content.get("caption_entities") or []
        )
        return found

    def shown_to(self, user_id: int) -> bool:
        return not self.deleted and self.receiver in (None, user_id)

    def as_dict(self, *, nested: bool = False) -> dict[str, Any]:
        """Telegram's Message object as the bot gets it."""
        shown = self._shared(nested)
        if self.poll is not None:
            shown["poll"] = self.poll.as_dict()
        if self.markup is not None and "inline_keyboard" in self.markup:
            shown["reply_markup"] = self.markup
        return shown

    def as_seen_by(self, user_id: int, *, nested: bool = False) -> dict[str, Any]:
        """The same for a person: any keyboard, reactions, one's own vote."""
        shown = self._shared(nested)
        if self.reply_to is not None and not nested and not self.reply_to.deleted:
            shown["reply_to_message"] = self.reply_to.as_seen_by(user_id, nested=True)
        if self.poll is not None:
            shown["poll"] = self.poll.as_seen_by(user_id)
        if self.markup is not None:
            shown["reply_markup"] = self.markup
        shown["edited"] = self.edit_date is not None
        shown["deleted"] = self.deleted
        shown["reactions"] = self._reactions(user_id)
        return shown

    def inaccessible(self) -> dict[str, Any]:
        """Telegram's InaccessibleMessage."""
        return {"chat": self.chat.brief(), "message_id": self.id, "date": 0}

    def _shared(self, nested: bool) -> dict[str, Any]:
        shown: dict[str, Any] = {"message_id": self.id}
        if self.receiver is not None:
            shown |= {"message_id": 0, "ephemeral_message_id": self.id}
        if self.thread_id is not None:
            shown["message_thread_id"] = self.thread_id
            if self.chat.is_forum:
                shown["is_topic_message"] = True
        shown["from"] = self.sender.user()
        if self.sender_chat is not None:
            shown["sender_chat"] = self.sender_chat.brief()
        shown |= {"chat": self.chat.brief(), "date": self.date}
        if self.edit_date is not None:
            shown["edit_date"] = self.edit_date
        if self.reply_to is not None and not nested and not self.reply_to.deleted:
            shown["reply_to_message"] = self.reply_to.as_dict(nested=True)
            if self.quote is not None:
                shown["quote"] = self.quote
        return shown | self.content

    def _reactions(self, user_id: int) -> list[dict[str, Any]]:
        counts = Counter(emoji for chosen in self.reactions.values() for emoji in chosen)
        mine = self.reactions.get(user_id, [])
        return [{"emoji": emoji, "count": n, "mine": emoji in mine} for emoji, n in counts.items()]
