"""What an entry is about, and of which others it was made."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from sqlmodel import Field, col, delete, select

from storage.entries.entries import Entry
from storage.table import NOTHING_PERSONAL, Table
from storage.unit_of_work import UnitOfWork


class EntryTag(Table, table=True):
    """An entry is about a topic of its network. Nothing personal."""

    __tablename__ = "entry_tag"
    personal: ClassVar = NOTHING_PERSONAL

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    topic_id: int = Field(foreign_key="topic.id", primary_key=True, index=True, ondelete="CASCADE")


class EntrySource(Table, table=True):
    """An entry was made of another one: a model practice of several, a lesson of what was tried. Nothing personal."""

    __tablename__ = "entry_source"
    personal: ClassVar = NOTHING_PERSONAL

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    source_id: int = Field(foreign_key="entry.id", primary_key=True, index=True, ondelete="CASCADE")


async def tag(uow: UnitOfWork, entry_id: int, topic_ids: Collection[int]) -> None:
    """It is about these topics and no others."""
    await uow.session.exec(delete(EntryTag).where(col(EntryTag.entry_id) == entry_id))
    uow.session.add_all([EntryTag(entry_id=entry_id, topic_id=topic) for topic in sorted(set(topic_ids))])
    await uow.session.flush()


async def tags(uow: UnitOfWork, entry_ids: Collection[int]) -> dict[int, set[int]]:
    """The topics of each of these entries, by their numbers."""
    found = select(EntryTag).where(col(EntryTag.entry_id).in_(entry_ids))
    known: dict[int, set[int]] = {}
    for each in await uow.session.exec(found):
        known.setdefault(each.entry_id, set()).add(each.topic_id)
    return known


async def make_of(uow: UnitOfWork, entry_id: int, source_ids: Collection[int]) -> None:
    """Remember of which entries one is made."""
    uow.session.add_all(
        [EntrySource(entry_id=entry_id, source_id=source) for source in sorted(set(source_ids))]
    )
    await uow.session.flush()


async def sources(uow: UnitOfWork, entry_ids: Collection[int]) -> dict[int, list[int]]:
    """Of which entries each of these is made, whoever may see them."""
    found = select(EntrySource).where(col(EntrySource.entry_id).in_(entry_ids))
    known: dict[int, list[int]] = {}
    for each in await uow.session.exec(found.order_by(col(EntrySource.source_id))):
        known.setdefault(each.entry_id, []).append(each.source_id)
    return known


async def made_of(uow: UnitOfWork, source_id: int) -> Sequence[Entry]:
    """What was made of an entry, whoever may see it; not what was made of that."""
    found = select(Entry).join(EntrySource, col(EntrySource.entry_id) == col(Entry.id))
    return (await uow.session.exec(found.where(EntrySource.source_id == source_id))).all()


async def all_made_of(uow: UnitOfWork, source_id: int) -> Sequence[Entry]:
    """What was made of an entry in however many steps: how far that travels hangs on it."""
    made = select(EntrySource.entry_id).where(EntrySource.source_id == source_id).cte(recursive=True)
    further = select(EntrySource.entry_id).join(made, col(EntrySource.source_id) == made.c.entry_id)
    numbers = select(made.union(further).c.entry_id)
    found = select(Entry).where(col(Entry.id).in_(numbers)).order_by(col(Entry.id))
    return (await uow.session.exec(found)).all()
