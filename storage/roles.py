"""Who may do what in a network, since when and until when, and the audit log of every change."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Index,
    and_,
    bindparam,
    exists,
    insert,
    literal,
    or_,
    text,
    update,
)
from sqlalchemy import select as plain
from sqlmodel import Field, col, select

from storage.network import Network
from storage.people import Person
from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class Role(StrEnum):
    """The roles of a network; a coordinator oversees the whole installation."""

    FACILITATOR = "facilitator"
    EXPERT = "expert"
    GUARDIAN = "guardian"
    MEMBER = "member"
    OBSERVER = "observer"
    COORDINATOR = "coordinator"


_FOR_GOOD_SQL = text("ended_at IS NULL AND deputy_for IS NULL")


class Grant(Row, table=True):
    """A role of a person, for good or for a time (`until`: a deputy, in place of `deputy_for`).

    A deputyship counts from `agreed_at` on: until then the named person has only been asked.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        Index(
            "uq_role_grant_for_good",
            "person_id",
            "network_id",
            "role",
            unique=True,
            sqlite_where=_FOR_GOOD_SQL,
            postgresql_where=_FOR_GOOD_SQL,
        ),
    )
    personal: ClassVar = (Personal("person_id", ("role", "since", "until"), Erasing.DELETE),)

    person_id: int = Field(foreign_key="person.id", index=True)
    network_id: int | None = Field(default=None, foreign_key="network.id", index=True)
    role: Role = Field(sa_type=Word(Role))
    since: datetime
    until: datetime | None = None
    deputy_for: int | None = Field(default=None, foreign_key="person.id")
    agreed_at: datetime | None = None
    ended_at: datetime | None = None


class Change(StrEnum):
    """What the audit log knows to tell."""

    GRANTED = "granted"
    ENDED = "ended"
    DEPUTY = "deputy"
    DEPUTY_ENDED = "deputy ended"
    JOINED = "joined"
    LEFT = "left"
    CONFIRMED = "confirmed"
    MERGED = "merged"
    SEPARATED = "separated"
    RENAMED = "renamed"
    KIND = "kind"
    REMOVED = "removed"
    EXPECTED = "expected"
    NOBODY_EXPECTED = "nobody expected"
    TOOK_OVER = "took over"


BY_ITSELF = "by itself"


class Audit(Row, table=True):
    """One change of roles, membership or institutions: who did it, to whom, what.

    `detail` has no words of people: the names and kind of institutions, how many are expected, until when a deputy
    acts, or that it came by itself.
    """

    personal: ClassVar = (
        Personal("actor_id", ("change", "role", "at"), Erasing.KEEP_NAMELESS),
        Personal("subject_id", ("change", "role", "at"), Erasing.KEEP_NAMELESS),
    )

    network_id: int | None = Field(default=None, foreign_key="network.id", index=True)
    at: datetime
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    subject_id: int | None = Field(default=None, foreign_key="person.id")
    change: Change = Field(sa_type=Word(Change))
    role: Role | None = Field(default=None, sa_type=Word(Role))
    detail: str = ""


def in_force(now: datetime) -> ColumnElement[bool]:
    """Grants that count at `now`; deputies start and end by themselves."""
    return and_(agreed(now), col(Grant.since) <= now)


def agreed(now: datetime) -> ColumnElement[bool]:
    """Grants that count at `now` or will, by agreement."""
    return and_(
        col(Grant.ended_at).is_(None),
        or_(col(Grant.until).is_(None), col(Grant.until) > now),
        or_(col(Grant.deputy_for).is_(None), col(Grant.agreed_at).is_not(None)),
    )


class Held(NamedTuple):
    """A role in force, of which network, and instead of whom, if it is a deputyship."""

    role: Role
    network: Network | None
    deputy_for: int | None


Known = tuple[Person | None, Sequence[Held]]
"""Who somebody is, and the roles that they hold."""

_NOW: Any = bindparam("at", type_=Grant.__table__.c.since.type)  # type: ignore[attr-defined]
_WHO = (
    select(Person, col(Grant.role), Network, col(Grant.deputy_for))
    .join(Grant, and_(col(Grant.person_id) == col(Person.id), in_force(_NOW)), isouter=True)
    .join(Network, col(Network.id) == col(Grant.network_id), isouter=True)
    .where(col(Person.telegram_id).in_(bindparam("whose", type_=BigInteger, expanding=True)))
    .order_by(col(Grant.id))
)
"""Made once: every update asks it, and making it costs as much as running it."""


async def who(uow: UnitOfWork, telegram_id: int, now: datetime) -> Known:
    """A person with every role in force and its network, in one statement."""
    return (await _know(uow, [telegram_id], now))[telegram_id]


async def meet(uow: UnitOfWork, telegram_ids: Collection[int], now: datetime) -> None:
    """Ask at once who they all are, so that each of them is `met`."""
    if telegram_ids:
        uow.keep_ahead(Known, await _know(uow, telegram_ids, now), Person, Grant, Network)
        uow.session.expunge_all()


