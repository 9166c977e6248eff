"""Due work: one row for each planned thing, however often it is planned."""

from datetime import UTC, datetime, timedelta

from storage import due_work
from storage.due_work import Doing, DueWork
from storage.engine import Database
from storage.left import left_at

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def plan(database: Database, key: str, due_at: datetime, **more: int) -> None:
    async with database.write() as uow:
        await due_work.plan(uow, "test.reminder", key, due_at, **more)


async def due(database: Database, now: datetime) -> list[DueWork]:
    async with database.write() as uow:
        found = [await due_work.take(uow, key, now) for key, _ in await due_work.due(uow, now, 100)]
    return [work for work in found if work is not None]


async def test_planning_again_replaces(database: Database) -> None:
    await plan(database, "1", NOON, session=4)
    await plan(database, "1", NOON + HOUR, session=5)
    assert await due(database, NOON) == []
    (work,) = await due(database, NOON + HOUR)
    assert work.arguments == {"session": 5}


async def test_planning_again_revives_what_was_done(database: Database) -> None:
    await plan(database, "1", NOON)
    (work,) = await due(database, NOON)
    async with database.write() as uow:
        await due_work.finish(uow, work.key, Doing.DONE, NOON)
    assert await due(database, NOON) == []
    await plan(database, "1", NOON + HOUR)
    (again,) = await due(database, NOON + HOUR)
    assert (again.key, again.state, again.ended_at) == (work.key, Doing.PLANNED, None)


async def test_what_is_due_comes_earliest_first(database: Database) -> None:
    await plan(database, "late", NOON + HOUR)
    await plan(database, "early", NOON)
    await plan(database, "not yet", NOON + 3 * HOUR)
    assert [work.subject for work in await due(database, NOON + 2 * HOUR)] == ["early", "late"]
    async with database.read() as uow:
        assert (await left_at(uow, NOON)).comes == NOON


async def test_cancelled_work_is_never_due(database: Database) -> None:
    await plan(database, "1", NOON)
    async with database.write() as uow:
        await due_work.cancel(uow, NOON, "test.reminder", "1")
    assert await due(database, NOON + HOUR) == []
    async with database.read() as uow:
        assert (await left_at(uow, NOON)).comes is None


async def test_two_processes_do_not_take_the_same_work(postgres: Database) -> None:
    await plan(postgres, "1", NOON)
    async with postgres.write() as first, postgres.write() as second:
        ((key, _),) = await due_work.due(first, NOON, 100)
        assert await due_work.take(first, key, NOON) is not None
        assert await due_work.take(second, key, NOON) is None
