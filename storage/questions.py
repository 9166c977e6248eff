"""Questions that people ask, who else wants to know, and the answers that were given."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.people import Person
from storage.table import Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class QuestionState(StrEnum):
    """How far a question has come; `accepted` once whoever asked says that the answer helped."""

    OPEN = "open"
    TAKEN = "taken"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


UNANSWERED = (QuestionState.OPEN, QuestionState.TAKEN)


class Question(Row, table=True):
    """What someone asks. `unnamed`: nobody in the network ever sees who asked, leaders neither.

    One that was merged points to the question that goes on in its place. `promising`: an expert thinks that a
    practice may come of it.
    """

    __tablename__ = "question"
    personal: ClassVar = (Personal("asker_id", ("words", "unnamed", "asked_at"), Erasing.KEEP_NAMELESS),)

    network_id: int = Field(foreign_key="network.id", index=True)
    asker_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    words: str
    unnamed: bool = False
    state: QuestionState = Field(default=QuestionState.OPEN, sa_type=Word(QuestionState))
    merged_into_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    promising: bool = False
    asked_at: datetime
    changed_at: datetime


class AlsoAsking(Table, table=True):
    """Someone whom another person's question interests too; others see only how many they are."""

    __tablename__ = "question_also_asking"
    personal: ClassVar = (Personal("person_id", ("question_id", "since"), Erasing.DELETE),)

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    since: datetime


class Answer(Row, table=True):
    """What someone answered. `privately`: only those who ask see it. `worth_keeping`: an expert says so.

    `message_id` is the message in the group that it was written in, whose edits it follows.
    """

    __tablename__ = "answer"
    personal: ClassVar = (Personal("author_id", ("words", "given_at"), Erasing.KEEP_NAMELESS),)

    question_id: int = Field(foreign_key="question.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    words: str
    privately: bool = False
    worth_keeping: bool = False
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    given_at: datetime


async def add(uow: UnitOfWork, question: Question) -> Question:
    uow.session.add(question)
    await uow.session.flush()
    return question


async def by_id(uow: UnitOfWork, question_id: int) -> Question | None:
    return await uow.session.get(Question, question_id)


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> dict[int, Question]:
    found = await uow.session.exec(select(Question).where(col(Question.id).in_(ids)))
    return {question.key: question for question in found}


async def to_change(uow: UnitOfWork, question_id: int) -> Question | None:
    """A question, held against every other process until this transaction ends."""
    return await uow.session.get(Question, question_id, with_for_update=True)


async def open_of_person(uow: UnitOfWork, network_id: int, person_id: int) -> Sequence[Question]:
    """What someone asks in a network that has no answer yet, the oldest first; also of those who were forgotten."""
    found = select(Question).where(
        Question.network_id == network_id,
        or_(col(Question.asker_id) == person_id, col(Question.asker_id).is_(None)),
        col(Question.state).in_(UNANSWERED),
    )
    return (await uow.session.exec(found.order_by(col(Question.id)))).all()


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


async def also_ask(uow: UnitOfWork, question_id: int, people: Collection[int], now: datetime) -> None:
    """These people want to know too; whoever does already, still does."""
    if not people:
        return
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    rows = [{"question_id": question_id, "person_id": person, "since": now} for person in people]
    await uow.session.exec(insert(AlsoAsking).values(rows).on_conflict_do_nothing())


async def ask_no_longer(uow: UnitOfWork, question_id: int, person_id: int | None = None) -> None:
    """The question interests this person, or anybody else at all, no longer."""
    gone = delete(AlsoAsking).where(col(AlsoAsking.question_id) == question_id)
    if person_id is not None:
        gone = gone.where(col(AlsoAsking.person_id) == person_id)
    await uow.session.exec(gone)


async def also_asking(uow: UnitOfWork, question_ids: Collection[int]) -> dict[int, list[Person]]:
    """Whom else each of these questions interests, in the order in which they said so."""
    found = select(AlsoAsking.question_id, Person).join(Person, col(Person.id) == col(AlsoAsking.person_id))
    found = found.where(col(AlsoAsking.question_id).in_(question_ids))
    interested: dict[int, list[Person]] = {key: [] for key in question_ids}
    for key, person in await uow.session.exec(found.order_by(col(AlsoAsking.since), col(Person.id))):
        interested[key].append(person)
    return interested


async def leave(uow: UnitOfWork, network_id: int, person_id: int) -> None:
    """A person's interest in the questions of a network ends."""
    here = select(Question.id).where(Question.network_id == network_id)
    await uow.session.exec(
        delete(AlsoAsking).where(
            col(AlsoAsking.person_id) == person_id, col(AlsoAsking.question_id).in_(here)
        )
    )
