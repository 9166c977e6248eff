"""Methods about chats as a whole."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.common import Params, known_chat, need_right
from sandbox.errors import bad_request
from sandbox.world import World

ACCEPTED_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat(world: World, p: Params) -> Params:
    chat = known_chat(world, p["chat_id"])
    shown = chat.brief() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": ACCEPTED_GIFTS,
    }
    if chat.person is not None:
        name = chat.person.username
        return shown | ({"active_usernames": [name]} if name else {})
    shown["permissions"] = dict(chat.permissions)
    for key, value in (("description", chat.description), ("invite_link", chat.invite_link)):
        if value:
            shown[key] = value
    if chat.pinned:
        shown["pinned_message"] = chat.messages[chat.pinned[-1]].as_dict(nested=True)
    return shown


def leave_chat(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    world.remove_member(world.bot.id, chat.id, world.bot.id)
    return True


def set_chat_title(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    need_right(world, chat, "can_change_info", "change chat title")
    if chat.title == p["title"]:
        raise bad_request("chat title is not modified")
    chat.title = p["title"]
    world.announce(chat, world.bot, {"new_chat_title": chat.title})
    return True


def set_chat_description(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    need_right(world, chat, "can_change_info", "set chat description")
    if chat.description == p.get("description", ""):
        raise bad_request("chat description is not modified")
    chat.description = p.get("description", "")
    return True


def set_chat_permissions(world: World, p: Params) -> bool:
    chat = known_chat(world, p["chat_id"])
    need_right(world, chat, "can_restrict_members", "change chat permissions")
    chat.permissions = {name: p["permissions"].get(name, False) for name in chat.permissions}
    world.changed(chat)
    return True


def export_chat_invite_link(world: World, p: Params) -> str:
    chat = known_chat(world, p["chat_id"])
    need_right(world, chat, "can_invite_users", "manage chat invite link")
    chat.invite_link = _link(world)
    return chat.invite_link


def create_chat_invite_link(world: World, p: Params) -> Params:
    chat = known_chat(world, p["chat_id"])
    need_right(world, chat, "can_invite_users", "manage chat invite link")
    told = {name: p[name] for name in ("name", "expire_date", "member_limit") if name in p}
    return {
        "invite_link": _link(world),
        "creator": world.bot.user(),
        "creates_join_request": p.get("creates_join_request", False),
        "is_primary": False,
        "is_revoked": False,
    } | told


def _link(world: World) -> str:
    return f"https://t.me/+sandbox{world.next_number():08d}"


METHODS: dict[str, Any] = {
    "getChat": get_chat,
    "leaveChat": leave_chat,
    "setChatTitle": set_chat_title,
    "setChatDescription": set_chat_description,
    "setChatPermissions": set_chat_permissions,
    "exportChatInviteLink": export_chat_invite_link,
    "createChatInviteLink": create_chat_invite_link,
}
