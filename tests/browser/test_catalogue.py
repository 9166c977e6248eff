"""The catalogue in a browser, opened from a disk: what is found, how it is asked for, and that Back works."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.papers.catalogue_words import built
from tests.papers.logged import ENTRIES, many

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "catalogue"
    built(ENTRIES, folder)
    return folder


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, site: Path) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 430, "height": 900})
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text))
    await page.goto((site / "pl/index.html").as_uri())
    yield page
    await context.close()
    assert faults == []


async def found(page: Page, words: str, count: str) -> list[str]:
    await page.get_by_role("searchbox").fill(words)
    await expect(page.get_by_role("status")).to_have_text(count)
    return await page.locator("#found h3").all_inner_texts()


@pytest.mark.parametrize("words", ["kotłów", "kotłami", "KOTLA", "wymianą kotła", "jak kotły"])
async def test_any_form_of_a_word_finds_the_entry(page: Page, words: str) -> None:
    await page.get_by_role("searchbox").fill(words)
    await expect(page.locator("#found h3").first).to_contain_text("Dyżur doradcy")


async def test_all_words_must_match_and_nothing_is_said_in_words(page: Page) -> None:
    first, second = await found(page, "drzewa szkoła", "2 wpisy")
    assert "Cień na drodze do szkoły" in first, "words of a title count more"
    assert "termometrem" in second
    assert (
        await found(page, "kotły parkowanie", "Nic nie pasuje. Pomaga mniej słów albo mniej filtrów.") == []
    )


async def test_filters_stand_in_the_address_and_back_returns(page: Page) -> None:
    await page.get_by_label("Rodzaj").select_option("lesson")
    await expect(page.get_by_role("status")).to_have_text("2 wpisy")
    assert page.url.endswith("#kind=lesson")
    await page.go_back()
    await expect(page.locator("#all")).to_be_visible()
    await expect(page.get_by_label("Rodzaj")).to_have_value("")


async def test_a_link_to_a_search_shows_it(page: Page, site: Path) -> None:
    await page.goto("about:blank")
    await page.goto(f"{(site / 'pl/index.html').as_uri()}#q=zieleń&size=middle")
    await expect(page.get_by_role("status")).to_have_text("2 wpisy")
    await expect(page.get_by_role("searchbox")).to_have_value("zieleń")


async def test_it_is_used_with_keys_alone(page: Page) -> None:
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    await page.get_by_role("searchbox").focus()
    await page.keyboard.type("smog")
    await expect(page.get_by_role("status")).to_have_text("1 wpis")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Znalezione wpisy")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Powiadomienia o smogu SMS-em")


async def test_more_than_a_page_is_found_and_unfolded(browser: Browser, tmp_path: Path) -> None:
    built(many(120), tmp_path / "site")
    page = await browser.new_page()
    await page.goto((tmp_path / "site/pl/index.html").as_uri() + "#year=2026")
    await expect(page.locator("#found .card")).to_have_count(50)
    await page.get_by_role("button", name="Pokaż więcej").click()
    await expect(page.locator("#found .card")).to_have_count(90)
    await page.close()


@pytest.mark.parametrize("width", [320, 600, 1200])
async def test_nothing_is_wider_than_the_screen(page: Page, site: Path, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    for name in ("pl/index.html", "pl/w/12.html", "en/w/31.html", "pl/tags.html"):
        await page.goto((site / name).as_uri())
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
