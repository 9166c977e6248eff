"""Consultations: what members and observers say to a recommendation or a project, and how it was evaluated."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, col, delete, select

from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class Stance(StrEnum):
    """What someone thinks of it."""

    SUPPORTS = "supports"
    WITH_REMARKS = "with remarks"
    AGAINST = "against"


class Verdict(StrEnum):
    """How those who lead evaluate it after the consultation."""

    RECOMMENDED = "recommended"
    WITH_CONDITIONS = "with conditions"
    TO_REWORK = "to rework"


class Consultation(Row, table=True):
    """One entry is consulted from `opened_at` until `closes_at`, and evaluated afterwards."""

    __tablename__ = "consultation"
    personal: ClassVar = (Personal("by_id", ("opened_at", "verdict", "reasons"), Erasing.KEEP_NAMELESS),)

    entry_id: int = Field(foreign_key="entry.id", unique=True)
    network_id: int = Field(foreign_key="network.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None = None
    verdict: Verdict | None = Field(default=None, sa_type=Word(Verdict))
    reasons: str = ""
    evaluated_at: datetime | None = None


class EntryVoice(Row, table=True):
    """What one person says to it; `observer`: said by somebody who observes the network."""

    __tablename__ = "entry_voice"
    __table_args__ = (UniqueConstraint("consultation_id", "person_id"),)
    personal: ClassVar = (Personal("person_id", ("stance", "words", "said_at"), Erasing.DELETE),)

    consultation_id: int = Field(foreign_key="consultation.id", index=True, ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id", index=True)
    observer: bool = False
    stance: Stance = Field(sa_type=Word(Stance))
    words: str = ""
    said_at: datetime


async def add(uow: UnitOfWork, consultation: Consultation) -> Consultation:
    uow.session.add(consultation)
    await uow.session.flush()
    return consultation


async def of_entry(uow: UnitOfWork, entry_id: int) -> Consultation | None:
    return (await uow.session.exec(select(Consultation).where(Consultation.entry_id == entry_id))).first()


async def of_entries(uow: UnitOfWork, entry_ids: Collection[int]) -> dict[int, Consultation]:
    """The consultations of these entries, by the numbers of the entries."""
    found = select(Consultation).where(col(Consultation.entry_id).in_(entry_ids))
    return {each.entry_id: each for each in await uow.session.exec(found)}


async def of_network(uow: UnitOfWork, network_id: int) -> Sequence[Consultation]:
    """All of a network, those that close last first."""
    found = select(Consultation).where(Consultation.network_id == network_id)
    return (
        await uow.session.exec(found.order_by(col(Consultation.closes_at).desc(), col(Consultation.id)))
    ).all()


async def under_way(uow: UnitOfWork, network_id: int) -> Sequence[Consultation]:
    """Those of a network that are not evaluated yet."""
    found = select(Consultation).where(
        Consultation.network_id == network_id, col(Consultation.verdict).is_(None)
    )
    return (await uow.session.exec(found.order_by(col(Consultation.id)))).all()


async def to_change(uow: UnitOfWork, entry_id: int) -> Consultation | None:
    """The consultation of an entry, held for a change."""
    known = await of_entry(uow, entry_id)
    return await uow.hold(Consultation, known.key) if known else None


async def remove(uow: UnitOfWork, consultation: Consultation) -> None:
    """It goes with all that was said."""
    await uow.session.exec(delete(EntryVoice).where(col(EntryVoice.consultation_id) == consultation.key))
    await uow.session.delete(consultation)
    await uow.session.flush()


async def voices(uow: UnitOfWork, consultation_id: int) -> Sequence[EntryVoice]:
    """What was said, in the order in which it was."""
    found = select(EntryVoice).where(EntryVoice.consultation_id == consultation_id)
    return (await uow.session.exec(found.order_by(col(EntryVoice.id)))).all()


async def voices_of(uow: UnitOfWork, consultation_ids: Collection[int]) -> dict[int, list[EntryVoice]]:
    """What was said in each of these."""
    found = select(EntryVoice).where(col(EntryVoice.consultation_id).in_(consultation_ids))
    known: dict[int, list[EntryVoice]] = {}
    for each in await uow.session.exec(found.order_by(col(EntryVoice.id))):
        known.setdefault(each.consultation_id, []).append(each)
    return known


async def say(uow: UnitOfWork, voice: EntryVoice) -> None:
    uow.session.add(voice)
    await uow.session.flush()


async def take_back(uow: UnitOfWork, voice: EntryVoice) -> None:
    await uow.session.delete(voice)
    await uow.session.flush()


async def drop_before(uow: UnitOfWork, consultation_id: int, moment: datetime) -> None:
    """What was said before a moment goes."""
    earlier = delete(EntryVoice).where(
        col(EntryVoice.consultation_id) == consultation_id, col(EntryVoice.said_at) < moment
    )
    await uow.session.exec(earlier)
