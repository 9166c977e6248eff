"""Where people meet: chats, memberships with their rights, and forum topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.people import Person

if TYPE_CHECKING:
    from sandbox.messages import Message

ADMIN_RIGHTS: Mapping[str, bool] = {
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_send_welcome_messages": False,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "can_manage_topics": True,
    "can_manage_tags": False,
}
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
RESERVED_TO_ADMINS = {"can_change_info", "can_pin_messages", "can_manage_topics", "can_edit_tag"}


@dataclass(slots=True, eq=False)
class Member:
    """One person's standing in one chat; those who left stay listed, as Telegram remembers them."""

    person: Person
    status: str = "member"
    rights: dict[str, bool] = field(default_factory=dict)
    custom_title: str | None = None
    is_anonymous: bool = False
    until_date: int = 0

    @property
    def present(self) -> bool:
        return self.status in {"creator", "administrator", "member", "restricted"}

    @property
    def admin(self) -> bool:
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.status == "administrator" and self.rights.get(right, False))

    def as_dict(self) -> dict[str, Any]:
        """Telegram's ChatMember object."""
        shown: dict[str, Any] = {"user": self.person.user(), "status": self.status}
        if self.status == "creator":
            shown["is_anonymous"] = self.is_anonymous
        elif self.status == "administrator":
            shown |= {"can_be_edited": False, "is_anonymous": self.is_anonymous} | self.rights
        elif self.status == "restricted":
            shown |= {"is_member": True, "until_date": self.until_date}
            shown |= {name: self.rights.get(name, False) for name in PERMISSIONS}
        elif self.status == "kicked":
            shown["until_date"] = self.until_date
        if self.admin and self.custom_title:
            shown["custom_title"] = self.custom_title
        return shown


@dataclass(slots=True, eq=False)
class Topic:
    """A forum topic; its thread id is the id of the message that created it."""

    thread_id: int
    name: str
    icon_color: int = 7322096
    closed: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {"message_thread_id": self.thread_id, "name": self.name, "icon_color": self.icon_color}


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat with the bot (its id is the person's), a group, or a supergroup."""

    id: int
    type: str
    title: str = ""
    person: Person | None = None
    is_forum: bool = False
    description: str = ""
    invite_link: str = ""
    migrated_to: int | None = None
    migrated_from: int | None = None
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    read: dict[int, int] = field(default_factory=dict)
    permissions: dict[str, bool] = field(
        default_factory=lambda: {name: name not in RESERVED_TO_ADMINS for name in PERMISSIONS}
    )
    last_message_id: int = 0

    @property
    def private(self) -> bool:
        return self.type == "private"

    @property
    def kind(self) -> str:
        """The chat's name in Telegram's error texts."""
        return "supergroup chat" if self.type == "supergroup" else "group chat"

    def brief(self) -> dict[str, Any]:
        """Telegram's Chat object."""
        shown: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.person is not None:
            user = self.person.user()
            shown |= {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
        else:
            shown["title"] = self.title
        if self.is_forum:
            shown["is_forum"] = True
        return shown

    def member(self, user_id: int) -> Member | None:
        return self.members.get(user_id)

    def present(self, user_id: int) -> bool:
        if self.person is not None:
            return self.person.id == user_id
        member = self.members.get(user_id)
        return member is not None and member.present

    def may(self, user_id: int, right: str) -> bool:
        """Whether this person has an administrator's right here, or everyone does."""
        member = self.members.get(user_id)
        if member is None or not member.present:
            return False
        return member.may(right) or self.permissions.get(right, False)
