"""Acts of inline mode: typing the bot's name in some chat, and sending one of the results there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox import markup
from sandbox.chats import Chat
from sandbox.errors import Refused
from sandbox.messages import Message
from sandbox.voting import Voting

QUERY_LIVES = 30
MAX_QUERY = 256


@dataclass(slots=True)
class InlineQuery:
    """What somebody typed after the bot's name, and the bot's answer to it."""

    id: str
    user_id: int
    at: int
    chat: Chat | None = None
    answer: dict[str, Any] | None = None


class InlineMode(Voting):
    """What people do with the bot in chats that it may not be in."""

    def ask_inline(self, user_id: int, query: str, offset: str = "", chat_id: int | None = None) -> str:
        """Type `@bot query` in some chat; answers the inline query's id."""
        chat = self.chat_of(user_id, chat_id) if chat_id is not None else None
        asked = InlineQuery(f"{user_id}{self.next_number():08d}", user_id, self.unix(), chat)
        self.inline_queries[asked.id] = asked
        told = {
            "id": asked.id,
            "from": self.who(user_id).user(),
            "query": query.strip()[:MAX_QUERY],
            "offset": offset,
        }
        if chat is not None:
            told["chat_type"] = "sender" if chat.private else chat.type
        self.updates.push("inline_query", told)
        return asked.id

    def inline_answer(self, query_id: str) -> dict[str, Any] | None:
        """The bot's answer, with what answerInlineQuery had; None while there is none."""
        return self._asked(query_id).answer

    def answer_inline(self, query_id: str, answer: dict[str, Any]) -> bool:
        """Note the bot's answer, once and in time; False when Telegram would not take it any more."""
        asked = self.inline_queries.get(query_id)
        if asked is None or asked.answer is not None or self.unix() - asked.at > QUERY_LIVES:
            return False
        asked.answer = answer
        if asked.chat is not None:
            self.changed(asked.chat)
        return True

    def pick_inline(
        self,
        user_id: int,
        query_id: str,
        result_id: str,
        chat_id: int,
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """Send one of the results into a chat, as a message of one's own."""
        asked = self._asked(query_id)
        results = asked.answer["results"] if asked.answer and asked.user_id == user_id else []
        result = next((each for each in results if each["id"] == result_id), None)
        if result is None:
            raise Refused("no_result", "there is no such result")
        said = result.get("input_message_content", {})
        if "message_text" not in said:
            raise Refused("no_result", "the sandbox sends only results that are text")
        text, entities = markup.parse(said["message_text"], said.get("parse_mode"), said.get("entities"))
        content: dict[str, Any] = {"text": text, "via_bot": self.bot.user()}
        if entities:
            content["entities"] = entities
        if options := said.get("link_preview_options"):
            content["link_preview_options"] = options
        return self._write(user_id, chat_id, content, reply_to, thread_id, result.get("reply_markup"))

    def _asked(self, query_id: str) -> InlineQuery:
        asked = self.inline_queries.get(query_id)
        if asked is None:
            raise Refused("no_query", "nobody asked that")
        return asked
