"""What members represent: cities, schools, organisations; and who represents them."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint, func, insert, update
from sqlmodel import Field, col, select

from storage.people import Person
from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class InstitutionKind(StrEnum):
    """What an institution is."""

    CITY = "city"
    SCHOOL = "school"
    UNIVERSITY = "university"
    LIBRARY = "library"
    CULTURAL_CENTRE = "cultural centre"
    NGO = "ngo"
    COMPANY = "company"
    OFFICE = "office"
    OTHER = "other"


class Institution(Row, table=True):
    """One institution of a network. `folded` is its name for comparing; `expected` how many people it sends."""

    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", index=True)
    name: str
    folded: str
    kind: InstitutionKind = Field(default=InstitutionKind.CITY, sa_type=Word(InstitutionKind))
    expected: int = 0
    merged_into: int | None = Field(default=None, foreign_key="institution.id")
    removed_at: datetime | None = None


class Standing(StrEnum):
    """Where a person stands with a network."""

    WAITING = "waiting"
    JOINED = "joined"
    LEFT = "left"


class Membership(Row, table=True):
    """A person represents an institution in a network, having agreed to one version of the privacy notice."""

    __table_args__ = (UniqueConstraint("network_id", "person_id"),)
    personal: ClassVar = (
        Personal(
            "person_id", ("standing", "joined_at", "left_at", "notice_version", "agreed_at"), Erasing.DELETE
        ),
    )

    network_id: int = Field(foreign_key="network.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    institution_id: int | None = Field(default=None, foreign_key="institution.id", index=True)
    standing: Standing = Field(sa_type=Word(Standing))
    notice_version: int
    agreed_at: datetime
    joined_at: datetime | None = None
    left_at: datetime | None = None


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[Institution]:
    """Every institution that still stands for itself, by name."""
    found = select(Institution).where(
        Institution.network_id == network_id,
        col(Institution.merged_into).is_(None),
        col(Institution.removed_at).is_(None),
    )
    return (await uow.session.exec(found.order_by(col(Institution.folded)))).all()


async def by_id(uow: UnitOfWork, institution_id: int) -> Institution | None:
    return await uow.session.get(Institution, institution_id)


async def add(uow: UnitOfWork, institution: Institution) -> Institution:
    uow.session.add(institution)
    await uow.session.flush()
    return institution


async def add_all(uow: UnitOfWork, new: Sequence[Institution]) -> None:
    """Many at once, in one statement."""
    rows = [institution.model_dump(exclude={"id"}) for institution in new]
    if rows:
        await uow.session.exec(insert(Institution), params=rows)


async def represented(uow: UnitOfWork, network_id: int) -> dict[int, int]:
    """How many people stand for each institution, those who wait to be confirmed included."""
    found = select(col(Membership.institution_id), func.count()).where(
        Membership.network_id == network_id, Membership.standing != Standing.LEFT
    )
    counted = await uow.session.exec(found.group_by(col(Membership.institution_id)))
    return {institution: people for institution, people in counted if institution is not None}


async def membership(uow: UnitOfWork, network_id: int, person_id: int) -> Membership | None:
    found = select(Membership).where(Membership.network_id == network_id, Membership.person_id == person_id)
    return (await uow.session.exec(found)).first()


async def add_membership(uow: UnitOfWork, new: Membership) -> Membership:
    uow.session.add(new)
    await uow.session.flush()
    return new


async def waiting(uow: UnitOfWork, network_id: int) -> Sequence[tuple[Person, Institution | None]]:
    """People who wait for a facilitator's word."""
    return await roster(uow, network_id, Standing.WAITING)


async def roster(
    uow: UnitOfWork, network_id: int, standing: Standing = Standing.JOINED
) -> Sequence[tuple[Person, Institution | None]]:
    """The people of a network with what they represent, by institution and name."""
    found = (
        select(Person, Institution)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .join(Institution, col(Institution.id) == col(Membership.institution_id), isouter=True)
        .where(Membership.network_id == network_id, Membership.standing == standing)
        .order_by(col(Institution.folded), col(Person.name))
    )
    return (await uow.session.exec(found)).all()


async def merge(uow: UnitOfWork, old: Institution, into: Institution) -> None:
    """Let the representatives of `old` represent `into`, and what was merged into it before too."""
    moved = update(Membership).where(col(Membership.institution_id) == old.id)
    await uow.session.exec(moved.values(institution_id=into.id))
    earlier = update(Institution).where(col(Institution.merged_into) == old.id)
    await uow.session.exec(earlier.values(merged_into=into.id))
    old.merged_into = into.id
    into.expected = max(into.expected, old.expected)
    uow.session.add_all([old, into])
