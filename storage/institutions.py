"""What members represent: cities, schools, organisations; and who represents them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint, and_, case, func, insert, null, update
from sqlmodel import Field, col, select

from storage.people import Person, Reach
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
    """One institution of a network. `folded` is its name for comparing; `expected` how many people it sends.

    `expected_alone` is that number before others were merged into it, as long as any are.
    """

    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", index=True)
    name: str
    folded: str
    kind: InstitutionKind = Field(default=InstitutionKind.CITY, sa_type=Word(InstitutionKind))
    expected: int = 0
    expected_alone: int | None = None
    merged_into: int | None = Field(default=None, foreign_key="institution.id")
    removed_at: datetime | None = None


class Standing(StrEnum):
    """Where a person stands with a network."""

    WAITING = "waiting"
    JOINED = "joined"
    LEFT = "left"


class Membership(Row, table=True):
    """A person represents an institution in a network, having agreed to one version of the privacy notice.

    `merged_from` is the institution that they chose, where that was merged into another one since.
    """

    __table_args__ = (UniqueConstraint("network_id", "person_id"),)
    personal: ClassVar = (
        Personal(
            "person_id",
            ("standing", "joined_at", "left_at", "notice_version", "agreed_at", "merged_from"),
            Erasing.DELETE,
        ),
    )

    network_id: int = Field(foreign_key="network.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    institution_id: int | None = Field(default=None, foreign_key="institution.id", index=True)
    merged_from: int | None = Field(default=None, foreign_key="institution.id")
    standing: Standing = Field(sa_type=Word(Standing))
    notice_version: int
    agreed_at: datetime
    joined_at: datetime | None = None
    left_at: datetime | None = None


async def of_network(uow: UnitOfWork, network_id: int, *, merged_too: bool = False) -> Sequence[Institution]:
    """Every institution that still stands for itself, by name; `merged_too`: also what was merged into another."""
    found = select(Institution).where(
        Institution.network_id == network_id, col(Institution.removed_at).is_(None)
    )
    if not merged_too:
        found = found.where(col(Institution.merged_into).is_(None))
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


async def unreached(uow: UnitOfWork, network_id: int) -> Sequence[Person]:
    """People of a network who can't be written to, by name."""
    found = (
        select(Person)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(
            Membership.network_id == network_id,
            Membership.standing == Standing.JOINED,
            Person.reach != Reach.OPEN,
        )
    )
    return (await uow.session.exec(found.order_by(col(Person.name)))).all()


async def move_all(uow: UnitOfWork, old: int, into: int) -> None:
    """Let the representatives of one institution represent another; what they chose themselves is remembered."""
    theirs = update(Membership).where(col(Membership.institution_id) == old)
    chosen = func.coalesce(col(Membership.merged_from), old)
    await uow.session.exec(theirs.values(institution_id=into, merged_from=chosen))


async def move_back(uow: UnitOfWork, old: int, into: int, by_way: Collection[int]) -> int:
    """Let those who chose `old`, or one that came `by_way` of it, represent it again; how many."""
    moved = update(Membership).where(
        col(Membership.institution_id) == into, col(Membership.merged_from).in_({old, *by_way})
    )
    before = case((col(Membership.merged_from) == old, null()), else_=col(Membership.merged_from))
    back = moved.values(institution_id=old, merged_from=before).returning(col(Membership.standing))
    return sum(standing is not Standing.LEFT for (standing,) in await uow.session.exec(back))


async def places_of(
    uow: UnitOfWork, network_id: int, people: Collection[int]
) -> dict[int, tuple[Person, str]]:
    """These people with the name of the institution that each represents in a network, or an empty one."""
    mine = and_(
        col(Membership.person_id) == col(Person.id),
        col(Membership.network_id) == network_id,
        col(Membership.standing) == Standing.JOINED,
    )
    found = select(Person, Institution.name).join(Membership, mine, isouter=True)
    found = found.join(Institution, col(Institution.id) == col(Membership.institution_id), isouter=True)
    rows = await uow.session.exec(found.where(col(Person.id).in_(people)))
    return {person.key: (person, name or "") for person, name in rows}


async def represented_by(
    uow: UnitOfWork, networks: Collection[int], people: Collection[int]
) -> dict[tuple[int, int], Institution]:
    """What these people represent, by network and person; nothing for those who represent nobody there."""
    found = select(Membership.network_id, Membership.person_id, Institution).join(
        Institution, col(Institution.id) == col(Membership.institution_id)
    )
    found = found.where(col(Membership.network_id).in_(networks), col(Membership.person_id).in_(people))
    return {(network, person): place for network, person, place in await uow.session.exec(found)}


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> dict[int, Institution]:
    found = await uow.session.exec(select(Institution).where(col(Institution.id).in_(ids)))
    return {place.key: place for place in found}


async def kinds(uow: UnitOfWork, networks: Collection[int]) -> set[InstitutionKind]:
    """What kinds of institutions there are in these networks."""
    found = select(col(Institution.kind)).where(
        col(Institution.network_id).in_(networks), col(Institution.removed_at).is_(None)
    )
    return set(await uow.session.exec(found.distinct()))


async def successors(uow: UnitOfWork, network_id: int) -> dict[int, int]:
    """By which institution each that was merged goes now, however many steps that took."""
    found = select(Institution.id, Institution.merged_into).where(
        Institution.network_id == network_id, col(Institution.merged_into).is_not(None)
    )
    steps = {old: new for old, new in await uow.session.exec(found) if old is not None and new is not None}
    last = {}
    for old, new in steps.items():
        while new in steps and new != old:
            new = steps[new]
        last[old] = new
    return last
