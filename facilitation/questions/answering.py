"""Answering: several people may; whoever asked accepts one or says that it does not help, an expert recommends."""

import re
from collections.abc import Sequence
from datetime import datetime

from facilitation.facts import QuestionChanged
from facilitation.questions.asking import changed, checked_reason, own, settle, still_there
from facilitation.questions.reasons import QuestionReason
from facilitation.refusals import Refused
from facilitation.text import folded
from storage import questions
from storage.attached import Attached
from storage.network import Network
from storage.people import Person
from storage.questions import UNANSWERED, Answer, Question, QuestionState
from storage.unit_of_work import UnitOfWork

LONGEST_ANSWER = 2000
_THANKS = re.compile(r"(dziek|dzieki|dziekuj|super|ok|okej|swietnie|thank|thanks|great|cool|\+1)\b|dziekuj")
_LONGEST_THANKS = 40


def checked_answer(typed: str, file: Attached | None = None) -> str:
    words = typed.strip()
    if not words and file is None:
        raise Refused(QuestionReason.ANSWER_EMPTY)
    if len(words) > LONGEST_ANSWER:
        raise Refused(QuestionReason.ANSWER_LONG, length=len(words), most=LONGEST_ANSWER)
    return words


def is_talk(words: str) -> bool:
    """Whether a reply under a question only thanks or cheers, in a word or two."""
    plain = folded(words)
    if not any(sign.isalnum() for sign in plain):
        return True
    return len(plain) <= _LONGEST_THANKS and _THANKS.match(plain) is not None


async def answer(
    uow: UnitOfWork,
    question: Question,
    author: Person | None,
    typed: str,
    *,
    privately: bool,
    now: datetime,
    message_id: int | None = None,
    file: Attached | None = None,
    outside: str = "",
) -> Answer:
    """Keep what someone answered; whether the question is settled by it is decided elsewhere."""
    given = Answer(
        question_id=question.key, author_id=author.key if author else None, words=checked_answer(typed, file),
        privately=privately, message_id=message_id, given_at=now, outside=outside,
    )  # fmt: skip
    if file is not None:
        given.attached, given.attached_id, given.attached_name = file.kind, file.file_id, file.name
    uow.tell(QuestionChanged(question.network_id, question.key))
    return await questions.add_answer(uow, given)


def adds_to_their_own(question: Question, author: Person) -> bool:
    """Whoever signed a question and writes under it explains it. One who did not sign is like everyone else there,
    or everyone would see who asks."""
    return question.asker_id == author.id and not question.unnamed


async def reword_answer(
    uow: UnitOfWork, question: Question, author: Person, typed: str, message_id: int
) -> bool:
    """The message that an answer was written in says something else now; False where there is no such answer."""
    given = await questions.answer_in(uow, question.key, author.key, message_id)
    if given is None:
        return False
    given.words = checked_answer(typed)
    uow.session.add(given)
    uow.tell(QuestionChanged(question.network_id, question.key))
    return True


async def of_network(uow: UnitOfWork, network: Network, answer_id: int) -> tuple[Question, Answer]:
    """An answer to a question of this network, with the question held for a change; refused otherwise."""
    given = await questions.answer_by_id(uow, answer_id)
    question = await questions.to_change(uow, given.question_id) if given else None
    if given is None or question is None or question.network_id != network.id:
        raise Refused(QuestionReason.ANSWER_GONE)
    return still_there(question), given


def accept(
    uow: UnitOfWork, question: Question, given: Answer, others: Sequence[Answer], now: datetime
) -> None:
    """This answer helped; of several one is the accepted one."""
    for each in others:
        if each.accepted_at is not None and each is not given:
            each.accepted_at = None
            uow.session.add(each)
    given.accepted_at = now
    uow.session.add(given)
    settle(uow, question, QuestionState.ACCEPTED, now)


def not_helped(
    uow: UnitOfWork, question: Question, by: Person, answers: Sequence[Answer], now: datetime
) -> None:
    """What was answered does not help whoever asked: the question is open again."""
    if own(question, by).state not in (QuestionState.ANSWERED, QuestionState.ACCEPTED):
        raise Refused(QuestionReason.SETTLED)
    for each in answers:
        each.accepted_at = None
        uow.session.add(each)
    settle(uow, question, QuestionState.OPEN, now)


def confirm(uow: UnitOfWork, question: Question, by: Person, *, helped: bool, now: datetime) -> None:
    """Whoever asked says whether the answer helped; if not, the question is open again."""
    if own(question, by).state is not QuestionState.ANSWERED:
        raise Refused(QuestionReason.SETTLED)
    settle(uow, question, QuestionState.ACCEPTED if helped else QuestionState.OPEN, now)


def best(answers: Sequence[Answer], endorsed: dict[int, list[int]]) -> Answer | None:
    """What stands for the answer where whoever asked says nothing: what most experts recommend, or the newest."""
    shown = [each for each in answers if each.hidden_reason is None]
    return max(shown, key=lambda each: (len(endorsed.get(each.key, ())), each.key), default=None)


async def take_back(
    uow: UnitOfWork, question: Question, given: Answer, by: Person, answers: Sequence[Answer], now: datetime
) -> None:
    """Its author takes an answer back; without any other the question is open again."""
    if given.author_id != by.id:
        raise Refused(QuestionReason.NOT_YOUR_ANSWER)
    await questions.drop_answer(uow, given)
    _without(uow, question, given, answers, now)


def hide_answer(
    uow: UnitOfWork, question: Question, given: Answer, reason: str, answers: Sequence[Answer], now: datetime
) -> None:
    given.hidden_reason = checked_reason(reason)
    uow.session.add(given)
    _without(uow, question, given, answers, now)


def show_answer_again(uow: UnitOfWork, question: Question, given: Answer, now: datetime) -> None:
    given.hidden_reason = None
    uow.session.add(given)
    if question.state in UNANSWERED:
        settle(uow, question, QuestionState.ANSWERED, now)
    changed(uow, question, now)


def outdate(uow: UnitOfWork, question: Question, now: datetime) -> None:
    """What was answered is no longer true; it can still be found, last."""
    if question.state not in (QuestionState.ANSWERED, QuestionState.ACCEPTED):
        raise Refused(QuestionReason.SETTLED)
    settle(uow, question, QuestionState.OUTDATED, now)


def renew(uow: UnitOfWork, question: Question, answers: Sequence[Answer], now: datetime) -> None:
    """It is true after all."""
    if question.state is QuestionState.OUTDATED:
        settle(uow, question, state_by(answers), now)


def state_by(answers: Sequence[Answer]) -> QuestionState:
    """How far a question has come, as its answers tell."""
    shown = [each for each in answers if each.hidden_reason is None]
    if any(each.accepted_at for each in shown):
        return QuestionState.ACCEPTED
    return QuestionState.ANSWERED if shown else QuestionState.OPEN


def _without(
    uow: UnitOfWork, question: Question, given: Answer, answers: Sequence[Answer], now: datetime
) -> None:
    rest = [each for each in answers if each is not given and each.id != given.id]
    if question.state in (QuestionState.ANSWERED, QuestionState.ACCEPTED):
        settle(uow, question, state_by(rest), now)
    changed(uow, question, now)
