"""Real libraries talk to the sandbox over HTTP as they talk to Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import BotCommand, BufferedInputFile, InputMediaPhoto, InputPollOption, ReactionTypeEmoji
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, PollAnswerHandler

from sandbox.people import Person
from sandbox.world import Chat
from tests.sandbox.conftest import PNG, Served


@pytest.fixture
def town(server: Served) -> tuple[Person, Chat]:
    """Ola, who pressed Start, and her group with the bot as an administrator."""
    world = server.world
    ola = world.person("Ola", "Wójcik", "ola", started=True)
    group = world.group("Miasto Cyfrowe", creator=ola.id)
    world.add_member(ola.id, group.id, world.bot.id)
    world.promote(ola.id, group.id, world.bot.id)
    world.updates.clear()
    return ola, group


@pytest.fixture
async def ptb(server: Served) -> AsyncIterator[telegram.Bot]:
    base = f"{server.url}/bot", f"{server.url}/file/bot"
    async with telegram.Bot(server.sandbox.token, base_url=base[0], base_file_url=base[1]) as bot:
        yield bot


@pytest.fixture
async def gram(server: Served) -> AsyncIterator[aiogram.Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with aiogram.Bot(server.sandbox.token, session=session) as bot:
        yield bot


class TestPythonTelegramBot:
    async def test_knows_itself(self, ptb: telegram.Bot) -> None:
        assert ptb.username == "spoiwo_bot"
        assert not ptb.can_read_all_group_messages

    async def test_says_and_edits(self, ptb: telegram.Bot, town: tuple[Person, Chat]) -> None:
        ola, group = town
        button = telegram.InlineKeyboardButton(
            "Dołącz", url="https://t.me/spoiwo_bot?start=x", style="success"
        )
        said = await ptb.send_message(
            group.id,
            "<b>Karta</b> sieci",
            parse_mode="HTML",
            reply_markup=telegram.InlineKeyboardMarkup([[button]]),
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        )
        assert said.text_html == "<b>Karta</b> sieci"
        assert said.reply_markup is not None
        edited = await ptb.edit_message_text("Nowa karta", group.id, said.message_id)
        assert isinstance(edited, telegram.Message)
        reply = await ptb.send_message(
            group.id, "Otwarte", reply_parameters=telegram.ReplyParameters(said.message_id)
        )
        assert reply.reply_to_message is not None
        assert await ptb.set_message_reaction(group.id, said.message_id, "🎉")
        assert await ptb.pin_chat_message(group.id, said.message_id)
        assert await ptb.delete_messages(group.id, [reply.message_id])
        assert await ptb.send_chat_action(ola.id, "typing")

    async def test_sends_files(self, ptb: telegram.Bot, town: tuple[Person, Chat]) -> None:
        ola, group = town
        photo = await ptb.send_photo(group.id, PNG, caption="Plakat")
        album = await ptb.send_media_group(
            group.id, [telegram.InputMediaPhoto(PNG), telegram.InputMediaPhoto(photo.photo[-1].file_id)]
        )
        assert album[0].media_group_id == album[1].media_group_id
        sent = await ptb.send_document(ola.id, "zażółć".encode(), filename="plan pracy.txt")
        assert sent.document is not None
        assert sent.document.file_name == "plan pracy.txt"
        file = await ptb.get_file(sent.document.file_id)
        assert (await file.download_as_bytearray()).decode() == "zażółć"
        media = telegram.InputMediaDocument(b"%PDF", filename="umowa.pdf")
        assert await ptb.edit_message_media(media, group.id, photo.message_id)

    async def test_asks_and_closes(
        self, server: Served, ptb: telegram.Bot, town: tuple[Person, Chat]
    ) -> None:
        ola, group = town
        asked = await ptb.send_poll(
            group.id, "Kiedy?", ["wtorek", "środa"], is_anonymous=False, allows_multiple_answers=True
        )
        server.world.vote(ola.id, group.id, asked.message_id, [0, 1])
        poll = await ptb.stop_poll(group.id, asked.message_id)
        assert [option.voter_count for option in poll.options] == [1, 1]

    async def test_sets_its_menu(self, ptb: telegram.Bot, town: tuple[Person, Chat]) -> None:
        ola, group = town
        scope = telegram.BotCommandScopeChatMember(group.id, ola.id)
        assert await ptb.set_my_commands([("pomoc", "Co mogę zrobić")], scope=scope, language_code="pl")
        assert (await ptb.get_my_commands(scope, "pl"))[0].command == "pomoc"
        assert await ptb.set_chat_menu_button(ola.id, telegram.MenuButtonCommands())
        assert await ptb.set_my_short_description("Spoiwo sieci", "pl")
        assert (await ptb.get_my_short_description("pl")).short_description == "Spoiwo sieci"

    async def test_knows_the_group(self, ptb: telegram.Bot, town: tuple[Person, Chat]) -> None:
        ola, group = town
        assert (await ptb.get_chat(group.id)).title == "Miasto Cyfrowe"
        assert (await ptb.get_chat_member(group.id, ola.id)).status == "creator"
        assert {admin.user.id for admin in await ptb.get_chat_administrators(group.id)} == {ola.id, ptb.id}
        assert await ptb.get_chat_member_count(group.id) == 2
        assert await ptb.export_chat_invite_link(group.id)

    async def test_understands_refusals(
        self, server: Served, ptb: telegram.Bot, town: tuple[Person, Chat], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PTB_TIMEDELTA", "true")
        ola, group = town
        with pytest.raises(telegram.error.BadRequest, match="Chat not found"):
            await ptb.send_message(1, "x")
        server.world.block(ola.id)
        with pytest.raises(telegram.error.Forbidden, match="blocked"):
            await ptb.send_message(ola.id, "x")
        server.world.faults.add("429", seconds=3)
        with pytest.raises(telegram.error.RetryAfter):
            await ptb.send_message(group.id, "x")
        server.world.faults.add("502")
        with pytest.raises(telegram.error.NetworkError):
            await ptb.send_message(group.id, "x")
        server.world.faults.add("timeout_after")
        with pytest.raises(telegram.error.TimedOut):
            await ptb.send_message(group.id, "doszło", read_timeout=0.05)
        assert server.world.record.accepted[-1]["params"]["text"] == "doszło"

    async def test_runs_an_application(
        self, server: Served, ptb: telegram.Bot, town: tuple[Person, Chat]
    ) -> None:
        ola, group = town
        answered = asyncio.Event()

        async def help_(update: telegram.Update, _: object) -> None:
            assert update.effective_message is not None
            markup = telegram.InlineKeyboardMarkup(
                [[telegram.InlineKeyboardButton("Tak", callback_data="tak")]]
            )
            await update.effective_message.reply_text("Pomóc?", reply_markup=markup)

        async def tapped(update: telegram.Update, _: object) -> None:
            assert update.callback_query is not None
            await update.callback_query.answer("Dobrze")
            await ptb.send_poll(group.id, "Kiedy?", ["wtorek"], is_anonymous=False)

        async def voted(update: telegram.Update, _: object) -> None:
            assert update.poll_answer is not None
            answered.set()

        application: Application = Application.builder().bot(ptb).build()  # type: ignore[type-arg]
        application.add_handler(CommandHandler("pomoc", help_))
        application.add_handler(CallbackQueryHandler(tapped))
        application.add_handler(PollAnswerHandler(voted))
        await application.initialize()
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(allowed_updates=telegram.Update.ALL_TYPES)
        try:
            world = server.world
            world.say(ola.id, group.id, "/pomoc")
            offer = await new_message(server, ola, group, "reply_markup")
            answer = await server.ask(
                "POST",
                f"/world/as/{ola.id}/taps",
                {"chat_id": group.id, "message_id": offer["message_id"], "data": "tak"},
            )
            assert answer == {"answered": True, "text": "Dobrze", "show_alert": False, "url": None}
            poll = await new_message(server, ola, group, "poll")
            world.vote(ola.id, group.id, poll["message_id"], [0])
            await asyncio.wait_for(answered.wait(), 5)
        finally:
            await application.updater.stop()
            await application.stop()


async def new_message(server: Served, reader: Person, chat: Chat, field: str) -> dict[str, object]:
    """The newest message having this field, as soon as there is one."""
    for _ in range(500):
        for message in reversed(server.world.visible(reader.id, chat.id)):
            if field in message:
                return message
        await asyncio.sleep(0.01)
    raise AssertionError(f"no message with {field}")


class TestAiogram:
    async def test_says_edits_and_reads(self, gram: aiogram.Bot, town: tuple[Person, Chat]) -> None:
        ola, group = town
        said = await gram.send_message(group.id, "<i>Karta</i>", parse_mode="HTML")
        assert said.html_text == "<i>Karta</i>"
        edited = await gram.edit_message_text(text="Nowa", chat_id=group.id, message_id=said.message_id)
        assert isinstance(edited, aiogram.types.Message)
        assert await gram.set_message_reaction(group.id, said.message_id, [ReactionTypeEmoji(emoji="🔥")])
        assert (await gram.get_chat_member(group.id, ola.id)).status == "creator"
        assert (await gram.get_chat(group.id)).permissions is not None
        assert (await gram.me()).username == "spoiwo_bot"

    async def test_sends_files_and_polls(
        self, server: Served, gram: aiogram.Bot, town: tuple[Person, Chat]
    ) -> None:
        ola, group = town
        picture = BufferedInputFile(PNG, "plakat.png")
        photo = await gram.send_photo(group.id, picture, caption="Plakat")
        assert photo.photo is not None
        album = await gram.send_media_group(
            group.id, [InputMediaPhoto(media=picture), InputMediaPhoto(media=photo.photo[0].file_id)]
        )
        assert len(album) == 2
        asked = await gram.send_poll(
            group.id,
            "Kiedy?",
            [InputPollOption(text="wtorek"), InputPollOption(text="środa")],
            is_anonymous=False,
        )
        server.world.vote(ola.id, group.id, asked.message_id, [1])
        updates = await gram.get_updates()
        assert updates[-1].poll_answer is not None
        assert updates[-1].poll_answer.option_ids == [1]
        document = await gram.send_document(ola.id, BufferedInputFile(b"abc", "a.txt"))
        assert document.document is not None
        content = await gram.download(document.document)
        assert content is not None
        assert content.read() == b"abc"

    async def test_sets_commands_and_understands_refusals(
        self, gram: aiogram.Bot, town: tuple[Person, Chat]
    ) -> None:
        assert await gram.set_my_commands(
            [BotCommand(command="pomoc", description="Pomoc")], language_code="pl"
        )
        assert (await gram.get_my_commands(language_code="pl"))[0].command == "pomoc"
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await gram.send_message(1, "x")
        with pytest.raises(TelegramBadRequest, match="can't parse entities"):
            await gram.send_message(town[1].id, "<b>x", parse_mode="HTML")
        stranger = await gram.get_me()
        with pytest.raises(TelegramForbiddenError):
            await gram.send_message(stranger.id, "x")

    async def test_every_update_parses(
        self, server: Served, gram: aiogram.Bot, town: tuple[Person, Chat]
    ) -> None:
        ola, group = town
        world = server.world
        world.updates.allow(["message", "edited_message", "callback_query", "poll", "poll_answer", "inline_query",
                             "my_chat_member", "chat_member", "message_reaction"])  # fmt: skip
        jan = world.person("Jan", "Żak")
        said = world.say(ola.id, group.id, "Kto dziś?")
        world.edit(ola.id, group.id, said.id, "Kto jutro?")
        world.react(ola.id, group.id, said.id, "👍")
        world.add_member(ola.id, group.id, jan.id)
        world.promote(ola.id, group.id, jan.id)
        world.rename(ola.id, group.id, "Nowe Miasto")
        world.send_file(jan.id, group.id, "p.png", PNG, "image/png", as_photo=True)
        world.ask_inline(ola.id, "kto")
        own = await gram.send_message(group.id, "x")
        world.tap(jan.id, group.id, own.message_id, "tak")
        world.set_forum(ola.id, group.id)
        topic = world.topic(ola.id, group.id, "Rowery")
        world.say(jan.id, group.id, "W temacie", thread_id=topic.thread_id)
        world.block(ola.id)
        world.remove_member(ola.id, group.id, world.bot.id)
        waiting = len(world.updates)
        assert len(await gram.get_updates(allowed_updates=[])) == waiting
        assert waiting == 14
