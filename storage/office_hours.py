"""Office hours: the series with its experts, and its single sessions, each with a life of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import NaiveDatetime
from sqlalchemy import ColumnElement, UniqueConstraint
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.network import Network
from storage.people import Person
from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class SeriesState(StrEnum):
    """Whether a series goes on."""

    RUNNING = "running"
    ENDED = "ended"


class SessionState(StrEnum):
    """The life of one session: skipped on its own, or cancelled together with the rest of its series."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


AHEAD = (SessionState.PLANNED, SessionState.OPEN)


class Series(Row, table=True):
    """A rhythm: an RFC 5545 rule from a local start in a time zone.

    `unheld_since` is when nobody of the team held it any more, of which the facilitators were told.
    """

    __tablename__ = "office_hours_series"
    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", index=True)
    rule: str
    starts_local: NaiveDatetime
    minutes: int
    zone: str
    place: str = ""
    topic: str = ""
    state: SeriesState = Field(default=SeriesState.RUNNING, sa_type=Word(SeriesState))
    unheld_since: datetime | None = None
    created_at: datetime


class Host(Table, table=True):
    """An expert who holds a series."""

    __tablename__ = "office_hours_host"
    personal: ClassVar = (Personal("person_id", ("series_id",), Erasing.DELETE),)

    series_id: int = Field(foreign_key="office_hours_series.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


class Session(Row, table=True):
    """One hour of a series, known by its original local start also when it was moved.

    `told_start` is the start that people were reminded of, as long as it still holds for them.
    """

    __tablename__ = "office_hours_session"
    __table_args__ = (UniqueConstraint("series_id", "original_local"),)
    personal: ClassVar = NOTHING_PERSONAL

    series_id: int = Field(foreign_key="office_hours_series.id")
    original_local: NaiveDatetime
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    state: SessionState = Field(default=SessionState.PLANNED, sa_type=Word(SessionState))
    told_start: datetime | None = None


@dataclass(frozen=True)
class Held:
    """A series with those who hold it."""

    series: Series
    hosts: tuple[Person, ...]


async def add_series(uow: UnitOfWork, series: Series, hosts: Collection[int]) -> Series:
    uow.session.add(series)
    await uow.session.flush()
    uow.session.add_all([Host(series_id=series.key, person_id=person) for person in hosts])
    return series


async def series_by_id(uow: UnitOfWork, series_id: int) -> Held | None:
    """A series, running or ended, with its hosts."""
    return next(iter(await _held(uow, col(Series.id) == series_id)), None)


async def running(uow: UnitOfWork, network_id: int) -> Sequence[Held]:
    """The series that go on in a network, the oldest first."""
    return await _held(uow, col(Series.network_id) == network_id, col(Series.state) == SeriesState.RUNNING)


async def _held(uow: UnitOfWork, *which: ColumnElement[bool]) -> list[Held]:
    found = (
        select(Series, Person)
        .join(Host, col(Host.series_id) == col(Series.id), isouter=True)
        .join(Person, col(Person.id) == col(Host.person_id), isouter=True)
        .where(*which)
        .order_by(col(Series.id), col(Person.id))
    )
    rows = (await uow.session.exec(found)).all()
    every = {series.key: series for series, _ in rows}
    hosts = {key: tuple(host for series, host in rows if series.id == key and host) for key in every}
    return [Held(series, hosts[key]) for key, series in every.items()]


async def hand_over(uow: UnitOfWork, series_id: int, person_id: int) -> None:
    """Let this person alone hold the series."""
    await uow.session.exec(delete(Host).where(col(Host.series_id) == series_id))
    uow.session.add(Host(series_id=series_id, person_id=person_id))


async def let_go(uow: UnitOfWork, network_id: int, person_id: int) -> None:
    """A person holds nothing in the network any more."""
    here = select(Series.id).where(Series.network_id == network_id)
    await uow.session.exec(
        delete(Host).where(col(Host.person_id) == person_id, col(Host.series_id).in_(here))
    )


async def announce_in_turn(uow: UnitOfWork, network_id: int) -> None:
    """Whoever else announces in this network waits until this transaction ends."""
    if not uow.is_sqlite:
        await uow.session.exec(select(Network.id).where(Network.id == network_id).with_for_update())


async def session_by_id(uow: UnitOfWork, session_id: int) -> Session | None:
    return await uow.session.get(Session, session_id)


async def sessions_by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Session]:
    if not ids:
        return []
    return (await uow.session.exec(select(Session).where(col(Session.id).in_(ids)))).all()


async def series_by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Series]:
    if not ids:
        return []
    return (await uow.session.exec(select(Series).where(col(Series.id).in_(ids)))).all()


async def session_to_change(uow: UnitOfWork, session_id: int) -> Session | None:
    """A session, held against every other process until this transaction ends."""
    return await uow.session.get(Session, session_id, with_for_update=True)


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
