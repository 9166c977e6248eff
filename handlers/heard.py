"""What was heard: an update of Telegram reduced to who said what where, before anybody decides anything."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from telegram import ChatMember, ChatMemberUpdated, InlineQuery, Message, Poll, PollAnswer, Update, User

from facilitation.text import folded
from handlers import attached
from handlers.attached import Attached
from handlers.feature import Event, Right

_COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?:\s+|$)(.*)", re.DOTALL)
_SPACE_BEFORE_SIGN = re.compile(r"[^\S\n]+([.,;:!?…])")
ANONYMOUS_ADMIN = 1087968824


@dataclass(frozen=True)
class Quoted:
    """The message that was replied to. `user` is None where nobody is named: an anonymous admin, a channel.

    `is_bot` also where a person sent what a bot had made for them.
    """

    message_id: int
    user: User | None
    is_bot: bool
    words: str
    attached: Attached | None = None


@dataclass(frozen=True)
class Inline:
    """What someone typed after the bot's name, in whatever chat; `offset` is where the next results begin."""

    id: str
    query: str
    offset: str


@dataclass(frozen=True)
class Heard:
    """One update. Exactly one of `command`, `tap`, `event`, `inline` is set, or none of them for plain words.

    `mentioned`: plain words in a group that name the bot, and reply to nothing of its own; `words` are without it.
    `quoted` is what was replied to; with a tap, what the message with the button replies to. `captioned`: that
    message carries a file, so its words are a caption.
    """

    chat_id: int
    private: bool
    user: User | None = None
    chat_title: str = ""
    thread_id: int | None = None
    message_id: int | None = None
    text: str = ""
    command: str | None = None
    command_for: str | None = None
    words: str = ""
    attached: Attached | None = None
    mentioned: bool = False
    reply_to: int | None = None
    quoted: Quoted | None = None
    callback_id: str | None = None
    tap: str | None = None
    captioned: bool = False
    inline: Inline | None = None
    event: Event | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    edited: bool = False

    def place(self) -> dict[str, Any]:
        """Where this was, to be kept until Telegram has answered; nothing of what was said."""
        kept = (
            "chat_id", "private", "chat_title", "thread_id", "message_id", "callback_id", "tap", "captioned",
        )  # fmt: skip
        return {name: getattr(self, name) for name in kept}


def hear(update: Update, bot_id: int, username: str) -> Heard | None:
    """The update in our terms, for the bot of this number and name; None for what it does not listen to."""
    if update.callback_query and update.callback_query.message:
        return _tap(update)
    if update.my_chat_member:
        return _own_standing(update.my_chat_member)
    if update.chat_member:
        return _standing(update.chat_member)
    if update.inline_query:
        return _inline(update.inline_query)
    if update.poll_answer:
        return _vote(update.poll_answer)
    if update.poll:
        return _poll(update.poll)
    message = update.message or update.edited_message
    if message is None or _made_by(message, bot_id):
        return None
    heard = _service(message) or _words(message, edited=update.edited_message is not None)
    return _without_mention(heard, bot_id, username)


def addressed(update: Update, bot_id: int, username: str) -> bool:
    """Whether a message is meant for the bot: all else in groups leaves nothing but its update id, and so does what
    someone found with the bot's help and said themselves, anywhere."""
    message = update.message or update.edited_message
    if message is not None and _made_by(message, bot_id):
        return False
    if message is None or message.chat.type == "private":
        return True
    if _service(message):
        return True
    replied = message.reply_to_message.from_user if message.reply_to_message else None
    if replied and replied.id == bot_id:
        return True
    text = message.text or message.caption or ""
    return text.startswith("/") or _mention(username).search(text) is not None


def _made_by(message: Message, bot_id: int) -> bool:
    return message.via_bot is not None and message.via_bot.id == bot_id


def _inline(asked: InlineQuery) -> Heard:
    user = asked.from_user
    return Heard(chat_id=user.id, private=True, user=user, inline=Inline(asked.id, asked.query, asked.offset))


def _vote(answer: PollAnswer) -> Heard:
    """In whatever chat; anonymous admins and channels have no name."""
    user = answer.user
    facts = {"poll": answer.poll_id, "choices": tuple(answer.option_ids)}
    return Heard(user.id if user else 0, private=True, user=user, event=Event.POLL_ANSWERED, facts=facts)


def _poll(poll: Poll) -> Heard:
    facts = {"poll": poll.id, "question": poll.question, "closed": poll.is_closed}
    facts["options"] = [option.text for option in poll.options]
    return Heard(0, private=True, event=Event.POLL_CHANGED, facts=facts)


def _tap(update: Update) -> Heard:
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    chat = query.message.chat
    message = query.message if isinstance(query.message, Message) else None
    thread = message.message_thread_id if message else None
    return Heard(
        chat_id=chat.id,
        private=chat.type == "private",
        user=query.from_user,
        chat_title=chat.title or "",
        thread_id=thread if chat.is_forum else None,
        message_id=query.message.message_id,
        quoted=_quoted(message) if message else None,
        callback_id=query.id,
        tap=query.data or "",
        captioned=message is not None and attached.of(message) is not None,
    )


