"""Private addresses at which people's calendars read the dates of a network."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, col, delete, select

from storage.people import Person
from storage.table import Erasing, Personal, Row
from storage.unit_of_work import UnitOfWork


class Feed(Row, table=True):
    """One for each person and network, known by the digest of its token only: a copy of the database opens none."""

    __table_args__ = (UniqueConstraint("person_id", "network_id"),)
    personal: ClassVar = (Personal("person_id", ("network_id", "made_at"), Erasing.DELETE),)

    person_id: int = Field(foreign_key="person.id")
    network_id: int = Field(foreign_key="network.id", index=True)
    digest: str = Field(unique=True)
    made_at: datetime


async def of(uow: UnitOfWork, person_id: int, network_id: int) -> Feed | None:
    found = select(Feed).where(Feed.person_id == person_id, Feed.network_id == network_id)
    return (await uow.session.exec(found)).first()


async def by_digest(uow: UnitOfWork, digest: str) -> tuple[Feed, Person] | None:
    """A feed with whose it is."""
    found = select(Feed, Person).join(Person, col(Person.id) == col(Feed.person_id))
    return (await uow.session.exec(found.where(Feed.digest == digest))).first()


async def replace(uow: UnitOfWork, feed: Feed) -> None:
    """The new one instead of the one that this person had in this network."""
    await drop(uow, feed.person_id, feed.network_id)
    uow.session.add(feed)


async def drop(uow: UnitOfWork, person_id: int, network_id: int) -> None:
    await uow.session.exec(
        delete(Feed).where(col(Feed.person_id) == person_id, col(Feed.network_id) == network_id)
    )
