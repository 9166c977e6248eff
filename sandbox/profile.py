"""What the bot tells about itself: commands, menu buttons, names, descriptions, webhook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Scope = tuple[str, int | None, int | None]
Commands = list[dict[str, str]]


@dataclass(slots=True)
class Webhook:
    """Where updates are posted to; no `url`, no webhook."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    has_certificate: bool = False
    last_error_at: int | None = None
    last_error: str = ""


@dataclass(slots=True)
class Profile:
    """Settings of the bot that Telegram keeps."""

    commands: dict[tuple[Scope, str], Commands] = field(default_factory=dict)
    menus: dict[int | None, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    admin_rights: dict[bool, dict[str, bool]] = field(default_factory=dict)
    webhook: Webhook = field(default_factory=Webhook)

    def commands_for(
        self, chat_id: int, user_id: int, language: str, *, private: bool, admin: bool
    ) -> Commands:
        """The commands a person is offered in a chat: the narrowest scope, first in their language."""
        for scope in _scopes(chat_id, user_id, private, admin):
            for code in (language, "") if language else ("",):
                if found := self.commands.get((scope, code)):
                    return found
        return []

    def menu_for(self, chat_id: int) -> dict[str, Any]:
        return self.menus.get(chat_id) or self.menus.get(None) or {"type": "default"}


def scope_key(scope: dict[str, Any] | None) -> Scope:
    if scope is None:
        return ("default", None, None)
    return (scope["type"], scope.get("chat_id"), scope.get("user_id"))


def _scopes(chat_id: int, user_id: int, private: bool, admin: bool) -> Iterator[Scope]:
    if not private:
        yield ("chat_member", chat_id, user_id)
        if admin:
            yield ("chat_administrators", chat_id, None)
    yield ("chat", chat_id, None)
    if private:
        yield ("all_private_chats", None, None)
    else:
        if admin:
            yield ("all_chat_administrators", None, None)
        yield ("all_group_chats", None, None)
    yield ("default", None, None)