def _words(message: Message, *, edited: bool) -> Heard:
    text = message.text or message.caption or ""
    command = _COMMAND.match(text)
    anonymous = message.sender_chat is not None and message.chat.type != "private"
    return Heard(
        chat_id=message.chat.id,
        private=message.chat.type == "private",
        user=None if anonymous else message.from_user,
        chat_title=message.chat.title or "",
        thread_id=message.message_thread_id if message.is_topic_message else None,
        message_id=message.message_id,
        text=text,
        command=folded(command[1]) if command else None,
        command_for=command[2] if command else None,
        words=command[3].strip() if command else text.strip(),
        attached=attached.of(message),
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
        quoted=_quoted(message),
        edited=edited,
    )


def _quoted(message: Message) -> Quoted | None:
    """What a message replies to; the first message of a topic is only where it stands."""
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None:
        return None
    user = replied.from_user if replied.sender_chat is None else None
    return Quoted(
        message_id=replied.message_id,
        user=user,
        is_bot=replied.via_bot is not None or (user is not None and user.is_bot),
        words=(replied.text or replied.caption or "").strip(),
        attached=attached.of(replied),
    )


def _without_mention(heard: Heard, bot_id: int, username: str) -> Heard:
    """The words of a group without the bot's name, where they name it and are nothing else."""
    to_us = heard.quoted is not None and heard.quoted.user is not None and heard.quoted.user.id == bot_id
    if heard.private or heard.event or heard.command or to_us:
        return heard
    words, names = _mention(username).subn(" ", heard.words)
    if not names:
        return heard
    lines = _SPACE_BEFORE_SIGN.sub(r"\1", words).strip().split("\n")
    return replace(heard, mentioned=True, words="\n".join(line.strip() for line in lines))


@cache
def _mention(username: str) -> re.Pattern[str]:
    """The bot's name, with the comma that belongs to it."""
    name = re.escape(username)
    return re.compile(rf"[,;]?[^\S\n]*(?<!\w)@{name}(?!\w)[,:;]?[^\S\n]*", re.IGNORECASE)


def _service(message: Message) -> Heard | None:
    event: Event | None = None
    facts: dict[str, Any] = {}
    if message.new_chat_title:
        event, facts = Event.GROUP_RENAMED, {"title": message.new_chat_title}
    elif message.migrate_to_chat_id:
        event, facts = Event.GROUP_MOVED, {"old": message.chat.id, "new": message.migrate_to_chat_id}
    elif message.migrate_from_chat_id:
        event, facts = Event.GROUP_MOVED, {"old": message.migrate_from_chat_id, "new": message.chat.id}
    elif message.left_chat_member and not message.left_chat_member.is_bot:
        event, facts = Event.PERSON_LEFT, {"user": message.left_chat_member}
    elif message.new_chat_members:
        event, facts = (
            Event.PERSON_CAME,
            {"users": [user for user in message.new_chat_members if not user.is_bot]},
        )
    if event is None:
        return None
    return Heard(
        chat_id=message.chat.id, private=False, user=message.from_user, chat_title=message.chat.title or "",
        event=event, facts=facts,
    )  # fmt: skip


def _own_standing(change: ChatMemberUpdated) -> Heard | None:
    was, is_ = present(change.old_chat_member), present(change.new_chat_member)
    private = change.chat.type == "private"
    if was and is_:
        return _limited(change)
    if was == is_:
        return None
    here, gone = (Event.UNBLOCKED, Event.BLOCKED) if private else (Event.BOT_ADDED, Event.BOT_REMOVED)
    event = here if is_ else gone
    return Heard(
        chat_id=change.chat.id, private=private, user=change.from_user, chat_title=change.chat.title or "",
        event=event, facts={"type": change.chat.type},
    )  # fmt: skip


def _limited(change: ChatMemberUpdated) -> Heard | None:
    """The bot may do less in a group than before."""
    lost = _rights(change.old_chat_member) - _rights(change.new_chat_member)
    if not lost:
        return None
    return Heard(
        chat_id=change.chat.id, private=False, user=change.from_user, chat_title=change.chat.title or "",
        event=Event.BOT_LIMITED, facts={"lost": lost},
    )  # fmt: skip


def _rights(member: ChatMember) -> frozenset[Right]:
    """What of all that the bot does in a group this standing allows, as far as it tells."""
    may_write = member.status != ChatMember.RESTRICTED or getattr(member, "can_send_messages", False)
    may_pin = getattr(member, "can_pin_messages", False)
    return frozenset([*([Right.WRITE] if may_write else []), *([Right.PIN] if may_pin else [])])


def _standing(change: ChatMemberUpdated) -> Heard | None:
    was, is_ = present(change.old_chat_member), present(change.new_chat_member)
    if was == is_ or change.new_chat_member.user.is_bot:
        return None
    event = Event.PERSON_CAME if is_ else Event.PERSON_LEFT
    user = change.new_chat_member.user
    facts = {"users": [user]} if is_ else {"user": user}
    return Heard(
        chat_id=change.chat.id, private=False, user=change.from_user, chat_title=change.chat.title or "",
        event=event, facts=facts,
    )  # fmt: skip


def present(member: ChatMember) -> bool:
    """Whether someone with this status is in the chat."""
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)
