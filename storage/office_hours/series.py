"""Series of office hours: the rhythm, and who holds it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import NaiveDatetime
from sqlalchemy import ColumnElement
from sqlmodel import Field, col, delete, select

from storage.network import Network
from storage.people import Person
from storage.table import NOTHING_PERSONAL, Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class SeriesState(StrEnum):
    """Whether a series goes on."""

    RUNNING = "running"
    ENDED = "ended"


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


async def hand_over(uow: UnitOfWork, series_id: int, hosts: Collection[int]) -> None:
    """Let these people, and nobody else, hold the series."""
    await uow.session.exec(delete(Host).where(col(Host.series_id) == series_id))
    uow.session.add_all([Host(series_id=series_id, person_id=person) for person in hosts])


async def let_go(uow: UnitOfWork, network_id: int, person_id: int) -> None:
    """A person holds nothing in the network any more."""
    here = select(Series.id).where(Series.network_id == network_id)
    await uow.session.exec(
        delete(Host).where(col(Host.person_id) == person_id, col(Host.series_id).in_(here))
    )


async def one_at_a_time(uow: UnitOfWork, network_id: int) -> None:
    """Whoever else announces or changes a line in this network waits until this transaction ends."""
    if not uow.is_sqlite:
        await uow.session.exec(select(Network.id).where(Network.id == network_id).with_for_update())


async def series_by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Series]:
    if not ids:
        return []
    return (await uow.session.exec(select(Series).where(col(Series.id).in_(ids)))).all()
