"""The web chat for every eye, hand and screen: keyboard, phone, contrast, nothing that jumps."""

from __future__ import annotations

from typing import Any

import pytest
from driving import NewScreen, Sandbox, Screen
from playwright.async_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG_NAME = "Wawrzyniec-Świętopełk Brzęczyszczykiewicz-Szczebrzeszyński"

POOR_CONTRAST = """
() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (layers) => {
    context.clearRect(0, 0, 1, 1);
    for (const layer of layers) { context.fillStyle = layer; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = (rgb) => rgb.slice(0, 3)
    .map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility({ opacityProperty: true }) || element.closest(":disabled, .ears-only")) continue;
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
    const style = getComputedStyle(element);
    const behind = light(paint(layers));
    const before = light(paint([...layers, style.color]));
    const ratio = (Math.max(behind, before) + 0.05) / (Math.min(behind, before) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${element.className}: ${element.textContent.slice(0, 40)} ${ratio.toFixed(2)}`);
  }
  return found;
}
"""  # noqa: E501

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


async def lively_group(sandbox: Sandbox, owner: int, other: int) -> int:
    """A group with one of nearly everything a chat can show."""
    group = await sandbox.group(owner, other, title="Cyfrowe usługi publiczne w miastach nad Wisłą i Wartą")
    colours = [{"text": words, "callback_data": words, "style": style} for words, style in STYLES.items()]
    html = (
        "<b>Zażółć</b> <i>gęślą</i> <code>jaźń</code> https://example.org/bardzo/dluga/sciezka/bez/konca/i/bez/przerw "
        "/pomoc <blockquote>cytat</blockquote><pre>blok</pre><tg-spoiler>tajne</tg-spoiler>"
    )
    keyboard = {"inline_keyboard": [colours, [{"text": LONG_NAME, "url": "https://example.org"}]]}
    card = await sandbox.bot(
        "sendMessage", chat_id=group, text=html, parse_mode="HTML", reply_markup=keyboard
    )
    await sandbox.bot("pinChatMessage", chat_id=group, message_id=card["message_id"])
    await sandbox.bot(
        "sendPoll", chat_id=group, question="Kiedy?", options=[{"text": "jutro"}, {"text": LONG_NAME}]
    )
    for user in (owner, other):
        asked: dict[str, Any] = {"chat_id": group, "message_id": card["message_id"]}
        await sandbox.act("POST", f"/world/as/{user}/messages", chat_id=group, text="ź" * 300)
        await sandbox.act("POST", f"/world/as/{user}/reactions", emoji="👍", **asked)
        asked["message_id"] += 2
        await sandbox.act("POST", f"/world/as/{user}/votes", option_ids=[0], **asked)
    return group


