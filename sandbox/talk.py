"""Acts of talking: writing, editing, deleting, tapping, reacting, and what a person sees of it."""

from __future__ import annotations

from typing import Any

from sandbox import markup
from sandbox.chats import Chat
from sandbox.errors import Refused
from sandbox.files import Upload, picture_size
from sandbox.messages import Message
from sandbox.state import State, Tap

TAP_LIVES = 150
MAX_TEXT, MAX_CAPTION = 4096, 1024


class Talk(State):
    """What people do with messages."""

    def say(
        self, user_id: int, chat_id: int, text: str, reply_to: int | None = None, thread_id: int | None = None
    ) -> Message:
        """Write a message."""
        plain = text.strip()
        if not 1 <= len(plain) <= MAX_TEXT:
            raise Refused("text_length", f"a message has 1 to {MAX_TEXT} characters")
        content = _with_entities("text", plain)
        return self._write(user_id, chat_id, content, reply_to, thread_id)

    def send_file(
        self,
        user_id: int,
        chat_id: int,
        name: str,
        data: bytes,
        mime: str | None = None,
        caption: str = "",
        as_photo: bool = False,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Send a file, or a picture that everyone sees at once."""
        if as_photo and picture_size(data) is None:
            raise Refused("not_a_picture", "that file is no picture")
        if len(caption) > MAX_CAPTION:
            raise Refused("caption_length", f"a caption has at most {MAX_CAPTION} characters")
        file = self.files.add(Upload(name, data, mime), photo=as_photo)
        content: dict[str, Any] = {"photo": file.photo_sizes()} if as_photo else {"document": file.document()}
        content |= _with_entities("caption", caption.strip()) if caption.strip() else {}
        return self._write(user_id, chat_id, content, reply_to, thread_id)

    def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> Message:
        """Change the text (or the caption) of one's own message."""
        message = self._own(user_id, chat_id, message_id)
        key = "text" if "text" in message.content else "caption"
        rest = {name: value for name, value in message.content.items() if name not in (key, *ENTITY_FIELDS)}
        message.content = rest | _with_entities(key, text.strip())
        message.edit_date = self.unix()
        self.deliver(message, "edited_message")
        self.changed(message.chat)
        return message

    def delete(self, user_id: int, chat_id: int, message_id: int) -> None:
        """Delete one's own message, or as an administrator anyone's. The bot is not told, as in Telegram."""
        message = self.message_in(user_id, chat_id, message_id)
        member = message.chat.member(user_id)
        rights = member is not None and member.may("can_delete_messages")
        if message.sender.id != user_id and not rights and not message.chat.private:
            raise Refused("not_own_message", "only one's own messages can be deleted")
        self.remove(message)

    def remove(self, message: Message) -> None:
        message.deleted = True
        if message.id in message.chat.pinned:
            message.chat.pinned.remove(message.id)
        self.changed(message.chat)

    def tap(self, user_id: int, chat_id: int, message_id: int, data: str) -> str:
        """Tap a button (or forge a tap: any data is sent, as in Telegram). Answers the callback query's id."""
        message = self.message_in(user_id, chat_id, message_id)
        if message.sender is not self.bot:
            raise Refused("no_buttons", "that message has no buttons of the bot")
        tap = Tap(f"{user_id}{self.next_number():08d}", user_id, message, self.unix())
        self.taps[tap.id] = tap
        self.updates.push(
            "callback_query",
            {
                "id": tap.id,
                "from": self.who(user_id).user(),
                "message": message.as_dict(),
                "chat_instance": str(abs(chat_id) * 31),
                "data": data,
            },
        )
        return tap.id

    def callback_answer(self, callback_query_id: str) -> dict[str, Any] | None:
        """The bot's answer to a tap, `{text?, show_alert?, url?}`; None while there is none."""
        return self.taps[callback_query_id].answer

    def answer_tap(self, callback_query_id: str, answer: dict[str, Any]) -> bool:
        """Note the bot's answer, once and in time; False when Telegram would not take it any more."""
        tap = self.taps.get(callback_query_id)
        if tap is None or tap.answer is not None or self.unix() - tap.at > TAP_LIVES:
            return False
        tap.answer = answer
        self.changed(tap.message.chat)
        return True

    def react(self, user_id: int, chat_id: int, message_id: int, emoji: str | None) -> None:
        """Put one reaction on a message in place of one's earlier ones; None takes it back."""
        message = self.message_in(user_id, chat_id, message_id)
        before = message.reactions.get(user_id, [])
        after = [emoji] if emoji else []
        if before == after:
            return
        message.reactions[user_id] = after
        bot = message.chat.member(self.bot.id)
        if message.chat.private or (bot is not None and bot.admin):
            change: dict[str, Any] = {"chat": message.chat.brief(), "message_id": message_id}
            change |= {"user": self.who(user_id).user(), "date": self.unix()}
            change |= {"old_reaction": _reactions(before), "new_reaction": _reactions(after)}
            self.updates.push("message_reaction", change)
        self.changed(message.chat)

    def visible(self, user_id: int, chat_id: int, last: int | None = None) -> list[dict[str, Any]]:
        """The messages of a chat as this person sees them (the `last` ones only, if given)."""
        chat = self.chat_of(user_id, chat_id)
        seen = [message for message in chat.messages.values() if message.shown_to(user_id)]
        return [message.as_seen_by(user_id) for message in (seen[-last:] if last else seen)]

    def pinned(self, user_id: int, chat: Chat) -> list[dict[str, Any]]:
        """The pinned messages as this person sees them, the one pinned last at the end."""
        pinned = [chat.messages[number] for number in chat.pinned]
        return [message.as_seen_by(user_id) for message in pinned if message.shown_to(user_id)]

    def mark_read(self, user_id: int, chat_id: int) -> None:
        """Note that this person has seen everything in a chat."""
        chat = self.chat_of(user_id, chat_id)
        last = max(chat.messages, default=0)
        if chat.read.get(user_id, 0) != last:
            chat.read[user_id] = last
            self.changed(chat)

    def _own(self, user_id: int, chat_id: int, message_id: int) -> Message:
        message = self.message_in(user_id, chat_id, message_id)
        if message.sender.id != user_id or message.service:
            raise Refused("not_own_message", "only one's own messages can be edited")
        return message

    def _write(
        self,
        user_id: int,
        chat_id: int,
        content: dict[str, Any],
        reply_to: int | None,
        thread_id: int | None,
        markup: dict[str, Any] | None = None,
    ) -> Message:
        chat, person = self.chat_of(user_id, chat_id), self.who(user_id)
        self._check_may_write(chat, user_id, content.get("text", ""))
        original = self.message_in(user_id, chat_id, reply_to) if reply_to is not None else None
        if original is not None and chat.type == "supergroup":
            thread_id = original.thread_id or (None if chat.is_forum else original.id)
        if chat.is_forum and thread_id is not None:
            topic = chat.topics.get(thread_id)
            if topic is None or (topic.closed and not chat.may(user_id, "can_manage_topics")):
                raise Refused("topic_closed", "there is no such open topic")
        message = self.post(chat, person, content, reply_to=original, thread_id=thread_id, markup=markup)
        self.deliver(message)
        return message

    def _check_may_write(self, chat: Chat, user_id: int, text: str) -> None:
        person = self.who(user_id)
        if chat.private:
            if person.blocked:
                raise Refused("bot_blocked", f"{person.name} has blocked the bot")
            if not person.started and not text.startswith("/start"):
                raise Refused("not_started", f"{person.name} must press Start first")
            person.started = True
        elif not chat.may(user_id, "can_send_messages") and not _is_admin(chat, user_id):
            raise Refused("may_not_write", f"{person.name} may not write in {chat.title}")


ENTITY_FIELDS = ("entities", "caption_entities")


def _is_admin(chat: Chat, user_id: int) -> bool:
    member = chat.member(user_id)
    return member is not None and member.admin


def _with_entities(key: str, text: str) -> dict[str, Any]:
    found = markup.detect(text)
    field = "entities" if key == "text" else "caption_entities"
    return {key: text} | ({field: found} if found else {})


def _reactions(emoji: list[str]) -> list[dict[str, str]]:
    return [{"type": "emoji", "emoji": one} for one in emoji]
