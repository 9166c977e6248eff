"""Questions, and who else wants to know."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import and_, func, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.attached import Attached, AttachedKind
from storage.people import Person
from storage.table import Erasing, Personal, Row, Table, Word
from storage.unit_of_work import UnitOfWork


class QuestionState(StrEnum):
    """How far a question has come; `accepted` once whoever asked says that the answer helped.

    It ends accepted, outdated, withdrawn, merged, or left open: listed for everyone as unanswered.
    """

    OPEN = "open"
    TAKEN = "taken"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    OUTDATED = "outdated"
    LEFT_OPEN = "left open"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


UNANSWERED = (QuestionState.OPEN, QuestionState.TAKEN, QuestionState.LEFT_OPEN)
GONE = (QuestionState.WITHDRAWN, QuestionState.MERGED)


class Question(Row, table=True):
    """What someone asks. `unnamed`: nobody in the network ever sees who asked, leaders neither.

    One that was merged points to the question that goes on in its place. `promising`: an expert thinks that a
    practice may come of it. `entry_id`: what the log had on it already helped. `told_at`: when those who may help
    were told of it. One that was hidden keeps the reason and its words, for whoever asked.
    """

    __tablename__ = "question"
    personal: ClassVar = (
        Personal(
            "asker_id", ("words", "unnamed", "urgent", "attached_name", "hidden_reason", "asked_at"),
            Erasing.KEEP_NAMELESS,
        ),
    )  # fmt: skip

    network_id: int = Field(foreign_key="network.id", index=True)
    asker_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    words: str
    unnamed: bool = False
    urgent: bool = False
    state: QuestionState = Field(default=QuestionState.OPEN, sa_type=Word(QuestionState))
    merged_into_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    promising: bool = False
    attached: AttachedKind | None = Field(default=None, sa_type=Word(AttachedKind))
    attached_id: str = ""
    attached_name: str = ""
    hidden_reason: str | None = None
    entry_id: int | None = None
    told_at: datetime | None = None
    asked_at: datetime
    changed_at: datetime

    @property
    def file(self) -> Attached | None:
        """What was sent with it."""
        return Attached(self.attached, self.attached_id, self.attached_name) if self.attached else None


class AlsoAsking(Table, table=True):
    """Someone whom another person's question interests too; others see only how many they are."""

    __tablename__ = "question_also_asking"
    personal: ClassVar = (Personal("person_id", ("question_id", "since"), Erasing.DELETE),)

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    since: datetime


class Taking(Table, table=True):
    """Someone who said that they will answer a question."""

    __tablename__ = "question_taking"
    personal: ClassVar = (Personal("person_id", ("question_id", "since"), Erasing.DELETE),)

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    since: datetime


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
    return await uow.hold(Question, question_id)


async def open_of_person(uow: UnitOfWork, network_id: int, person_id: int) -> Sequence[Question]:
    """What someone asks in a network that has no answer yet, the oldest first; also of those who were forgotten."""
    found = select(Question).where(
        Question.network_id == network_id,
        or_(
            col(Question.asker_id) == person_id,
            and_(col(Question.asker_id).is_(None), ~col(Question.unnamed)),
        ),
        col(Question.state).in_(UNANSWERED),
    )
    return (await uow.session.exec(found.order_by(col(Question.id)))).all()


async def page(
    uow: UnitOfWork,
    network_id: int,
    states: Collection[QuestionState],
    asker_id: int | None,
    first: int,
    most: int,
) -> tuple[Sequence[Question], int]:
    """Questions of a network in these states, the newest first, and how many there are; only those of one person
    where `asker_id` is given, and then also what was hidden of theirs."""
    which = [col(Question.network_id) == network_id, col(Question.state).in_(states)]
    if asker_id is not None:
        which.append(col(Question.asker_id) == asker_id)
    count = (await uow.session.exec(select(func.count()).select_from(Question).where(*which))).one()
    found = select(Question).where(*which).order_by(col(Question.id).desc()).offset(first).limit(most)
    return (await uow.session.exec(found)).all(), count


async def present(uow: UnitOfWork) -> Sequence[tuple[int, int]]:
    """Number and network of every question that is still there."""
    found = select(Question.id, Question.network_id).where(col(Question.state).not_in(GONE))
    return [(key, network) for key, network in await uow.session.exec(found) if key is not None]


async def answered_by_entry(uow: UnitOfWork, entry_id: int) -> Sequence[Question]:
    """The questions, of any network, whose cards lead to an entry of the log."""
    return (await uow.session.exec(select(Question).where(Question.entry_id == entry_id))).all()


async def untold(uow: UnitOfWork, network_id: int) -> Sequence[Question]:
    """What waits for an answer and those who may help have not been told of, the oldest first."""
    found = select(Question).where(
        Question.network_id == network_id,
        col(Question.told_at).is_(None),
        col(Question.state).in_(UNANSWERED),
    )
    return (await uow.session.exec(found.order_by(col(Question.id)))).all()


async def taker(uow: UnitOfWork, question_id: int) -> Person | None:
    """Who said that they will answer."""
    found = select(Person).join(Taking, col(Taking.person_id) == col(Person.id))
    return (await uow.session.exec(found.where(Taking.question_id == question_id))).first()


async def take(uow: UnitOfWork, question_id: int, person_id: int, now: datetime) -> None:
    await uow.session.merge(Taking(question_id=question_id, person_id=person_id, since=now))


async def release(uow: UnitOfWork, question_ids: Collection[int]) -> None:
    await uow.session.exec(delete(Taking).where(col(Taking.question_id).in_(question_ids)))


async def taken_by(uow: UnitOfWork, network_id: int, person_id: int) -> Sequence[Question]:
    """What someone said they will answer in a network."""
    found = select(Question).join(Taking, col(Taking.question_id) == col(Question.id))
    found = found.where(Question.network_id == network_id, Taking.person_id == person_id)
    return (await uow.session.exec(found)).all()


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
