"""Every night the house lets go of what nobody needs any more, and of nothing else."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, func, select

from facilitation import housekeeping as rules
from handlers import housekeeping
from storage import due_work
from storage.dialogues import Dialogue
from storage.due_work import Doing
from storage.inbox import Arrival, Handling
from storage.outbox import Saying
from storage.posts import NOTICE, Post
from tests.dialogues.conftest import Network
from tests.dialogues.town import WARSAW, Town


async def count(town: Town, table: type, *where: object) -> int:
    async with town.process.database.read() as uow:
        found = select(func.count()).select_from(table).where(*where)  # type: ignore[arg-type]
        return (await uow.session.exec(found)).one()


async def planned_for(town: Town) -> datetime:
    async with town.process.database.read() as uow:
        work = await due_work.find(uow, housekeeping.NIGHTLY, "all")
        assert work is not None
        assert work.state is Doing.PLANNED
        return work.due_at.astimezone(WARSAW)


async def test_it_is_planned_for_every_night_at_half_past_three(town: Town) -> None:
    assert await planned_for(town) == datetime(2026, 9, 8, 3, 30, tzinfo=WARSAW)
    await town.passes(days=1)
    assert await planned_for(town) == datetime(2026, 9, 9, 3, 30, tzinfo=WARSAW)
    await town.process.edge.begin()
    assert await planned_for(town) == datetime(2026, 9, 9, 3, 30, tzinfo=WARSAW)


async def test_also_across_the_change_of_clocks_and_after_a_week_offline(town: Town) -> None:
    await town.move_to(datetime(2026, 10, 24, 12, 0, tzinfo=WARSAW))
    assert await planned_for(town) == datetime(2026, 10, 25, 3, 30, tzinfo=WARSAW)
    await town.move_to(datetime(2026, 10, 31, 12, 0, tzinfo=WARSAW))
    assert await planned_for(town) == datetime(2026, 11, 1, 3, 30, tzinfo=WARSAW)


async def test_a_night_that_fails_does_not_end_the_nights(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(rules, "sweep", fail)
    await town.passes(days=1)
    assert await planned_for(town) == datetime(2026, 9, 9, 3, 30, tzinfo=WARSAW)


async def test_bare_update_ids_stay_eight_days(network: Network) -> None:
    town = network.town
    assert await count(town, Arrival) > 0
    await town.passes(days=7)
    assert await count(town, Arrival) > 0
    await town.passes(days=3)
    assert await count(town, Arrival) == 0


async def test_what_is_not_done_stays_however_old(network: Network) -> None:
    town = network.town
    old = town.clock.now() - timedelta(days=100)
    async with town.process.database.write() as uow:
        uow.session.add(Arrival(update_id=1, lane=-5, payload=None, received_at=old))
        uow.session.add(
            Saying(method="sendMessage", kind="answer", ready_at=old + timedelta(days=900), created_at=old)
        )
    async with town.process.database.write() as uow:
        await rules.sweep(uow, town.clock.now())
    assert await count(town, Arrival, col(Arrival.state) == Handling.NEW) == 1
    assert await count(town, Saying, col(Saying.lane).is_(None), col(Saying.ready_at) > town.clock.now()) == 1


async def test_what_ended_stays_ninety_days(network: Network) -> None:
    town = network.town
    ended = col(Saying.created_at) < town.clock.now() + timedelta(days=1)
    await town.passes(days=85)
    assert await count(town, Saying, ended) > 0
    await town.passes(days=10)
    assert await count(town, Saying, ended) == 0
    await network.jan.says("/pomoc")
    assert "Co możesz zrobić" in network.jan.sees()


async def test_keys_go_when_nothing_is_sealed_with_them_any_more(network: Network) -> None:
    town, seal = network.town, network.town.process.database.seal
    first = seal.days()[0]
    town.wire.cut = ConnectionError()
    async with town.process.database.write() as uow:
        payload = uow.seal.close(b'{"params": {}}', first)
        uow.session.add(
            Saying(
                method="sendMessage", kind="answer", payload=payload, created_at=town.clock.now(),
                ready_at=town.clock.now() + timedelta(days=5),
            )
        )  # fmt: skip
    await town.passes(days=4)
    await network.jan.says("/pomoc")
    assert first in seal.days()
    town.wire.cut = None
    await town.passes(days=4)
    assert first not in seal.days()
    assert len(seal.days()) <= 3


async def test_a_form_that_nobody_put_aside_goes(network: Network) -> None:
    town = network.town
    await network.kim.taps("Dołącz", network.group)
    async with town.process.database.write() as uow:
        await due_work.cancel(uow, town.clock.now(), "forms.expire", "4")
    await town.passes(days=1.5)
    assert await count(town, Dialogue) == 1
    await town.passes(days=2)
    assert await count(town, Dialogue) == 0


async def test_a_notice_that_never_became_a_message_goes(network: Network) -> None:
    town = network.town
    town.wire.cut = ConnectionError()
    await network.ola.says("/ludzie")
    await town.passes(minutes=10)
    town.wire.cut = None
    assert await count(town, Post, col(Post.kind) == NOTICE) == 1
    await town.passes(days=10)
    assert await count(town, Post, col(Post.kind) == NOTICE) == 0
