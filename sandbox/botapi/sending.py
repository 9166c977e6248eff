"""Methods that send: text, files, albums, places, and copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.botapi import media
from sandbox.botapi.common import (
    MAX_CAPTION,
    Params,
    find_message,
    formatted,
    known_chat,
    send,
    thread_of,
    writable_chat,
)
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.world import World

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
DICE = {"🎲": 6, "🎯": 6, "🏀": 5, "⚽": 5, "🎳": 6, "🎰": 64}
ALBUM_MIX = ({"photo", "video", "live_photo"}, {"document"}, {"audio"})
FLAGS = ("has_spoiler", "show_caption_above_media")


def send_message(world: World, p: Params) -> Params:
    chat = writable_chat(world, p["chat_id"])
    content = formatted(p)
    if options := p.get("link_preview_options"):
        content["link_preview_options"] = options
    return send(world, chat, p, content).as_dict()


def _send_file(kind: str) -> Callable[[World, Params], Params]:
    def method(world: World, p: Params) -> Params:
        right = {"photo": "can_send_photos", "document": "can_send_documents"}.get(kind, "can_send_messages")
        chat = writable_chat(world, p["chat_id"], right)
        content = media.content(world, kind, p[kind], p) | formatted(p, "caption", MAX_CAPTION)
        return send(world, chat, p, content | _media_flags(p)).as_dict()

    return method


def send_video_note(world: World, p: Params) -> Params:
    chat = writable_chat(world, p["chat_id"])
    return send(world, chat, p, media.content(world, "video_note", p["video_note"], p)).as_dict()


def send_media_group(world: World, p: Params) -> list[Params]:
    chat = writable_chat(world, p["chat_id"])
    kinds = {item["type"] for item in p["media"]}
    if not any(kinds <= mix for mix in ALBUM_MIX):
        raise bad_request("can't mix these media types in an album")
    thread_of(chat, p, world)
    contents = [
        media.content(world, item["type"], item["media"], item)
        | formatted(item, "caption", MAX_CAPTION)
        | _media_flags(item)
        for item in p["media"]
    ]
    album = str(world.next_number())
    return [send(world, chat, p, content | {"media_group_id": album}).as_dict() for content in contents]


def _media_flags(p: Params) -> Params:
    shown = {"has_media_spoiler": True} if p.get("has_spoiler") else {}
    return shown | ({"show_caption_above_media": True} if p.get("show_caption_above_media") else {})


def send_location(world: World, p: Params) -> Params:
    return send(world, writable_chat(world, p["chat_id"]), p, {"location": _place(p)}).as_dict()


def send_venue(world: World, p: Params) -> Params:
    place = {"location": _place(p), "title": p["title"], "address": p["address"]}
    content = {"venue": place, "location": place["location"]}
    return send(world, writable_chat(world, p["chat_id"]), p, content).as_dict()


def _place(p: Params) -> Params:
    if not (-90 <= p["latitude"] <= 90 and -180 <= p["longitude"] <= 180):
        raise bad_request("wrong location specified")
    return {"latitude": p["latitude"], "longitude": p["longitude"]}


def send_contact(world: World, p: Params) -> Params:
    contact = {name: p[name] for name in ("phone_number", "first_name", "last_name", "vcard") if name in p}
    return send(world, writable_chat(world, p["chat_id"]), p, {"contact": contact}).as_dict()


def send_dice(world: World, p: Params) -> Params:
    emoji = p.get("emoji", "🎲")
    if emoji not in DICE:
        raise bad_request("wrong dice emoji specified")
    value = world.next_number() % DICE[emoji] + 1
    content = {"dice": {"emoji": emoji, "value": value}}
    return send(world, writable_chat(world, p["chat_id"]), p, content).as_dict()


def send_chat_action(world: World, p: Params) -> bool:
    chat = writable_chat(world, p["chat_id"])
    if p["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread_of(chat, p, world)
    return True


def forward_message(world: World, p: Params) -> Params:
    return _forward(world, p, p["message_id"], "forward").as_dict()


def forward_messages(world: World, p: Params) -> list[Params]:
    return [{"message_id": _forward(world, p, n, "forward").id} for n in _present(world, p, "forward")]


def copy_message(world: World, p: Params) -> Params:
    return {"message_id": _copy(world, p, p["message_id"]).id}


def copy_messages(world: World, p: Params) -> list[Params]:
    bare = {name: value for name, value in p.items() if name not in ("caption", "remove_caption")}
    if p.get("remove_caption"):
        bare["caption"] = ""
    return [{"message_id": _copy(world, bare, n).id} for n in _present(world, p, "copy")]


def _forward(world: World, p: Params, message_id: int, purpose: str) -> Message:
    chat = writable_chat(world, p["chat_id"])
    source = find_message(world, known_chat(world, p["from_chat_id"]), message_id, purpose)
    if source.service or source.content.get("has_protected_content"):
        raise bad_request(f"the message can't be {purpose}ed")
    origin = {"type": "user", "sender_user": source.sender.user(), "date": source.date}
    content = {"forward_origin": origin} | _reusable(source)
    return send(world, chat, p, content, poll=source.poll)


def _copy(world: World, p: Params, message_id: int) -> Message:
    chat = writable_chat(world, p["chat_id"])
    source = find_message(world, known_chat(world, p["from_chat_id"]), message_id, "copy")
    if source.service or source.poll is not None or source.content.get("has_protected_content"):
        raise bad_request("the message can't be copied")
    content = _reusable(source)
    if "caption" in p and "text" not in content:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= formatted(p, "caption", MAX_CAPTION)
    return send(world, chat, p, content)


def _reusable(source: Message) -> Params:
    left = ("media_group_id", "forward_origin", "effect_id")
    return {name: value for name, value in source.content.items() if name not in left}


def _present(world: World, p: Params, purpose: str) -> list[int]:
    messages = known_chat(world, p["from_chat_id"]).messages
    found = [n for n in p["message_ids"] if n in messages and not messages[n].deleted]
    if not found:
        raise bad_request(f"messages to {purpose} not found")
    return found


METHODS: dict[str, Any] = {
    "sendMessage": send_message,
    "sendPhoto": _send_file("photo"),
    "sendDocument": _send_file("document"),
    "sendVideo": _send_file("video"),
    "sendAnimation": _send_file("animation"),
    "sendAudio": _send_file("audio"),
    "sendVoice": _send_file("voice"),
    "sendVideoNote": send_video_note,
    "sendMediaGroup": send_media_group,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendDice": send_dice,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
