"""The agenda of a meeting: its items in their order, what was published of it, and what can be undone."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import insert
from sqlmodel import Field, col, delete, select

from storage.table import NOTHING_PERSONAL, Erasing, Personal, Table, Word
from storage.unit_of_work import UnitOfWork


class ItemKind(StrEnum):
    """A talk of any kind, a break, an item of every meeting, or a topic that someone proposed."""

    TALK = "talk"
    BREAK = "break"
    STANDING = "standing"
    TOPIC = "topic"


class Agenda(Table, table=True):
    """The agenda of one meeting. `numbers` counts its items, those that were taken out too.

    `before` are its earlier arrangements, the last one last; `published` is the arrangement with which the one that
    the group sees is compared (both JSON, people as numbers only). `told_off` is by how many minutes it misses the
    meeting's hours, as those who arrange it have heard.
    """

    personal: ClassVar = NOTHING_PERSONAL

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    network_id: int = Field(foreign_key="network.id", index=True)
    numbers: int = 0
    before: str = "[]"
    published: str = "[]"
    published_at: datetime | None = None
    told_off: int = 0


class AgendaItem(Table, table=True):
    """One item. It is led by someone of the network, or by a `guest` whose name was typed.

    `internal` ones never leave those who are invited. `standing` names the feature whose item it is.
    """

    __tablename__ = "agenda_item"
    personal: ClassVar = (Personal("leader_id", ("title", "minutes"), Erasing.KEEP_NAMELESS),)

    meeting_id: int = Field(foreign_key="agenda.meeting_id", primary_key=True)
    number: int = Field(primary_key=True)
    position: int
    kind: ItemKind = Field(sa_type=Word(ItemKind))
    title: str
    minutes: int
    leader_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    guest: str = ""
    internal: bool = False
    standing: str = ""
    proposal_id: int | None = Field(default=None, foreign_key="proposed_topic.id", index=True)


async def by_meeting(uow: UnitOfWork, meeting_id: int) -> Agenda | None:
    return await uow.session.get(Agenda, meeting_id)


async def to_change(uow: UnitOfWork, meeting_id: int) -> Agenda | None:
    """An agenda, held against every other process until this transaction ends."""
    return await uow.hold(Agenda, meeting_id)


async def add(uow: UnitOfWork, agenda: Agenda) -> Agenda:
    uow.session.add(agenda)
    await uow.session.flush()
    return agenda


async def items(uow: UnitOfWork, meeting_id: int) -> Sequence[AgendaItem]:
    """The items of a meeting in their order."""
    found = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return (await uow.session.exec(found.order_by(col(AgendaItem.position)))).all()


async def arrange(uow: UnitOfWork, meeting_id: int, wanted: Collection[AgendaItem]) -> None:
    """From now on these are the items of the meeting."""
    await uow.session.exec(delete(AgendaItem).where(col(AgendaItem.meeting_id) == meeting_id))
    rows = [item.model_dump() for item in wanted]
    if rows:
        await uow.session.exec(insert(AgendaItem), params=rows)
