"""Sessions of office hours: single hours, each with a life of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import NaiveDatetime
from sqlalchemy import UniqueConstraint, and_, case, func, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.network import Network
from storage.office_hours.series import Host, Series
from storage.people import Person
from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class SessionState(StrEnum):
    """The life of one session: skipped on its own, or cancelled together with the rest of its series."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


AHEAD = (SessionState.PLANNED, SessionState.OPEN)


class Session(Row, table=True):
    """One hour of a series, known by its original local start also when it was `moved`.

    Its own place and topic count where there are any. `told_start` is the start that people were reminded of, as
    long as it still holds for them. `revision` counts what calendars have to learn, `changed_at` is the last time.
    `announced_at` is when the group heard of it a week ahead.
    `attended` and `answered` are counted when it closes; nobody keeps who they were.
    """

    __tablename__ = "office_hours_session"
    __table_args__ = (UniqueConstraint("series_id", "original_local"),)
    personal: ClassVar = NOTHING_PERSONAL

    series_id: int = Field(foreign_key="office_hours_series.id")
    original_local: NaiveDatetime
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    state: SessionState = Field(default=SessionState.PLANNED, sa_type=Word(SessionState))
    moved: bool = False
    place: str | None = None
    topic: str | None = None
    announced_at: datetime | None = None
    told_start: datetime | None = None
    revision: int = 0
    changed_at: datetime | None = None
    attended: int | None = None
    answered: int | None = None


