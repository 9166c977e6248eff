"""Answers to taps and to inline queries."""

from __future__ import annotations

from typing import Any

from sandbox import markup
from sandbox.botapi.common import Params
from sandbox.errors import bad_request
from sandbox.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
MAX_RESULTS = 50


def answer_callback_query(world: World, p: Params) -> bool:
    url = p.get("url")
    if url is not None and not url.startswith((f"https://t.me/{world.bot.username}?", "tg://")):
        raise bad_request("URL_INVALID")
    answer: Params = {name: p[name] for name in ("text", "show_alert", "url") if name in p}
    if not world.answer_tap(p["callback_query_id"], answer):
        raise bad_request(TOO_OLD)
    return True


def answer_inline_query(world: World, p: Params) -> bool:
    if world.inline_queries.get(p["inline_query_id"], {}) is not None:
        raise bad_request(TOO_OLD)
    results = p["results"]
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) != len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        said = result.get("input_message_content", {})
        if "message_text" in said:
            markup.parse(said["message_text"], said.get("parse_mode"), said.get("entities"))
    world.inline_queries[p["inline_query_id"]] = p
    return True


METHODS: dict[str, Any] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