STYLES = {"Tak": "success", "Nie": "danger", "Może": "primary"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_word_can_be_read_well(sandbox: Sandbox, screen: NewScreen, scheme: str) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Wawrzyniec", LONG_NAME)
    group = await lively_group(sandbox, ola, jan)
    chat = await (await screen(color_scheme=scheme)).be(ola, group)
    await expect(chat.page.get_by_role("region", name="Ankieta")).to_be_visible()
    assert await chat.page.evaluate(POOR_CONTRAST) == []

    await chat.button("Więcej").click()
    await chat.page.get_by_role("menuitem", name="Osoby w grupie").click()
    assert await chat.page.evaluate(POOR_CONTRAST) == []

    await chat.page.goto(sandbox.url)
    await expect(chat.page.get_by_role("heading", name="Kim chcesz być?")).to_be_visible()
    assert await chat.page.evaluate(POOR_CONTRAST) == []


async def sticks_out(chat: Screen) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(await chat.page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("width", [320, 375, 400])
async def test_a_phone_shows_one_column_with_a_way_back(
    sandbox: Sandbox, screen: NewScreen, width: int
) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Wawrzyniec", LONG_NAME)
    await lively_group(sandbox, ola, jan)
    chat = await (await screen(width=width, height=700, has_touch=True, is_mobile=True)).be(ola)
    group = chat.chat("Cyfrowe usługi publiczne w miastach nad Wisłą i Wartą")
    await expect(group).to_be_visible()
    await expect(chat.page.get_by_role("main")).to_be_hidden()
    assert await sticks_out(chat) <= 0

    await group.tap()
    await expect(chat.field).to_be_visible()
    await expect(group).to_be_hidden()
    assert await sticks_out(chat) <= 0
    for one in await chat.page.locator(".bubble, .keyboard, .topbar > *").all():
        box = await one.bounding_box()
        assert box is None or (box["x"] >= 0 and box["x"] + box["width"] <= width), await one.inner_text()

    await chat.button("Wróć").tap()
    await expect(group).to_be_visible()
    await group.tap()
    await expect(chat.field).to_be_visible()
    await chat.page.go_back()
    await expect(group).to_be_visible()

    await chat.page.get_by_role("button", name="Jest teraz").tap()
    await expect(chat.button("+1 dzień")).to_be_in_viewport()
    assert await sticks_out(chat) <= 0


async def test_all_is_reached_by_keyboard(sandbox: Sandbox, screen: NewScreen) -> None:
    ola = await sandbox.person("Aaa Klawiatura")
    group = await sandbox.group(ola, title="Z klawiatury")
    keyboard = {"inline_keyboard": [[{"text": "Dotknij", "callback_data": "x"}]]}
    await sandbox.bot("sendMessage", chat_id=group, text="Przycisk niżej", reply_markup=keyboard)
    chat = await screen()
    keys = chat.page.keyboard
    await chat.page.goto(sandbox.url)
    person = chat.page.get_by_role("button", name="Aaa Klawiatura")
    await expect(person).to_be_visible()
    await tab_to(chat, ".person-card")
    await keys.press("End")
    await keys.press("ArrowUp")
    await expect(chat.page.locator(".person-card:focus")).to_be_visible()
    await person.focus()
    await keys.press("Enter")

    await tab_to(chat, ".chat-row")
    await keys.press("ArrowDown")
    await keys.press("ArrowUp")
    await chat.chat("Z klawiatury").focus()
    await keys.press("Enter")
    await expect(chat.page.get_by_role("main", name="Rozmowa: Z klawiatury")).to_be_visible()

    await tab_to(chat, "textarea")
    await keys.type("Pierwsza linia")
    await keys.press("Shift+Enter")
    await keys.type("druga linia")
    await keys.press("Enter")
    await expect(chat.message("Pierwsza linia\ndruga linia")).to_be_visible()
    await expect(chat.field).to_be_focused()

    await tab_to(chat, "article", backwards=True)
    await keys.press("ArrowUp")
    await expect(chat.message("Przycisk niżej")).to_be_focused()
    await keys.press("Enter")
    await expect(chat.page.get_by_role("menu")).to_be_visible()
    await keys.press("Escape")
    await expect(chat.page.get_by_role("menu")).to_have_count(0)
    await expect(chat.message("Przycisk niżej")).to_be_focused()
    await sandbox.skip_updates()
    await tab_to(chat, ".key")
    await keys.press("Enter")
    tap = await sandbox.next_update("callback_query")
    await sandbox.bot("answerCallbackQuery", callback_query_id=tap["id"], text="Jest!")
    await expect(chat.page.get_by_text("Jest!")).to_be_visible()
    await keys.press("Escape")
    await expect(chat.field).to_be_focused()


async def tab_to(chat: Screen, selector: str, *, backwards: bool = False) -> None:
    """Press Tab until the focus is on such an element, and see that the focus shows."""
    for _ in range(40):
        await chat.page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if await chat.page.evaluate("(what) => document.activeElement.matches(what)", selector):
            outline = await chat.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"the focus on {selector} can't be seen"
            return
    raise AssertionError(f"Tab never reaches {selector}")


async def test_both_languages_say_everything(sandbox: Sandbox, screen: NewScreen) -> None:
    chat = await screen()
    await chat.page.goto(sandbox.url)
    polish, english = await chat.page.evaluate(
        """async () => [
          Object.keys((await import("/chat/words.pl.js")).POLISH).sort(),
          Object.keys((await import("/chat/words.en.js")).ENGLISH).sort(),
        ]"""
    )
    assert polish == english


async def test_nothing_jumps_while_a_chat_opens(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await lively_group(sandbox, ola, jan)
    chat = await screen()
    await chat.page.add_init_script(SHIFTS)
    await chat.be(ola, group)
    await expect(chat.page.get_by_role("region", name="Ankieta")).to_be_visible()
    await sandbox.bot("sendMessage", chat_id=group, text="Nowa")
    await expect(chat.message("Nowa")).to_be_in_viewport()

    assert await chat.page.evaluate("window.shifted") < 0.1


async def test_a_vote_of_others_does_not_take_the_focus(sandbox: Sandbox, screen: NewScreen) -> None:
    ola, jan = await sandbox.person("Ola"), await sandbox.person("Jan")
    group = await sandbox.group(ola, jan)
    poll = await sandbox.bot(
        "sendPoll", chat_id=group, question="Kiedy?", options=[{"text": "dziś"}, {"text": "jutro"}]
    )
    chat = await (await screen()).be(ola, group)
    await chat.page.get_by_role("radio", name="jutro").focus()

    vote = {"chat_id": group, "message_id": poll["message_id"], "option_ids": [0]}
    await sandbox.act("POST", f"/world/as/{jan}/votes", **vote)

    await expect(chat.page.get_by_role("region", name="Ankieta")).to_contain_text("1 głos")
    await expect(chat.page.get_by_role("radio", name="jutro")).to_be_focused()
