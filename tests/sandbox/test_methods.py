"""What the Bot API methods do to the world, and when they refuse."""

from __future__ import annotations

import pytest

from sandbox.files import Upload
from sandbox.people import Person
from sandbox.world import Chat, Refused, World
from tests.sandbox.conftest import PNG, Call, StillClock, kinds

TAP = {"inline_keyboard": [[{"text": "Dołącz", "callback_data": "join"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def test_someone_who_never_pressed_start_cannot_be_written_to(bot: Call, ola: Person) -> None:
    refusal = bot.refusal("sendMessage", chat_id=ola.id, text="x")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"


def test_an_unknown_chat_is_not_found(bot: Call) -> None:
    assert bot.refusal("sendMessage", chat_id=12345, text="x") == "Bad Request: chat not found"
    assert bot.refusal("getChat", chat_id="@nowhere") == "Bad Request: chat not found"


def test_an_edit_that_changes_nothing_is_refused(bot: Call, group: Chat) -> None:
    said = bot.sendMessage(chat_id=group.id, text="<b>Karta</b>", parse_mode="HTML", reply_markup=TAP)
    same = {
        "chat_id": group.id,
        "message_id": said["message_id"],
        "text": "<b>Karta</b>",
        "parse_mode": "HTML",
    }
    assert bot.refusal("editMessageText", **same, reply_markup=TAP).startswith(
        "Bad Request: message is not modified"
    )
    assert "edit_date" in bot.editMessageText(**same)


def test_only_ones_own_messages_can_be_edited(world: World, bot: Call, group: Chat, ola: Person) -> None:
    said = world.say(ola.id, group.id, "/pomoc")
    edit = {"chat_id": group.id, "text": "x"}
    assert (
        bot.refusal("editMessageText", message_id=said.id, **edit) == "Bad Request: message can't be edited"
    )
    assert bot.refusal("editMessageText", message_id=999, **edit) == "Bad Request: message to edit not found"


def test_a_message_with_a_reply_keyboard_stays_as_it_is(bot: Call, group: Chat) -> None:
    keyboard = {"keyboard": [[{"text": "Tak"}]]}
    said = bot.sendMessage(chat_id=group.id, text="Zgoda?", reply_markup=keyboard)
    refusal = bot.refusal("editMessageText", chat_id=group.id, message_id=said["message_id"], text="x")
    assert refusal == "Bad Request: message can't be edited"


def test_captions_and_media_can_be_edited(bot: Call, group: Chat) -> None:
    photo = bot.sendPhoto(chat_id=group.id, caption="Raz", files={"photo": ("p.png", PNG)})
    at = {"chat_id": group.id, "message_id": photo["message_id"]}
    assert bot.editMessageCaption(**at, caption="Dwa")["caption"] == "Dwa"
    assert (
        bot.refusal("editMessageText", **at, text="x")
        == "Bad Request: there is no text in the message to edit"
    )
    media = {"type": "document", "media": "attach://d"}
    edited = bot.editMessageMedia(**at, media=media, files={"d": ("plan.pdf", b"%PDF")})
    assert edited["document"]["file_name"] == "plan.pdf"
    assert "photo" not in edited


def test_deleting_has_rules(world: World, bot: Call, group: Chat, ola: Person, clock: StillClock) -> None:
    hers = world.say(ola.id, group.id, "/pomoc")
    own = bot.sendMessage(chat_id=group.id, text="x")["message_id"]
    late = bot.sendMessage(chat_id=group.id, text="x")["message_id"]
    at = {"chat_id": group.id}
    assert bot.refusal("deleteMessage", **at, message_id=hers.id) == "Bad Request: message can't be deleted"
    assert bot.deleteMessage(**at, message_id=own)
    assert bot.refusal("deleteMessage", **at, message_id=own) == "Bad Request: message to delete not found"
    clock.pass_(hours=49)
    refusal = bot.refusal("deleteMessage", **at, message_id=late)
    assert refusal == "Bad Request: message can't be deleted for everyone"


def test_an_administrator_may_tidy_up(world: World, bot: Call, group: Chat, ola: Person) -> None:
    said = world.say(ola.id, group.id, "/pomoc")
    world.promote(ola.id, group.id, world.bot.id)
    assert bot.deleteMessages(chat_id=group.id, message_ids=[said.id, 999])
    assert all(message["message_id"] != said.id for message in world.visible(ola.id, group.id))


def test_a_restricted_bot_may_write_only_what_it_is_left(
    world: World, bot: Call, group: Chat, ola: Person
) -> None:
    world.set_status(group, ola, world.bot, "restricted", {"can_send_polls": True})
    refusal = bot.refusal("sendMessage", chat_id=group.id, text="Karta")
    assert refusal == "Bad Request: not enough rights to send text messages to the chat"
    options = [{"text": "tak"}, {"text": "nie"}]
    assert bot.sendPoll(chat_id=group.id, question="Kiedy?", options=options)


def test_pinning_needs_a_right_and_is_announced(world: World, bot: Call, group: Chat, ola: Person) -> None:
    said = bot.sendMessage(chat_id=group.id, text="Karta")
    at = {"chat_id": group.id, "message_id": said["message_id"]}
    assert "not enough rights to manage pinned messages" in bot.refusal("pinChatMessage", **at)
    world.promote(ola.id, group.id, world.bot.id)
    world.updates.clear()
    assert bot.pinChatMessage(**at, disable_notification=True)
    assert kinds(world) == ["message"]
    assert bot.getChat(chat_id=group.id)["pinned_message"]["text"] == "Karta"
    assert bot.unpinAllChatMessages(chat_id=group.id)
    assert "pinned_message" not in bot.getChat(chat_id=group.id)


def test_a_tap_is_answered_once_and_in_time(
    world: World, bot: Call, group: Chat, ola: Person, clock: StillClock
) -> None:
    said = bot.sendMessage(chat_id=group.id, text="Karta", reply_markup=TAP)
    query = world.tap(ola.id, group.id, said["message_id"], "join")
    [update] = world.updates.pending()
    assert update["callback_query"]["data"] == "join"
    assert bot.answerCallbackQuery(callback_query_id=query, text="Już!", show_alert=True)
    assert world.callback_answer(query) == {"text": "Już!", "show_alert": True}
    assert bot.refusal("answerCallbackQuery", callback_query_id=query) == TOO_OLD
    late = world.tap(ola.id, group.id, said["message_id"], "join")
    clock.pass_(seconds=151)
    assert bot.refusal("answerCallbackQuery", callback_query_id=late) == TOO_OLD


def test_an_open_poll_tells_who_chose_what(
    world: World, bot: Call, group: Chat, ola: Person, jan: Person
) -> None:
    asked = bot.sendPoll(
        chat_id=group.id,
        question="Kiedy?",
        options=[{"text": "wtorek"}, {"text": "środa"}],
        is_anonymous=False,
    )
    world.vote(ola.id, group.id, asked["message_id"], [1])
    poll, answer = (update for update in world.updates.pending())
    assert [option["voter_count"] for option in poll["poll"]["options"]] == [0, 1]
    assert (answer["poll_answer"]["user"]["id"], answer["poll_answer"]["option_ids"]) == (ola.id, [1])
    world.vote(ola.id, group.id, asked["message_id"], [])
    assert world.updates.pending()[-1]["poll_answer"]["option_ids"] == []


def test_an_admin_ends_a_poll_and_the_bot_hears(
    world: World, bot: Call, group: Chat, ola: Person, jan: Person
) -> None:
    asked = bot.sendPoll(chat_id=group.id, question="Kiedy?", options=[{"text": "wtorek"}])
    with pytest.raises(Refused, match="may not end polls"):
        world.end_poll(jan.id, group.id, asked["message_id"])
    world.end_poll(ola.id, group.id, asked["message_id"])
    assert world.updates.pending()[-1]["poll"]["is_closed"]
    with pytest.raises(Refused, match="no open poll"):
        world.end_poll(ola.id, group.id, asked["message_id"])


def test_an_anonymous_poll_tells_only_numbers(world: World, bot: Call, group: Chat, ola: Person) -> None:
    asked = bot.sendPoll(chat_id=group.id, question="Kiedy?", options=[{"text": "wtorek"}])
    world.vote(ola.id, group.id, asked["message_id"], [0])
    assert kinds(world) == ["poll"]


def test_numbers_show_after_ones_vote(world: World, bot: Call, group: Chat, ola: Person, jan: Person) -> None:
    asked = bot.sendPoll(chat_id=group.id, question="Kiedy?", options=[{"text": "wtorek"}])
    world.vote(ola.id, group.id, asked["message_id"], [0])
    hers, his = (world.visible(who.id, group.id)[-1]["poll"] for who in (ola, jan))
    assert (hers["my_options"], hers["options"][0]["voter_count"]) == ([0], 1)
    assert (his["results_hidden"], his["options"][0]["voter_count"]) == (True, 0)


def test_a_poll_closes_by_hand_or_by_itself(
    world: World, bot: Call, group: Chat, ola: Person, clock: StillClock
) -> None:
    asked = {"chat_id": group.id, "question": "Kiedy?", "options": [{"text": "wtorek"}]}
    by_hand = bot.sendPoll(**asked)["message_id"]
    assert bot.stopPoll(chat_id=group.id, message_id=by_hand)["is_closed"]
    again = bot.refusal("stopPoll", chat_id=group.id, message_id=by_hand)
    assert again == "Bad Request: poll has already been closed"
    by_itself = bot.sendPoll(**asked, open_period=600)["message_id"]
    world.updates.clear()
    clock.pass_(seconds=600)
    with pytest.raises(Refused):
        world.vote(ola.id, group.id, by_itself, [0])
    assert world.updates.pending()[0]["poll"]["is_closed"]


def test_a_reply_to_what_is_gone_needs_leave(world: World, bot: Call, group: Chat, ola: Person) -> None:
    said = world.say(ola.id, group.id, "/pomoc")
    world.delete(ola.id, group.id, said.id)
    reply = {"message_id": said.id}
    refusal = bot.refusal("sendMessage", chat_id=group.id, text="x", reply_parameters=reply)
    assert refusal == "Bad Request: message to be replied not found"
    sent = bot.sendMessage(
        chat_id=group.id, text="x", reply_parameters=reply | {"allow_sending_without_reply": True}
    )
    assert "reply_to_message" not in sent


def test_a_closed_topic_is_written_to_only_by_who_may_manage_topics(
    world: World, bot: Call, ola: Person
) -> None:
    forum = world.group("Forum", creator=ola.id, is_forum=True)
    world.add_member(ola.id, forum.id, world.bot.id)
    thread = world.topic(ola.id, forum.id, "Rowery").thread_id
    world.close_topic(ola.id, forum.id, thread)
    refusal = bot.refusal("sendMessage", chat_id=forum.id, text="x", message_thread_id=thread)
    assert refusal == "Bad Request: TOPIC_CLOSED"
    world.promote(ola.id, forum.id, world.bot.id, rights={"can_manage_topics": True})
    assert bot.sendMessage(chat_id=forum.id, text="x", message_thread_id=thread)["is_topic_message"]


def test_topics_are_written_to_by_their_thread(world: World, bot: Call, group: Chat, ola: Person) -> None:
    refusal = bot.refusal("sendMessage", chat_id=group.id, text="x", message_thread_id=5)
    assert refusal == "Bad Request: message thread not found"
    forum = world.group("Forum", creator=ola.id, is_forum=True)
    world.add_member(ola.id, forum.id, world.bot.id)
    topic = world.topic(ola.id, forum.id, "Rowery")
    sent = bot.sendMessage(chat_id=forum.id, text="x", message_thread_id=topic.thread_id)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic.thread_id, True)
    assert "not enough rights" in bot.refusal("createForumTopic", chat_id=forum.id, name="Piesi")
    world.promote(ola.id, forum.id, world.bot.id)
    made = bot.createForumTopic(chat_id=forum.id, name="Piesi")["message_thread_id"]
    assert bot.closeForumTopic(chat_id=forum.id, message_thread_id=made)
    assert bot.deleteForumTopic(chat_id=forum.id, message_thread_id=made)


def test_reactions_are_one_and_known(world: World, bot: Call, group: Chat, ola: Person) -> None:
    said = world.say(ola.id, group.id, "/pomoc")
    at = {"chat_id": group.id, "message_id": said.id}
    party = {"type": "emoji", "emoji": "🎉"}
    assert bot.setMessageReaction(**at, reaction=[party])
    assert world.visible(ola.id, group.id)[-1]["reactions"] == [{"emoji": "🎉", "count": 1, "mine": False}]
    assert bot.refusal("setMessageReaction", **at, reaction=[party] * 2) == "Bad Request: REACTIONS_TOO_MANY"
    rocket = {"type": "emoji", "emoji": "🚀"}
    assert bot.refusal("setMessageReaction", **at, reaction=[rocket]) == "Bad Request: REACTION_INVALID"


def test_members_are_known_by_their_standing(
    world: World, bot: Call, group: Chat, ola: Person, jan: Person
) -> None:
    ewa = world.person("Ewa")
    statuses = [
        bot.getChatMember(chat_id=group.id, user_id=who.id)["status"] for who in (ola, jan, ewa, world.bot)
    ]
    assert statuses == ["creator", "member", "left", "member"]
    assert [admin["user"]["id"] for admin in bot.getChatAdministrators(chat_id=group.id)] == [ola.id]
    assert bot.getChatMemberCount(chat_id=group.id) == 3
    assert bot.refusal("getChatMember", chat_id=group.id, user_id=1) == "Bad Request: user not found"


def test_leaving_closes_the_door(bot: Call, group: Chat) -> None:
    assert bot.leaveChat(chat_id=group.id)
    refusal = bot.refusal("sendMessage", chat_id=group.id, text="x")
    assert refusal == "Forbidden: bot is not a member of the supergroup chat"


def test_menus_depend_on_place_role_and_language(
    world: World, bot: Call, group: Chat, ola: Person, jan: Person
) -> None:
    def menu(name: str, **where: object) -> None:
        bot.setMyCommands(commands=[{"command": name, "description": name}], **where)

    def offered(who: Person, *, admin: bool, private: bool = False) -> str:
        chat_id = who.id if private else group.id
        language = who.language_code or ""
        commands = world.profile.commands_for(chat_id, who.id, language, private=private, admin=admin)
        return commands[0]["command"]

    menu("ogolne")
    menu("general", language_code="en")
    menu("grupowe", scope={"type": "all_group_chats"})
    menu("dla_adminow", scope={"type": "chat_administrators", "chat_id": group.id})
    menu("dla_jana", scope={"type": "chat_member", "chat_id": group.id, "user_id": jan.id})
    assert offered(ola, admin=True) == "dla_adminow"
    assert offered(ola, admin=False) == "grupowe"
    assert offered(jan, admin=False) == "dla_jana"
    assert offered(ola, admin=False, private=True) == "ogolne"
    assert offered(jan, admin=False, private=True) == "general"
    assert bot.getMyCommands(language_code="en")[0]["command"] == "general"


def test_a_message_for_one_is_seen_by_one(
    world: World, bot: Call, group: Chat, ola: Person, jan: Person
) -> None:
    sent = bot.sendMessage(
        chat_id=group.id, text="Głos przyjęty", ephemeral_message_parameters={"receiver_user_id": ola.id}
    )
    assert world.visible(ola.id, group.id)[-1]["text"] == "Głos przyjęty"
    assert all("text" not in message for message in world.visible(jan.id, group.id))
    at = {
        "chat_id": group.id,
        "receiver_user_id": ola.id,
        "ephemeral_message_id": sent["ephemeral_message_id"],
    }
    assert bot.editEphemeralMessageText(**at, text="Głos zmieniony")
    assert bot.deleteEphemeralMessage(**at)


def test_files_come_back(world: World, bot: Call, ola: Person) -> None:
    world.start(ola.id)
    said = world.send_file(ola.id, ola.id, "lista.csv", b"miasto\nGdynia", caption="Lista")
    file = bot.getFile(file_id=said.content["document"]["file_id"])
    stored = world.files.at(file["file_path"])
    assert stored is not None
    assert stored.data.decode().endswith("Gdynia")


def test_files_that_do_not_come_back(world: World, bot: Call) -> None:
    small, large = Upload("lista.csv", b"miasto"), Upload("film.mp4", bytes(20 * 1024 * 1024 + 1))
    lost, too_large = (world.files.add(upload).file_id for upload in (small, large))
    world.files.lose(lost)
    assert bot.refusal("getFile", file_id=too_large) == "Bad Request: file is too big"
    away = "Bad Request: wrong file_id or the file is temporarily unavailable"
    assert bot.refusal("getFile", file_id=lost) == away
    assert bot.refusal("getFile", file_id="nonsense") == "Bad Request: invalid file_id"


def test_copies_and_forwards_carry_the_content(world: World, bot: Call, group: Chat, ola: Person) -> None:
    world.start(ola.id)
    said = bot.sendMessage(chat_id=group.id, text="<b>Karta</b>", parse_mode="HTML")
    source = {"chat_id": ola.id, "from_chat_id": group.id, "message_id": said["message_id"]}
    copied = bot.copyMessage(**source)
    assert world.visible(ola.id, ola.id)[-1]["message_id"] == copied["message_id"]
    assert bot.forwardMessage(**source)["forward_origin"]["sender_user"]["id"] == world.bot.id


def test_what_was_accepted_is_recorded(world: World, bot: Call, group: Chat) -> None:
    bot.sendMessage(chat_id=group.id, text="x")
    bot.getUpdates()
    [entry] = world.record.after(0)
    assert (entry["n"], entry["method"], entry["result"]["text"]) == (1, "sendMessage", "x")
    assert entry["at"] == "2026-11-21T08:00:00+00:00"
    assert world.record.after(1) == []
