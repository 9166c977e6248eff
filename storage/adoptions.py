"""Transfers: institutions that take an entry of the log over, how far they have come with it, and how it went."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Select, UniqueConstraint, func, or_
from sqlmodel import Field, col, select, update

from storage.entries import Entry, EntryAudience
from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class AdoptionState(StrEnum):
    """How far an institution is with what it takes over. Adopted as it is, or adapted: in a changed version."""

    INTERESTED = "interested"
    TRYING = "trying"
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    DROPPED = "dropped"


TAKEN_OVER = (AdoptionState.ADOPTED, AdoptionState.ADAPTED)


class Adoption(Row, table=True):
    """One institution takes one entry over; `person_id` looks after it there.

    `network_id` is the adopter's, perhaps another one than the entry's. `confirmed_at` once the adopter has said that
    it works with them; `named` is how far the adopter agreed to be named. `reason` is why it was dropped, or what was
    changed. Whether the author and the adopter want to be put in touch is None until they have said. `lesson_id` is
    the entry that was begun of what was given up.
    """

    __tablename__ = "adoption"
    __table_args__ = (UniqueConstraint("entry_id", "institution_id"),)
    personal: ClassVar = (
        Personal("person_id", ("state", "words", "reason", "named", "began_at"), Erasing.KEEP_NAMELESS),
    )

    entry_id: int = Field(foreign_key="entry.id")
    network_id: int = Field(foreign_key="network.id", index=True)
    institution_id: int = Field(foreign_key="institution.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    state: AdoptionState = Field(default=AdoptionState.INTERESTED, sa_type=Word(AdoptionState))
    words: str = ""
    reason: str = ""
    named: EntryAudience = Field(default=EntryAudience.NETWORK, sa_type=Word(EntryAudience))
    adopter_meets: bool | None = None
    author_meets: bool | None = None
    lesson_id: int | None = Field(default=None, foreign_key="entry.id")
    began_at: datetime
    changed_at: datetime
    confirmed_at: datetime | None = None
    announced_at: datetime | None = None


class AdoptionStep(Row, table=True):
    """What was said about an adoption, and when: how far it had come, and how it went."""

    __tablename__ = "adoption_step"
    personal: ClassVar = (Personal("person_id", ("state", "words", "said_at"), Erasing.KEEP_NAMELESS),)

    adoption_id: int = Field(foreign_key="adoption.id", index=True, ondelete="CASCADE")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    state: AdoptionState = Field(sa_type=Word(AdoptionState))
    words: str = ""
    said_at: datetime


CONFIRMED = (col(Adoption.state).in_(TAKEN_OVER), col(Adoption.confirmed_at).is_not(None))


async def add(uow: UnitOfWork, adoption: Adoption) -> Adoption:
    uow.session.add(adoption)
    await uow.session.flush()
    return adoption


async def to_change(uow: UnitOfWork, adoption_id: int) -> Adoption | None:
    return await uow.hold(Adoption, adoption_id)


async def of_entries(uow: UnitOfWork, entry_ids: Collection[int]) -> Sequence[Adoption]:
    """Every adoption of these entries, in the order in which they began; whoever asks has seen the entries."""
    found = select(Adoption).where(col(Adoption.entry_id).in_(entry_ids)).order_by(col(Adoption.id))
    return (await uow.session.exec(found)).all()


async def of_institution(uow: UnitOfWork, entry_id: int, institution_id: int) -> Adoption | None:
    """What an institution does with an entry."""
    found = select(Adoption).where(Adoption.entry_id == entry_id, Adoption.institution_id == institution_id)
    return (await uow.session.exec(found)).first()


async def works_in(uow: UnitOfWork, entry_ids: Collection[int]) -> dict[int, int]:
    """In how many places each of these works, as those who took it over confirmed; whoever asks has seen them."""
    found = select(Adoption.entry_id, func.count()).where(col(Adoption.entry_id).in_(entry_ids), *CONFIRMED)
    return dict((await uow.session.exec(found.group_by(col(Adoption.entry_id)))).all())


async def taken_over(uow: UnitOfWork, entry_ids: Select[Any]) -> int:
    """How often any of these works in another place."""
    found = (
        select(func.count()).select_from(Adoption).where(col(Adoption.entry_id).in_(entry_ids), *CONFIRMED)
    )
    return (await uow.session.exec(found)).one()


async def by_id(uow: UnitOfWork, adoption_id: int) -> Adoption | None:
    return await uow.session.get(Adoption, adoption_id)


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[Adoption]:
    """What institutions of a network take over, and what others take over from it, in the order of beginning."""
    found = select(Adoption).join(Entry, col(Entry.id) == col(Adoption.entry_id))
    here = or_(col(Adoption.network_id) == network_id, col(Entry.network_id) == network_id)
    return (await uow.session.exec(found.where(here).order_by(col(Adoption.id)))).all()


async def cared_by(uow: UnitOfWork, network_id: int, person_id: int) -> Sequence[Adoption]:
    """What somebody looks after in a network."""
    found = select(Adoption).where(Adoption.network_id == network_id, Adoption.person_id == person_id)
    return (await uow.session.exec(found.order_by(col(Adoption.id)))).all()


async def announced(uow: UnitOfWork, network_id: int) -> Adoption | None:
    """The transfer that a network was told of as its first."""
    found = select(Adoption).where(Adoption.network_id == network_id, col(Adoption.announced_at).is_not(None))
    return (await uow.session.exec(found.order_by(col(Adoption.announced_at)))).first()


async def remove(uow: UnitOfWork, adoption: Adoption) -> None:
    """It goes, with all that was said about it."""
    await uow.session.delete(adoption)
    await uow.session.flush()


async def forget_lesson(uow: UnitOfWork, entry_id: int) -> None:
    """An entry that goes is what became of nothing."""
    became = update(Adoption).where(col(Adoption.lesson_id) == entry_id)
    await uow.session.exec(became.values(lesson_id=None))


async def say(uow: UnitOfWork, step: AdoptionStep) -> None:
    uow.session.add(step)
    await uow.session.flush()


async def steps(uow: UnitOfWork, adoption_id: int) -> Sequence[AdoptionStep]:
    """What was said about an adoption, in order."""
    found = select(AdoptionStep).where(AdoptionStep.adoption_id == adoption_id)
    return (await uow.session.exec(found.order_by(col(AdoptionStep.id)))).all()
