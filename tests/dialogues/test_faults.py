"""Faults of the disk and the database in the middle of a conversation: nothing is lost and nothing said twice."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date

import pytest
from sqlmodel import select

from handlers import refusals
from storage import people, roles
from storage.engine import Unavailable
from storage.inbox import Arrival, Handling
from storage.outbox import Saying, Sending
from storage.people import Person
from storage.seal import Seal
from storage.unit_of_work import UnitOfWork
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours_clock import heard
from tests.dialogues.town import Town

HELP = "Co możesz zrobić"
Fault = Callable[[Town], contextlib.AbstractAsyncContextManager[None]]


async def pragma(town: Town, words: str) -> None:
    """Say it to the one connection that writes."""
    async with town.process.database.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        cursor = await raw.driver_connection.execute(f"PRAGMA {words}")
        await cursor.close()


@contextlib.asynccontextmanager
async def full(town: Town) -> AsyncIterator[None]:
    """The database may not grow by a page."""
    await pragma(town, "max_page_count = 1")
    yield
    await pragma(town, "max_page_count = 1000000")


@contextlib.asynccontextmanager
async def read_only(town: Town) -> AsyncIterator[None]:
    await pragma(town, "query_only = ON")
    yield
    await pragma(town, "query_only = OFF")


@contextlib.contextmanager
def no_keys(town: Town) -> Iterator[None]:
    """The folder of the keys is gone for a while, as an unmounted disk is."""
    assert town.settings.keys is not None
    town.process.database.seal._keys.clear()
    away = town.settings.keys.rename(town.settings.keys.with_name("away"))
    yield
    away.rename(town.settings.keys)


async def states(town: Town, table: type) -> list[object]:
    async with town.process.database.read() as uow:
        return list((await uow.session.exec(select(table.state))).all())  # type: ignore[attr-defined]


@pytest.mark.parametrize("fault", [full, read_only])
async def test_a_database_that_can_not_be_written_to_is_waited_for(network: Network, fault: Fault) -> None:
    """What does not fit into the inbox stays at Telegram; what is in it stays there; what is to be said waits."""
    town = network.town
    async with fault(town):
        for _ in range(5):
            town.world.say(network.jan.id, network.jan.id, "/pomoc")
            with contextlib.suppress(Unavailable):
                await town.process.intake.receive(town.world.updates.pending())
            with contextlib.suppress(Unavailable):
                await town.process.tick()
            with contextlib.suppress(Unavailable):
                await town.process.delivery.round()
        assert len(heard(network.jan, HELP)) < 5
    await town.settle()
    assert len(heard(network.jan, HELP)) == 5
    assert Handling.QUARANTINED not in await states(town, Arrival)


async def test_keys_that_are_away_for_a_while_are_waited_for(network: Network) -> None:
    town = network.town
    with no_keys(town), pytest.raises(Unavailable, match="the keys, No such file"):
        await network.jan.says("/pomoc")
    await town.settle()
    assert len(heard(network.jan, HELP)) == 1
    assert Handling.QUARANTINED not in await states(town, Arrival)


async def test_a_fault_of_a_moment_sets_nothing_aside(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is over before anyone could set the arrival aside and apologise."""
    town, faults = network.town, iter([Unavailable("database is locked")])
    close = Seal.close

    def fail_once(seal: Seal, payload: bytes, day: date) -> bytes:
        for fault in faults:
            raise fault
        return close(seal, payload, day)

    town.world.say(network.jan.id, network.jan.id, "/pomoc")
    batch = town.world.updates.pending()
    await town.process.intake.receive(batch)
    town.world.updates.confirm(batch[-1]["update_id"] + 1)
    monkeypatch.setattr(Seal, "close", fail_once)
    await town.settle()
    assert len(heard(network.jan, HELP)) == 1
    assert Handling.QUARANTINED not in await states(town, Arrival)


async def test_a_message_whose_sending_can_not_be_recorded_for_long_is_sent_once(network: Network) -> None:
    """Longer than its claim lasts, so that anybody else might take it for lost."""
    town = network.town
    accepted, accept = asyncio.Event(), town.wire.do_request

    async def accept_and_lose_the_disk(*given: object, **more: object) -> tuple[int, bytes]:
        answer = await accept(*given, **more)  # type: ignore[arg-type]
        await pragma(town, "query_only = ON")
        accepted.set()
        return answer

    town.wire.do_request = accept_and_lose_the_disk  # type: ignore[method-assign, assignment]
    saying = asyncio.create_task(network.jan.says("/pomoc"))
    await asyncio.wait_for(accepted.wait(), 30)
    town.wire.do_request = accept  # type: ignore[method-assign]
    while not town.process.delivery._recorder.unrecorded:
        await asyncio.sleep(0.005)
    town.clock.moment = town.clock.moment.replace(hour=12)
    await pragma(town, "query_only = OFF")
    assert await town.process.delivery.round() == 0
    await asyncio.wait_for(saying, 30)
    await town.settle()
    assert len(heard(network.jan, HELP)) == 1
    assert set(await states(town, Saying)) <= {Sending.SENT, Sending.DEAD}


async def test_whoever_became_known_a_moment_before_in_another_chat_is_answered(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two transactions bring the same person at once: to the later one the person was not there when it looked."""
    ola = town.resident("Ola", started=True)
    await ola.says("/jezyk")
    await ola.taps("English")
    looked = people.by_telegram_id
    blind = [True]

    async def too_early(uow: UnitOfWork, telegram_id: int) -> Person | None:
        return None if blind else await looked(uow, telegram_id)

    async def nobody(*_: object) -> tuple[None, list[object]]:
        monkeypatch.setattr(roles, "met", met)
        return None, []

    met = roles.met
    monkeypatch.setattr(roles, "met", nobody)
    monkeypatch.setattr(people, "by_telegram_id", too_early)
    await ola.taps("Mów po polsku")
    assert await states(town, Arrival) == [Handling.DONE] * 3


async def test_a_refusal_that_can_not_be_said_holds_up_nothing(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(refusals, "say", fail)
    await network.jan.says("/kawa")
    assert "Coś się u nas nie udało" in network.jan.sees()
    await network.jan.says("/pomoc")
    assert HELP in network.jan.sees()
