"""Intake: safe before it is confirmed, patient with Telegram, and nobody's updates are fought over."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.api import Api
from bot.intake import Conflicts, Intake, SecondPoller
from bot.processor import Knock
from storage import inbox
from storage.engine import Database
from storage.inbox import Source

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BOT = {"id": 42, "is_bot": True, "first_name": "Spoiwo", "username": "spoiwo_bot"}
OLA = {"id": 7, "is_bot": False, "first_name": "Ola"}


class StillClock:
    def now(self) -> datetime:
        return NOON

    async def sleep_until(self, moment: datetime) -> None: ...


class Telegram:
    """Answers `getUpdates` from a list, and remembers what it was asked for."""

    id, username = 42, "spoiwo_bot"
    defaults = None

    def __init__(self, *answers: list[dict[str, Any]] | TelegramError) -> None:
        self.answers = list(answers)
        self.offsets: list[int | None] = []

    async def call(self, method: str, parameters: Any, *, read_timeout: float | None = None) -> Any:
        self.offsets.append(parameters.get("offset"))
        if not self.answers:
            raise InvalidToken("the end")
        answer = self.answers.pop(0)
        if isinstance(answer, TelegramError):
            raise answer
        return answer


def said(number: int, text: str, *, group: bool = False) -> dict[str, Any]:
    chat = {"id": -5, "type": "supergroup", "title": "T"} if group else {"id": 7, "type": "private"}
    return {
        "update_id": number,
        "message": {"message_id": 1, "date": 1, "chat": chat, "from": OLA, "text": text},
    }


@pytest.fixture
def knocks() -> list[object]:
    return []


def intake(database: Database, telegram: Telegram, knocks: list[object]) -> Intake:
    async def knock(visitor: object) -> None:
        knocks.append(visitor)

    return Intake(database, cast(Api, telegram), StillClock(), knock)


async def poll(database: Database, telegram: Telegram, knocks: list[object]) -> None:
    """Poll until the list of answers is at its end."""
    with pytest.raises(InvalidToken):
        await intake(database, telegram, knocks).poll()


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    pause = asyncio.sleep

    async def at_once(_: float) -> None:
        await pause(0)

    monkeypatch.setattr("bot.intake.asyncio.sleep", at_once)
    monkeypatch.setattr("bot.patience.asyncio.sleep", at_once)


async def test_updates_are_kept_before_the_offset_moves(database: Database, knocks: list[object]) -> None:
    telegram = Telegram([said(11, "/start"), said(12, "hej")], [])
    await poll(database, telegram, knocks)
    assert telegram.offsets == [None, 13, 13]
    async with database.read() as uow:
        assert await inbox.last_update_id(uow) == 12
        assert await inbox.waiting_lanes(uow) == [7]
    assert len(knocks) == 2


async def test_what_telegram_repeats_is_kept_once(database: Database, knocks: list[object]) -> None:
    await poll(database, Telegram([said(11, "/start")], [said(11, "/start")]), knocks)
    async with database.write() as uow:
        arrival = await inbox.head(uow, 7)
        assert arrival is not None
        await inbox.finish(uow, [arrival.key], NOON)
        assert await inbox.head(uow, 7) is None


async def test_talk_among_people_leaves_only_its_number(database: Database, knocks: list[object]) -> None:
    await poll(database, Telegram([said(11, "what a day", group=True)]), knocks)
    assert knocks == []
    async with database.read() as uow:
        kept = await uow.session.get(inbox.Arrival, 1)
        assert kept is not None
        assert (kept.update_id, kept.payload, kept.lane) == (11, None, 0)


async def test_what_can_not_be_parsed_is_kept_and_does_not_stop_the_rest(
    database: Database, knocks: list[object]
) -> None:
    broken = {"update_id": 11, "message": {"date": "never", "chat": 5}}
    await poll(database, Telegram([broken, said(12, "hej")]), knocks)
    assert knocks[0] == Knock(0)
    async with database.read() as uow:
        assert await inbox.last_update_id(uow) == 12


async def test_the_payload_is_sealed(database: Database, knocks: list[object]) -> None:
    await poll(database, Telegram([said(11, "a secret wish")]), knocks)
    async with database.read() as uow:
        kept = await inbox.head(uow, 7)
        assert kept is not None
        assert kept.payload is not None
        assert b"secret" not in kept.payload
        assert b"a secret wish" in database.seal.open(kept.payload)


async def test_an_unreachable_telegram_is_waited_for(database: Database, knocks: list[object]) -> None:
    faults = [NetworkError("Bad Gateway") for _ in range(20)]
    await poll(database, Telegram(*faults, [said(11, "hej")]), knocks)
    assert len(knocks) == 1


async def test_a_newcomer_gives_way(database: Database, knocks: list[object]) -> None:
    telegram = Telegram(*(Conflict("terminated by other getUpdates request") for _ in range(9)))
    with pytest.raises(SecondPoller):
        await intake(database, telegram, knocks).poll()
    assert len(telegram.offsets) == 3


def test_who_is_at_home_bears_a_minute_of_conflicts() -> None:
    conflicts = Conflicts()
    conflicts.none()
    for _ in range(59):
        conflicts.one_more()
    with pytest.raises(SecondPoller):
        conflicts.one_more()


def test_conflicts_are_forgiven_once_it_works_again() -> None:
    conflicts = Conflicts()
    conflicts.one_more()
    conflicts.one_more()
    conflicts.none()
    conflicts.one_more()
    assert conflicts.borne == 1


async def test_a_form_from_a_page_is_kept_once_in_a_lane_of_its_own(
    database: Database, knocks: list[object]
) -> None:
    door = intake(database, Telegram(), knocks)
    for words in ("a secret wish", "a secret wish", "another wish"):
        await door.take_form("questions.outside", {"words": words}, "one")
    await door.take_form("questions.outside", {"words": "a secret wish"}, "two")
    async with database.read() as uow:
        lanes = await inbox.waiting_lanes(uow)
        assert len(lanes) == 3
        assert all(-(1 << 63) <= lane <= -(1 << 62) for lane in lanes), "no chat, no update"
        kept = await inbox.head(uow, lanes[0])
        assert kept is not None
        assert (kept.source, kept.update_id) == (Source.WEB, lanes[0])
        assert kept.payload is not None
        assert b"secret" not in kept.payload
        assert json.loads(database.seal.open(kept.payload)) == {
            "name": "questions.outside", "keep": {"words": "a secret wish"},
        }  # fmt: skip
    assert {each.lane for each in knocks if isinstance(each, Knock)} == set(lanes)
