"""The web chat as people use it, in a real browser, against the real sandbox; the tests play the bot."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from driving import NewScreen, Sandbox
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

RED_SQUARE = Path(__file__).with_name("square.png")


async def test_a_person_writes_and_the_answer_of_the_bot_appears_live(
    sandbox: Sandbox, screen: NewScreen
) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    await sandbox.skip_updates()

    await chat.write("Kiedy najbliższy dyżur?")

    await expect(chat.message("Kiedy najbliższy dyżur?")).to_be_visible()
    heard = await sandbox.next_update("message")
    assert (heard["text"], heard["from"]["id"]) == ("Kiedy najbliższy dyżur?", ola)
    await sandbox.bot("sendMessage", chat_id=ola, text="We wtorek o 10:00.")
    await expect(chat.message("We wtorek o 10:00.")).to_be_visible()
    await expect(chat.page.locator("#announcer")).to_contain_text("We wtorek o 10:00.")


async def test_tapping_a_button_shows_the_answer_of_the_bot(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    keyboard = [[{"text": "Będę", "callback_data": "yes"}, {"text": "Nie mogę", "callback_data": "no"}]]
    await sandbox.bot("sendMessage", chat_id=ola, text="Dyżur?", reply_markup={"inline_keyboard": keyboard})
    await sandbox.skip_updates()

    await chat.button("Będę").click()
    await expect(chat.button("Będę")).to_have_attribute("aria-busy", "true")
    tap = await sandbox.next_update("callback_query")
    assert tap["data"] == "yes"
    await sandbox.bot("answerCallbackQuery", callback_query_id=tap["id"], text="Zapisane")
    await expect(chat.page.get_by_text("Zapisane")).to_be_visible()
    await expect(chat.button("Będę")).not_to_have_attribute("aria-busy", "true")

    await chat.button("Nie mogę").click()
    tap = await sandbox.next_update("callback_query")
    await sandbox.bot("answerCallbackQuery", callback_query_id=tap["id"], text="Szkoda!", show_alert=True)
    await expect(chat.page.get_by_role("dialog")).to_contain_text("Szkoda!")
    await chat.page.keyboard.press("Escape")
    await expect(chat.page.get_by_role("dialog")).to_have_count(0)
    await expect(chat.button("Nie mogę")).to_be_focused()


async def test_a_poll_can_be_voted_changed_and_taken_back(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await sandbox.group(ola, jan)
    chat = await (await screen()).be(ola, group)
    poll = await sandbox.bot(
        "sendPoll",
        chat_id=group,
        question="Kiedy spotkanie?",
        options=[{"text": "wtorek"}, {"text": "środa"}],
        is_anonymous=False,
    )
    box = chat.page.get_by_role("region", name="Ankieta")
    await expect(box).to_contain_text("Głosowanie jawne")
    await expect(box.get_by_role("button", name="Głosuj")).to_be_disabled()

    await box.get_by_role("radio", name="wtorek").check()
    vote = {"chat_id": group, "message_id": poll["message_id"], "option_ids": [1]}
    await sandbox.act("POST", f"/world/as/{jan}/votes", **vote)
    await expect(box).to_contain_text("1 głos")
    await expect(box.get_by_role("radio", name="wtorek")).to_be_checked()
    await box.get_by_role("button", name="Głosuj").click()
    await expect(box.get_by_role("listitem").filter(has_text="wtorek")).to_contain_text("50%")
    await expect(box.get_by_role("listitem").filter(has_text="wtorek")).to_contain_text("Twój wybór")

    await box.get_by_role("button", name="Zmień głos").click()
    await box.get_by_role("radio", name="środa").check()
    await box.get_by_role("button", name="Głosuj").click()
    await expect(box.get_by_role("listitem").filter(has_text="środa")).to_contain_text("100%")
    await expect(box.get_by_role("listitem").filter(has_text="środa")).to_contain_text(
        re.compile("Jan, Ola|Ola, Jan")
    )

    await box.get_by_role("button", name="Cofnij głos").click()
    await expect(box.get_by_role("radio", name="wtorek")).to_be_visible()
    await sandbox.bot("stopPoll", chat_id=group, message_id=poll["message_id"])
    await expect(box).to_contain_text("Głosowanie zakończone")


async def test_several_options_of_an_anonymous_poll_go_in_one_vote(
    sandbox: Sandbox, screen: NewScreen
) -> None:
    ola = await sandbox.person("Ola")
    group = await sandbox.group(ola)
    chat = await (await screen()).be(ola, group)
    options = [{"text": "dostępność"}, {"text": "otwarte dane"}, {"text": "AI w urzędzie"}]
    await sandbox.bot(
        "sendPoll", chat_id=group, question="Tematy?", options=options, allows_multiple_answers=True
    )
    box = chat.page.get_by_role("region", name="Ankieta")
    await expect(box).to_contain_text("Ankieta anonimowa · można wybrać kilka odpowiedzi")

    await box.get_by_role("checkbox", name="dostępność").check()
    await box.get_by_role("checkbox", name="otwarte dane").check()
    await box.get_by_role("button", name="Głosuj").click()

    await expect(box.get_by_text("100%")).to_have_count(2)
    await expect(box.get_by_text("0%", exact=True)).to_have_count(1)


async def test_one_answers_edits_and_deletes(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await sandbox.group(ola, jan)
    await sandbox.act("POST", f"/world/as/{jan}/messages", chat_id=group, text="Kto prowadzi?")
    chat = await (await screen()).be(ola, group)

    await chat.choose("Kto prowadzi?", "Odpowiedz")
    await chat.write("Ja")
    answer = chat.message("Ja").last
    await expect(answer.get_by_role("button", name="Odpowiedź: Jan: Kto prowadzi?")).to_be_visible()

    await answer.hover()
    await answer.get_by_role("button", name="Co zrobić z wiadomością").click()
    await chat.page.get_by_role("menuitem", name="Edytuj").click()
    await chat.write("Ja i Ewa")
    await expect(chat.message("Ja i Ewa")).to_contain_text("edytowano")

    await chat.choose("Ja i Ewa", "Usuń")
    await chat.page.get_by_role("dialog").get_by_role("button", name="Usuń").click()
    await expect(chat.message("Ja i Ewa")).to_have_count(0)


async def test_a_reaction_is_put_and_taken_back(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    group = await sandbox.group(ola)
    await sandbox.bot("sendMessage", chat_id=group, text="Nowy dyżur")
    chat = await (await screen()).be(ola, group)

    await chat.message("Nowy dyżur").hover()
    await chat.message("Nowy dyżur").get_by_role("button", name="Co zrobić z wiadomością").click()
    await chat.page.get_by_role("group", name="Dodaj reakcję").get_by_role("button", name="🎉").click()
    mine = chat.message("Nowy dyżur").get_by_role("button", name="🎉, 1")
    await expect(mine).to_have_attribute("aria-pressed", "true")

    await mine.click()
    await expect(mine).to_have_count(0)


async def test_a_photo_and_a_file_are_sent_and_shown(
    sandbox: Sandbox, screen: NewScreen, tmp_path: Path
) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    paper = tmp_path / "Zażółć gęślą jaźń.txt"
    paper.write_text("plan", encoding="utf-8")

    await chat.page.locator("input[type=file]").set_input_files(RED_SQUARE)
    await chat.field.or_(chat.page.get_by_role("textbox", name="Dodaj podpis")).fill("Warsztaty")
    await chat.button("Wyślij").click()
    photo = chat.message("Warsztaty").get_by_role("img")
    await expect(photo).to_be_visible()
    await expect(photo).to_have_js_property("naturalWidth", 8)

    await chat.page.locator("input[type=file]").set_input_files(paper)
    await chat.button("Wyślij").click()
    link = chat.page.get_by_role("link", name="Pobierz plik Zażółć gęślą jaźń.txt")
    async with chat.page.expect_download() as download:
        await link.click()
    saved = tmp_path / "saved"
    await (await download.value).save_as(saved)
    assert await asyncio.to_thread(saved.read_text, encoding="utf-8") == "plan"


async def test_an_album_is_one_message(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    square = await asyncio.to_thread(RED_SQUARE.read_bytes)
    media = [{"type": "photo", "media": f"attach://p{number}"} for number in range(3)]
    media[0]["caption"] = "Z warsztatów"

    await sandbox.bot_with_files(
        "sendMediaGroup", {f"p{number}": square for number in range(3)}, chat_id=ola, media=media
    )

    await expect(chat.message("Z warsztatów").get_by_role("img")).to_have_count(3)
    await chat.message("Z warsztatów").get_by_role("button", name="Powiększ zdjęcie").first.click()
    await expect(chat.page.get_by_role("dialog", name="Zdjęcie").get_by_role("img")).to_be_visible()


async def test_typing_a_slash_lists_the_commands_one_has_there(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    commands = [
        {"command": "pomoc", "description": "co mogę tu zrobić"},
        {"command": "dyzur", "description": "zaplanuj dyżur"},
    ]
    await sandbox.bot("setMyCommands", commands=commands, scope={"type": "chat", "chat_id": ola})
    chat = await (await screen()).be(ola, ola)
    await sandbox.skip_updates()

    await chat.field.press_sequentially("/d")
    await expect(chat.page.get_by_role("option")).to_have_count(1)
    await expect(chat.page.get_by_role("option")).to_contain_text("zaplanuj dyżur")
    await chat.field.press("ArrowDown")
    await chat.field.press("Enter")

    assert (await sandbox.next_update("message"))["text"] == "/dyzur"


async def test_a_reply_keyboard_writes_for_the_person(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    markup = {"keyboard": [[{"text": "Moje dyżury"}, {"text": "Pomoc"}]], "one_time_keyboard": True}
    await sandbox.bot("sendMessage", chat_id=ola, text="Co dalej?", reply_markup=markup)
    await sandbox.skip_updates()

    await chat.button("Moje dyżury").click()

    assert (await sandbox.next_update("message"))["text"] == "Moje dyżury"
    await expect(chat.button("Pomoc")).to_have_count(0)


async def test_formatted_text_keeps_its_places_after_an_emoji(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    html = (
        "😀 <b>gruby <i>i pochyły</i></b> <tg-spoiler>tajne</tg-spoiler> <code>kod</code>"
        "<blockquote expandable>cytat</blockquote>"
        '<tg-time unix="1795597200" format="wDt">kiedyś</tg-time>'
    )
    await sandbox.bot("sendMessage", chat_id=ola, text=html, parse_mode="HTML")
    message = chat.message("gruby i pochyły")

    await expect(message.locator("strong")).to_have_text("gruby i pochyły")
    await expect(message.locator("strong em")).to_have_text("i pochyły")
    await expect(message.locator("code")).to_have_text("kod")
    await expect(message.locator("blockquote")).to_contain_text("cytat")
    await expect(message.locator(".text time")).to_have_text(re.compile("środa, 25 listopada 2026.* 10:00"))
    await message.get_by_role("button", name="Ukryty tekst").click()
    await expect(message.locator(".spoiler-text")).to_have_css("opacity", "1")


async def test_hostile_text_is_only_text(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, eve = await sandbox.person("Ola"), await sandbox.person("<img src=x onerror=alert(1)>", "\u202eabc")
    group = await sandbox.group(ola, eve, title="<script>alert(2)</script>")
    hostile = '<img src=x onerror="alert(3)"> \u202eod prawej'
    await sandbox.act("POST", f"/world/as/{eve}/messages", chat_id=group, text=hostile)
    link = [{"type": "text_link", "offset": 0, "length": 4, "url": 'https://example.org/?q="><b>'}]
    await sandbox.bot("sendMessage", chat_id=group, text="link", entities=link)
    chat = await screen()
    dialogs: list[str] = []
    chat.page.on("dialog", lambda dialog: dialogs.append(dialog.message))

    await chat.be(ola, group)

    await expect(chat.message(hostile)).to_contain_text('<img src=x onerror="alert(3)">')
    await expect(chat.chat("<script>alert(2)</script>")).to_be_visible()
    assert await chat.page.locator("main img, main script, nav img").count() == 0
    box = await chat.message(hostile).locator(".meta").bounding_box()
    assert box is not None
    assert box["x"] > 400, "right-to-left text must not move the time of its message"
    assert dialogs == []
