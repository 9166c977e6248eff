"""The topics of a network, and who said that they can help with which."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint, and_, exists, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.institutions import Membership, Standing
from storage.people import Person
from storage.roles import Grant, Role, in_force
from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table
from storage.unit_of_work import UnitOfWork


class Topic(Row, table=True):
    """One topic on a network's own list; `folded` is its name for comparing."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("network_id", "folded"),)
    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id")
    name: str
    folded: str


class CanHelp(Table, table=True):
    """Someone who said that they can help with a topic."""

    __tablename__ = "topic_can_help"
    personal: ClassVar = (Personal("person_id", ("topic_id", "since"), Erasing.DELETE),)

    topic_id: int = Field(foreign_key="topic.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    since: datetime


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[Topic]:
    """The list of a network, by name."""
    found = select(Topic).where(Topic.network_id == network_id)
    return (await uow.session.exec(found.order_by(col(Topic.folded)))).all()


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Topic]:
    """Topics of any networks, by name."""
    found = select(Topic).where(col(Topic.id).in_(ids)).order_by(col(Topic.folded), col(Topic.id))
    return (await uow.session.exec(found)).all()


async def to_change(uow: UnitOfWork, network_id: int, topic_id: int) -> Topic | None:
    """A topic of this network, held against every other process until this transaction ends."""
    found = select(Topic).where(Topic.network_id == network_id, Topic.id == topic_id)
    return (await uow.session.exec(found.with_for_update())).first()


async def are_for(
    uow: UnitOfWork, network_id: int, person_id: int, holding: Collection[Role], now: datetime
) -> bool:
    """Whether a network has topics, and this person one of these roles in it."""
    held = exists().where(
        col(Grant.person_id) == person_id, col(Grant.network_id) == network_id,
        col(Grant.role).in_(holding), in_force(now),
    )  # fmt: skip
    found = select(Topic.id).where(Topic.network_id == network_id, held).limit(1)
    return (await uow.session.exec(found)).first() is not None


async def add_all(uow: UnitOfWork, new: Collection[Topic]) -> None:
    """Many at once, in one statement."""
    rows = [topic.model_dump(exclude={"id"}) for topic in new]
    if rows:
        await uow.session.exec(insert(Topic), params=rows)


async def remove(uow: UnitOfWork, topic: Topic) -> None:
    """The topic goes, and with it who can help."""
    await uow.session.exec(delete(CanHelp).where(col(CanHelp.topic_id) == topic.key))
    await uow.session.exec(delete(Topic).where(col(Topic.id) == topic.key))


async def helpers(uow: UnitOfWork, topic_ids: Collection[int]) -> dict[int, list[Person]]:
    """Who of those who are in the network can help with each of these topics, in the order in which they said so."""
    found = (
        select(CanHelp.topic_id, Person)
        .join(Person, col(Person.id) == col(CanHelp.person_id))
        .join(Topic, col(Topic.id) == col(CanHelp.topic_id))
        .join(
            Membership,
            and_(
                col(Membership.network_id) == col(Topic.network_id),
                col(Membership.person_id) == col(CanHelp.person_id),
                col(Membership.standing) == Standing.JOINED,
            ),
        )
        .where(col(CanHelp.topic_id).in_(topic_ids))
        .order_by(col(CanHelp.since), col(Person.id))
    )
    helping: dict[int, list[Person]] = {key: [] for key in topic_ids}
    for key, person in await uow.session.exec(found):
        helping[key].append(person)
    return helping


async def of_person(uow: UnitOfWork, network_id: int, person_id: int) -> set[int]:
    """The topics of a network that someone can help with."""
    found = select(CanHelp.topic_id).join(Topic, col(Topic.id) == col(CanHelp.topic_id))
    found = found.where(Topic.network_id == network_id, CanHelp.person_id == person_id)
    return set(await uow.session.exec(found))


async def help_with(uow: UnitOfWork, topic_id: int, person_id: int, now: datetime) -> None:
    """Someone can help with a topic; whoever said so before, still can."""
    unless = sqlite.insert if uow.is_sqlite else postgresql.insert
    row = {"topic_id": topic_id, "person_id": person_id, "since": now}
    await uow.session.exec(unless(CanHelp).values(row).on_conflict_do_nothing())


async def help_no_longer(uow: UnitOfWork, topic_id: int, person_id: int) -> None:
    given = (col(CanHelp.topic_id) == topic_id, col(CanHelp.person_id) == person_id)
    await uow.session.exec(delete(CanHelp).where(*given))


async def leave(uow: UnitOfWork, network_id: int, person_id: int) -> None:
    """Someone helps in a network with nothing any more."""
    here = select(Topic.id).where(Topic.network_id == network_id)
    gone = delete(CanHelp).where(col(CanHelp.person_id) == person_id, col(CanHelp.topic_id).in_(here))
    await uow.session.exec(gone)
