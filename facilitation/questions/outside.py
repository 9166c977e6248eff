"""Asking someone outside the network: with the consent of whoever asks, by an address that nobody can guess."""

import hashlib
import secrets
from datetime import datetime

from facilitation.questions.answering import answer
from facilitation.questions.asking import settle, unanswered
from facilitation.questions.reasons import QuestionReason
from facilitation.refusals import Refused
from storage import questions
from storage.network import Network
from storage.people import Person
from storage.questions import (
    GONE,
    UNANSWERED,
    Answer,
    OutsideRequest,
    Question,
    QuestionState,
    RequestState,
)
from storage.unit_of_work import UnitOfWork

TOKEN_BYTES = 16
SHORTEST_NAME, LONGEST_NAME = 2, 100
MOST_ANSWERS = 5
"""Answers that one address may bring: it can be passed on, and a network has to read them all."""


async def request(uow: UnitOfWork, question: Question, by: Person, now: datetime) -> OutsideRequest:
    """Someone wishes to show a question outside; whoever asks it decides."""
    made = OutsideRequest(question_id=unanswered(question).key, by_id=by.key, made_at=now)
    return await questions.add_request(uow, made)


async def of_asker(
    uow: UnitOfWork, network: Network, request_id: int, by: Person
) -> tuple[OutsideRequest, Question]:
    """A request that waits for the word of whoever asks."""
    asked = await questions.request_to_change(uow, request_id)
    question = await questions.by_id(uow, asked.question_id) if asked else None
    if asked is None or question is None or question.network_id != network.id:
        raise Refused(QuestionReason.GONE)
    if question.asker_id != by.id:
        raise Refused(QuestionReason.NOT_YOURS)
    if asked.state is not RequestState.ASKED or question.state in GONE:
        raise Refused(QuestionReason.GONE)
    return asked, question


def open_address(uow: UnitOfWork, asked: OutsideRequest) -> str:
    """The token of the address, which nobody can tell later."""
    token = secrets.token_hex(TOKEN_BYTES)
    asked.digest, asked.state = _digest(token), RequestState.OPEN
    uow.session.add(asked)
    return token


def close(uow: UnitOfWork, asked: OutsideRequest) -> None:
    asked.digest, asked.state = "", RequestState.CLOSED
    uow.session.add(asked)


async def open_with(uow: UnitOfWork, token: str) -> tuple[OutsideRequest, Question] | None:
    """The question behind an address; None for one that opens nothing (any more)."""
    asked = await questions.request_by_digest(uow, _digest(token))
    question = await questions.by_id(uow, asked.question_id) if asked else None
    if asked is None or question is None or question.state in GONE:
        return None
    return asked, question


def room_for_more(asked: OutsideRequest) -> None:
    """Refused where the address has brought enough."""
    if asked.answers >= MOST_ANSWERS:
        raise Refused(QuestionReason.ENOUGH_FROM_OUTSIDE, most=MOST_ANSWERS)


async def give(
    uow: UnitOfWork, token: str, author: Person | None, typed: str, name: str, now: datetime
) -> tuple[Question, Answer]:
    """Someone outside the network answers at an address; `author` where it is known who that is in Telegram."""
    asked = await questions.request_by_digest(uow, _digest(token), hold=True)
    question = await questions.to_change(uow, asked.question_id) if asked else None
    if asked is None or question is None or question.state in GONE:
        raise Refused(QuestionReason.GONE)
    room_for_more(asked)
    given = await answer(uow, question, author, typed, privately=False, now=now, outside=checked_name(name))
    asked.answers += 1
    uow.session.add(asked)
    if question.state in UNANSWERED:
        settle(uow, question, QuestionState.ANSWERED, now)
    return question, given


def checked_name(typed: str) -> str:
    """Who answers from outside, as the network reads it."""
    name = " ".join(typed.split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise Refused(QuestionReason.NAME_LENGTH, most=LONGEST_NAME)
    return name


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
