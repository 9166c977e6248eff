"""The network's log: what someone's experience taught, kept for everyone with the consent of those it is from."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, col, select

from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class EntryState(StrEnum):
    """Proposed until its author agrees; then kept, or declined. One that was kept can be taken back."""

    PROPOSED = "proposed"
    KEPT = "kept"
    DECLINED = "declined"
    TAKEN_BACK = "taken back"


class Entry(Row, table=True):
    """One entry of the log, made of an answer. `shows_question` once whoever asked agrees to that.

    `institution_id` is whose experience it is; `place` its name where it is none of the network.
    """

    __tablename__ = "entry"
    personal: ClassVar = (
        Personal("author_id", ("place",), Erasing.BLANK),
        Personal("author_id", ("title", "words", "state", "proposed_at"), Erasing.KEEP_NAMELESS),
    )

    network_id: int = Field(foreign_key="network.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    institution_id: int | None = Field(default=None, foreign_key="institution.id")
    place: str = ""
    question_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    answer_id: int | None = Field(default=None, index=True)
    title: str
    words: str
    shows_question: bool = False
    outdated: bool = False
    state: EntryState = Field(default=EntryState.PROPOSED, sa_type=Word(EntryState))
    proposed_at: datetime
    kept_at: datetime | None = None


async def add(uow: UnitOfWork, entry: Entry) -> Entry:
    uow.session.add(entry)
    await uow.session.flush()
    return entry


async def by_id(uow: UnitOfWork, entry_id: int) -> Entry | None:
    return await uow.session.get(Entry, entry_id)


async def to_change(uow: UnitOfWork, entry_id: int) -> Entry | None:
    return await uow.hold(Entry, entry_id)


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Entry]:
    return (await uow.session.exec(select(Entry).where(col(Entry.id).in_(ids)))).all()


async def of_answer(uow: UnitOfWork, answer_id: int) -> Entry | None:
    """The entry that was made of an answer, the newest where there were several."""
    found = select(Entry).where(Entry.answer_id == answer_id).order_by(col(Entry.id).desc())
    return (await uow.session.exec(found)).first()


async def showing(uow: UnitOfWork, question_id: int) -> Sequence[Entry]:
    """The entries in which a question stands."""
    found = select(Entry).where(Entry.question_id == question_id, col(Entry.shows_question))
    return (await uow.session.exec(found)).all()
