"""Typing the bot's name in the web chat: what it offers above the composer, and what a tap sends."""

from __future__ import annotations

from typing import Any

import pytest
from driving import NewScreen, Sandbox, Screen
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def article(number: str, title: str, text: str) -> dict[str, Any]:
    said = {"message_text": text, "parse_mode": "HTML"}
    return {
        "type": "article", "id": number, "title": title, "description": "z Gdyni", "input_message_content": said,
    }  # fmt: skip


async def types_the_bots_name(sandbox: Sandbox, chat: Screen, words: str) -> Any:
    """Typed sign by sign, as people do; what the bot is asked then."""
    await sandbox.skip_updates()
    bot = (await sandbox.bot("getMe"))["username"]
    await chat.field.press_sequentially(f"@{bot} {words}", delay=10)
    return await sandbox.next_update("inline_query")


async def test_what_the_bot_finds_is_shown_and_a_tap_sends_it(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await sandbox.group(ola, jan)
    chat = await (await screen()).be(ola, group)

    asked = await types_the_bots_name(sandbox, chat, "smog")
    assert (asked["query"], asked["from"]["id"]) == ("smog", ola)
    results = [article("1", "Czujniki smogu", "<b>Czujniki</b> na szkołach"), article("2", "Piece", "Piece")]
    await sandbox.bot("answerInlineQuery", inline_query_id=asked["id"], results=results)

    found = chat.page.get_by_role("listbox", name="Co bot znalazł")
    await expect(found.get_by_role("option")).to_have_count(2)
    await found.get_by_role("option").filter(has_text="Czujniki smogu").click()

    await expect(chat.message("Czujniki na szkołach")).to_contain_text("przez @")
    await expect(chat.field).to_have_value("")
    await expect(found).to_be_hidden()
    await expect((await (await screen()).be(jan, group)).message("Czujniki na szkołach")).to_be_visible()


async def test_escape_closes_what_was_found_and_the_keyboard_picks(
    sandbox: Sandbox, screen: NewScreen
) -> None:
    ola = await sandbox.person("Ola")
    group = await sandbox.group(ola)
    chat = await (await screen()).be(ola, group)
    found = chat.page.get_by_role("listbox", name="Co bot znalazł")
    asked = await types_the_bots_name(sandbox, chat, "pie")
    await sandbox.bot(
        "answerInlineQuery", inline_query_id=asked["id"], results=[article("1", "Piece", "Wymiana pieców")]
    )
    await expect(found).to_be_visible()
    await chat.field.press("Escape")
    await expect(found).to_be_hidden()

    await chat.field.press("c")
    again = await sandbox.next_update("inline_query")
    assert again["query"] == "piec"
    results = [article("1", "Inne", "Inne"), article("2", "Piece", "Wymiana pieców")]
    await sandbox.bot("answerInlineQuery", inline_query_id=again["id"], results=results)
    await expect(found).to_be_visible()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        await chat.field.press(key)
    await expect(chat.message("Wymiana pieców")).to_be_visible()


async def test_the_line_above_the_results_leads_into_private_chat(
    sandbox: Sandbox, screen: NewScreen
) -> None:
    tomek = await sandbox.person("Tomek", started=False)
    ola = await sandbox.person("Ola")
    group = await sandbox.group(ola, tomek)
    chat = await (await screen()).be(tomek, group)
    asked = await types_the_bots_name(sandbox, chat, "smog")
    button = {"text": "Najpierw dołącz", "start_parameter": "dolacz_7"}
    await sandbox.bot("answerInlineQuery", inline_query_id=asked["id"], results=[], button=button)

    await expect(chat.page.get_by_text("Bot nic nie znalazł.")).to_be_visible()
    await chat.button("Najpierw dołącz").click()
    heard = await sandbox.next_update("message")
    assert (heard["text"], heard["chat"]["id"]) == ("/start dolacz_7", tomek)
