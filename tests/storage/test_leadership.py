"""Only one process leads, and another follows when it is gone."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from storage import outbox
from storage.engine import Database
from storage.leadership import Task, leading
from storage.outbox import Request
from storage.seal import Seal

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def test_one_process_leads_and_the_next_takes_over(postgres_url: str, tmp_path: Path) -> None:
    first, second = (Database(postgres_url, Seal(tmp_path)) for _ in range(2))
    led: list[str] = []
    turned_away = asyncio.Event()

    async def stand_by() -> None:
        async with leading(second, Task.SENDING, turned_away.set, patience=0.01):
            led.append("second")

    async with leading(first, Task.SENDING):
        led.append("first")
        waiting = asyncio.create_task(stand_by())
        await asyncio.wait_for(turned_away.wait(), 30)
        assert led == ["first"]
    await asyncio.wait_for(waiting, 30)
    assert led == ["first", "second"]
    await first.close()
    await second.close()


async def test_a_leader_notices_that_its_session_is_lost(postgres_url: str, tmp_path: Path) -> None:
    database = Database(postgres_url, Seal(tmp_path))
    async with leading(database, Task.POLLING) as lead:
        assert lead.connection is not None
        own = await lead.connection.scalar(text("SELECT pg_backend_pid()"))
        async with database.read() as uow:
            await uow.session.exec(text(f"SELECT pg_terminate_backend({own})"))  # type: ignore[call-overload]
        await asyncio.wait_for(lead.lost(period=0.01), 30)
    await database.close()


async def test_a_frozen_leader_loses_its_session(postgres_url: str, tmp_path: Path) -> None:
    database = Database(postgres_url, Seal(tmp_path))
    async with leading(database, Task.POLLING) as lead:
        assert lead.connection is not None
        assert await lead.connection.scalar(text("SHOW idle_session_timeout")) == "30s"
    async with database.read() as uow:
        shown = await uow.session.exec(text("SHOW idle_session_timeout"))  # type: ignore[call-overload]
        assert shown.scalar() == "0"
    await database.close()


async def test_whoever_sends_hears_at_once_what_another_process_wants_sent(
    postgres_url: str, tmp_path: Path
) -> None:
    sender, other = (Database(postgres_url, Seal(tmp_path)) for _ in range(2))
    told = asyncio.Event()
    async with leading(sender, Task.SENDING) as lead:
        await lead.hear(told.set)
        async with other.write() as uow:
            outbox.put(uow, [Request(method="sendMessage", kind="answer", ready_at=NOON, created_at=NOON)])
        await asyncio.wait_for(told.wait(), 30)
    await sender.close()
    await other.close()


async def test_on_sqlite_nobody_waits_to_lead(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url, Seal(tmp_path))
    async with leading(database, Task.POLLING) as lead:
        assert lead.connection is None
    await database.close()
