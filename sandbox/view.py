"""What the control API shows: the world as it is, and as one person sees it."""

from __future__ import annotations

from typing import Any

from sandbox.chats import Chat
from sandbox.world import World

SHOWN_MESSAGES = 300


def whole(world: World) -> dict[str, Any]:
    """Everyone and everything, without what was said."""
    return {
        "bot": world.bot.card(),
        "people": [person.card() for person in world.people.values()],
        "chats": [
            {
                "id": chat.id,
                "type": chat.type,
                "title": chat.title or (chat.person.name if chat.person else ""),
                "is_forum": chat.is_forum,
                "migrated_to": chat.migrated_to,
                "topics": topics(chat),
                "members": members(chat),
            }
            for chat in world.chats.values()
        ],
        "settings": {"limits": world.limits.on, "privacy": world.privacy},
    }


def seen_by(world: World, user_id: int) -> dict[str, Any]:
    """All chats of a person, as they see them."""
    me = world.who(user_id)
    return {
        "me": me.card(),
        "chats": [
            chat_seen_by(world, user_id, chat) for chat in world.chats.values() if chat.present(user_id)
        ],
    }


def chat_seen_by(world: World, user_id: int, chat: Chat) -> dict[str, Any]:
    """One chat as this person sees it."""
    messages = world.visible(user_id, chat.id, SHOWN_MESSAGES)
    read = chat.read.get(user_id, 0)
    unread = [m for m in messages if m["from"]["id"] != user_id and _number(m) > read]
    return {
        "id": chat.id,
        "type": chat.type,
        "title": world.bot.name if chat.private else chat.title,
        "is_forum": chat.is_forum,
        "unread": len(unread),
        "pinned": world.pinned(user_id, chat),
        "can_write": _can_write(world, user_id, chat),
        "topics": topics(chat),
        "members": members(chat),
        "commands": _commands(world, user_id, chat),
        "menu": world.profile.menu_for(chat.id) if chat.private else None,
        "messages": messages,
    }


def topics(chat: Chat) -> list[dict[str, Any]]:
    return [topic.as_dict() | {"closed": topic.closed} for topic in chat.topics.values()]


def members(chat: Chat) -> list[dict[str, Any]]:
    return [
        {"user_id": member.person.id, "status": member.status, "custom_title": member.custom_title}
        for member in chat.members.values()
    ]


def _number(message: dict[str, Any]) -> int:
    number: int = message.get("ephemeral_message_id") or message["message_id"]
    return number


def _can_write(world: World, user_id: int, chat: Chat) -> bool:
    if chat.private:
        person = world.who(user_id)
        return person.started and not person.blocked
    member = chat.member(user_id)
    return (member is not None and member.admin) or chat.may(user_id, "can_send_messages")


def _commands(world: World, user_id: int, chat: Chat) -> list[dict[str, str]]:
    if not chat.private and not chat.present(world.bot.id):
        return []
    member = chat.member(user_id)
    return world.profile.commands_for(
        chat.id,
        user_id,
        (world.who(user_id).language_code or "")[:2],
        private=chat.private,
        admin=member is not None and member.admin,
    )
