"""Methods about members of groups."""

from __future__ import annotations

from typing import Any

from sandbox.botapi.common import Params, known_chat, need_right
from sandbox.chats import ADMIN_RIGHTS, PERMISSIONS, Chat, Member
from sandbox.errors import bad_request
from sandbox.people import Person
from sandbox.world import World


def get_chat_member(world: World, p: Params) -> Params:
    chat, person = known_chat(world, p["chat_id"]), _person(world, p["user_id"])
    if chat.private:
        return {"user": person.user(), "status": "member"}
    return (chat.member(person.id) or Member(person, "left")).as_dict()


def get_chat_administrators(world: World, p: Params) -> list[Params]:
    chat = known_chat(world, p["chat_id"])
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [member.as_dict() for member in chat.members.values() if member.admin]


def get_chat_member_count(world: World, p: Params) -> int:
    chat = known_chat(world, p["chat_id"])
    return 2 if chat.private else sum(member.present for member in chat.members.values())


def ban_chat_member(world: World, p: Params) -> bool:
    chat, person = _restrictable(world, p)
    was_present = chat.present(person.id)
    world.set_status(chat, world.bot, person, "kicked")
    if was_present:
        world.announce(chat, world.bot, {"left_chat_member": person.user()})
    return True


def unban_chat_member(world: World, p: Params) -> bool:
    chat, person = _restrictable(world, p)
    member = chat.member(person.id)
    if member is None or (p.get("only_if_banned") and member.status != "kicked"):
        return True
    world.set_status(chat, world.bot, person, "left")
    return True


def restrict_chat_member(world: World, p: Params) -> bool:
    chat, person = _restrictable(world, p)
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    allowed = {name: p["permissions"].get(name, False) for name in PERMISSIONS}
    free = all(allowed[name] or not chat.permissions[name] for name in PERMISSIONS)
    world.set_status(chat, world.bot, person, "member" if free else "restricted", {} if free else allowed)
    return True


def promote_chat_member(world: World, p: Params) -> bool:
    chat, person = known_chat(world, p["chat_id"]), _person(world, p["user_id"])
    _need_supergroup(chat)
    bot, member = chat.members[world.bot.id], chat.member(person.id)
    if not bot.may("can_promote_members"):
        raise bad_request("not enough rights")
    if member is None or not member.present:
        raise bad_request("USER_NOT_PARTICIPANT")
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    rights = {name: bool(p.get(name)) for name in ADMIN_RIGHTS}
    if any(given and not bot.may(name) for name, given in rights.items()):
        raise bad_request("RIGHT_FORBIDDEN")
    world.set_status(chat, world.bot, person, "administrator" if any(rights.values()) else "member", rights)
    return True


def set_custom_title(world: World, p: Params) -> bool:
    chat, person = known_chat(world, p["chat_id"]), _person(world, p["user_id"])
    member = chat.member(person.id)
    if member is None or member.status != "administrator":
        raise bad_request("user is not an administrator")
    need_right(world, chat, "can_promote_members", "change custom title of the user")
    member.custom_title = p["custom_title"]
    return True


def _restrictable(world: World, p: Params) -> tuple[Chat, Person]:
    chat, person = known_chat(world, p["chat_id"]), _person(world, p["user_id"])
    if chat.private:
        raise bad_request("can't restrict members in the private chat")
    need_right(world, chat, "can_restrict_members", "restrict/unrestrict chat member")
    member = chat.member(person.id)
    if person is world.bot:
        raise bad_request("can't restrict self")
    if member is not None and member.admin:
        owner = member.status == "creator"
        raise bad_request("can't remove chat owner" if owner else "user is an administrator of the chat")
    return chat, person


def _need_supergroup(chat: Chat) -> None:
    if chat.type != "supergroup":
        raise bad_request("method is available for supergroup and channel chats only")


def _person(world: World, user_id: int) -> Person:
    person = world.bot if user_id == world.bot.id else world.people.get(user_id)
    if person is None:
        raise bad_request("user not found")
    return person


METHODS: dict[str, Any] = {
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
    "restrictChatMember": restrict_chat_member,
    "promoteChatMember": promote_chat_member,
    "setChatAdministratorCustomTitle": set_custom_title,
}