async def met(uow: UnitOfWork, telegram_id: int, now: datetime) -> Known:
    """As `who`, before anything else is read; asked only where something has changed since they were met."""
    known: Known | None = (uow.ahead(Known) or {}).get(telegram_id)
    if known is None:
        return await who(uow, telegram_id, now)
    person, held = known
    uow.session.add_all(filter(None, (person, *(each.network for each in held))))
    return known


async def _know(uow: UnitOfWork, telegram_ids: Collection[int], now: datetime) -> dict[int, Known]:
    rows = (await uow.session.exec(_WHO, params={"whose": telegram_ids, "at": now})).all()
    people = {person.telegram_id: person for person, *_ in rows}
    held = defaultdict[int | None, list[Held]](list)
    for person, *role in rows:
        if role[0] is not None:
            held[person.telegram_id].append(Held._make(role))
    return {each: (people.get(each), held[each]) for each in telegram_ids}


async def grants(uow: UnitOfWork, network_id: int, now: datetime) -> Sequence[tuple[Grant, Person]]:
    """Every role in force in a network, the longest held first."""
    return await _held(uow, network_id, in_force(now))


async def grants_to_come(uow: UnitOfWork, network_id: int, now: datetime) -> Sequence[tuple[Grant, Person]]:
    """Every role in force, and every agreed deputyship that has not started yet."""
    return await _held(uow, network_id, agreed(now))


async def _held(
    uow: UnitOfWork, network_id: int, counts: ColumnElement[bool]
) -> Sequence[tuple[Grant, Person]]:
    found = select(Grant, Person).join(Person, col(Person.id) == col(Grant.person_id))
    found = found.where(Grant.network_id == network_id, counts).order_by(col(Grant.id))
    return (await uow.session.exec(found)).all()


async def open_grant(uow: UnitOfWork, grant_id: int) -> Grant | None:
    """A role that was not ended, or a deputyship that someone was asked for."""
    found = select(Grant).where(Grant.id == grant_id, col(Grant.ended_at).is_(None))
    return (await uow.session.exec(found)).first()


async def holders(uow: UnitOfWork, network_id: int, role: Role, now: datetime) -> Sequence[Person]:
    """People who hold `role`, each once, the longest holding first."""
    held = [person for grant, person in await grants(uow, network_id, now) if grant.role is role]
    return list({person.key: person for person in held}.values())


async def holders_after(uow: UnitOfWork, after: int, limit: int, now: datetime) -> Sequence[int]:
    """Numbers of people who hold any role anywhere, in order."""
    held = select(Grant.person_id).where(Grant.person_id > after, in_force(now)).distinct()
    return (await uow.session.exec(held.order_by(col(Grant.person_id)).limit(limit))).all()


async def grant(uow: UnitOfWork, new: Grant) -> Grant:
    uow.session.add(new)
    await uow.session.flush()
    return new


async def grant_unless(uow: UnitOfWork, new: Grant, already: Collection[Role]) -> None:
    """Give a role to whoever has none of those `already` in that network."""
    held = exists().where(
        col(Grant.person_id) == new.person_id, col(Grant.network_id) == new.network_id,
        col(Grant.role).in_(already), in_force(new.since),
    )  # fmt: skip
    row = new.model_dump(exclude={"id"})
    table = Grant.__table__  # type: ignore[attr-defined]
    given = plain(*(literal(value, table.c[name].type) for name, value in row.items())).where(~held)
    await uow.session.exec(insert(table).from_select(list(row), given))


async def agree(uow: UnitOfWork, grant_id: int, since: datetime, now: datetime) -> bool:
    """The named deputy agrees; False for whoever tapped second."""
    asked = update(Grant).where(
        col(Grant.id) == grant_id, col(Grant.ended_at).is_(None), col(Grant.agreed_at).is_(None)
    )
    agreeing = asked.values(agreed_at=now, since=since).returning(col(Grant.id))
    return (await uow.session.exec(agreeing)).first() is not None


async def end_one(uow: UnitOfWork, grant_id: int, at: datetime) -> bool:
    """End one role; False for whoever tapped second."""
    held = update(Grant).where(col(Grant.id) == grant_id, col(Grant.ended_at).is_(None))
    return (await uow.session.exec(held.values(ended_at=at).returning(col(Grant.id)))).first() is not None


async def end(
    uow: UnitOfWork, now: datetime, person_id: int, network_id: int | None, role: Role | None = None
) -> bool:
    """End a role of a person in a network, or all their roles there; whether there was any."""
    held = update(Grant).where(col(Grant.person_id) == person_id, col(Grant.ended_at).is_(None))
    held = held.where(col(Grant.network_id) == network_id)
    if role is not None:
        held = held.where(col(Grant.role) == role)
    ended = await uow.session.exec(held.values(ended_at=now).returning(col(Grant.id)))
    return bool(ended.all())


async def note(uow: UnitOfWork, entry: Audit) -> None:
    uow.session.add(entry)


async def audit_log(uow: UnitOfWork, network_id: int, before_id: int | None, limit: int) -> Sequence[Audit]:
    """The newest changes first, a page at a time."""
    found = select(Audit).where(Audit.network_id == network_id)
    if before_id is not None:
        found = found.where(col(Audit.id) < before_id)
    return (await uow.session.exec(found.order_by(col(Audit.id).desc()).limit(limit))).all()
