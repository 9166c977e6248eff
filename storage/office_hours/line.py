"""The line for a session: which questions wait, in which order, and what became of each there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import and_, func
from sqlalchemy import select as select_many
from sqlmodel import Field, col, select

from storage.institutions import Institution, Membership
from storage.office_hours.series import Series
from storage.office_hours.sessions import Session, SessionState
from storage.people import Person
from storage.questions import AlsoAsking, Question, QuestionState
from storage.table import NOTHING_PERSONAL, Table, Word
from storage.unit_of_work import UnitOfWork


class TurnState(StrEnum):
    """What became of a question in one line: it rolls over to another, or is gone from every line."""

    WAITING = "waiting"
    TAKEN = "taken"
    ANSWERED = "answered"
    ROLLED_OVER = "rolled over"
    GONE = "gone"


IN_LINE = (TurnState.WAITING, TurnState.TAKEN)


class Turn(Table, table=True):
    """A question in the line of a session; the smaller `place` comes first. `in_group`: it was taken in the group.

    `told_next`: whoever asks has heard that their question is next.
    """

    __tablename__ = "office_hours_turn"
    personal: ClassVar = NOTHING_PERSONAL

    session_id: int = Field(foreign_key="office_hours_session.id", primary_key=True)
    question_id: int = Field(foreign_key="question.id", primary_key=True, index=True)
    place: int
    state: TurnState = Field(default=TurnState.WAITING, sa_type=Word(TurnState))
    in_group: bool | None = None
    told_next: bool = False


@dataclass(frozen=True)
class InLine:
    """A question in a line: who asks it, what they represent, how many others want to know, and whether one of
    them is the person who looks."""

    turn: Turn
    question: Question
    asker: Person | None
    institution: str
    others: int
    also: bool


async def line_of(uow: UnitOfWork, session_id: int, me: int | None = None) -> Sequence[InLine]:
    """Everything that ever stood in the line of a session, in order, as the person `me` sees it."""
    wanting = select(func.count()).where(AlsoAsking.question_id == Question.id)
    represents = and_(
        col(Membership.person_id) == col(Question.asker_id),
        col(Membership.network_id) == col(Question.network_id),
    )
    found: Any = (
        select_many(
            Turn, Question, Person, col(Institution.name), wanting.correlate(Question).scalar_subquery(),
            wanting.where(AlsoAsking.person_id == me).correlate(Question).scalar_subquery(),
        )
        .join(Question, col(Question.id) == col(Turn.question_id))
        .join(Person, col(Person.id) == col(Question.asker_id), isouter=True)
        .join(Membership, represents, isouter=True)
        .join(Institution, col(Institution.id) == col(Membership.institution_id), isouter=True)
        .where(col(Turn.session_id) == session_id)
        .order_by(col(Turn.place), col(Turn.question_id))
    )  # fmt: skip
    return [
        InLine(turn, question, asker, institution or "", others, bool(also))
        for turn, question, asker, institution, others, also in await uow.session.exec(found)
    ]


async def lines_of(uow: UnitOfWork, session_ids: Collection[int]) -> dict[int, int]:
    """How many questions wait for each of these sessions."""
    found = select(Turn.session_id, func.count()).where(
        col(Turn.session_id).in_(session_ids), col(Turn.state).in_(IN_LINE)
    )
    counted = dict((await uow.session.exec(found.group_by(col(Turn.session_id)))).all())
    return {key: counted.get(key, 0) for key in session_ids}


async def lines_without_session(uow: UnitOfWork, network_id: int) -> Sequence[int]:
    """Sessions of a network that do not take place, though questions wait for them."""
    found = (
        select(Turn.session_id)
        .distinct()
        .join(Session, col(Session.id) == col(Turn.session_id))
        .join(Series, col(Series.id) == col(Session.series_id))
        .where(
            Series.network_id == network_id,
            col(Session.state).in_((SessionState.SKIPPED, SessionState.CANCELLED)),
            col(Turn.state).in_(IN_LINE),
        )
    )
    return (await uow.session.exec(found.order_by(col(Turn.session_id)))).all()


async def homeless(uow: UnitOfWork, network_id: int) -> Sequence[Question]:
    """Questions that once stood in a line, have no answer, and stand in none now; the oldest first."""
    here = select(Turn.question_id).where(Turn.question_id == Question.id)
    found = select(Question).where(
        Question.network_id == network_id,
        Question.state == QuestionState.OPEN,
        here.exists(),
        ~here.where(col(Turn.state).in_(IN_LINE)).exists(),
    )
    return (await uow.session.exec(found.order_by(col(Question.id)))).all()


async def turns_of(uow: UnitOfWork, question_ids: Collection[int]) -> Sequence[tuple[Turn, Session]]:
    """Where these questions stand in line now, with the session."""
    found = select(Turn, Session).join(Session, col(Session.id) == col(Turn.session_id))
    found = found.where(col(Turn.question_id).in_(question_ids), col(Turn.state).in_(IN_LINE))
    return (await uow.session.exec(found)).all()


async def turn(uow: UnitOfWork, session_id: int, question_id: int) -> Turn | None:
    return await uow.session.get(Turn, (session_id, question_id))
