"""Who said that they come to a meeting and how, and what those who come in person need there."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import and_, or_
from sqlmodel import Field, col, delete, select

from storage.meetings import Meeting
from storage.people import Person
from storage.table import Erasing, Personal, Table, Word
from storage.unit_of_work import UnitOfWork


class Answer(StrEnum):
    """What someone said when asked whether they come."""

    YES = "yes"
    NO = "no"
    REMOTE = "remote"
    SUBSTITUTE = "substitute"


class Coming(Table, table=True):
    """One person's answer for one meeting, given for the start that it had then.

    `since` is when they came to stand where they do in the order of arrival. A substitute is a member
    (`substitute_id`, who has `agreed` once they said that they come) or someone known by name only, who comes
    to the place or is there from afar (`substitute_remote`).
    `waits` is what the person has heard last: whether they are on the waiting list.
    """

    __tablename__ = "meeting_coming"
    personal: ClassVar = (
        Personal(
            "person_id", ("answer", "since", "substitute_name", "agreed", "waits"), Erasing.DELETE,
        ),
        Personal("substitute_id", ("answer", "since", "agreed"), Erasing.DELETE),
    )  # fmt: skip

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    answer: Answer = Field(sa_type=Word(Answer))
    for_start: datetime
    since: datetime
    substitute_name: str = ""
    substitute_remote: bool = False
    substitute_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    agreed: bool = False
    waits: bool = False


class Needs(Table, table=True):
    """What someone eats and needs at a meeting: seen by the guardian only, and not for long."""

    __tablename__ = "meeting_needs"
    personal: ClassVar = (Personal("person_id", ("diet", "access"), Erasing.DELETE),)

    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True, index=True)
    diet: str = ""
    access: str = ""
    told_at: datetime


async def answers(uow: UnitOfWork, meeting_id: int) -> Sequence[tuple[Coming, Person]]:
    """Every answer with whose it is, in the order of arrival."""
    await uow.session.flush()
    found = (
        select(Coming, Person)
        .join(Person, col(Person.id) == col(Coming.person_id))
        .where(Coming.meeting_id == meeting_id)
        .order_by(col(Coming.since), col(Coming.person_id))
    )
    return (await uow.session.exec(found)).all()


async def keep(uow: UnitOfWork, before: Coming | None, new: Coming) -> Coming:
    """An answer in place of what the same person answered before, if they did; the row of it."""
    if before is None:
        uow.session.add(new)
        return new
    for name, value in new.model_dump(exclude={"meeting_id", "person_id"}).items():
        setattr(before, name, value)
    uow.session.add(before)
    return before


async def drop(uow: UnitOfWork, coming: Coming) -> None:
    """As if the person had not answered."""
    await uow.session.delete(coming)


async def leave(uow: UnitOfWork, network_id: int, person_id: int, now: datetime) -> Sequence[Coming]:
    """Someone left: their answers for what is still ahead go, and so does what others said about them.

    Returns what others had said: they have to answer anew.
    """
    await uow.session.flush()
    ahead = select(Meeting.id).where(Meeting.network_id == network_id, Meeting.ends_at > now)
    about = and_(
        col(Coming.meeting_id).in_(ahead),
        or_(col(Coming.person_id) == person_id, col(Coming.substitute_id) == person_id),
    )
    known = (await uow.session.exec(select(Coming).where(about))).all()
    for coming in known:
        await uow.session.delete(coming)
    return [coming for coming in known if coming.person_id != person_id]


async def needs_of(uow: UnitOfWork, meeting_id: int, person_id: int) -> Needs | None:
    return await uow.session.get(Needs, (meeting_id, person_id))


async def needs(uow: UnitOfWork, meeting_id: int) -> Sequence[Needs]:
    """What people need at a meeting."""
    found = select(Needs).where(Needs.meeting_id == meeting_id).order_by(col(Needs.told_at))
    return (await uow.session.exec(found)).all()


async def last_needs(uow: UnitOfWork, person_id: int) -> Needs | None:
    """What someone needed last, as long as that is kept."""
    found = select(Needs).where(Needs.person_id == person_id).order_by(col(Needs.told_at).desc()).limit(1)
    return (await uow.session.exec(found)).first()


async def keep_needs(uow: UnitOfWork, needs: Needs) -> None:
    await uow.session.merge(needs)


async def drop_needs(uow: UnitOfWork, meeting_id: int, person_id: int | None = None) -> None:
    """Nobody knows them any more: of one person, or of everyone."""
    theirs = delete(Needs).where(col(Needs.meeting_id) == meeting_id)
    if person_id is not None:
        theirs = theirs.where(col(Needs.person_id) == person_id)
    await uow.session.exec(theirs)


async def drop_needs_in(uow: UnitOfWork, network_id: int, person_id: int) -> None:
    """Of one person, at every meeting of a network."""
    here = select(Meeting.id).where(Meeting.network_id == network_id)
    await uow.session.exec(
        delete(Needs).where(col(Needs.person_id) == person_id, col(Needs.meeting_id).in_(here))
    )
