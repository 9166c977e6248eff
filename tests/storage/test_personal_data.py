"""What tables declare as personal is read and erased as declared, on both databases."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, select
from sqlalchemy import Table as Columns
from sqlmodel import col
from sqlmodel import select as entities

from storage import housekeeping, institutions, network, outbox, people, personal_data, posts, roles
from storage.engine import Database
from storage.institutions import Institution, Membership, Standing
from storage.network import Network
from storage.outbox import Request, Saying
from storage.people import Person, Reach
from storage.posts import NOTICE, Naming, Post
from storage.roles import Audit, Change, Grant, Role
from storage.unit_of_work import UnitOfWork

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)
EWA, JAN = 1, 2


async def settle(uow: UnitOfWork) -> None:
    """Ewa and Jan of Gdynia; Ewa is an expert, let Jan in, and reads a message that names him."""
    place = await network.add(uow, Network(chat_id=-5, title="Sieć", topic="Smog", language="pl", zone="Europe/Warsaw",
                                           since=NOON))  # fmt: skip
    for telegram_id, name in ((1001, "Ewa Żak"), (1002, "Jan Łoś")):
        await people.add(uow, Person(telegram_id=telegram_id, name=name, reach=Reach.OPEN, since=NOON))
    gdynia = await institutions.add(uow, Institution(network_id=place.key, name="Gdynia", folded="gdynia"))
    for person in (EWA, JAN):
        await institutions.add_membership(uow, Membership(
            network_id=place.key, person_id=person, institution_id=gdynia.id, standing=Standing.JOINED,
            notice_version=1, agreed_at=NOON,
        ))  # fmt: skip
    await roles.grant(uow, Grant(person_id=EWA, network_id=place.key, role=Role.EXPERT, since=NOON))
    await roles.note(
        uow, Audit(network_id=place.key, at=NOON, actor_id=EWA, subject_id=JAN, change=Change.CONFIRMED)
    )
    await roles.note(
        uow, Audit(network_id=place.key, at=NOON, actor_id=EWA, subject_id=EWA, change=Change.JOINED)
    )
    saying = Request(lane=1001, method="sendMessage", kind="x", ready_at=NOON, created_at=NOON, person_id=EWA)
    notice = Post(kind=NOTICE, chat_id=1001, reader_id=EWA, created_at=NOON, shown="notice")
    saying.post_id = (await posts.add_all(uow, [(notice, frozenset({JAN}))]))[0]
    outbox.put(uow, [saying])


async def rows(uow: UnitOfWork, person: int) -> dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]]:
    found = await personal_data.kept(uow, person)
    return {each.table: [(entry.about, entry.values) for entry in each.entries] for each in found}


async def test_every_row_of_a_person_is_found_once_with_the_names_of_what_it_belongs_to(
    database: Database,
) -> None:
    async with database.write() as uow:
        await settle(uow)
    async with database.read() as uow:
        found = await rows(uow, EWA)
    assert next(iter(found)) == "person"
    assert [about for about, _ in found["membership"]] == [("Smog", "Gdynia")]
    assert found["role_grant"] == [(("Smog",), {"role": Role.EXPERT, "since": NOON, "until": None})]
    assert [values["change"] for _, values in found["audit"]] == [Change.CONFIRMED, Change.JOINED]
    assert "dialogue" not in found


async def test_rows_are_deleted_blanked_or_made_nameless_and_those_of_others_stay(database: Database) -> None:
    async with database.write() as uow:
        await settle(uow)
        await personal_data.erase(uow, EWA)
    async with database.read() as uow:
        assert set(await rows(uow, EWA)) == {"person"}
        ewa = await people.by_id(uow, EWA)
        assert ewa is not None
        assert (ewa.telegram_id, ewa.name, ewa.reach) == (None, "", Reach.NEVER_STARTED)
        entries = (await uow.session.exec(entities(Audit).order_by(col(Audit.id)))).all()
        assert [(entry.actor_id, entry.subject_id) for entry in entries] == [(None, JAN), (None, None)]
        assert (await uow.session.exec(entities(Naming))).all() == []
        assert (await uow.session.exec(entities(Saying.post_id))).all() == [None]
        assert [about for about, _ in (await rows(uow, JAN))["membership"]] == [("Smog", "Gdynia")]


async def test_what_is_in_hand_of_the_same_transaction_is_blank_too(database: Database) -> None:
    async with database.write() as uow:
        await settle(uow)
        ewa = await people.by_id(uow, EWA)
        assert ewa is not None
        ewa.name = "Ewa Nowa-Żak"
        uow.session.add(ewa)
        await personal_data.erase(uow, EWA)
        assert (ewa.telegram_id, ewa.name) == (None, "")


def test_an_owner_may_be_one_table_away() -> None:
    schema = MetaData()
    Columns("person", schema, Column("id", Integer, primary_key=True))
    Columns(
        "answer", schema, Column("id", Integer, primary_key=True), Column("author", ForeignKey("person.id"))
    )
    vote = Columns("vote", schema, Column("answer_id", ForeignKey("answer.id")), Column("words", String))
    mine = personal_data.owned(vote, "answer_id.author", 7)
    query = str(select(vote.c.words).where(mine).compile(compile_kwargs={"literal_binds": True}))
    assert "answer_id IN (SELECT answer.id" in query
    assert "answer.author = 7" in query


async def test_a_key_stays_as_long_as_anything_is_sealed_with_it(database: Database) -> None:
    days = [date(2026, 9, day) for day in (1, 2, 3)]
    async with database.write() as uow:
        for day in days:
            payload = uow.seal.close(b"words", day)
            if day.day == 2:
                waits = Request(method="x", kind="x", payload=payload, ready_at=NOON, created_at=NOON)
                outbox.put(uow, [waits])
    async with database.write() as uow:
        await housekeeping.destroy_spent_keys(uow, date(2026, 9, 3))
        assert uow.seal.days() == days
    assert uow.seal.days() == days[1:]
