"""Methods about the bot itself: who it is, its updates and webhook, its commands, menus and texts, its files."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from sandbox.botapi.common import Params
from sandbox.errors import ApiError, bad_request
from sandbox.files import FILE_ID
from sandbox.profile import Webhook, scope_key
from sandbox.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
MAX_DOWNLOAD = 20 * 1024 * 1024
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


def get_me(world: World, p: Params) -> Params:
    return world.bot.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
        "supports_join_request_queries": False,
    }


def get_updates(world: World, p: Params) -> list[Params]:
    """What is there now; waiting is the server's part."""
    if world.profile.webhook.url:
        raise ApiError(409, WEBHOOK_ACTIVE)
    return world.updates.pending(p.get("offset", 0), p.get("limit", 100), p.get("allowed_updates"))


def set_webhook(world: World, p: Params) -> bool:
    url = p["url"]
    if not url:
        return delete_webhook(world, p)
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    secret = p.get("secret_token", "")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.updates.allow(p.get("allowed_updates"))
    if p.get("drop_pending_updates"):
        world.updates.clear()
    world.profile.webhook = Webhook(url, secret, p.get("max_connections", 40), "certificate" in p)
    world.updates.touch()
    return True


def delete_webhook(world: World, p: Params) -> bool:
    if p.get("drop_pending_updates"):
        world.updates.clear()
    world.profile.webhook = Webhook()
    world.updates.touch()
    return True


def get_webhook_info(world: World, p: Params) -> Params:
    hook = world.profile.webhook
    info: Params = {
        "url": hook.url,
        "has_custom_certificate": hook.has_certificate,
        "pending_update_count": len(world.updates),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error_at is not None:
        info |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def set_my_commands(world: World, p: Params) -> bool:
    for command in p["commands"]:
        if not COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not command["description"].strip():
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    commands = [command | {"command": command["command"].removeprefix("/")} for command in p["commands"]]
    world.profile.commands[_scope(world, p)] = commands
    _changed(world)
    return True


def get_my_commands(world: World, p: Params) -> list[dict[str, str]]:
    return world.profile.commands.get(_scope(world, p), [])


def delete_my_commands(world: World, p: Params) -> bool:
    world.profile.commands.pop(_scope(world, p), None)
    _changed(world)
    return True


def _scope(world: World, p: Params) -> Any:
    key = scope_key(p.get("scope"))
    if key[1] is not None and key[1] not in world.chats and key[1] not in world.people:
        raise bad_request("chat not found")
    if key[2] is not None and key[2] not in world.people:
        raise bad_request("user not found")
    return key, _language(p)


def _language(p: Params) -> str:
    code: str = p.get("language_code", "")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("wrong language code specified")
    return code


def set_chat_menu_button(world: World, p: Params) -> bool:
    chat_id = p.get("chat_id")
    if chat_id is not None and chat_id not in world.people:
        raise bad_request("chat not found")
    world.profile.menus[chat_id] = p.get("menu_button", {"type": "default"})
    _changed(world)
    return True


def get_chat_menu_button(world: World, p: Params) -> Params:
    return world.profile.menu_for(p.get("chat_id", 0))


def _text_setter(kind: str, field: str) -> Callable[[World, Params], bool]:
    def method(world: World, p: Params) -> bool:
        texts: dict[str, str] = getattr(world.profile, kind)
        if p.get(field):
            texts[_language(p)] = p[field]
        else:
            texts.pop(_language(p), None)
        return True

    return method


def _text_getter(kind: str, field: str) -> Callable[[World, Params], Params]:
    def method(world: World, p: Params) -> Params:
        texts: dict[str, str] = getattr(world.profile, kind)
        fallback = world.bot.first_name if kind == "names" else ""
        return {field: texts.get(_language(p)) or texts.get("") or fallback}

    return method


def set_admin_rights(world: World, p: Params) -> bool:
    world.profile.admin_rights[p.get("for_channels", False)] = p.get("rights", {})
    return True


def get_file(world: World, p: Params) -> Params:
    file = world.files.get(p["file_id"])
    if file is None and not p["file_id"].startswith(FILE_ID):
        raise bad_request("invalid file_id")
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return file.as_dict()


def _changed(world: World) -> None:
    for chat in world.chats.values():
        world.changed(chat)


METHODS: dict[str, Any] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyName": _text_setter("names", "name"),
    "getMyName": _text_getter("names", "name"),
    "setMyDescription": _text_setter("descriptions", "description"),
    "getMyDescription": _text_getter("descriptions", "description"),
    "setMyShortDescription": _text_setter("short_descriptions", "short_description"),
    "getMyShortDescription": _text_getter("short_descriptions", "short_description"),
    "setMyDefaultAdministratorRights": set_admin_rights,
    "getFile": get_file,
}
