"""The session: what is written behind nobody can miss, and what was read ahead is never out of date."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import col, select, update

from storage import due_work, network, outbox, people, roles
from storage.due_work import Doing
from storage.engine import Database
from storage.network import Network
from storage.outbox import Request, Saying
from storage.people import Person
from storage.posts import Post
from storage.roles import Grant, Role
from storage.unit_of_work import UnitOfWork

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
OLA, EWA = 11, 12


def say(uow: UnitOfWork, *kinds: str) -> None:
    outbox.put(
        uow, [Request(method="sendMessage", kind=kind, ready_at=NOON, created_at=NOON) for kind in kinds]
    )


async def said(uow: UnitOfWork) -> list[str]:
    return list(await uow.session.exec(select(Saying.kind).order_by(col(Saying.id))))


@contextmanager
def asked(database: Database) -> Iterator[list[str]]:
    """Which statements go to the database meanwhile."""
    statements: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    yield statements
    event.remove(engine, "before_cursor_execute", hear)


async def test_what_the_parts_of_a_transaction_say_is_written_in_one_statement(database: Database) -> None:
    with asked(database) as statements:
        async with database.write() as uow:
            for kind in ("first", "second", "third"):
                async with uow.part() as part:
                    say(part, kind)
    assert len([each for each in statements if each.startswith("INSERT")]) == 1
    async with database.read() as uow:
        assert await said(uow) == ["first", "second", "third"]


async def test_whoever_asks_in_between_finds_what_was_said(database: Database) -> None:
    async with database.write() as uow:
        async with uow.part() as part:
            say(part, "first")
        async with uow.part() as part:
            assert await said(part) == ["first"]
            say(part, "second")
        counted = await (await uow.connection()).execute(text("SELECT count(*) FROM outbox"))
        assert counted.scalar_one() == 2


async def test_what_a_failed_transaction_said_is_never_written(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as uow:
            say(uow, "first")
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with database.read() as uow:
        assert await said(uow) == []


async def known(database: Database) -> int:
    """Ola and Ewa, who are members of a network; its number."""
    async with database.write() as uow:
        made = Network(chat_id=-1, title="T", topic="T", language="pl", zone="Europe/Warsaw", since=NOON)
        here = await network.add(uow, made)
        for telegram_id, name in ((OLA, "Ola"), (EWA, "Ewa")):
            person = await people.add(uow, Person(telegram_id=telegram_id, name=name, since=NOON))
            await roles.grant(
                uow, Grant(person_id=person.key, network_id=here.key, role=Role.MEMBER, since=NOON)
            )
        return here.key


async def test_those_who_come_together_are_looked_up_in_one_statement(database: Database) -> None:
    here = await known(database)
    with asked(database) as statements:
        async with database.write() as uow:
            await roles.meet(uow, [OLA, EWA, 13], NOON)
            async with uow.part() as part:
                ola, (held,) = await roles.met(part, OLA, NOON)
                assert ola is not None
                assert held.network is not None
                assert (ola.name, held.role, held.network.key) == ("Ola", Role.MEMBER, here)
            async with uow.part() as part:
                ewa, _ = await roles.met(part, EWA, NOON)
                assert ewa is not None
                assert ewa.name == "Ewa"
                assert await people.by_id(part, ewa.key) is ewa
            async with uow.part() as part:
                assert await roles.met(part, 13, NOON) == (None, [])
    assert len([each for each in statements if each.startswith("SELECT")]) == 1


async def test_whoever_was_met_and_changes_is_changed(database: Database) -> None:
    await known(database)
    async with database.write() as uow:
        await roles.meet(uow, [OLA], NOON)
        async with uow.part() as part:
            ola, _ = await roles.met(part, OLA, NOON)
            assert ola is not None
            ola.name = "Aleksandra"
    async with database.read() as uow:
        ola, _ = await roles.who(uow, OLA, NOON)
        assert ola is not None
        assert ola.name == "Aleksandra"


async def _renamed(uow: UnitOfWork) -> None:
    ewa = await people.by_telegram_id(uow, EWA)
    assert ewa is not None
    ewa.name = "Inna"


async def _all_renamed(uow: UnitOfWork) -> None:
    await uow.session.exec(update(Person).values(name="Inna"))


async def _renamed_in_plain_words(uow: UnitOfWork) -> None:
    await (await uow.connection()).execute(text("UPDATE person SET name = 'Inna'"))


async def _renamed_in_plain_words_of_the_session(uow: UnitOfWork) -> None:
    await uow.session.exec(text("UPDATE person SET name = 'Inna'"))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "change", [_renamed, _all_renamed, _renamed_in_plain_words, _renamed_in_plain_words_of_the_session]
)
async def test_whom_an_earlier_part_has_changed_is_seen_as_changed(database: Database, change: Any) -> None:
    await known(database)
    async with database.write() as uow:
        await roles.meet(uow, [OLA, EWA], NOON)
        async with uow.part() as part:
            await roles.met(part, OLA, NOON)
            await change(part)
        async with uow.part() as part:
            ewa, _ = await roles.met(part, EWA, NOON)
            assert ewa is not None
            assert ewa.name == "Inna"


async def test_a_role_that_an_earlier_part_has_ended_is_gone(database: Database) -> None:
    here = await known(database)
    async with database.write() as uow:
        await roles.meet(uow, [OLA, EWA], NOON)
        async with uow.part() as part:
            ola, _ = await roles.met(part, OLA, NOON)
            ewa = await people.by_telegram_id(part, EWA)
            assert ola is not None
            assert ewa is not None
            await roles.end(part, NOON, ewa.key, here)
        async with uow.part() as part:
            _, held = await roles.met(part, EWA, NOON)
            assert held == []


async def test_what_changes_elsewhere_lets_what_was_read_ahead_stand(database: Database) -> None:
    await known(database)
    with asked(database) as statements:
        async with database.write() as uow:
            await roles.meet(uow, [OLA, EWA], NOON)
            for telegram_id in (OLA, EWA):
                async with uow.part() as part:
                    await roles.met(part, telegram_id, NOON)
                    await outbox.cancel_lane(part, telegram_id, NOON)
    assert len([each for each in statements if "role_grant" in each]) == 1


async def test_of_what_several_parts_plan_for_one_thing_the_last_holds(database: Database) -> None:
    with asked(database) as statements:
        async with database.write() as uow:
            for hours in (1, 3, 2):
                async with uow.part() as part:
                    await due_work.plan(part, "test.thing", "1", NOON + timedelta(hours=hours))
    assert len([each for each in statements if each.startswith("INSERT")]) == 1
    async with database.read() as uow:
        work = await due_work.find(uow, "test.thing", "1")
        assert work is not None
        assert work.due_at == NOON + timedelta(hours=2)


async def test_what_an_earlier_part_has_planned_can_be_cancelled(database: Database) -> None:
    async with database.write() as uow:
        async with uow.part() as part:
            await due_work.plan(part, "test.thing", "1", NOON)
        async with uow.part() as part:
            await due_work.cancel(part, NOON, "test.thing", "1")
    async with database.read() as uow:
        work = await due_work.find(uow, "test.thing", "1")
        assert work is not None
        assert work.state is Doing.CANCELLED


async def test_what_was_said_about_a_message_that_is_deleted_is_still_said(database: Database) -> None:
    async with database.write() as uow:
        async with uow.part() as part:
            card = Post(kind="card", chat_id=-1, created_at=NOON)
            part.session.add(card)
            await part.session.flush()
            about = Request(
                method="sendMessage", kind="card", ready_at=NOON, created_at=NOON, post_id=card.key
            )
            outbox.put(part, [about])
        async with uow.part() as part:
            part.session.add(card)
            await part.session.delete(card)
    async with database.read() as uow:
        assert await said(uow) == ["card"]
