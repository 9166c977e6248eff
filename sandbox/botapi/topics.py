"""Methods about forum topics."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.common import Params, known_chat
from sandbox.chats import Chat, Topic
from sandbox.errors import bad_request
from sandbox.world import World

COLORS = {7322096, 16766590, 13338331, 9367192, 16749490, 16478047}


def create(world: World, p: Params) -> Params:
    chat = _forum(world, p)
    color = p.get("icon_color", 7322096)
    if color not in COLORS:
        raise bad_request("wrong icon color specified")
    return world.create_topic(chat, world.bot, p["name"], color).as_dict()


def edit(world: World, p: Params) -> bool:
    chat, topic = _topic(world, p)
    if p.get("name", topic.name) == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = p["name"]
    world.announce(chat, world.bot, {"forum_topic_edited": {"name": topic.name}}, topic.thread_id)
    return True


def close(world: World, p: Params) -> bool:
    return _set_closed(world, p, True)


def reopen(world: World, p: Params) -> bool:
    return _set_closed(world, p, False)


def delete(world: World, p: Params) -> bool:
    chat, topic = _topic(world, p)
    if not chat.may(world.bot.id, "can_delete_messages"):
        raise bad_request("not enough rights to delete the topic")
    world.forget_topic(chat, topic.thread_id)
    return True


def unpin_all(world: World, p: Params) -> bool:
    chat, topic = _topic(world, p)
    chat.pinned = [n for n in chat.pinned if chat.messages[n].thread_id != topic.thread_id]
    world.changed(chat)
    return True


def _set_closed(world: World, p: Params, closed: bool) -> bool:
    chat, topic = _topic(world, p)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    said: dict[str, Any] = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
    world.announce(chat, world.bot, said, topic.thread_id)
    return True


def _forum(world: World, p: Params) -> Chat:
    chat = known_chat(world, p["chat_id"])
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not chat.may(world.bot.id, "can_manage_topics"):
        raise bad_request("not enough rights to manage topics")
    return chat


def _topic(world: World, p: Params) -> tuple[Chat, Topic]:
    chat = _forum(world, p)
    topic = chat.topics.get(p["message_thread_id"])
    if topic is None:
        raise bad_request("message thread not found")
    return chat, topic


METHODS: dict[str, Any] = {
    "createForumTopic": create,
    "editForumTopic": edit,
    "closeForumTopic": close,
    "reopenForumTopic": reopen,
    "deleteForumTopic": delete,
    "unpinAllForumTopicMessages": unpin_all,
}
