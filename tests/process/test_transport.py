"""The transport: what went wrong on the wire, in python-telegram-bot's terms, and whether Telegram may know of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from io import BytesIO

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.api import Api
from bot.transport import AiohttpRequest, NotConnected

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Telegram:
    """A server on this machine that answers whatever a test wants."""

    def __init__(self) -> None:
        self.answer: Answer | None = None
        self.fields: dict[str, object] = {}
        self.file_names: list[str] = []

    async def hear(self, request: web.Request) -> web.StreamResponse:
        if request.content_type == "application/json":
            self.fields |= await request.json()
        for name, value in (await request.post()).items():
            is_file = isinstance(value, web.FileField)
            self.fields[name] = value.file.read() if is_file else value
            self.file_names += [value.filename] if is_file else []
        assert self.answer is not None
        return await self.answer(request)

    def says(self, status: int, description: str, **parameters: int) -> None:
        body = {"ok": False, "error_code": status, "description": description}

        async def answer(_: web.Request) -> web.StreamResponse:
            return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=status)

        self.answer = answer


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[Telegram]:
    telegram = Telegram()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", telegram.hear)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    telegram.port = runner.addresses[0][1]  # type: ignore[attr-defined]
    yield telegram
    await runner.cleanup()


@pytest_asyncio.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Api]:
    request = AiohttpRequest(connections=4, connect=1, read=0.2)
    await request.initialize()
    yield Api("42:X", base_url=f"http://127.0.0.1:{telegram.port}/bot", request=request)  # type: ignore[attr-defined]
    await request.shutdown()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequest),
        (401, InvalidToken),
        (403, Forbidden),
        (404, InvalidToken),
        (409, Conflict),
        (500, NetworkError),
        (502, NetworkError),
    ],
)
async def test_a_refusal_has_its_kind(
    telegram: Telegram, bot: Api, status: int, kind: type[TelegramError]
) -> None:
    telegram.says(status, "No: for a reason")
    with pytest.raises(kind) as refused:
        await bot.call("sendMessage", {"chat_id": 1, "text": "x"})
    assert type(refused.value) is kind


async def test_being_asked_to_wait_says_how_long(telegram: Telegram, bot: Api) -> None:
    telegram.says(429, "Too Many Requests: retry after 7", retry_after=7)
    with pytest.raises(RetryAfter) as refused:
        await bot.call("sendMessage", {})
    assert refused.value.retry_after == timedelta(seconds=7)


async def test_a_group_that_moved_says_where_to(telegram: Telegram, bot: Api) -> None:
    telegram.says(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005)
    with pytest.raises(ChatMigrated) as refused:
        await bot.call("sendMessage", {})
    assert refused.value.new_chat_id == -1005


async def test_no_answer_in_time_may_mean_sent(telegram: Telegram, bot: Api) -> None:
    async def never(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    telegram.answer = never
    with pytest.raises(TimedOut):
        await bot.call("sendMessage", {})


async def test_a_connection_that_breaks_may_mean_sent(telegram: Telegram, bot: Api) -> None:
    async def hang_up(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    telegram.answer = hang_up
    with pytest.raises(NetworkError) as broken:
        await bot.call("sendMessage", {})
    assert not isinstance(broken.value, NotConnected | TimedOut)


async def test_without_a_connection_nothing_was_sent() -> None:
    request = AiohttpRequest(connections=1, connect=1)
    await request.initialize()
    with pytest.raises(NotConnected):
        await Api("42:X", base_url="http://127.0.0.1:1/bot", request=request).call("sendMessage", {})
    await request.shutdown()


async def test_words_and_files_arrive(telegram: Telegram, bot: Api) -> None:
    async def fine(_: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": True, "result": True})

    telegram.answer = fine
    rows = [[{"text": "Dołącz", "callback_data": "x"}]]
    await bot.call("sendMessage", {"chat_id": 1, "text": "zażółć", "reply_markup": {"inline_keyboard": rows}})
    assert telegram.fields["text"] == "zażółć"
    assert telegram.fields["reply_markup"] == {"inline_keyboard": rows}
    await bot.call("sendDocument", {"chat_id": 1, "document": InputFile(BytesIO(b"%PDF"), "plan – Łódź.pdf")})
    assert b"%PDF" in telegram.fields.values()
    assert telegram.file_names == ["plan – Łódź.pdf"]


async def test_a_file_may_take_longer_than_words(telegram: Telegram, bot: Api) -> None:
    async def slow(_: web.Request) -> web.StreamResponse:
        await asyncio.sleep(0.4)
        return web.json_response({"ok": True, "result": True})

    telegram.answer = slow
    with pytest.raises(TimedOut):
        await bot.call("sendMessage", {"chat_id": 1, "text": "x"})
    assert await bot.call("sendDocument", {"chat_id": 1, "document": InputFile(b"%PDF", "plan.pdf")})
