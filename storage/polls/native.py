"""Polls that Telegram itself holds: under which number it knows them, and where they stand."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, case, update
from sqlmodel import Field, col, select

from storage.polls.polls import Poll, PollState
from storage.table import NOTHING_PERSONAL, Table
from storage.unit_of_work import UnitOfWork


class NativePoll(Table, table=True):
    """`telegram_id` and `message_id` are known once Telegram has answered, `said_until` is the deadline that people
    read there. `stopped` once it takes no more votes, or the vote goes on as a card of ours."""

    __tablename__ = "native_poll"
    personal: ClassVar = NOTHING_PERSONAL

    poll_id: int = Field(foreign_key="poll.id", primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    telegram_id: str | None = Field(default=None, unique=True)
    said_until: datetime | None = None
    stopped: bool = False


async def add(uow: UnitOfWork, native: NativePoll) -> None:
    uow.session.add(native)
    await uow.session.flush()


async def of_poll(uow: UnitOfWork, poll_id: int) -> NativePoll | None:
    return await uow.session.get(NativePoll, poll_id)


async def remove(uow: UnitOfWork, native: NativePoll) -> None:
    await uow.session.delete(native)


async def by_telegram_id(uow: UnitOfWork, telegram_id: str) -> NativePoll | None:
    return (await uow.session.exec(select(NativePoll).where(NativePoll.telegram_id == telegram_id))).first()


async def held(uow: UnitOfWork, network_id: int) -> Sequence[tuple[NativePoll, Poll]]:
    """The open ones of a network."""
    found = select(NativePoll, Poll).join(Poll, col(Poll.id) == col(NativePoll.poll_id))
    found = found.where(Poll.network_id == network_id, Poll.state == PollState.OPEN)
    return (await uow.session.exec(found)).all()


async def nameless(
    uow: UnitOfWork, networks: Collection[int] | None = None
) -> Sequence[tuple[NativePoll, Poll]]:
    """Open ones of which nobody knows yet under which number Telegram has them, if it has them; of all networks, or
    of these."""
    found = select(NativePoll, Poll).join(Poll, col(Poll.id) == col(NativePoll.poll_id))
    found = found.where(col(NativePoll.telegram_id).is_(None), Poll.state == PollState.OPEN)
    found = found.where(col(NativePoll.stopped).is_(False))
    if networks is not None:
        found = found.where(col(Poll.network_id).in_(networks))
    return (await uow.session.exec(found)).all()


async def count_outside(uow: UnitOfWork, poll_id: int, more: int) -> None:
    """Somebody who has no vote in the network has voted at Telegram, or (-1) no longer does."""
    counted = col(Poll.outside) + more
    await uow.session.exec(
        update(Poll).where(col(Poll.id) == poll_id).values(outside=case((counted < 0, 0), else_=counted))
    )
