"""What Telegram asks of keyboards: their size, and what a button may do."""

from __future__ import annotations

import re
from typing import Any

from sandbox.errors import bad_request

MAX_BUTTONS, MAX_PER_ROW = 100, 8
ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
STYLES = {"danger", "success", "primary"}
BUTTON_URL = re.compile(
    r"(?:https?://)?(?:[^\s/?#@]+@)?[^\s/?#.]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?|tg://\S+", re.IGNORECASE
)


def check_keyboard(markup: dict[str, Any]) -> None:
    """Refuse an inline or reply keyboard that Telegram would not show."""
    inline = "inline_keyboard" in markup
    rows = markup["inline_keyboard"] if inline else markup["keyboard"]
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad_request(f"reply markup is too long: a keyboard has at most {MAX_BUTTONS} buttons")
    for row in rows:
        if len(row) > MAX_PER_ROW:
            raise bad_request(f"a keyboard row has at most {MAX_PER_ROW} buttons, this one has {len(row)}")
        for button in row:
            _check_button(button, inline)


def _check_button(button: dict[str, Any], inline: bool) -> None:
    kind = "inline keyboard button" if inline else "keyboard button"
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID" if inline else "keyboard button text must be non-empty")
    if button.get("style", "primary") not in STYLES:
        raise bad_request(f"can't parse {kind}: invalid button style specified")
    if not inline:
        return
    actions = [name for name in ACTIONS if name in button]
    if not actions:
        raise bad_request(f"can't parse {kind}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"can't parse {kind}: exactly one of {', '.join(actions)} must be used")
    url = button.get("url")
    if url is not None and not BUTTON_URL.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
