"""People as the bot knows them: a name, a language, and whether they can be written to."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class Reach(StrEnum):
    """Whether the bot may write to a person privately."""

    NEVER_STARTED = "never started"
    OPEN = "open"
    BLOCKED = "blocked"


class Person(Row, table=True):
    """Someone who spoke to the bot. A forgotten person stays as a row without any data."""

    personal: ClassVar = (
        Personal(
            "id",
            ("telegram_id", "name", "language", "telegram_language", "zone", "reach", "current_network_id"),
            Erasing.BLANK,
        ),
    )

    telegram_id: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    name: str = ""
    language: str | None = None
    telegram_language: str | None = None
    zone: str | None = None
    reach: Reach = Field(default=Reach.NEVER_STARTED, sa_type=Word(Reach))
    current_network_id: int | None = Field(default=None, foreign_key="network.id")
    since: datetime


async def by_telegram_id(uow: UnitOfWork, telegram_id: int) -> Person | None:
    return (await uow.session.exec(select(Person).where(Person.telegram_id == telegram_id))).first()


async def add(uow: UnitOfWork, person: Person) -> Person:
    uow.session.add(person)
    await uow.session.flush()
    return person


async def by_id(uow: UnitOfWork, person_id: int) -> Person | None:
    return await uow.session.get(Person, person_id)


async def by_ids(uow: UnitOfWork, ids: set[int]) -> dict[int, Person]:
    found = await uow.session.exec(select(Person).where(col(Person.id).in_(ids)))
    return {person.key: person for person in found}
