"""What an entry said before, and what others propose that it should say."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, col, delete, select

from storage.entries.entries import Entry
from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class ProposalState(StrEnum):
    """Open until the owner of the entry decides, or whoever made it takes it back."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class EntryVersion(Row, table=True):
    """What an entry said before: its version of this number, until somebody replaced it.

    `content` is the JSON of facilitation.entries.content; `by_id` is who replaced it.
    """

    __tablename__ = "entry_version"
    __table_args__ = (UniqueConstraint("entry_id", "number"),)
    personal: ClassVar = (Personal("by_id", ("content", "replaced_at"), Erasing.KEEP_NAMELESS),)

    entry_id: int = Field(foreign_key="entry.id", ondelete="CASCADE")
    number: int
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    content: str
    replaced_at: datetime


class EntryProposal(Row, table=True):
    """What somebody who checks an entry proposes that it should say instead of its version `based_on`."""

    __tablename__ = "entry_proposal"
    personal: ClassVar = (Personal("by_id", ("content", "words", "made_at"), Erasing.KEEP_NAMELESS),)

    entry_id: int = Field(foreign_key="entry.id", index=True, ondelete="CASCADE")
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    based_on: int
    content: str
    words: str = ""
    state: ProposalState = Field(default=ProposalState.OPEN, sa_type=Word(ProposalState))
    made_at: datetime


async def keep(uow: UnitOfWork, version: EntryVersion) -> None:
    uow.session.add(version)
    await uow.session.flush()


async def of(uow: UnitOfWork, entry_id: int) -> Sequence[EntryVersion]:
    """What an entry said before, the newest first."""
    found = select(EntryVersion).where(EntryVersion.entry_id == entry_id)
    return (await uow.session.exec(found.order_by(col(EntryVersion.number).desc()))).all()


async def numbered(uow: UnitOfWork, entry_id: int, number: int) -> EntryVersion | None:
    """What it said in the version of this number, also where only files were added to that; None where it says so
    still."""
    found = select(EntryVersion).where(EntryVersion.entry_id == entry_id, EntryVersion.number >= number)
    return (await uow.session.exec(found.order_by(col(EntryVersion.number)))).first()


async def forget(uow: UnitOfWork, entry_id: int) -> None:
    """What an entry said, and was proposed to say, goes with its consent."""
    await uow.session.exec(delete(EntryVersion).where(col(EntryVersion.entry_id) == entry_id))
    await uow.session.exec(delete(EntryProposal).where(col(EntryProposal.entry_id) == entry_id))


async def propose(uow: UnitOfWork, proposal: EntryProposal) -> EntryProposal:
    uow.session.add(proposal)
    await uow.session.flush()
    return proposal


async def proposal_to_change(uow: UnitOfWork, proposal_id: int) -> EntryProposal | None:
    """Held with its entry, and after it as everywhere, so that of two who decide none waits for the other for good."""
    known = await uow.session.get(EntryProposal, proposal_id)
    if known is None:
        return None
    await uow.hold(Entry, known.entry_id)
    return await uow.hold(EntryProposal, proposal_id)


async def open_proposal(uow: UnitOfWork, entry: Entry) -> EntryProposal | None:
    """What waits for the owner's decision, the newest where there are several."""
    found = select(EntryProposal).where(
        EntryProposal.entry_id == entry.id, EntryProposal.state == ProposalState.OPEN
    )
    return (await uow.session.exec(found.order_by(col(EntryProposal.id).desc()))).first()


async def open_proposals(uow: UnitOfWork, entry_id: int) -> Sequence[EntryProposal]:
    """Those of an entry that are open, the oldest first."""
    found = select(EntryProposal).where(
        EntryProposal.entry_id == entry_id, EntryProposal.state == ProposalState.OPEN
    )
    return (await uow.session.exec(found.order_by(col(EntryProposal.id)))).all()
