"""Answers to taps and to inline queries."""

from __future__ import annotations

import re
from typing import Any

from sandbox import markup
from sandbox.botapi.common import Params
from sandbox.errors import bad_request
from sandbox.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MAX_RESULTS, MAX_ID, MAX_OFFSET = 50, 64, 64
START_PARAMETER = re.compile(r"[A-Za-z0-9_-]+")


def answer_callback_query(world: World, p: Params) -> bool:
    url = p.get("url")
    if url is not None and not url.startswith((f"https://t.me/{world.bot.username}?", "tg://")):
        raise bad_request("URL_INVALID")
    answer: Params = {name: p[name] for name in ("text", "show_alert", "url") if name in p}
    if not world.answer_tap(p["callback_query_id"], answer):
        raise bad_request(TOO_OLD)
    return True


def answer_inline_query(world: World, p: Params) -> bool:
    results = p["results"]
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) != len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(result)
    if len(p.get("next_offset", "").encode()) > MAX_OFFSET:
        raise bad_request("NEXT_OFFSET_INVALID")
    _check_button(p.get("button"))
    if not world.answer_inline(p["inline_query_id"], p):
        raise bad_request(TOO_OLD)
    return True


def _check_result(result: Params) -> None:
    if not 1 <= len(result["id"].encode()) <= MAX_ID:
        raise bad_request("RESULT_ID_INVALID")
    if result["type"] == "article" and not result["title"].strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    said = result.get("input_message_content", {})
    if "message_text" in said:
        text, _ = markup.parse(said["message_text"], said.get("parse_mode"), said.get("entities"))
        if not text:
            raise bad_request("MESSAGE_EMPTY")


def _check_button(button: Params | None) -> None:
    """What is shown above the results leads to the bot, in one way."""
    if button is None:
        return
    if not button["text"].strip():
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    if ("start_parameter" in button) == ("web_app" in button):
        raise bad_request(
            "can't parse inline query results button: exactly one of the optional fields must be used"
        )
    if not START_PARAMETER.fullmatch(button.get("start_parameter", "web")):
        raise bad_request("START_PARAM_INVALID")


METHODS: dict[str, Any] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
