"""Around the messages of the web chat: who one is, the clock, the line, the words."""

from __future__ import annotations

import re

import pytest
from aiohttp import ClientSession
from driving import NewScreen, Sandbox, free_port, sandbox_process
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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
    await expect(clock.get_by_role("button", name="Do następnego")).to_be_disabled()
    await expect(clock.get_by_title("Nic nie jest zaplanowane")).to_be_visible()


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


async def test_refusals_are_told_in_the_words_of_the_page(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await sandbox.group(ola, jan)
    chat = await (await screen()).be(jan, group)
    toasts = chat.page.locator("#toasts")

    await chat.button("Więcej").click()
    await chat.page.get_by_role("menuitem", name="Zmień nazwę").click()
    await chat.page.get_by_label("Nazwa grupy").fill("Moja sieć")
    await chat.button("Zapisz").click()
    await expect(toasts).to_contain_text("Nie masz do tego praw w tej grupie.")

    await chat.button("Switch to English").click()
    await chat.button("More").click()
    await chat.page.get_by_role("menuitem", name="Rename").click()
    await chat.page.get_by_label("Group name").fill("My network")
    await chat.button("Save").click()
    await expect(toasts).to_contain_text("You do not have the rights for this in this group.")
