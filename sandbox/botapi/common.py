"""What most methods need: the chat, the right to write there, the topic, the reply, the text."""

from __future__ import annotations

from typing import Any

from sandbox import markup
from sandbox.chats import Chat, Member
from sandbox.errors import ApiError, bad_request, forbidden
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.polls import Poll
from sandbox.world import World

Params = dict[str, Any]
MAX_TEXT, MAX_CAPTION = 4096, 1024


def known_chat(world: World, chat_id: int | str) -> Chat:
    """A chat the bot knows and still has access to."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.private:
        return chat
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )
    bot = chat.member(world.bot.id)
    if bot is None:
        raise bad_request("chat not found")
    if not bot.present:
        how = "was kicked from" if bot.status == "kicked" else "is not a member of"
        raise forbidden(f"bot {how} the {chat.kind}")
    return chat


def writable_chat(world: World, chat_id: int | str, what: str = "can_send_messages") -> Chat:
    """A chat the bot may write to now."""
    person = world.people.get(chat_id) if isinstance(chat_id, int) else None
    if person is not None:
        _check_reachable(person)
        return world.private_chat(person.id)
    if chat_id == world.bot.id:
        raise forbidden("bot can't send messages to the bot")
    chat = known_chat(world, chat_id)
    bot = bot_member(world, chat)
    restricted = bot.status == "restricted" and not bot.rights.get(what, False)
    if restricted or (not bot.admin and not chat.permissions.get(what, True)):
        raise bad_request(f"not enough rights to {SENDING.get(what, 'send messages')} to the chat")
    return chat


SENDING = {
    "can_send_messages": "send text messages",
    "can_send_photos": "send photos",
    "can_send_documents": "send documents",
    "can_send_polls": "send polls",
}


def _check_reachable(person: Person) -> None:
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def bot_member(world: World, chat: Chat) -> Member:
    return chat.members.get(world.bot.id) or Member(world.bot, "member")


def need_right(world: World, chat: Chat, right: str, what: str) -> None:
    """Refuse unless the bot is an administrator with this right (or everyone has it)."""
    if not chat.private and not chat.may(world.bot.id, right):
        raise bad_request(f"not enough rights to {what}")


def find_message(world: World, chat: Chat, message_id: int, purpose: str) -> Message:
    message = chat.messages.get(message_id)
    if message is None or message.deleted or message.receiver is not None:
        raise bad_request(f"message to {purpose} not found")
    return message


def thread_of(chat: Chat, params: Params, world: World) -> int | None:
    """The topic to write to; Telegram knows none outside of forums."""
    thread_id: int | None = params.get("message_thread_id")
    if thread_id is None or (chat.is_forum and thread_id == 1):
        return None
    topic = chat.topics.get(thread_id) if chat.is_forum else None
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not bot_member(world, chat).may("can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def reply_of(world: World, chat: Chat, params: Params) -> tuple[Message | None, Params | None]:
    """The message replied to (None when it is gone and that is allowed), and the quote."""
    given: Params | None = params.get("reply_parameters")
    if given is None or "message_id" not in given:
        return None, None
    other = given.get("chat_id", chat.id)
    source = chat if other == chat.id else world.chats.get(other)
    message = source.messages.get(given["message_id"]) if source else None
    if message is None or message.deleted:
        if given.get("allow_sending_without_reply"):
            return None, None
        raise bad_request("message to be replied not found")
    quote = given.get("quote")
    if quote is not None and quote not in message.text:
        raise bad_request("quote not found")
    return message, {"text": quote, "position": 0, "is_manual": True} if quote else None


def formatted(params: Params, key: str = "text", most: int = MAX_TEXT) -> Params:
    """The text and its entities as fields of a Message, within Telegram's limit."""
    mode_key, entities_key = MARKUP_FIELDS[key]
    text, entities = markup.parse(params.get(key, ""), params.get(mode_key), params.get(entities_key))
    if not text and key == "text":
        raise bad_request("message text is empty")
    if len(text) > most:
        raise bad_request("message is too long" if key == "text" else "message caption is too long")
    fields: Params = {key: text} if text else {}
    if entities:
        fields["entities" if key == "text" else "caption_entities"] = entities
    return fields


MARKUP_FIELDS = {
    "text": ("parse_mode", "entities"),
    "caption": ("parse_mode", "caption_entities"),
}


def send(world: World, chat: Chat, params: Params, content: Params, *, poll: Poll | None = None) -> Message:
    """Post what the bot says, with the reply, topic and keyboard that were asked for."""
    if effect := params.get("message_effect_id"):
        content = content | {"effect_id": effect}
    if params.get("protect_content"):
        content = content | {"has_protected_content": True}
    reply_to, quote = reply_of(world, chat, params)
    thread_id = thread_of(chat, params, world)
    if thread_id is None and reply_to is not None and chat.is_forum:
        thread_id = reply_to.thread_id
    receiver = ephemeral_receiver(world, chat, params)
    message = world.post(
        chat,
        world.bot,
        content,
        reply_to=reply_to,
        thread_id=thread_id,
        markup=checked_markup(params),
        poll=poll,
        receiver=receiver,
    )
    message.quote = quote
    return message


def ephemeral_receiver(world: World, chat: Chat, params: Params) -> int | None:
    """Whom alone a message in a group is shown to (Bot API 10.2)."""
    given: Params | None = params.get("ephemeral_message_parameters")
    if given is None:
        return None
    receiver: int = given["receiver_user_id"]
    if chat.private or not chat.present(receiver):
        raise bad_request("EPHEMERAL_MESSAGE_RECEIVER_INVALID")
    return receiver


def checked_markup(params: Params) -> Params | None:
    """The keyboard; an empty inline keyboard is none."""
    given: Params | None = params.get("reply_markup")
    if given is None or given.get("inline_keyboard") == [] or given.get("inline_keyboard") == [[]]:
        return None
    for row in given.get("inline_keyboard", ()):
        for button in row:
            if "callback_data" in button and not button["callback_data"]:
                raise bad_request("BUTTON_DATA_INVALID")
    return given


def not_found(what: str) -> ApiError:
    return bad_request(f"{what} not found")
