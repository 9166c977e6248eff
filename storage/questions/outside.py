"""Requests to someone outside a network to answer one of its questions, by an address that nobody can guess."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, select

from storage.table import Erasing, Personal, Row, Word
from storage.unit_of_work import UnitOfWork


class RequestState(StrEnum):
    """Whoever asked the question is asked first; then the address is open until someone closes it."""

    ASKED = "asked"
    OPEN = "open"
    CLOSED = "closed"


class OutsideRequest(Row, table=True):
    """One question shown outside the network. Of its address only a digest is kept; `answers`: how many it brought."""

    __tablename__ = "outside_request"
    personal: ClassVar = (Personal("by_id", ("question_id", "made_at"), Erasing.KEEP_NAMELESS),)

    question_id: int = Field(foreign_key="question.id", index=True)
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    digest: str = Field(default="", index=True)
    state: RequestState = Field(default=RequestState.ASKED, sa_type=Word(RequestState))
    answers: int = 0
    made_at: datetime


async def add_request(uow: UnitOfWork, request: OutsideRequest) -> OutsideRequest:
    uow.session.add(request)
    await uow.session.flush()
    return request


async def request_to_change(uow: UnitOfWork, request_id: int) -> OutsideRequest | None:
    return await uow.hold(OutsideRequest, request_id)


async def request_by_digest(uow: UnitOfWork, digest: str, *, hold: bool = False) -> OutsideRequest | None:
    """The request behind an open address; `hold`: against every other process until this transaction ends."""
    found = select(OutsideRequest).where(
        OutsideRequest.digest == digest, OutsideRequest.state == RequestState.OPEN
    )
    return (await uow.session.exec(found.with_for_update() if hold else found)).first()
