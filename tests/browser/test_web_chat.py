"""The web chat as people use it, in a real browser, against the real sandbox; the tests play the bot."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from aiohttp import ClientSession
from driving import NewScreen, Sandbox, free_port, sandbox_process
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


async def test_a_deep_link_presses_start_with_what_it_carries(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, tomek = await sandbox.person("Ola"), await sandbox.person("Tomek", started=False)
    group = await sandbox.group(ola, tomek)
    bot = (await sandbox.bot("getMe"))["username"]
    button = {"text": "Dołącz", "url": f"https://t.me/{bot}?start=dolacz_7"}
    await sandbox.bot(
        "sendMessage", chat_id=group, text="Zapraszam!", reply_markup={"inline_keyboard": [[button]]}
    )
    chat = await (await screen()).be(tomek, group)
    await sandbox.skip_updates()

    await chat.page.get_by_role("link", name="Dołącz").click()

    heard = await sandbox.next_update("message")
    assert (heard["text"], heard["chat"]["id"]) == ("/start dolacz_7", tomek)
    await expect(chat.page.get_by_role("main", name=re.compile("Spoiwo"))).to_be_visible()
    await expect(chat.field).to_be_visible()


async def test_who_never_started_sees_a_start_button(sandbox: Sandbox, screen: NewScreen) -> None:
    tomek = await sandbox.person("Tomek", started=False)
    chat = await (await screen()).be(tomek, tomek)
    await sandbox.skip_updates()
    await expect(chat.field).to_have_count(0)

    await chat.button("Start").click()

    assert (await sandbox.next_update("message"))["text"] == "/start"
    await expect(chat.field).to_be_visible()


async def test_the_bot_can_be_blocked_and_unblocked(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)

    await chat.button("Więcej").click()
    await chat.page.get_by_role("menuitem", name="Zablokuj bota").click()
    await expect(chat.page.get_by_text("Ten bot jest zablokowany.")).to_be_visible()

    await chat.button("Odblokuj").click()
    await expect(chat.field).to_be_visible()


async def test_two_people_see_their_own_private_chats_only(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    at_ola, at_jan = await (await screen()).be(ola, ola), await (await screen()).be(jan, jan)

    await sandbox.bot("sendMessage", chat_id=ola, text="Tylko dla Oli")
    await sandbox.bot("sendMessage", chat_id=jan, text="Tylko dla Jana")

    await expect(at_ola.message("Tylko dla Oli")).to_be_visible()
    await expect(at_jan.message("Tylko dla Jana")).to_be_visible()
    await expect(at_ola.page.get_by_text("Tylko dla Jana")).to_have_count(0)
    await expect(at_jan.page.get_by_text("Tylko dla Oli")).to_have_count(0)


async def test_two_people_fit_side_by_side_on_one_screen(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    await sandbox.group(ola, jan, title="Wspólna")
    both = await screen()
    await both.page.goto(f"{sandbox.url}/?as={ola}&and={jan}")
    left, right = both.page.frame_locator("iframe[title=Ola]"), both.page.frame_locator("iframe[title=Jan]")

    for frame in (left, right):
        await frame.locator(".chat-row").filter(has_text="Wspólna").click()
    await left.get_by_role("textbox", name="Napisz wiadomość").fill("Widać mnie?")
    await left.get_by_role("textbox", name="Napisz wiadomość").press("Enter")

    await expect(right.get_by_role("article").filter(has_text="Widać mnie?")).to_be_visible()


async def test_an_unopened_chat_counts_what_is_new(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await sandbox.group(ola, jan, title="Ruchliwa")
    chat = await (await screen()).be(ola, ola)
    await chat.chat("Ruchliwa").click()
    await chat.chat("Spoiwo").click()

    for text in ("raz", "dwa"):
        await sandbox.act("POST", f"/world/as/{jan}/messages", chat_id=group, text=text)

    await expect(chat.chat("Ruchliwa")).to_contain_text("Jan: dwa")
    await expect(chat.chat("Ruchliwa").get_by_label("2 nieprzeczytane")).to_be_visible()
    await expect(chat.page).to_have_title(re.compile(r"^\(\d+\) Ola"))
    await chat.chat("Ruchliwa").click()
    await expect(chat.chat("Ruchliwa").get_by_label("nieprzeczytane")).to_have_count(0)


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


async def test_the_clock_moves(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    clock = chat.page.get_by_role("group", name="Zegar piaskownicy")
    before = (await sandbox.act("GET", "/clock"))["now"]

    await clock.get_by_role("button", name="+1 dzień").click()

    await expect(chat.page.locator("#toasts")).to_contain_text("Jest ")
    after = (await sandbox.act("GET", "/clock"))["now"]
    assert after[:10] > before[:10]
    await expect(clock.get_by_role("button", name="+1 godz.")).to_be_enabled()

    await clock.get_by_role("button", name="Jest teraz").click()
    await clock.get_by_label("Przesuń na").fill("2031-07-01T10:00")
    await clock.get_by_role("button", name="Przesuń", exact=True).click()
    await expect(clock.get_by_role("button", name="Jest teraz")).to_contain_text("1 lip 2031, 10:00")
    await clock.get_by_label("Przesuń na").fill("2031-06-01T10:00")
    await clock.get_by_role("button", name="Przesuń", exact=True).click()
    await expect(chat.page.locator("#toasts")).to_contain_text("Czas płynie tylko naprzód")


async def test_while_the_clock_moves_its_buttons_wait(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    clock = chat.page.get_by_role("group", name="Zegar piaskownicy")
    await sandbox.skip_updates()

    async with sandbox.slow_clock_client() as let_go:
        await clock.get_by_role("button", name="+1 godz.").click()
        await expect(clock).to_have_attribute("aria-busy", "true")
        await expect(clock.get_by_role("button", name="+1 dzień")).to_be_disabled()
        let_go.set()
        await expect(clock.get_by_role("button", name="+1 dzień")).to_be_enabled()
    await expect(chat.page.locator("#toasts")).to_contain_text("Jest ")


async def test_the_clock_shows_what_is_due_next_and_goes_there(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    group = await sandbox.group(ola)
    options = [{"text": "tak"}, {"text": "nie"}]
    await sandbox.bot("sendPoll", chat_id=group, question="Szybko?", options=options, open_period=120)
    chat = await (await screen()).be(ola, group)
    clock = chat.page.get_by_role("group", name="Zegar piaskownicy")

    await clock.get_by_role("button", name="Do następnego").click()

    await expect(chat.page.get_by_role("region", name="Ankieta")).to_contain_text("Głosowanie zakończone")


async def test_a_group_is_made_and_the_bot_is_added(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, _ = await sandbox.person("Ola"), await sandbox.person("Jan", "Nowy")
    chat = await (await screen()).be(ola, ola)
    await sandbox.skip_updates()

    await chat.button("Nowa grupa").click()
    await chat.page.get_by_label("Nazwa grupy").fill("Miasta nad Wisłą")
    await chat.page.get_by_role("dialog").get_by_role("button", name="Utwórz").click()
    await expect(chat.page.get_by_text("W tej grupie nie ma jeszcze bota.")).to_be_visible()
    await chat.button("Dodaj bota do grupy").click()
    assert (await sandbox.next_update("my_chat_member"))["chat"]["title"] == "Miasta nad Wisłą"

    await chat.button("Więcej").click()
    await chat.page.get_by_role("menuitem", name="Osoby w grupie").click()
    panel = chat.page.get_by_role("dialog")
    await panel.get_by_text("Dodaj kogoś").click()
    await panel.get_by_role("button", name="Jan Nowy").click()
    await expect(panel.get_by_role("button", name="Co zrobić: Jan Nowy")).to_be_visible()
    await panel.get_by_role("button", name="Co zrobić: Jan Nowy").click()
    await chat.page.get_by_role("menuitem", name="Nadaj prawa admina").click()
    await expect(panel.get_by_role("listitem").filter(has_text="Jan Nowy")).to_contain_text("admin")


async def test_a_startgroup_link_offers_own_groups(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    await sandbox.act("POST", f"/world/as/{ola}/groups", title="Bez bota")
    bot = (await sandbox.bot("getMe"))["username"]
    button = {"text": "Dodaj mnie do grupy", "url": f"https://t.me/{bot}?startgroup=siec_9"}
    await sandbox.bot(
        "sendMessage", chat_id=ola, text="Zaczynamy", reply_markup={"inline_keyboard": [[button]]}
    )
    chat = await (await screen()).be(ola, ola)
    await sandbox.skip_updates()

    await chat.page.get_by_role("link", name="Dodaj mnie do grupy").click()
    await chat.page.get_by_role("dialog").get_by_role("button", name="Bez bota").click()

    assert (await sandbox.next_update("message"))["new_chat_members"][0]["username"] == bot
    assert (await sandbox.next_update("message"))["text"] == f"/start@{bot} siec_9"


async def test_a_group_that_becomes_a_supergroup_stays_open(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await sandbox.group(ola, jan, title="Rosnąca")
    at_ola, at_jan = await (await screen()).be(ola, group), await (await screen()).be(jan, group)

    await at_ola.button("Więcej").click()
    await at_ola.page.get_by_role("menuitem", name="Zmień w supergrupę").click()
    await at_ola.page.get_by_role("dialog").get_by_role("button", name="Zmień w supergrupę").click()

    for chat in (at_ola, at_jan):
        await expect(chat.page.get_by_role("main").get_by_text("Grupa jest teraz supergrupą")).to_be_visible()
        await expect(chat.chat("Rosnąca")).to_have_count(1)
    await at_jan.write("Nadal tu jestem")
    await expect(at_ola.message("Nadal tu jestem")).to_be_visible()


async def test_who_is_removed_no_longer_sees_the_group(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await sandbox.group(ola, jan, title="Zamknięta")
    chat = await (await screen()).be(jan, group)
    await expect(chat.chat("Zamknięta")).to_be_visible()

    await sandbox.act("DELETE", f"/world/as/{ola}/groups/{group}/members/{jan}")

    await expect(chat.chat("Zamknięta")).to_have_count(0)
    await expect(chat.page.get_by_text("Wybierz rozmowę z listy")).to_be_visible()


async def test_topics_of_a_forum_are_apart(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    group = await sandbox.group(ola, title="Forum", is_forum=True)
    chat = await (await screen()).be(ola, group)

    await chat.button("Nowy temat").click()
    await chat.page.get_by_label("Nazwa tematu").fill("Pytania")
    await chat.page.get_by_role("dialog").get_by_role("button", name="Utwórz").click()
    await expect(chat.page.get_by_role("tab", name="Pytania")).to_have_attribute("aria-selected", "true")
    await chat.write("Jak to działa?")
    await expect(chat.message("Jak to działa?")).to_be_visible()

    await chat.page.get_by_role("tab", name="Ogólny").click()
    await expect(chat.message("Jak to działa?")).to_have_count(0)


async def test_a_pinned_message_is_one_tap_away(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    group = await sandbox.group(ola)
    card = await sandbox.bot("sendMessage", chat_id=group, text="Wizytówka sieci")
    await sandbox.bot("pinChatMessage", chat_id=group, message_id=card["message_id"])
    for number in range(30):
        await sandbox.act("POST", f"/world/as/{ola}/messages", chat_id=group, text=f"wiadomość {number}")
    chat = await (await screen()).be(ola, group)
    await expect(chat.message("wiadomość 29")).to_be_in_viewport()

    await chat.page.get_by_role("button", name="Przejdź do przypiętej wiadomości: Wizytówka sieci").click()

    await expect(chat.message("Wizytówka sieci")).to_be_in_viewport()
    await expect(chat.message("Wizytówka sieci")).to_be_focused()


async def test_choosing_a_person_and_making_a_new_one(sandbox: Sandbox, screen: NewScreen) -> None:
    chat = await screen()
    await chat.page.goto(sandbox.url)
    await expect(chat.page.get_by_role("heading", name="Kim chcesz być?")).to_be_visible()

    await chat.button("Nowa osoba").click()
    await chat.page.get_by_label("Imię").fill("Świętopełk")
    await chat.page.get_by_role("dialog").get_by_role("button", name="Dodaj osobę").click()

    await expect(chat.page.get_by_role("button", name="Świętopełk. Zmień osobę")).to_be_visible()
    await expect(chat.page).to_have_url(re.compile(r"\?as=\d+"))


async def test_another_person_is_one_menu_away(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan", "Inny")
    chat = await (await screen(width=1000)).be(ola, ola)

    await chat.page.get_by_role("button", name="Ola. Zmień osobę").click()
    beside = chat.page.get_by_role("menuitem", name="Otwórz obok: Jan Inny")
    await beside.scroll_into_view_if_needed()
    await expect(beside).to_be_in_viewport(ratio=1)
    await chat.page.get_by_role("menuitem", name="Jan Inny", exact=True).click()

    await expect(chat.page.get_by_role("button", name="Jan Inny. Zmień osobę")).to_be_visible()
    await expect(chat.page).to_have_url(re.compile(rf"as={jan}"))


async def test_the_words_can_be_english(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)

    await chat.button("Switch to English").click()
    await expect(chat.page.get_by_role("textbox", name="Write a message")).to_be_visible()

    await chat.page.reload()
    await expect(chat.page.get_by_role("heading", name="Chats")).to_be_visible()
    await expect(chat.page.locator("html")).to_have_attribute("lang", "en")


async def test_a_lost_line_is_told_and_comes_back(screen: NewScreen) -> None:
    port = free_port()
    async with ClientSession() as session:
        own = Sandbox(f"http://127.0.0.1:{port}", session)
        async with sandbox_process(port):
            await own.ready()
            somebody = (await own.act("GET", "/world"))["people"][0]["id"]
            chat = await (await screen(own)).be(somebody)
        await expect(chat.page.get_by_text("Łączę ponownie…")).to_be_visible()
        await chat.button("+1 godz.").click()
        await expect(chat.page.locator("#toasts")).to_contain_text("Piaskownica nie odpowiada")
        async with sandbox_process(port):
            await own.ready()
            await expect(chat.page.get_by_text("Łączę ponownie…")).to_be_hidden(timeout=15_000)


async def test_the_page_asks_nobody_else(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    chat = await (await screen()).be(ola, ola)
    await expect(chat.field).to_be_visible()

    assert [url for url in chat.asked if not url.startswith((sandbox.url, "blob:"))] == []
