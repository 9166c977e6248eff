"""Working subgroups: some people of a network who meet about one thing."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.people import Person
from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table
from storage.unit_of_work import UnitOfWork


class Subgroup(Row, table=True):
    """A working subgroup; one that was ended is kept for the meetings that it had."""

    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", index=True)
    name: str
    ended_at: datetime | None = None


class SubgroupMember(Table, table=True):
    """Someone who works in a subgroup."""

    __tablename__ = "subgroup_member"
    personal: ClassVar = (Personal("person_id", ("subgroup_id", "since"), Erasing.DELETE),)

    subgroup_id: int = Field(foreign_key="subgroup.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    since: datetime


async def add(uow: UnitOfWork, subgroup: Subgroup) -> Subgroup:
    uow.session.add(subgroup)
    await uow.session.flush()
    return subgroup


async def by_id(uow: UnitOfWork, subgroup_id: int) -> Subgroup | None:
    return await uow.session.get(Subgroup, subgroup_id)


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[Subgroup]:
    """Those that go on, by name."""
    found = select(Subgroup).where(Subgroup.network_id == network_id, col(Subgroup.ended_at).is_(None))
    return (await uow.session.exec(found.order_by(col(Subgroup.name), col(Subgroup.id)))).all()


async def members(uow: UnitOfWork, subgroup_id: int) -> Sequence[Person]:
    """Who works in it, by name."""
    found = (
        select(Person)
        .join(SubgroupMember, col(SubgroupMember.person_id) == col(Person.id))
        .where(SubgroupMember.subgroup_id == subgroup_id)
    )
    return (await uow.session.exec(found.order_by(col(Person.name), col(Person.id)))).all()


async def join(uow: UnitOfWork, subgroup_id: int, person_id: int, now: datetime) -> None:
    """Someone works in it from now on; saying so twice changes nothing."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    row = {"subgroup_id": subgroup_id, "person_id": person_id, "since": now}
    await uow.session.exec(insert(SubgroupMember).values(**row).on_conflict_do_nothing())


async def leave(uow: UnitOfWork, subgroup_id: int, person_id: int) -> None:
    await uow.session.exec(
        delete(SubgroupMember).where(
            col(SubgroupMember.subgroup_id) == subgroup_id, col(SubgroupMember.person_id) == person_id
        )
    )


async def leave_all(uow: UnitOfWork, network_id: int, person_id: int) -> None:
    """Someone works in none of the network's subgroups any more."""
    here = select(Subgroup.id).where(Subgroup.network_id == network_id)
    await uow.session.exec(
        delete(SubgroupMember).where(
            col(SubgroupMember.person_id) == person_id, col(SubgroupMember.subgroup_id).in_(here)
        )
    )
