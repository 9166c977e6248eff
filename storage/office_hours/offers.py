"""Asking someone to hold a series, or one session of it, who then accepts or not."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, col, select

from storage.office_hours.series import Series
from storage.people import Person
from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class OfferState(StrEnum):
    """What has become of asking someone to hold office hours."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Offer(Row, table=True):
    """Someone is asked to take over a series; with a `session_id`, that one session only."""

    __tablename__ = "office_hours_offer"
    personal: ClassVar = (
        Personal("person_id", ("series_id", "state", "asked_at"), Erasing.DELETE),
        Personal("by_id", ("series_id", "asked_at"), Erasing.KEEP_NAMELESS),
    )

    series_id: int = Field(foreign_key="office_hours_series.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="office_hours_session.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    state: OfferState = Field(default=OfferState.ASKED, sa_type=Word(OfferState))
    asked_at: datetime


async def add_offer(uow: UnitOfWork, offer: Offer) -> Offer:
    uow.session.add(offer)
    await uow.session.flush()
    return offer


async def offer_to_change(uow: UnitOfWork, offer_id: int) -> Offer | None:
    """An offer, held against every other process until this transaction ends."""
    return await uow.hold(Offer, offer_id)


async def open_offer(uow: UnitOfWork, series_id: int, session_id: int | None) -> Offer | None:
    """Who is being asked just now for this series, or for this one session of it."""
    found = select(Offer).where(Offer.series_id == series_id, Offer.state == OfferState.ASKED)
    found = found.where(
        col(Offer.session_id).is_(None) if session_id is None else Offer.session_id == session_id
    )
    return (await uow.session.exec(found.order_by(col(Offer.id).desc()).limit(1))).first()


async def open_offers(uow: UnitOfWork, network_id: int) -> Sequence[Offer]:
    """Who is being asked for anything just now in a network."""
    found = select(Offer).join(Series, col(Series.id) == col(Offer.series_id))
    found = found.where(Series.network_id == network_id, Offer.state == OfferState.ASKED)
    return (await uow.session.exec(found.order_by(col(Offer.id)))).all()


async def asked(uow: UnitOfWork, series_id: int, session_id: int | None) -> Person | None:
    """Whoever is being asked just now for this series, or for this one session of it."""
    found = select(Person).join(Offer, col(Offer.person_id) == col(Person.id))
    found = found.where(Offer.series_id == series_id, Offer.state == OfferState.ASKED)
    found = found.where(
        col(Offer.session_id).is_(None) if session_id is None else Offer.session_id == session_id
    )
    return (await uow.session.exec(found.order_by(col(Offer.id).desc()).limit(1))).first()