class StandIn(Table, table=True):
    """Someone who holds one session in place of those who hold its series."""

    __tablename__ = "office_hours_stand_in"
    personal: ClassVar = (Personal("person_id", ("session_id",), Erasing.DELETE),)

    session_id: int = Field(foreign_key="office_hours_session.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


class Presence(Table, table=True):
    """Someone who takes part in a session that is open; counted and let go when it closes."""

    __tablename__ = "office_hours_presence"
    personal: ClassVar = (Personal("person_id", ("session_id",), Erasing.DELETE),)

    session_id: int = Field(foreign_key="office_hours_session.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


@dataclass(frozen=True)
class Hour:
    """One session with its series and those who hold this one."""

    session: Session
    series: Series
    hosts: tuple[Person, ...]

    @property
    def place(self) -> str:
        return self.series.place if self.session.place is None else self.session.place

    @property
    def topic(self) -> str:
        return self.series.topic if self.session.topic is None else self.session.topic


async def hour(
    uow: UnitOfWork, session_id: int, *, to_change: bool = False, alone: bool = False
) -> Hour | None:
    """A session with its series and hosts.

    `to_change` holds it against every other process, `alone` all office hours of its network.
    """
    found = _with_series().where(Session.id == session_id)
    return await _hour(uow, found, to_change=to_change, alone=alone)


async def next_hour(uow: UnitOfWork, series_id: int, now: datetime, *, alone: bool = False) -> Hour | None:
    """What takes place next, or just now, of a series; `alone` holds all office hours of its network."""
    found = _with_series().where(
        Session.series_id == series_id, Session.ends_at > now, col(Session.state).in_(AHEAD)
    )
    return await _hour(uow, found.order_by(col(Session.starts_at)).limit(1), alone=alone)


def _with_series() -> Any:
    found = select(Session, Series).join(Series, col(Series.id) == col(Session.series_id))
    return found.join(Network, col(Network.id) == col(Series.network_id))


async def _hour(uow: UnitOfWork, found: Any, *, to_change: bool = False, alone: bool = False) -> Hour | None:
    held = [Session, *([Network] if alone else [])]
    if (to_change or alone) and not uow.is_sqlite:
        found = found.with_for_update(of=held)
    row = (await uow.session.exec(found)).first()
    if row is None:
        return None
    session, series = row
    return Hour(session, series, (await hosts(uow, [session]))[session.key])


async def hosts(uow: UnitOfWork, sessions: Sequence[Session]) -> dict[int, tuple[Person, ...]]:
    """Who holds each of these sessions: those who stand in for it, or else those who hold its series."""
    series, ids = {each.series_id for each in sessions}, {each.key for each in sessions}
    found = (
        select(Person, Host.series_id, StandIn.session_id)
        .join(Host, and_(col(Host.person_id) == col(Person.id), col(Host.series_id).in_(series)), isouter=True)
        .join(
            StandIn, and_(col(StandIn.person_id) == col(Person.id), col(StandIn.session_id).in_(ids)), isouter=True
        )
        .where(or_(col(Host.series_id).is_not(None), col(StandIn.session_id).is_not(None)))
        .order_by(col(Person.id))
    )  # fmt: skip
    rows = (await uow.session.exec(found)).all()

    def holding(session: Session) -> tuple[Person, ...]:
        stand_ins = {person.key: person for person, _, of in rows if of == session.id}
        usual = {person.key: person for person, of, _ in rows if of == session.series_id}
        return tuple((stand_ins or usual).values())

    return {session.key: holding(session) for session in sessions}


async def stand_in(uow: UnitOfWork, session_id: int, people: Collection[int]) -> None:
    """Let these people hold this one session; nobody: those who hold its series."""
    await uow.session.exec(delete(StandIn).where(col(StandIn.session_id) == session_id))
    uow.session.add_all([StandIn(session_id=session_id, person_id=person) for person in people])


async def sessions_by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Session]:
    if not ids:
        return []
    return (await uow.session.exec(select(Session).where(col(Session.id).in_(ids)))).all()


async def session_to_change(uow: UnitOfWork, session_id: int) -> Session | None:
    """A session, held against every other process until this transaction ends."""
    return await uow.hold(Session, session_id)


async def sessions(uow: UnitOfWork, series: Collection[int], after: datetime) -> Sequence[Session]:
    """Sessions of these series that have not ended by `after` and were not cancelled, in order."""
    found = select(Session).where(
        col(Session.series_id).in_(series), Session.ends_at > after, Session.state != SessionState.CANCELLED
    )
    return (await uow.session.exec(found.order_by(col(Session.starts_at), col(Session.id)))).all()


async def next_session(uow: UnitOfWork, network_id: int, now: datetime) -> Session | None:
    """What takes place next, or just now, in the whole network."""
    found = (
        select(Session)
        .join(Series, col(Series.id) == col(Session.series_id))
        .where(Series.network_id == network_id, Session.ends_at > now, col(Session.state).in_(AHEAD))
    )
    return (await uow.session.exec(found.order_by(col(Session.starts_at)).limit(1))).first()


async def takes_place_between(uow: UnitOfWork, series_id: int, after: datetime, before: datetime) -> bool:
    """Whether a session of this series begins in between, or began."""
    found = select(Session.id).where(
        Session.series_id == series_id, Session.starts_at > after, Session.starts_at < before,
        col(Session.state).in_((*AHEAD, SessionState.CLOSED)),
    )  # fmt: skip
    return (await uow.session.exec(found.limit(1))).first() is not None


async def announced(uow: UnitOfWork, series_id: int, now: datetime) -> Sequence[int]:
    """Sessions of this series that the group heard of and that are not over."""
    found = select(Session.id).where(
        Session.series_id == series_id, Session.ends_at > now, col(Session.announced_at).is_not(None)
    )
    return [key for key in await uow.session.exec(found) if key is not None]


async def last_announced(uow: UnitOfWork, network_id: int) -> datetime | None:
    """When the group of a network heard of a session last."""
    found = select(func.max(Session.announced_at)).join(Series, col(Series.id) == col(Session.series_id))
    return (await uow.session.exec(found.where(Series.network_id == network_id))).first()


async def open_now(uow: UnitOfWork, network_id: int, now: datetime) -> Sequence[Session]:
    """The hours that are open in the whole network."""
    found = (
        select(Session)
        .join(Series, col(Series.id) == col(Session.series_id))
        .where(Series.network_id == network_id, Session.state == SessionState.OPEN, Session.ends_at > now)
    )
    return (await uow.session.exec(found.order_by(col(Session.starts_at), col(Session.id)))).all()


async def materialise(uow: UnitOfWork, new: Sequence[Session]) -> Sequence[Session]:
    """Store sessions that are not known yet; those which were new, in order."""
    if not new:
        return []
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    rows = [session.model_dump(exclude={"id"}) for session in new]
    stored = insert(Session).values(rows).on_conflict_do_nothing().returning(col(Session.id))
    ids = [key for (key,) in await uow.session.exec(stored)]
    found = select(Session).where(col(Session.id).in_(ids)).order_by(col(Session.starts_at))
    return (await uow.session.exec(found)).all()


async def come(uow: UnitOfWork, session_id: int, person_id: int) -> None:
    """A person takes part in an open session; saying so twice changes nothing."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    here = insert(Presence).values(session_id=session_id, person_id=person_id)
    await uow.session.exec(here.on_conflict_do_nothing())


async def present(uow: UnitOfWork, session_id: int) -> int:
    """How many take part in an open session."""
    found = select(func.count()).select_from(Presence).where(Presence.session_id == session_id)
    return (await uow.session.exec(found)).one()


async def forget_who_came(uow: UnitOfWork, session_id: int) -> None:
    await uow.session.exec(delete(Presence).where(col(Presence.session_id) == session_id))


async def lately(uow: UnitOfWork, network_id: int, count: int) -> Sequence[Session]:
    """The last sessions of a network that took place, the newest first."""
    found = (
        select(Session)
        .join(Series, col(Series.id) == col(Session.series_id))
        .where(Series.network_id == network_id, Session.state == SessionState.CLOSED)
    )
    return (await uow.session.exec(found.order_by(col(Session.starts_at).desc()).limit(count))).all()


async def following(uow: UnitOfWork, hour: Hour, now: datetime) -> Session | None:
    """What takes place after this session: in the same series, or else in the same network."""
    found = (
        select(Session)
        .join(Series, col(Series.id) == col(Session.series_id))
        .where(
            Series.network_id == hour.series.network_id, Session.ends_at > now, col(Session.state).in_(AHEAD),
            Session.id != hour.session.id,
        )
    )  # fmt: skip
    same = case((col(Session.series_id) == hour.series.key, 0), else_=1)
    return (await uow.session.exec(found.order_by(same, col(Session.starts_at)).limit(1))).first()


async def busy(
    uow: UnitOfWork, people: Collection[int], after: datetime, before: datetime
) -> Sequence[Session]:
    """What these people hold between two moments, in whatever network."""
    found = select(Session).where(
        col(Session.series_id).in_(select(Host.series_id).where(col(Host.person_id).in_(people))),
        col(Session.state).in_(AHEAD),
        Session.ends_at > after,
        Session.starts_at < before,
    )
    return (await uow.session.exec(found)).all()
