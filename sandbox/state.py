"""The world's state: who and what there is, how a message comes to be, and which updates the bot gets of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sandbox.chats import Chat, Member
from sandbox.errors import Refused
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.limits import Limits
from sandbox.messages import Message
from sandbox.people import Person, anonymous_admin
from sandbox.polls import Poll
from sandbox.profile import Profile
from sandbox.record import Record
from sandbox.updates import Updates

if TYPE_CHECKING:
    from sandbox.inline import InlineQuery

ADDRESSED = re.compile(r"/[^\s@]*@([A-Za-z0-9_]+)")
FIRST_PERSON_ID, FIRST_GROUP_ID, FIRST_SUPERGROUP_ID = 700_000_001, -4_000_000_001, -1_002_000_000_001


@dataclass(slots=True)
class Tap:
    """A callback query on its way, and the bot's answer to it."""

    id: str
    user_id: int
    message: Message
    at: int
    answer: dict[str, Any] | None = None


class State:
    """Everything the acts of people and the methods of the bot work on."""

    def __init__(
        self,
        now: Callable[[], datetime] | None = None,
        *,
        limits: bool = False,
        privacy: bool = True,
        bot_id: int = 42,
        bot_name: str = "Spoiwo",
        bot_username: str = "spoiwo_bot",
    ) -> None:
        self.now: Callable[[], datetime] = now or (lambda: datetime.now(UTC))
        self.privacy = privacy
        self.bot = Person(bot_id, bot_name, username=bot_username, is_bot=True)
        self.anonymous = anonymous_admin()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.closing: list[Message] = []
        self.taps: dict[str, Tap] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.files = Files()
        self.updates = Updates(self.unix)
        self.profile = Profile()
        self.limits = Limits(self.now, on=limits)
        self.faults = Faults()
        self.record = Record(self.now)
        self.listeners: list[Callable[[int], None]] = []
        self._sequence = 0
        self._private_messages = 0

    def unix(self) -> int:
        return int(self.now().timestamp())

    def next_number(self) -> int:
        """A number never used before in this world (for the ids of polls, taps, albums and groups)."""
        self._sequence += 1
        return self._sequence

    def waiting_updates(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self.updates)

    def update_changes(self) -> int:
        """Grows whenever an update comes or goes."""
        return self.updates.changes

    # Finding

    def who(self, user_id: int) -> Person:
        if user_id == self.bot.id:
            return self.bot
        person = self.people.get(user_id)
        if person is None:
            raise Refused("no_person", f"there is no person {user_id}")
        return person

    def chat_of(self, user_id: int, chat_id: int) -> Chat:
        """A chat this person is in."""
        chat = self.chats.get(chat_id)
        if chat is None and chat_id == user_id:
            return self.private_chat(user_id)
        if chat is None or not chat.present(user_id):
            raise Refused("not_in_chat", f"{self.who(user_id).name} is not in the chat {chat_id}")
        return chat

    def message_in(self, user_id: int, chat_id: int, message_id: int) -> Message:
        """A message this person sees."""
        message = self.chat_of(user_id, chat_id).messages.get(message_id)
        if message is None or not message.shown_to(user_id):
            raise Refused(
                "no_message", f"{self.who(user_id).name} sees no message {message_id} in the chat {chat_id}"
            )
        return message

    def private_chat(self, user_id: int) -> Chat:
        person = self.who(user_id)
        if user_id not in self.chats:
            self.chats[user_id] = Chat(user_id, "private", person=person)
        return self.chats[user_id]

    # Posting

    def post(
        self,
        chat: Chat,
        sender: Person,
        content: dict[str, Any],
        *,
        service: bool = False,
        reply_to: Message | None = None,
        thread_id: int | None = None,
        markup: dict[str, Any] | None = None,
        poll: Poll | None = None,
        receiver: int | None = None,
    ) -> Message:
        """Put a message into a chat."""
        message = Message(self._message_id(chat), chat, sender, self.unix(), content, service)
        message.markup, message.poll, message.receiver = markup, poll, receiver
        message.reply_to, message.thread_id = reply_to, thread_id
        if reply_to is None and thread_id is not None and thread_id in chat.messages:
            message.reply_to = chat.messages[thread_id]
        member = chat.member(sender.id)
        if member is not None and member.admin and member.is_anonymous:
            message.sender, message.sender_chat = self.anonymous, chat
        chat.messages[message.id] = message
        chat.read[sender.id] = message.id
        self.changed(chat)
        return message

    def announce(
        self, chat: Chat, sender: Person, content: dict[str, Any], thread_id: int | None = None
    ) -> Message:
        """Post a service message, which the bot gets even when it caused it."""
        message = self.post(chat, sender, content, service=True, thread_id=thread_id)
        self.deliver(message)
        return message

    def deliver(self, message: Message, kind: str = "message") -> None:
        """Give the bot a message as an update, if privacy mode lets it have it."""
        if self.bot_hears(message):
            self.updates.push(kind, message.as_dict())

    def bot_hears(self, message: Message) -> bool:
        """Privacy mode on: commands, replies to the bot, mentions, what was sent by way of the bot, service messages;
        all when it is an admin."""
        chat = message.chat
        if chat.private:
            return True
        member = chat.member(self.bot.id)
        if member is None or not member.present:
            return False
        if message.service or member.admin or not self.privacy or "via_bot" in message.content:
            return True
        if (
            message.reply_to is not None
            and message.reply_to.sender is self.bot
            and not message.reply_to.service
        ):
            return True
        if message.text.startswith("/"):
            addressed = ADDRESSED.match(message.text)
            return addressed is None or self._is_me(addressed.group(1))
        return any(self._is_me(name) for name in re.findall(r"(?<!\w)@(\w+)", message.text))

    def changed(self, chat: Chat) -> None:
        """Tell those who watch that a chat looks different now."""
        for listener in self.listeners:
            listener(chat.id)

    def membership_changed(self, chat: Chat, by: Person, before: dict[str, Any], member: Member) -> None:
        """The update about a new standing: always about the bot's own, about others' only to an admin."""
        about_bot = member.person is self.bot
        kind = "my_chat_member" if about_bot or chat.private else "chat_member"
        bot = chat.member(self.bot.id)
        if kind == "my_chat_member" or (bot is not None and bot.admin):
            change = {"chat": chat.brief(), "from": by.user(), "date": self.unix()}
            self.updates.push(kind, change | {"old_chat_member": before, "new_chat_member": member.as_dict()})
        self.changed(chat)

    def _is_me(self, username: str) -> bool:
        return username.lower() == (self.bot.username or "").lower()

    def _message_id(self, chat: Chat) -> int:
        if chat.type == "supergroup":
            chat.last_message_id += 1
            return chat.last_message_id
        self._private_messages += 1
        return self._private_messages
