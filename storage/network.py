"""Networks: one per group chat, with its topic, language and time zone."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field, select

from storage.table import NOTHING_PERSONAL, Row, Word
from storage.unit_of_work import UnitOfWork


class NetworkState(StrEnum):
    """Where a network stands with the bot."""

    SETTING_UP = "setting up"
    ACTIVE = "active"
    AWAY = "away"


class Network(Row, table=True):
    """One community with its group chat. While the bot is `AWAY` from the group nothing is lost and nothing sent."""

    personal: ClassVar = NOTHING_PERSONAL

    chat_id: int = Field(sa_type=BigInteger, unique=True)
    title: str
    topic: str
    language: str
    zone: str
    state: NetworkState = Field(default=NetworkState.SETTING_UP, sa_type=Word(NetworkState))
    thread_id: int | None = Field(default=None, sa_type=BigInteger)
    since: datetime


async def by_chat(uow: UnitOfWork, chat_id: int) -> Network | None:
    return (await uow.session.exec(select(Network).where(Network.chat_id == chat_id))).first()


async def by_id(uow: UnitOfWork, network_id: int) -> Network | None:
    return await uow.session.get(Network, network_id)


async def are_several(uow: UnitOfWork) -> bool:
    """Whether the installation has more than one."""
    return len((await uow.session.exec(select(Network.id).limit(2))).all()) > 1


async def add(uow: UnitOfWork, network: Network) -> Network:
    uow.session.add(network)
    await uow.session.flush()
    return network
