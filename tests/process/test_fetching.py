"""Fetching files of Telegram over real HTTP: what comes, what does not, and that no fault tells the address."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from telegram.error import BadRequest

from bot.api import Api
from bot.fetching import TRIES, Fetcher
from bot.transport import AiohttpRequest
from handlers.edge import Edge
from handlers.fetching import LARGEST, FetchReason, Unfetchable
from sandbox.files import Upload
from sandbox.server import Sandbox
from sandbox.world import World
from tests.process.conftest import Said

TOKEN = "42:AAF-secretSECRET"
CSV = "miasto;rok\nŁódź;2026\n".encode()


@dataclass
class Road:
    """A sandbox that serves over HTTP, and a bot that fetches from it."""

    world: World
    bot: Api
    fetch: Fetcher

    def has(self, data: bytes = CSV, name: str = "lista.csv") -> str:
        """Someone has sent a file; its number."""
        return self.world.files.add(Upload(name, data)).file_id

    def asked(self) -> int:
        """How often Telegram was asked for a file."""
        record = self.world.record
        return sum(entry["method"] == "getFile" for entry in (*record.accepted, *record.refused))


@pytest_asyncio.fixture
async def road() -> AsyncIterator[Road]:
    sandbox = Sandbox(token=TOKEN)
    async with sandbox.serving() as address:
        request = AiohttpRequest(connections=4, connect=1, read=2)
        await request.initialize()
        bot = Api(TOKEN, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot", request=request)
        yield Road(sandbox.world, bot, Fetcher(bot, longest=0.01))
        await request.shutdown()


async def why_not(fetch: Fetcher, file_id: str) -> FetchReason:
    with pytest.raises(Unfetchable) as failed:
        await fetch(file_id)
    return failed.value.reason


@pytest.mark.parametrize("name", ["lista.csv", "zażółć gęślą.100% ?#", "bez_końcówki"])
async def test_a_file_comes_as_it_was_sent(road: Road, name: str) -> None:
    assert await road.fetch(road.has(name=name)) == CSV


async def test_a_file_of_the_largest_size_comes_and_one_byte_more_does_not(road: Road) -> None:
    content = await road.fetch(road.has(bytes(LARGEST)))
    assert len(content) == LARGEST
    assert await why_not(road.fetch, road.has(bytes(LARGEST + 1))) is FetchReason.TOO_LARGE


async def test_what_telegram_has_no_more_is_gone(road: Road) -> None:
    file = road.has()
    road.world.files.lose(file)
    assert await why_not(road.fetch, file) is FetchReason.GONE
    assert road.asked() == TRIES


async def test_a_number_that_never_was_one_is_gone_at_once(road: Road) -> None:
    assert await why_not(road.fetch, "nonsense") is FetchReason.GONE
    assert road.asked() == 1


async def test_what_disappears_between_the_answer_and_the_download_is_gone(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = road.has()
    monkeypatch.setattr(road.world.files, "at", lambda path: None)
    assert await why_not(road.fetch, file) is FetchReason.GONE


@pytest.mark.parametrize("method", ["getFile", "download"])
@pytest.mark.parametrize("kind", ["500", "502", "timeout_before"])
async def test_a_fault_that_passes_is_outlived(road: Road, method: str, kind: str) -> None:
    file = road.has()
    road.world.faults.add(kind, method=method, times=TRIES - 1, seconds=0.01)
    assert await road.fetch(file) == CSV


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_a_fault_that_stays_is_told_as_trouble_of_the_road(road: Road, method: str) -> None:
    file = road.has()
    road.world.faults.add("502", method=method, times=None)
    assert await why_not(road.fetch, file) is FetchReason.UNREACHABLE
    assert road.asked() == TRIES
    road.world.faults.clear()
    assert await road.fetch(file) == CSV


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_it_waits_as_long_as_telegram_asks(road: Road, method: str) -> None:
    file, road.fetch.longest = road.has(), 2
    road.world.faults.add("429", method=method, seconds=1)
    began = time.monotonic()
    assert await road.fetch(file) == CSV
    assert time.monotonic() - began >= 1


async def test_asked_to_wait_for_long_nobody_asks_again_before(road: Road) -> None:
    file = road.has()
    road.world.faults.add("429", method="getFile", seconds=600)
    assert await why_not(road.fetch, file) is FetchReason.UNREACHABLE
    assert await why_not(road.fetch, file) is FetchReason.UNREACHABLE
    assert road.asked() == 1


async def test_without_a_connection_telegram_is_unreachable() -> None:
    request = AiohttpRequest(connections=1, connect=1)
    await request.initialize()
    nowhere = Api(TOKEN, base_url="http://127.0.0.1:1/bot", request=request)
    assert await why_not(Fetcher(nowhere, longest=0), "SBX") is FetchReason.UNREACHABLE
    await request.shutdown()


async def test_a_stop_does_not_wait_for_a_file(road: Road) -> None:
    road.fetch.longest = 30
    road.world.faults.add("429", method="getFile", seconds=20)
    fetching = asyncio.create_task(road.fetch(road.has()))
    await asyncio.sleep(0.1)
    fetching.cancel()
    async with asyncio.timeout(1):
        await asyncio.gather(fetching, return_exceptions=True)
    assert fetching.cancelled()


@dataclass
class Forgetful:
    """A Telegram that tells no size, and does not find a file at first."""

    content: bytes = CSV
    words: list[str] = field(default_factory=list)

    async def call(self, method: str, parameters: dict[str, Any], **_: Any) -> dict[str, Any]:
        if self.words:
            raise BadRequest(self.words.pop())
        return {"file_id": parameters["file_id"], "file_path": "x"}

    async def download(self, path: str) -> bytes:
        return self.content


async def test_a_file_that_is_away_for_a_moment_comes() -> None:
    """For this and for a wrong number Telegram has the same words."""
    telegram = Forgetful(words=["Wrong file_id or the file is temporarily unavailable"])
    assert await Fetcher(telegram, longest=0)("F") == CSV  # type: ignore[arg-type]


async def test_a_telegram_that_is_too_slow_is_not_asked_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.fetching.LAST_TRY", -1)
    telegram = Forgetful(words=["Not found"] * TRIES)
    assert await why_not(Fetcher(telegram, longest=0), "F") is FetchReason.GONE  # type: ignore[arg-type]
    assert len(telegram.words) == TRIES - 1


async def test_a_size_that_nobody_told_is_checked_all_the_same() -> None:
    telegram = Forgetful(bytes(LARGEST + 1))
    assert await why_not(Fetcher(telegram), "F") is FetchReason.TOO_LARGE  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("method", "kind"), [("getFile", "502"), ("getFile", "429"), ("download", "502"), ("download", None)]
)
async def test_nothing_tells_the_token_the_path_or_the_content(
    road: Road, said: Said, monkeypatch: pytest.MonkeyPatch, method: str, kind: str | None
) -> None:
    file = road.has(name="tajne.csv")
    if kind:
        road.world.faults.add(kind, method=method, times=None, seconds=60)
    else:
        monkeypatch.setattr(road.world.files, "at", lambda path: None)
    with pytest.raises(Unfetchable) as failed:
        await road.fetch(file)
    assert (failed.value.__cause__, failed.value.__context__) == (None, None)
    told = f"{failed.value} {failed.value!r} {road.fetch!r} {said()}"
    for secret in (TOKEN, "<token>", "secretSECRET", "documents/", file, "tajne", "Łódź"):
        assert secret not in told


async def test_where_nobody_fetches_there_is_nothing() -> None:
    edge = Edge(None, None, None, None)  # type: ignore[arg-type]
    assert await why_not(edge.fetch, "F") is FetchReason.UNREACHABLE  # type: ignore[arg-type]
