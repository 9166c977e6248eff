"""Acts of people as requests: which path is which act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import view
from sandbox.errors import Refused
from sandbox.files import Upload
from sandbox.membership import as_rights
from sandbox.world import World


@dataclass(slots=True, frozen=True)
class Given:
    """What a request gave: its body, the numbers in its path, its files."""

    body: Mapping[str, Any]
    path: Mapping[str, Any]
    files: Mapping[str, Upload]

    def number(self, name: str) -> int:
        value = self.path[name] if name in self.path else self.body.get(name)
        if value is None:
            raise Refused("incomplete", f"{name} is missing")
        return int(value)

    def maybe(self, name: str) -> int | None:
        value = self.body.get(name)
        return int(value) if value not in (None, "", 0) else None

    def text(self, name: str, default: str = "") -> str:
        return str(self.body.get(name) or default)

    def flag(self, name: str) -> bool:
        return self.body.get(name) in (True, "true", "1", 1)


def start(world: World, user: int, given: Given) -> Any:
    world.start(user, given.text("payload"))
    return {"ok": True}


def block(world: World, user: int, given: Given) -> Any:
    world.block(user, given.flag("blocked"))
    return world.who(user).card()


def say(world: World, user: int, given: Given) -> Any:
    chat_id, reply_to, topic = given.number("chat_id"), given.maybe("reply_to"), given.maybe("topic")
    file = given.files.get("file")
    if file is None:
        message = world.say(user, chat_id, given.text("text"), reply_to, topic)
    else:
        message = world.send_file(
            user,
            chat_id,
            file.name,
            file.data,
            file.mime,
            caption=given.text("text"),
            as_photo=given.text("as") == "photo",
            reply_to=reply_to,
            thread_id=topic,
        )
    return message.as_seen_by(user)


def edit(world: World, user: int, given: Given) -> Any:
    message = world.edit(user, given.number("chat"), given.number("message"), given.text("text"))
    return message.as_seen_by(user)


def delete(world: World, user: int, given: Given) -> Any:
    world.delete(user, given.number("chat"), given.number("message"))
    return {"ok": True}


def vote(world: World, user: int, given: Given) -> Any:
    options = [int(option) for option in given.body.get("option_ids") or []]
    world.vote(user, given.number("chat_id"), given.number("message_id"), options)
    return {"ok": True}


def end_poll(world: World, user: int, given: Given) -> Any:
    world.end_poll(user, given.number("chat"), given.number("message"))
    return {"ok": True}


def react(world: World, user: int, given: Given) -> Any:
    world.react(user, given.number("chat_id"), given.number("message_id"), given.text("emoji") or None)
    return {"ok": True}


def read(world: World, user: int, given: Given) -> Any:
    world.mark_read(user, given.number("chat_id"))
    return {"ok": True}


def pick_inline(world: World, user: int, given: Given) -> Any:
    query, result, chat_id = given.text("query_id"), given.text("result_id"), given.number("chat_id")
    message = world.pick_inline(user, query, result, chat_id, given.maybe("reply_to"), given.maybe("topic"))
    return message.as_seen_by(user)


def new_group(world: World, user: int, given: Given) -> Any:
    supergroup = given.body.get("supergroup")
    forum = given.flag("is_forum")
    wanted = forum if supergroup is None else bool(supergroup)
    chat = world.group(given.text("title"), user, supergroup=wanted, is_forum=forum)
    return view.chat_seen_by(world, user, chat)


def change_group(world: World, user: int, given: Given) -> Any:
    chat_id = given.number("chat")
    if given.text("title"):
        world.rename(user, chat_id, given.text("title"))
    if given.flag("upgrade"):
        chat_id = world.upgrade(user, chat_id)
    if "is_forum" in given.body:
        world.set_forum(user, chat_id, given.flag("is_forum"))
    if "payload" in given.body:
        world.add_member(user, chat_id, world.bot.id, given.text("payload"))
    return view.chat_seen_by(world, user, world.chat_of(user, chat_id))


def add_member(world: World, user: int, given: Given) -> Any:
    world.add_member(user, given.number("chat"), int(given.body["user_id"]))
    return {"ok": True}


def join(world: World, user: int, given: Given) -> Any:
    world.join(user, given.number("chat"))
    return {"ok": True}


def remove_member(world: World, user: int, given: Given) -> Any:
    world.remove_member(user, given.number("chat"), given.number("member"))
    return {"ok": True}


def set_admin(world: World, user: int, given: Given) -> Any:
    admin = given.flag("admin") if "admin" in given.body else True
    rights = as_rights(given.body.get("rights"))
    world.promote(user, given.number("chat"), int(given.body["user_id"]), admin, rights)
    return {"ok": True}


def new_topic(world: World, user: int, given: Given) -> Any:
    return world.topic(user, given.number("chat_id"), given.text("name")).as_dict()


def delete_topic(world: World, user: int, given: Given) -> Any:
    world.delete_topic(user, given.number("chat"), given.number("thread"))
    return {"ok": True}


Act = Callable[[World, int, Given], Any]
ACTS: tuple[tuple[str, str, Act], ...] = (
    ("POST", "/start", start),
    ("POST", "/block", block),
    ("POST", "/messages", say),
    ("PATCH", "/messages/{chat}/{message}", edit),
    ("DELETE", "/messages/{chat}/{message}", delete),
    ("POST", "/votes", vote),
    ("DELETE", "/votes/{chat}/{message}", end_poll),
    ("POST", "/reactions", react),
    ("POST", "/read", read),
    ("POST", "/inline/picks", pick_inline),
    ("POST", "/groups", new_group),
    ("POST", "/groups/{chat}", change_group),
    ("POST", "/groups/{chat}/members", add_member),
    ("DELETE", "/groups/{chat}/members/{member}", remove_member),
    ("POST", "/groups/{chat}/join", join),
    ("POST", "/groups/{chat}/admins", set_admin),
    ("POST", "/topics", new_topic),
    ("DELETE", "/topics/{chat}/{thread}", delete_topic),
)
