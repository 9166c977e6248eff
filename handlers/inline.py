"""Answering who types the bot's name in any chat: results of their own, each of which they may send there.

Whoever picks one says it themselves, in a chat that the bot may not be in: nothing of it is stored or comes back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers.message import CUT, Message, split
from handlers.taps import Value, encode_link
from handlers.visit import Visit

MOST = 50
MOST_WORDS = 2048
KNOWN_FOR = 10  # seconds in which Telegram gives the same person the same answer again


@dataclass(frozen=True)
class InlineResult:
    """What is offered, and the message that whoever picks it sends. Its buttons can only be links: a tapped one
    would come from a chat of which the bot knows nothing."""

    id: str
    title: str
    message: Message
    description: str = ""

    def as_telegram(self) -> dict[str, Any]:
        first, *rest = split(self.message.text, MOST_WORDS)
        said = {
            "message_text": str(first + CUT if rest else first),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        article: dict[str, Any] = {
            "type": "article",
            "id": self.id,
            "title": _plain(self.title),
            "input_message_content": said,
        }
        if self.description:
            article["description"] = _plain(self.description)
        if rows := [[button.as_telegram() for button in row] for row in self.message.buttons]:
            article["reply_markup"] = {"inline_keyboard": rows}
        return article


@dataclass(frozen=True)
class StartButton:
    """A line above the results that leads into private chat, as the deep link of the same action does."""

    label: str
    action: str
    values: tuple[Value, ...] = ()

    def as_telegram(self) -> dict[str, str]:
        return {"text": _plain(self.label), "start_parameter": encode_link(self.action, *self.values)}


def answer(
    visit: Visit,
    results: Sequence[InlineResult],
    *,
    next_offset: str = "",
    button: StartButton | None = None,
) -> None:
    """Show results to whoever asked, and to nobody else; with `next_offset` they are asked for more on scrolling."""
    asked = visit.heard.inline
    if asked is None or visit.answered:
        return
    visit.answered = True
    more: dict[str, Any] = {"button": button.as_telegram()} if button else {}
    visit.call(
        "answerInlineQuery", "inline", inline_query_id=asked.id, is_personal=True, cache_time=KNOWN_FOR,
        results=[result.as_telegram() for result in results[:MOST]], next_offset=next_offset, **more,
    )  # fmt: skip


def _plain(text: str) -> str:
    """What Telegram shows as it stands."""
    return str(text.unescape()) if hasattr(text, "unescape") else text
