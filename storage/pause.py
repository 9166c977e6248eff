"""The pause: a backup that was put in the database's place says nothing before an operator has looked at it.

Each copy is born with the mark in it, so that one copied back by hand is paused too.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Connection, inspect
from sqlmodel import col, delete, insert, select

from storage.table import NOTHING_PERSONAL, Row
from storage.unit_of_work import UnitOfWork


class Pause(Row, table=True):
    """The database is paused while there is a row. `since` is the moment of the backup, or of the pause."""

    personal: ClassVar = NOTHING_PERSONAL

    since: datetime


async def begin(uow: UnitOfWork, since: datetime) -> None:
    """Pause, unless it is paused already."""
    if await begun(uow) is None:
        uow.session.add(Pause(since=since))


async def begun(uow: UnitOfWork) -> datetime | None:
    """Since when it is paused."""
    return (await uow.session.exec(select(Pause.since).order_by(col(Pause.since)))).first()


async def end(uow: UnitOfWork) -> None:
    await uow.session.exec(delete(Pause))


def mark(copy: Connection, moment: datetime) -> None:
    """Pause a copy; one from before there were pauses stays as it is."""
    if inspect(copy).has_table("pause"):
        copy.execute(delete(Pause))
        copy.execute(insert(Pause).values(since=moment))
