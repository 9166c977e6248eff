"""Groups in the web chat: making, joining, changing, topics, what is pinned."""

from __future__ import annotations

import pytest
from driving import NewScreen, Sandbox
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

MANY_MESSAGES_MS = 30_000


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


async def test_a_card_pinned_long_ago_is_still_at_hand(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Ola")
    group = await sandbox.group(ola)
    card = await sandbox.bot("sendMessage", chat_id=group, text="Karta dyżuru")
    await sandbox.bot("pinChatMessage", chat_id=group, message_id=card["message_id"])
    for number in range(300):
        await sandbox.act("POST", f"/world/as/{ola}/messages", chat_id=group, text=f"wiadomość {number}")
    chat = await screen()
    chat.page.context.set_default_timeout(MANY_MESSAGES_MS)
    await chat.be(ola, group)
    await expect(chat.message("wiadomość 299")).to_be_in_viewport(timeout=MANY_MESSAGES_MS)
    await expect(chat.message("Karta dyżuru")).to_have_count(0)

    await chat.page.get_by_role("button", name="Przejdź do przypiętej wiadomości: Karta dyżuru").click()

    await expect(chat.message("Karta dyżuru")).to_be_in_viewport(timeout=MANY_MESSAGES_MS)
    await sandbox.bot("editMessageText", chat_id=group, message_id=card["message_id"], text="Karta: 2 osoby")
    await expect(chat.message("Karta: 2 osoby")).to_have_count(1, timeout=MANY_MESSAGES_MS)


async def test_someone_from_outside_joins_a_group(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, kinga = await sandbox.person("Ola"), await sandbox.person("Kinga")
    group = await sandbox.group(ola, title="Otwarta sieć")
    chat = await (await screen()).be(kinga)
    await sandbox.skip_updates()

    await chat.button("Dołącz do grupy…").click()
    await chat.page.get_by_role("dialog").get_by_role("button", name="Otwarta sieć").click()

    await expect(chat.page.get_by_role("main", name="Rozmowa: Otwarta sieć")).to_be_visible()
    heard = await sandbox.next_update("message")
    assert (heard["chat"]["id"], heard["new_chat_members"][0]["id"]) == (group, kinga)
    await chat.button("Dołącz do grupy…").click()
    await expect(chat.page.get_by_role("dialog")).to_be_visible()
    await expect(chat.page.get_by_role("dialog").get_by_text("Otwarta sieć")).to_have_count(0)
