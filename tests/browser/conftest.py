"""Fixtures of the browser tests: Chromium by name, one sandbox per run, a screen per person."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from driving import NewScreen, Sandbox, Screen, free_port, sandbox_process
from playwright.async_api import Browser, async_playwright, expect

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE_MS = 8000


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail("the browser tests need Chromium, and CI has none")
    pytest.skip("no Chromium here: the web chat is not tested (on Debian: apt install chromium)")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    port = free_port()
    async with sandbox_process(port), ClientSession() as session:
        running = Sandbox(f"http://127.0.0.1:{port}", session)
        await running.ready()
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def screen(browser: Browser, sandbox: Sandbox) -> AsyncIterator[NewScreen]:
    """Makes screens; each has its own browser profile. A script error on any of them fails the test."""
    made: list[Screen] = []

    async def new(sandbox: Sandbox = sandbox, width: int = 1200, height: int = 800, **options: Any) -> Screen:
        context = await browser.new_context(
            viewport={"width": width, "height": height}, locale="pl-PL", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        made.append(Screen(await context.new_page(), sandbox))
        return made[-1]

    yield new
    for one in made:
        await one.page.context.close()
    assert [fault for one in made for fault in one.faults] == []
