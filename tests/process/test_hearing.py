"""When Telegram can't be heard for long, that is remembered: once when it begins, once when it is over."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from sqlmodel import select
from telegram.error import InvalidToken, NetworkError

from bot.api import Api
from bot.intake import Intake
from storage import silences
from storage.engine import Database, Unavailable
from storage.silences import Silence

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DOWN = NetworkError("Bad Gateway")


def after(**span: float) -> datetime:
    return NOON + timedelta(**span)


class Telegram:
    """Answers each request after so many seconds of its own clock."""

    id, username = 42, "spoiwo_bot"

    def __init__(self, *answers: tuple[int, NetworkError | None]) -> None:
        self.answers = list(answers)
        self.moment = NOON

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime) -> None: ...

    async def call(self, *_: Any, **__: Any) -> list[Any]:
        if not self.answers:
            raise InvalidToken("the end")
        seconds, fault = self.answers.pop(0)
        self.moment += timedelta(seconds=seconds)
        if fault is not None:
            raise fault
        return []


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    pause = asyncio.sleep

    async def at_once(_: float) -> None:
        await pause(0)

    monkeypatch.setattr("bot.patience.asyncio.sleep", at_once)


async def listens(database: Database, *answers: tuple[int, NetworkError | None]) -> Sequence[Silence]:
    """A process that hears these answers; what it has noted."""
    telegram = Telegram(*answers)

    async def knock(_: object) -> None: ...

    with pytest.raises(InvalidToken):
        await Intake(database, cast(Api, telegram), telegram, knock).poll()
    async with database.read() as uow:
        found = (await uow.session.exec(select(Silence))).all()
        uow.session.expunge_all()
        return found


async def test_a_long_silence_is_noted_from_the_last_answer_to_the_next_one(database: Database) -> None:
    (silence,) = await listens(
        database, (25, None), (35, DOWN), (35, DOWN), (35, DOWN), (20, None), (25, None)
    )
    assert (silence.began_at, silence.ended_at) == (after(seconds=25), after(seconds=150))


async def test_what_passes_within_a_minute_is_not_noted(database: Database) -> None:
    assert await listens(database, (25, None), (1, DOWN), (30, DOWN), (30, DOWN), (1, None)) == []


async def test_two_short_silences_are_no_long_one(database: Database) -> None:
    assert await listens(database, (1, DOWN), (40, DOWN), (1, None), (1, DOWN), (40, DOWN), (1, None)) == []


async def test_a_long_answer_without_any_news_is_no_silence(database: Database) -> None:
    """The clock of the sandbox jumps from one day to another while a request waits."""
    assert await listens(database, (25, None), (3 * 86400, None), (25, None)) == []


async def test_a_silence_that_is_not_over_covers_every_later_moment(database: Database) -> None:
    (silence,) = await listens(database, (25, None), (5, DOWN), (70, DOWN), (1, DOWN))
    assert silence.ended_at is None
    async with database.read() as uow:
        assert await silences.across(uow, after(seconds=24)) is None
        assert await silences.across(uow, after(seconds=25)) is not None
        assert await silences.across(uow, after(days=3)) is not None


async def test_the_next_process_ends_what_was_left_over(database: Database) -> None:
    await listens(database, (25, None), (5, DOWN), (70, DOWN))
    (silence,) = await listens(database, (200, None))
    assert silence.ended_at == after(seconds=200)
    async with database.read() as uow:
        assert await silences.across(uow, after(seconds=200)) is None
        assert await silences.across(uow, after(seconds=199)) is not None


async def test_each_silence_is_written_at_most_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    begin, end = silences.begin, silences.end

    async def begins(*given: Any) -> None:
        written.append("begin")
        await begin(*given)

    async def ends(*given: Any) -> None:
        written.append("end")
        await end(*given)

    monkeypatch.setattr(silences, "begin", begins)
    monkeypatch.setattr(silences, "end", ends)
    await listens(database, (1, None), *[(30, DOWN)] * 20, *[(25, None)] * 20)
    assert written == ["end", "begin", "end"]


async def test_a_database_that_does_not_answer_is_asked_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, faults = silences.begin, iter([Unavailable("disk full")])

    async def fail_once(*given: Any) -> None:
        for fault in faults:
            raise fault
        await begin(*given)

    monkeypatch.setattr(silences, "begin", fail_once)
    (silence,) = await listens(database, (25, None), (1, DOWN), (70, DOWN), (30, DOWN), (1, None))
    assert silence.began_at == after(seconds=25)
