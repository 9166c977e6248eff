"""What the browser tests drive: the sandbox as a process, the bot's side over the Bot API, people's side too."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, FormData
from playwright.async_api import Locator, Page

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "42:sandbox"
START_WITHIN = 20.0
TOO_MANY = 429


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def sandbox_process(port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """The sandbox with the demo world, without a bot."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", str(port), "--world", "demo"), cwd=ROOT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


class Sandbox:
    """One running sandbox: `bot` is what a bot asks of Telegram, `act` is what people do."""

    def __init__(self, url: str, session: ClientSession) -> None:
        self.url = url
        self._session = session
        self._offset = 0

    async def ready(self) -> None:
        async with asyncio.timeout(START_WITHIN):
            while True:
                try:
                    await self.act("GET", "/world")
                    return
                except ClientError:
                    await asyncio.sleep(0.05)

    async def bot(self, method: str, **params: Any) -> Any:
        while True:
            async with self._session.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
                answer = await response.json()
            if answer["ok"]:
                return answer["result"]
            assert answer["error_code"] == TOO_MANY, answer
            await asyncio.sleep(answer["parameters"]["retry_after"])

    async def bot_with_files(self, method: str, files: dict[str, bytes], **params: Any) -> Any:
        form = FormData()
        for name, value in params.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        for name, data in files.items():
            form.add_field(name, data, filename=f"{name}.png", content_type="image/png")
        async with self._session.post(f"{self.url}/bot{TOKEN}/{method}", data=form) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def act(self, method: str, path: str, **body: Any) -> Any:
        """An act of the control API."""
        async with self._session.request(method, self.url + path, json=body or None) as response:
            assert response.ok, f"{method} {path}: {response.status} {await response.text()}"
            return await response.json() if response.content_type == "application/json" else None

    @asynccontextmanager
    async def slow_clock_client(self) -> AsyncIterator[asyncio.Event]:
        """A client of the clock that comes to rest only when the event lets it."""
        let_go, present = asyncio.Event(), asyncio.Event()

        async def live() -> None:
            version = 0
            while True:
                state = await self.act("GET", f"/clock?after={version}&client=slow")
                version = state["version"]
                await self.act("POST", "/clock/quiet", client="slow", version=-1, next_due=None)
                present.set()
                if state["moving"]:
                    await let_go.wait()
                    await self.act("POST", "/clock/quiet", client="slow", version=version, next_due=None)

        client = asyncio.create_task(live())
        try:
            await present.wait()
            yield let_go
        finally:
            client.cancel()
            await asyncio.wait([client])

    async def person(self, first_name: str, last_name: str = "", *, started: bool = True) -> int:
        names = {"first_name": first_name} | ({"last_name": last_name} if last_name else {})
        user_id = int((await self.act("POST", "/world/people", **names))["id"])
        if started:
            await self.act("POST", f"/world/as/{user_id}/start", payload="")
        return user_id

    async def group(
        self, owner: int, *others: int, title: str = "Sieć próbna", is_forum: bool = False
    ) -> int:
        """A group of these people with the bot as its admin."""
        chat = await self.act("POST", f"/world/as/{owner}/groups", title=title, is_forum=is_forum)
        path = f"/world/as/{owner}/groups/{chat['id']}"
        bot = (await self.bot("getMe"))["id"]
        for user_id in (*others, bot):
            await self.act("POST", f"{path}/members", user_id=user_id)
        await self.act("POST", f"{path}/admins", user_id=bot, admin=True)
        return int(chat["id"])

    async def next_update(self, kind: str) -> Any:
        """The next update of this kind; those before it are skipped."""
        async with asyncio.timeout(10):
            while True:
                for update in await self.bot("getUpdates", offset=self._offset, timeout=2):
                    self._offset = update["update_id"] + 1
                    if kind in update:
                        return update[kind]

    async def skip_updates(self) -> None:
        while updates := await self.bot("getUpdates", offset=self._offset, timeout=0):
            self._offset = updates[-1]["update_id"] + 1


class Screen:
    """A browser page showing the web chat to one person."""

    def __init__(self, page: Page, sandbox: Sandbox) -> None:
        self.page = page
        self._sandbox = sandbox
        self.faults: list[str] = []
        self.asked: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    async def be(self, user_id: int, chat_id: int | None = None) -> Screen:
        await self.page.goto(f"{self._sandbox.url}/?as={user_id}" + (f"&chat={chat_id}" if chat_id else ""))
        await self.page.get_by_role("navigation", name="Rozmowy").wait_for(state="attached")
        return self

    async def write(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Napisz wiadomość")

    def message(self, text: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text=text)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def chat(self, title: str) -> Locator:
        titled = self.page.locator("b").get_by_text(title, exact=True)
        return self.page.get_by_role("navigation", name="Rozmowy").get_by_role("button").filter(has=titled)

    async def choose(self, text: str, entry: str) -> None:
        """Choose from the menu of a message."""
        await self.message(text).hover()
        await self.message(text).get_by_role("button", name="Co zrobić z wiadomością").click()
        await self.page.get_by_role("menuitem", name=entry).click()


NewScreen = Callable[..., Awaitable[Screen]]
