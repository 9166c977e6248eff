"""Questions: asked, shared by others, merged, answered, and whether the answer helped."""

from datetime import datetime

from facilitation.refusals import Reason, Refused
from storage import questions
from storage.network import Network
from storage.people import Person
from storage.questions import UNANSWERED, Answer, Question, QuestionState
from storage.unit_of_work import UnitOfWork

SHORTEST, LONGEST = 8, 600
LONGEST_ANSWER = 2000


class QuestionReason(Reason):
    """Why something can't be done with a question."""

    TOO_SHORT = "question too short"
    TOO_LONG = "question too long"
    ANSWER_LONG = "answer too long"
    ANSWER_EMPTY = "answer empty"
    NOT_YOURS = "question not yours"
    YOUR_OWN = "question your own"
    GONE = "question gone"
    SETTLED = "question settled"


def checked_words(typed: str) -> str:
    """The question as it is kept; line breaks of a longer one stay."""
    words = typed.strip()
    if len(words) < SHORTEST:
        raise Refused(QuestionReason.TOO_SHORT)
    if len(words) > LONGEST:
        raise Refused(QuestionReason.TOO_LONG, length=len(words), most=LONGEST)
    return words


def checked_answer(typed: str) -> str:
    words = typed.strip()
    if not words:
        raise Refused(QuestionReason.ANSWER_EMPTY)
    if len(words) > LONGEST_ANSWER:
        raise Refused(QuestionReason.ANSWER_LONG, length=len(words), most=LONGEST_ANSWER)
    return words


async def ask(
    uow: UnitOfWork, network: Network, asker: Person, typed: str, *, unnamed: bool, now: datetime
) -> Question:
    question = Question(
        network_id=network.key, asker_id=asker.key, words=checked_words(typed), unnamed=unnamed, asked_at=now,
        changed_at=now,
    )  # fmt: skip
    return await questions.add(uow, question)


async def of_network(uow: UnitOfWork, network: Network, question_id: int) -> Question:
    """A question of this network that is still there, held for a change; refused otherwise."""
    question = await questions.to_change(uow, question_id)
    if question is None or question.network_id != network.id:
        raise Refused(QuestionReason.GONE)
    return still_there(question)


def still_there(question: Question) -> Question:
    if question.state in (QuestionState.WITHDRAWN, QuestionState.MERGED):
        raise Refused(QuestionReason.GONE)
    return question


def own(question: Question, by: Person) -> Question:
    """Refused to anyone but whoever asks."""
    if question.asker_id != by.id:
        raise Refused(QuestionReason.NOT_YOURS)
    return question


def unanswered(question: Question) -> Question:
    if question.state not in UNANSWERED:
        raise Refused(QuestionReason.SETTLED)
    return question


def reword(uow: UnitOfWork, question: Question, typed: str, now: datetime) -> None:
    unanswered(question).words = checked_words(typed)
    _changed(uow, question, now)


async def withdraw(uow: UnitOfWork, question: Question, now: datetime) -> bool:
    """Take a question back; False where it goes on, unnamed, because it interests others, the first of whom asks now.

    What was withdrawn keeps no words.
    """
    others = (await questions.also_asking(uow, [question.key]))[question.key]
    if others and question.state in UNANSWERED:
        question.asker_id, question.unnamed = others[0].key, True
        await questions.ask_no_longer(uow, question.key, others[0].key)
    else:
        question.state, question.words = QuestionState.WITHDRAWN, ""
        await questions.ask_no_longer(uow, question.key)
    _changed(uow, question, now)
    return question.state is QuestionState.WITHDRAWN


async def also_ask(uow: UnitOfWork, question: Question, person: Person, now: datetime) -> None:
    if unanswered(question).asker_id == person.id:
        raise Refused(QuestionReason.YOUR_OWN)
    await questions.also_ask(uow, question.key, [person.key], now)


async def merge(uow: UnitOfWork, question: Question, into: Question, now: datetime) -> None:
    """Let one question go on in another's place: whoever asks it or also asks it now also asks the other."""
    unanswered(question)
    unanswered(into)
    others = (await questions.also_asking(uow, [question.key]))[question.key]
    asking = {person.key for person in others} | ({question.asker_id} if question.asker_id else set())
    await questions.also_ask(uow, into.key, sorted(asking - {into.asker_id}), now)
    await questions.ask_no_longer(uow, question.key)
    question.state, question.merged_into_id = QuestionState.MERGED, into.key
    _changed(uow, question, now)


async def answer(
    uow: UnitOfWork,
    question: Question,
    author: Person,
    typed: str,
    *,
    privately: bool,
    now: datetime,
    message_id: int | None = None,
) -> Answer:
    """Keep what someone answered; whether the question is settled by it is decided elsewhere."""
    given = Answer(
        question_id=question.key, author_id=author.key, words=checked_answer(typed), privately=privately,
        message_id=message_id, given_at=now,
    )  # fmt: skip
    return await questions.add_answer(uow, given)


async def reword_answer(
    uow: UnitOfWork, question: Question, author: Person, typed: str, message_id: int
) -> bool:
    """The message that an answer was written in says something else now; False where there is no such answer."""
    given = await questions.answer_in(uow, question.key, author.key, message_id)
    if given is None:
        return False
    given.words = checked_answer(typed)
    uow.session.add(given)
    return True


def settle(uow: UnitOfWork, question: Question, state: QuestionState, now: datetime) -> None:
    """How far the question has come."""
    question.state = state
    _changed(uow, question, now)


def confirm(uow: UnitOfWork, question: Question, by: Person, *, helped: bool, now: datetime) -> None:
    """Whoever asked says whether the answer helped; if not, the question is open again."""
    if own(question, by).state is not QuestionState.ANSWERED:
        raise Refused(QuestionReason.SETTLED)
    settle(uow, question, QuestionState.ACCEPTED if helped else QuestionState.OPEN, now)


def _changed(uow: UnitOfWork, question: Question, now: datetime) -> None:
    question.changed_at = now
    uow.session.add(question)
