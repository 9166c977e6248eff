"""Messages in a group that one member alone sees (Bot API 10.2): their edits and deletion."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.common import Params, checked_markup, formatted, known_chat
from sandbox.botapi.editing import NOT_MODIFIED
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.world import World


def edit_text(world: World, p: Params) -> bool:
    message = _find(world, p)
    return _change(world, message, formatted(p), checked_markup(p))


def edit_markup(world: World, p: Params) -> bool:
    message = _find(world, p)
    return _change(world, message, message.content, checked_markup(p))


def delete(world: World, p: Params) -> bool:
    world.remove(_find(world, p))
    return True


def _find(world: World, p: Params) -> Message:
    message = known_chat(world, p["chat_id"]).messages.get(p["ephemeral_message_id"])
    if message is None or message.deleted or message.receiver != p["receiver_user_id"]:
        raise bad_request("ephemeral message not found")
    return message


def _change(world: World, message: Message, content: Params, markup: Params | None) -> bool:
    if content == message.content and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = content, markup
    world.changed(message.chat)
    return True


METHODS: dict[str, Any] = {
    "editEphemeralMessageText": edit_text,
    "editEphemeralMessageReplyMarkup": edit_markup,
    "deleteEphemeralMessage": delete,
}
