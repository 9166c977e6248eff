"""When nobody could be heard: for more than a minute Telegram handed over nothing, though the bot was there to ask."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import update
from sqlmodel import Field, col, delete, or_, select

from storage.table import NOTHING_PERSONAL, Row
from storage.unit_of_work import UnitOfWork


class Silence(Row, table=True):
    """It lasts as long as `ended_at` is not known."""

    personal: ClassVar = NOTHING_PERSONAL

    began_at: datetime = Field(index=True)
    ended_at: datetime | None = None


async def begin(uow: UnitOfWork, at: datetime) -> None:
    uow.session.add(Silence(began_at=at))


async def end(uow: UnitOfWork, at: datetime) -> None:
    """Of this process, or of one before it that was stopped meanwhile."""
    await uow.session.exec(update(Silence).where(col(Silence.ended_at).is_(None)).values(ended_at=at))


async def across(uow: UnitOfWork, moment: datetime) -> Silence | None:
    """The one in which this moment fell."""
    found = select(Silence).where(Silence.began_at <= moment)
    found = found.where(or_(col(Silence.ended_at).is_(None), col(Silence.ended_at) > moment))
    return (await uow.session.exec(found.order_by(col(Silence.began_at)))).first()


async def forget(uow: UnitOfWork, before: datetime) -> None:
    await uow.session.exec(delete(Silence).where(col(Silence.ended_at) < before))
