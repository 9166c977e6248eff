"""Methods that change what was sent: edits, deletes, pins, reactions."""

from __future__ import annotations

from typing import Any

from sandbox.botapi import media
from sandbox.botapi.common import (
    MAX_CAPTION,
    Params,
    checked_markup,
    find_message,
    formatted,
    known_chat,
    need_right,
)
from sandbox.botapi.emoji import REACTIONS
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.world import World

DELETABLE_FOR = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
FILES = ("photo", "document", "video", "animation", "audio", "voice")
LASTING_FILES = ("voice", "video_note")
LASTING = ("media_group_id", "has_protected_content", "effect_id")
CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def edit_message_text(world: World, p: Params) -> Params:
    message = _editable(world, p)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    content = formatted(p)
    if options := p.get("link_preview_options"):
        content["link_preview_options"] = options
    return _edited(world, message, content, checked_markup(p))


def edit_message_caption(world: World, p: Params) -> Params:
    message = _editable(world, p)
    if not any(kind in message.content for kind in FILES):
        raise bad_request("there is no caption in the message to edit")
    content = {name: value for name, value in message.content.items() if name not in CAPTION}
    return _edited(world, message, content | formatted(p, "caption", MAX_CAPTION), checked_markup(p))


def edit_message_media(world: World, p: Params) -> Params:
    message, given = _editable(world, p), p["media"]
    if message.poll is not None or any(kind in message.content for kind in LASTING_FILES):
        raise bad_request("there is no media in the message to edit")
    content = media.content(world, given["type"], given["media"], given)
    return _edited(world, message, content | formatted(given, "caption", MAX_CAPTION), checked_markup(p))


def edit_message_reply_markup(world: World, p: Params) -> Params:
    message = _editable(world, p)
    return _edited(world, message, message.content, checked_markup(p))


def _editable(world: World, p: Params) -> Message:
    if "chat_id" not in p or "message_id" not in p:
        raise bad_request("message identifier is not specified")
    message = find_message(world, known_chat(world, p["chat_id"]), p["message_id"], "edit")
    other_keyboard = message.markup is not None and "inline_keyboard" not in message.markup
    if (
        message.sender is not world.bot
        or message.service
        or "forward_origin" in message.content
        or other_keyboard
    ):
        raise bad_request("message can't be edited")
    return message


def _edited(world: World, message: Message, content: Params, markup: Params | None) -> Params:
    content = {name: message.content[name] for name in LASTING if name in message.content} | content
    if content == message.content and markup == message.markup:
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = content, markup
    message.edit_date = world.unix()
    world.changed(message.chat)
    return message.as_dict()


def delete_message(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    message = find_message(world, chat, p["message_id"], "delete")
    if (
        message.sender is not world.bot
        and not chat.private
        and not chat.may(world.bot.id, "can_delete_messages")
    ):
        raise bad_request("message can't be deleted")
    if world.unix() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    world.remove(message)
    return True


def delete_messages(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    for message_id in p["message_ids"]:
        if message_id in chat.messages and not chat.messages[message_id].deleted:
            delete_message(world, p | {"message_id": message_id})
    return True


def pin_chat_message(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    need_right(world, chat, "can_pin_messages", "manage pinned messages in the chat")
    message = find_message(world, chat, p["message_id"], "pin")
    if message.service:
        raise bad_request("message can't be pinned")
    if message.id in chat.pinned:
        return True
    chat.pinned.append(message.id)
    world.announce(chat, world.bot, {"pinned_message": message.as_dict(nested=True)}, message.thread_id)
    return True


def unpin_chat_message(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    need_right(world, chat, "can_pin_messages", "manage pinned messages in the chat")
    message_id = p.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id is None:
        raise bad_request("message to unpin not found")
    find_message(world, chat, message_id, "unpin")
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    world.changed(chat)
    return True


def unpin_all_chat_messages(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    need_right(world, chat, "can_pin_messages", "manage pinned messages in the chat")
    chat.pinned.clear()
    world.changed(chat)
    return True


def set_message_reaction(world: World, p: Params) -> bool:
    message = find_message(world, known_chat(world, p["chat_id"]), p["message_id"], "react")
    given: list[dict[str, Any]] = p.get("reaction", [])
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in given:
        if reaction["type"] != "emoji" or reaction["emoji"].replace("\ufe0f", "") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    if message.service:
        raise bad_request("message can't be reacted")
    message.reactions[world.bot.id] = [reaction["emoji"] for reaction in given]
    world.changed(message.chat)
    return True


METHODS: dict[str, Any] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "setMessageReaction": set_message_reaction,
}
