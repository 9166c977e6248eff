"""Office hours: the series with its experts, and its single sessions, each with a life of its own."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import NaiveDatetime
from sqlalchemy import UniqueConstraint
from sqlmodel import Field, col, select

from storage.people import Person
from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class SeriesState(StrEnum):
    """Whether a series goes on."""

    RUNNING = "running"
    ENDED = "ended"


class SessionState(StrEnum):
    """The life of one session."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class Series(Row, table=True):
    """A rhythm: an RFC 5545 rule from a local start in a time zone."""

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
    created_at: datetime


class Host(Table, table=True):
    """An expert who holds a series."""

    __tablename__ = "office_hours_host"
    personal: ClassVar = (Personal("person_id", ("series_id",), Erasing.DELETE),)

    series_id: int = Field(foreign_key="office_hours_series.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)


class Session(Row, table=True):
    """One hour of a series, known by its original local start also when it was moved."""

    __tablename__ = "office_hours_session"
    __table_args__ = (UniqueConstraint("series_id", "original_local"),)
    personal: ClassVar = NOTHING_PERSONAL

    series_id: int = Field(foreign_key="office_hours_series.id")
    original_local: NaiveDatetime
    starts_at: datetime = Field(index=True)
    ends_at: datetime
    state: SessionState = Field(default=SessionState.PLANNED, sa_type=Word(SessionState))


async def add_series(uow: UnitOfWork, series: Series, hosts: Sequence[int]) -> Series:
    uow.session.add(series)
    await uow.session.flush()
    uow.session.add_all([Host(series_id=series.key, person_id=person) for person in hosts])
    return series


async def series_by_id(uow: UnitOfWork, series_id: int) -> Series | None:
    return await uow.session.get(Series, series_id)


async def running(uow: UnitOfWork, network_id: int) -> Sequence[Series]:
    found = select(Series).where(Series.network_id == network_id, Series.state == SeriesState.RUNNING)
    return (await uow.session.exec(found.order_by(col(Series.id)))).all()


async def all_running(uow: UnitOfWork) -> Sequence[Series]:
    return (await uow.session.exec(select(Series).where(Series.state == SeriesState.RUNNING))).all()


async def hosts(uow: UnitOfWork, series_id: int) -> Sequence[Person]:
    found = (
        select(Person).join(Host, col(Host.person_id) == col(Person.id)).where(Host.series_id == series_id)
    )
    return (await uow.session.exec(found.order_by(col(Person.id)))).all()


async def session_by_id(uow: UnitOfWork, session_id: int) -> Session | None:
    return await uow.session.get(Session, session_id)


async def sessions(uow: UnitOfWork, series_id: int, after: datetime) -> Sequence[Session]:
    """Sessions of a series that have not ended by `after`, in order."""
    found = select(Session).where(Session.series_id == series_id, Session.ends_at > after)
    return (await uow.session.exec(found.order_by(col(Session.starts_at)))).all()


async def known_starts(uow: UnitOfWork, series_id: int) -> set[datetime]:
    """Original local starts that are materialised already."""
    return set(
        (await uow.session.exec(select(Session.original_local).where(Session.series_id == series_id))).all()
    )


async def add_sessions(uow: UnitOfWork, new: Sequence[Session]) -> None:
    uow.session.add_all(new)
    await uow.session.flush()
