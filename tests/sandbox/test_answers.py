"""What the sandbox tells the bot is itself valid for Bot API 10.3."""

from __future__ import annotations

from typing import Any

from sandbox.people import Person
from sandbox.schema import problem
from sandbox.world import Chat, World
from tests.sandbox.conftest import PNG, Call

TAP = {"inline_keyboard": [[{"text": "Dołącz", "callback_data": "join"}]]}
EVERYTHING = ["message", "edited_message", "callback_query", "poll", "poll_answer", "inline_query", "my_chat_member",
              "chat_member", "message_reaction"]  # fmt: skip


def live(world: World, bot: Call, ola: Person, jan: Person) -> list[tuple[str, Any]]:
    """A full day in a network; answers what the bot was told, with its type."""
    world.updates.allow(EVERYTHING)
    world.start(ola.id, "dolacz")
    old = world.group("Sieć", creator=ola.id, supergroup=False)
    world.add_member(ola.id, old.id, world.bot.id, payload="zaproszenie")
    group = world.chats[world.upgrade(ola.id, old.id)]
    world.set_forum(ola.id, group.id)
    world.promote(ola.id, group.id, world.bot.id)
    world.add_member(ola.id, group.id, jan.id)
    world.rename(ola.id, group.id, "Miasto Cyfrowe")
    topic = world.topic(ola.id, group.id, "Rowery")
    at: dict[str, Any] = {"chat_id": group.id}
    said = world.say(jan.id, group.id, "Zobacz www.gdynia.pl, @ola! #rowery", thread_id=topic.thread_id)
    world.edit(jan.id, group.id, said.id, "Zobacz")
    world.react(ola.id, group.id, said.id, "🎉")
    world.send_file(jan.id, group.id, "plakat.png", PNG, caption="Plakat", as_photo=True)
    world.send_file(jan.id, group.id, "lista.csv", b"a,b")
    world.ask_inline(jan.id, "kto")
    told: list[tuple[str, Any]] = [
        ("User", bot.getMe()),
        ("Message", bot.sendMessage(**at, text="<b>Karta</b>", parse_mode="HTML", reply_markup=TAP)),
        (
            "Message",
            bot.sendMessage(**at, text="Re", reply_parameters={"message_id": said.id, "quote": "Zobacz"}),
        ),
        ("Message", bot.sendPhoto(**at, files={"photo": ("p.png", PNG)}, caption="Plakat", has_spoiler=True)),
        ("Message", bot.sendDocument(**at, files={"document": ("p.pdf", b"%PDF")})),
        ("Message", bot.sendVideo(**at, files={"video": ("p.mp4", b"mp4")})),
        ("Message", bot.sendAudio(**at, files={"audio": ("p.mp3", b"mp3")})),
        ("Message", bot.sendVoice(**at, files={"voice": ("p.ogg", b"ogg")})),
        ("Message", bot.sendAnimation(**at, files={"animation": ("p.gif", b"GIF89a")})),
        ("Message", bot.sendVenue(**at, latitude=54.5, longitude=18.5, title="Urząd", address="Gdynia")),
        ("Message", bot.sendContact(**at, phone_number="+48123456789", first_name="Ola")),
        ("Message", bot.sendDice(**at)),
        (
            "Message",
            bot.sendPoll(**at, question="Kiedy?", options=[{"text": "we wtorek"}], is_anonymous=False),
        ),
        (
            "Message",
            bot.sendPoll(
                **at,
                question="Ile?",
                options=[{"text": "<b>2</b>", "text_parse_mode": "HTML"}, {"text": "3"}],
                type="quiz",
                correct_option_ids=[0],
                explanation="Bo <i>tak</i>",
                explanation_parse_mode="HTML",
                open_period=600,
            ),
        ),
        (
            "Message",
            bot.sendMessage(**at, text="x", ephemeral_message_parameters={"receiver_user_id": jan.id}),
        ),
        ("ForumTopic", bot.createForumTopic(**at, name="Piesi")),
        ("ChatInviteLink", bot.createChatInviteLink(**at, name="Dla Jana")),
        ("WebhookInfo", bot.getWebhookInfo()),
    ]
    card, poll = told[1][1]["message_id"], told[12][1]["message_id"]
    world.tap(jan.id, group.id, card, "join")
    world.vote(jan.id, group.id, poll, [0])
    bot.pinChatMessage(**at, message_id=card)
    told += [
        ("Message", bot.editMessageText(**at, message_id=card, text="Karta")),
        ("Message", bot.forwardMessage(chat_id=ola.id, from_chat_id=group.id, message_id=card)),
        ("MessageId", bot.copyMessage(chat_id=ola.id, from_chat_id=group.id, message_id=card)),
        ("Poll", bot.stopPoll(**at, message_id=poll)),
        ("ChatFullInfo", bot.getChat(**at)),
        ("ChatFullInfo", bot.getChat(chat_id=ola.id)),
        ("Array of ChatMember", bot.getChatAdministrators(**at)),
        ("ChatMember", bot.getChatMember(**at, user_id=jan.id)),
        ("MenuButton", bot.getChatMenuButton(chat_id=ola.id)),
        ("BotName", bot.getMyName()),
    ]
    bot.restrictChatMember(**at, user_id=jan.id, permissions={"can_send_messages": True})
    told.append(("ChatMember", bot.getChatMember(**at, user_id=jan.id)))
    bot.banChatMember(**at, user_id=jan.id)
    told.append(("ChatMember", bot.getChatMember(**at, user_id=jan.id)))
    world.block(ola.id)
    world.remove_member(ola.id, group.id, world.bot.id)
    told += [("Update", update) for update in world.updates.pending(limit=1000)]
    return told


def test_everything_told_is_valid(world: World, bot: Call, ola: Person, jan: Person) -> None:
    told = live(world, bot, ola, jan)
    problems = [(kind, why, value) for kind, value in told if (why := problem(kind, value)) is not None]
    assert problems == []
    kinds_told = {key for kind, value in told if kind == "Update" for key in value} - {"update_id"}
    assert kinds_told == set(EVERYTHING)


def test_readers_see_the_same_messages_with_more(world: World, bot: Call, group: Chat, ola: Person) -> None:
    bot.sendPoll(chat_id=group.id, question="Kiedy?", options=[{"text": "we wtorek"}])
    [poll] = [message for message in world.visible(ola.id, group.id) if "poll" in message]
    more = {"edited", "deleted", "reactions"}
    assert poll["poll"].keys() >= {"my_options", "results_hidden"}
    bare = {key: value for key, value in poll.items() if key not in more | {"poll"}}
    assert problem("Message", bare) is None
