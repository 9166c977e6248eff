"""Acts about belonging: who exists, who is in which group and as what, and what a group is like."""

from __future__ import annotations

import re
from typing import Any

from sandbox.chats import ADMIN_RIGHTS, Chat, Member, Topic
from sandbox.errors import Refused
from sandbox.people import Person
from sandbox.state import FIRST_GROUP_ID, FIRST_PERSON_ID, FIRST_SUPERGROUP_ID
from sandbox.talk import Talk

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Membership(Talk):
    """What people do with accounts, groups and topics. `by` is the person who does it."""

    def person(
        self,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = "pl",
        about: str = "",
        *,
        started: bool = False,
        user_id: int | None = None,
    ) -> Person:
        """Someone new. `started`: as if they had pressed Start long ago."""
        identity = user_id or FIRST_PERSON_ID + len(self.people)
        person = Person(identity, first_name, last_name, username, language_code, about, started=started)
        self.people[identity] = person
        return person

    def group(
        self,
        title: str,
        creator: int,
        supergroup: bool = True,
        is_forum: bool = False,
        chat_id: int | None = None,
    ) -> Chat:
        """A new group with its creator in it."""
        first = FIRST_SUPERGROUP_ID if supergroup else FIRST_GROUP_ID
        identity = chat_id or first - self.next_number()
        chat = Chat(
            identity, "supergroup" if supergroup else "group", title, is_forum=is_forum and supergroup
        )
        founder = self.who(creator)
        chat.members[creator] = Member(founder, "creator")
        self.chats[identity] = chat
        self.announce(
            chat, founder, {"supergroup_chat_created" if supergroup else "group_chat_created": True}
        )
        return chat

    def add_member(self, by: int, chat_id: int, user_id: int, payload: str | None = None) -> None:
        """Add a person or the bot; `payload` is that of a `?startgroup=` link."""
        chat, adder, person = self.chat_of(by, chat_id), self.who(by), self.who(user_id)
        if chat.present(user_id):
            raise Refused("already_member", f"{person.name} is already in {chat.title}")
        if by != user_id and not chat.may(by, "can_invite_users"):
            raise Refused("missing_right", f"{adder.name} may not add members to {chat.title}")
        self.set_status(chat, adder, person, "member")
        self.announce(chat, adder, {"new_chat_members": [person.user()]})
        if person is self.bot and payload is not None:
            self.say(by, chat_id, f"/start@{self.bot.username} {payload}".rstrip())

    def join(self, user_id: int, chat_id: int) -> None:
        """Come in by an invite link."""
        chat, person = self.chats.get(chat_id), self.who(user_id)
        if chat is None or chat.private or chat.migrated_to is not None:
            raise Refused("no_group", f"there is no group {chat_id}")
        member = chat.member(user_id)
        if member is not None and (member.present or member.status == "kicked"):
            raise Refused("may_not_join", f"{person.name} can't join {chat.title}")
        self.set_status(chat, person, person, "member")
        self.announce(chat, person, {"new_chat_members": [person.user()]})

    def remove_member(self, by: int, chat_id: int, user_id: int) -> None:
        """Remove someone, or leave when it is oneself."""
        chat, remover, person = self.chat_of(by, chat_id), self.who(by), self.who(user_id)
        member = chat.member(user_id)
        if member is None or not member.present:
            raise Refused("not_a_member", f"{person.name} is not in {chat.title}")
        if by != user_id and (
            member.status == "creator" or not self._admin(chat, by, "can_restrict_members")
        ):
            raise Refused("missing_right", f"{remover.name} may not remove {person.name} from {chat.title}")
        self.set_status(chat, remover, person, "left" if by == user_id else "kicked")
        message = self.post(chat, remover, {"left_chat_member": person.user()}, service=True)
        if person is self.bot and chat.type == "group":
            self.updates.push("message", message.as_dict())
        else:
            self.deliver(message)

    def promote(
        self, by: int, chat_id: int, user_id: int, admin: bool = True, rights: dict[str, bool] | None = None
    ) -> None:
        """Make someone an administrator with these rights (the usual ones when not given), or a member again."""
        chat, promoter, person = self.chat_of(by, chat_id), self.who(by), self.who(user_id)
        member = chat.member(user_id)
        if member is None or not member.present or member.status == "creator":
            raise Refused("may_not_promote", f"{person.name} can't be promoted in {chat.title}")
        if not self._admin(chat, by, "can_promote_members"):
            raise Refused("missing_right", f"{promoter.name} may not appoint administrators in {chat.title}")
        given = dict.fromkeys(ADMIN_RIGHTS, False) | rights if rights else dict(ADMIN_RIGHTS)
        self.set_status(
            chat, promoter, person, "administrator" if admin else "member", given if admin else {}
        )

    def set_status(
        self, chat: Chat, by: Person, person: Person, status: str, rights: dict[str, bool] | None = None
    ) -> None:
        """Change someone's standing, whoever they are, and tell the bot."""
        member = chat.members.setdefault(person.id, Member(person, "left"))
        before = member.as_dict()
        member.status, member.rights = status, rights or {}
        member.is_anonymous = member.rights.pop("is_anonymous", False)
        self.membership_changed(chat, by, before, member)

    def start(self, user_id: int, payload: str = "") -> None:
        """Press Start, or follow a deep link; unblocks the bot."""
        if not PAYLOAD.fullmatch(payload):
            raise Refused(
                "start_payload", "a start payload has at most 64 characters of A-Z, a-z, 0-9, _ and -"
            )
        person = self.who(user_id)
        if person.blocked:
            self.block(user_id, False)
        person.started = True
        self.say(user_id, user_id, f"/start {payload}".rstrip())

    def block(self, user_id: int, blocked: bool = True) -> None:
        """Block the bot, or let it write again."""
        person = self.who(user_id)
        if person.blocked == blocked:
            return
        chat = self.private_chat(user_id)
        standing = Member(self.bot, "kicked" if person.blocked else "member")
        before = standing.as_dict()
        person.blocked = blocked
        standing.status = "kicked" if blocked else "member"
        self.membership_changed(chat, person, before, standing)

    def deactivate(self, user_id: int) -> None:
        """Delete one's account. The bot is not told; it finds out when it writes."""
        person = self.who(user_id)
        person.deactivated = True
        for chat in self.chats.values():
            if (member := chat.member(user_id)) is not None and member.present and not chat.private:
                member.status = "left"
                self.changed(chat)

    def rename(self, by: int, chat_id: int, title: str) -> None:
        chat = self.chat_of(by, chat_id)
        if not chat.may(by, "can_change_info"):
            raise Refused("missing_right", f"{self.who(by).name} may not rename {chat.title}")
        chat.title = title
        self.announce(chat, self.who(by), {"new_chat_title": title})

    def upgrade(self, by: int, chat_id: int) -> int:
        """Make a supergroup of a group; the answer is its new id.

        As in Telegram, the bot hears that it joined the supergroup, and never that it left the group.
        """
        old, owner = self.chat_of(by, chat_id), self.who(by)
        if old.type != "group" or not self._admin(old, by, "can_promote_members"):
            raise Refused("may_not_upgrade", f"{owner.name} can't upgrade {old.title}")
        new = Chat(FIRST_SUPERGROUP_ID - self.next_number(), "supergroup", old.title)
        new.description, new.permissions, new.migrated_from = old.description, old.permissions, old.id
        new.members = old.members
        self.chats[new.id] = new
        if (bot := new.member(self.bot.id)) is not None and bot.present:
            self.membership_changed(new, owner, Member(self.bot, "left").as_dict(), bot)
        self.announce(old, owner, {"migrate_to_chat_id": new.id})
        old.members, old.migrated_to = {}, new.id
        self.announce(new, owner, {"migrate_from_chat_id": old.id})
        self.changed(old)
        return new.id

    def set_forum(self, by: int, chat_id: int, is_forum: bool = True) -> None:
        """Turn topics on or off."""
        chat = self.chat_of(by, chat_id)
        if chat.type != "supergroup" or not self._admin(chat, by, "can_change_info"):
            raise Refused("may_not_have_topics", f"{chat.title} can't have topics")
        chat.is_forum = is_forum
        self.changed(chat)

    def topic(self, by: int, chat_id: int, name: str, icon_color: int = 7322096) -> Topic:
        """A new forum topic."""
        chat = self.chat_of(by, chat_id)
        if not chat.is_forum or not chat.may(by, "can_manage_topics"):
            raise Refused("missing_right", f"{self.who(by).name} can't make topics in {chat.title}")
        return self.create_topic(chat, self.who(by), name, icon_color)

    def create_topic(self, chat: Chat, by: Person, name: str, icon_color: int) -> Topic:
        message = self.post(
            chat, by, {"forum_topic_created": {"name": name, "icon_color": icon_color}}, service=True
        )
        message.thread_id = message.id
        topic = chat.topics[message.id] = Topic(message.id, name, icon_color)
        self.deliver(message)
        self.changed(chat)
        return topic

    def delete_topic(self, by: int, chat_id: int, thread_id: int) -> None:
        chat = self.chat_of(by, chat_id)
        if thread_id not in chat.topics or not chat.may(by, "can_manage_topics"):
            raise Refused("missing_right", f"{self.who(by).name} can't delete that topic")
        self.forget_topic(chat, thread_id)

    def close_topic(self, by: int, chat_id: int, thread_id: int) -> None:
        """From now on only whoever may manage topics writes there."""
        chat = self.chat_of(by, chat_id)
        if thread_id not in chat.topics or not chat.may(by, "can_manage_topics"):
            raise Refused("missing_right", f"{self.who(by).name} can't close that topic")
        chat.topics[thread_id].closed = True
        self.announce(chat, self.who(by), {"forum_topic_closed": {}}, thread_id)

    def forget_topic(self, chat: Chat, thread_id: int) -> None:
        """A topic goes with all that was said in it."""
        del chat.topics[thread_id]
        for message in chat.messages.values():
            if message.thread_id == thread_id:
                message.deleted = True
        self.changed(chat)

    def _admin(self, chat: Chat, user_id: int, right: str) -> bool:
        member = chat.member(user_id)
        return member is not None and member.may(right)


def as_rights(given: dict[str, Any] | None) -> dict[str, bool] | None:
    return {name: bool(value) for name, value in given.items()} if given else None
