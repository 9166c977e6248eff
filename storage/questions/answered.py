"""Answers to questions, and who recommends them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.attached import Attached, AttachedKind
from storage.table import Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class Answer(Row, table=True):
    """What someone answered. `privately`: only those who ask see it. `worth_keeping`: an expert says so.

    `message_id` is the message in the group that it was written in, whose edits it follows. `outside`: who gave it,
    where that is nobody of the network. One that was hidden keeps the reason, for its author.
    """

    __tablename__ = "answer"
    personal: ClassVar = (
        Personal("author_id", ("outside",), Erasing.BLANK),
        Personal("author_id", ("words", "attached_name", "hidden_reason", "given_at"), Erasing.KEEP_NAMELESS),
    )

    question_id: int = Field(foreign_key="question.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    outside: str = ""
    words: str
    privately: bool = False
    worth_keeping: bool = False
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    attached: AttachedKind | None = Field(default=None, sa_type=Word(AttachedKind))
    attached_id: str = ""
    attached_name: str = ""
    accepted_at: datetime | None = None
    hidden_reason: str | None = None
    given_at: datetime

    @property
    def file(self) -> Attached | None:
        """What was sent with it."""
        return Attached(self.attached, self.attached_id, self.attached_name) if self.attached else None


class Endorsement(Table, table=True):
    """An expert recommends an answer."""

    __tablename__ = "answer_endorsement"
    personal: ClassVar = (Personal("person_id", ("answer_id", "since"), Erasing.DELETE),)

    answer_id: int = Field(foreign_key="answer.id", primary_key=True, ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    since: datetime


async def add_answer(uow: UnitOfWork, answer: Answer) -> Answer:
    uow.session.add(answer)
    await uow.session.flush()
    return answer


async def answer_by_id(uow: UnitOfWork, answer_id: int) -> Answer | None:
    return await uow.session.get(Answer, answer_id)


async def answers(uow: UnitOfWork, question_ids: Collection[int]) -> Sequence[Answer]:
    """The answers to these questions, in the order in which they were given."""
    found = select(Answer).where(col(Answer.question_id).in_(question_ids))
    return (await uow.session.exec(found.order_by(col(Answer.id)))).all()


async def answer_in(uow: UnitOfWork, question_id: int, author_id: int, message_id: int) -> Answer | None:
    """What someone answered in this message."""
    found = select(Answer).where(
        Answer.question_id == question_id, Answer.author_id == author_id, Answer.message_id == message_id
    )
    return (await uow.session.exec(found)).first()


async def drop_answer(uow: UnitOfWork, answer: Answer) -> None:
    await uow.session.delete(answer)
    await uow.session.flush()


async def endorse(uow: UnitOfWork, answer_id: int, person_id: int, now: datetime) -> None:
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    row = {"answer_id": answer_id, "person_id": person_id, "since": now}
    await uow.session.exec(insert(Endorsement).values(row).on_conflict_do_nothing())


async def endorse_no_longer(uow: UnitOfWork, answer_id: int, person_id: int) -> None:
    gone = delete(Endorsement).where(
        col(Endorsement.answer_id) == answer_id, col(Endorsement.person_id) == person_id
    )
    await uow.session.exec(gone)


async def endorsed(uow: UnitOfWork, answer_ids: Collection[int]) -> dict[int, list[int]]:
    """Who recommends each of these answers."""
    found = select(Endorsement).where(col(Endorsement.answer_id).in_(answer_ids))
    by: dict[int, list[int]] = {key: [] for key in answer_ids}
    for each in await uow.session.exec(found.order_by(col(Endorsement.since))):
        by[each.answer_id].append(each.person_id)
    return by
