"""Open votes: who voted for what, of whom each vote is, and when it came in. Secret ones are in the vault."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, select

from storage.table import Erasing, Personal, Row
from storage.unit_of_work import UnitOfWork

AS_THEY_ARE = {"populate_existing": True}
"""A vote that was read before may have been cast anew in the same transaction."""


class Vote(Row, table=True):
    """The vote of a person, or of the institution that they represented then. `cast_by_id` is who cast it in that
    person's place, as a deputy. `choices` are numbers; `reason` is why somebody objects. `cast_at` is when it came in.
    """

    __tablename__ = "poll_vote"
    __table_args__ = (
        Index("uq_poll_vote_poll_id", "poll_id", "person_id", unique=True),
        {"sqlite_autoincrement": True},  # what stands in the group about a vote never becomes another one's
    )
    personal: ClassVar = (
        Personal("person_id", ("choices", "reason", "cast_at"), Erasing.KEEP_NAMELESS),
        Personal("cast_by_id", ("cast_at",), Erasing.KEEP_NAMELESS),
    )

    poll_id: int = Field(foreign_key="poll.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    cast_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    institution_id: int | None = Field(default=None, foreign_key="institution.id")
    choices: str
    reason: str = ""
    cast_at: datetime


async def cast(uow: UnitOfWork, vote: Vote) -> None:
    """In place of what this person voted before, unless that came in later: taps of one person in two chats may be
    handled in another order."""
    insert = sqlite.insert if uow.is_sqlite else postgresql.insert
    table = Vote.__table__  # type: ignore[attr-defined]
    statement = insert(table).values(vote.model_dump(exclude={"id"}))
    renewed = {
        name: statement.excluded[name]
        for name in ("cast_by_id", "institution_id", "choices", "reason", "cast_at")
    }
    await uow.session.exec(
        statement.on_conflict_do_update(
            index_elements=["poll_id", "person_id"],
            set_=renewed,
            where=table.c.cast_at <= statement.excluded.cast_at,
        )
    )


async def take_back(uow: UnitOfWork, those: Collection[int], at: datetime) -> None:
    """These votes do not count any more, as far as they came in until `at`."""
    taken = delete(Vote).where(col(Vote.id).in_(those), col(Vote.cast_at) <= at)
    await uow.session.exec(taken)


async def of_poll(uow: UnitOfWork, poll_id: int) -> Sequence[Vote]:
    """In the order in which they came in."""
    found = select(Vote).where(Vote.poll_id == poll_id).order_by(col(Vote.cast_at), col(Vote.id))
    return (await uow.session.exec(found, execution_options=AS_THEY_ARE)).all()


async def by_ids(uow: UnitOfWork, ids: Collection[int]) -> Sequence[Vote]:
    found = select(Vote).where(col(Vote.id).in_(ids))
    return (await uow.session.exec(found, execution_options=AS_THEY_ARE)).all()


async def of_people(uow: UnitOfWork, polls: Collection[int], people: Collection[int]) -> Sequence[Vote]:
    found = select(Vote).where(col(Vote.poll_id).in_(polls), col(Vote.person_id).in_(people))
    return (await uow.session.exec(found, execution_options=AS_THEY_ARE)).all()


async def places(uow: UnitOfWork, polls: Collection[int]) -> set[tuple[int, int]]:
    """Each poll with each institution for which somebody voted in it."""
    found = select(Vote.poll_id, Vote.institution_id).where(col(Vote.poll_id).in_(polls)).distinct()
    return {(poll, place) for poll, place in await uow.session.exec(found) if place is not None}
