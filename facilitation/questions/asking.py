"""Asking: in words of one's own, signed or not; shared by others, merged with a similar one, or taken back."""

from datetime import datetime

from facilitation.facts import QuestionChanged, QuestionWithdrawn
from facilitation.questions.reasons import QuestionReason
from facilitation.refusals import Refused
from facilitation.typed import several_lines
from storage import questions
from storage.attached import Attached
from storage.network import Network
from storage.people import Person
from storage.questions import GONE, UNANSWERED, Question, QuestionState
from storage.unit_of_work import UnitOfWork

SHORTEST, LONGEST = 8, 600
LONGEST_REASON = 300
MOST_OPEN = 10
"""Questions of one person in one network that may wait for an answer at the same time."""


def checked_words(typed: str) -> str:
    """The question as it is kept; line breaks of a longer one stay."""
    return several_lines(
        typed, LONGEST, QuestionReason.TOO_LONG, least=SHORTEST, too_short=QuestionReason.TOO_SHORT
    )


async def ask(
    uow: UnitOfWork,
    network: Network,
    asker: Person,
    typed: str,
    *,
    unnamed: bool,
    now: datetime,
    file: Attached | None = None,
) -> Question:
    """A question to the network; one that brings a file may say the rest with it."""
    question = Question(
        network_id=network.key, asker_id=asker.key, words=checked_words(typed), unnamed=unnamed, asked_at=now,
        changed_at=now,
    )  # fmt: skip
    if file is not None:
        question.attached, question.attached_id, question.attached_name = file.kind, file.file_id, file.name
    await questions.add(uow, question)
    uow.tell(QuestionChanged(network.key, question.key))
    return question


async def room_for(uow: UnitOfWork, network: Network, asker: Person) -> None:
    """Refused to whoever has asked so much that nobody could answer it."""
    states = (QuestionState.OPEN, QuestionState.TAKEN)
    _found, count = await questions.page(uow, network.key, states, asker.key, 0, 1)
    if count >= MOST_OPEN:
        raise Refused(QuestionReason.MANY, most=MOST_OPEN)


async def of_network(uow: UnitOfWork, network: Network, question_id: int) -> Question:
    """A question of this network that is still there, held for a change; refused otherwise."""
    question = await questions.to_change(uow, question_id)
    if question is None or question.network_id != network.id:
        raise Refused(QuestionReason.GONE)
    return still_there(question)


def still_there(question: Question) -> Question:
    if question.state in GONE:
        raise Refused(QuestionReason.GONE)
    return question


def own(question: Question, by: Person) -> Question:
    """Refused to anyone but whoever asks."""
    if question.asker_id != by.id:
        raise Refused(QuestionReason.NOT_YOURS)
    return question


def of_others(question: Question, by: Person) -> Question:
    """Refused to whoever asks."""
    if question.asker_id == by.id:
        raise Refused(QuestionReason.YOUR_OWN)
    return question


def unanswered(question: Question) -> Question:
    if question.state not in UNANSWERED:
        raise Refused(QuestionReason.SETTLED)
    return question


def reword(uow: UnitOfWork, question: Question, typed: str, now: datetime) -> None:
    unanswered(question).words = checked_words(typed)
    changed(uow, question, now)


def hurry(uow: UnitOfWork, question: Question, now: datetime) -> None:
    """Whoever asks can't wait: those who may help hear of it at once."""
    unanswered(question).urgent, question.told_at = True, None
    changed(uow, question, now)


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
        question.attached, question.attached_id, question.attached_name = None, "", ""
        question.hidden_reason = None
        await questions.ask_no_longer(uow, question.key)
        uow.tell(QuestionWithdrawn(question.network_id, question.key))
    changed(uow, question, now)
    return question.state is QuestionState.WITHDRAWN


async def leave_behind(uow: UnitOfWork, question: Question, now: datetime) -> bool:
    """Whoever asked left: a signed question goes with them. One that was not signed stays, of nobody: if it went at the
    same moment, everyone would see whose it was. True where it is gone."""
    if not question.unnamed:
        return await withdraw(uow, question, now)
    question.asker_id = None
    changed(uow, question, now)
    return False


async def take(uow: UnitOfWork, question: Question, by: Person, now: datetime) -> None:
    """Someone says that they will answer; whoever said so before need not any more."""
    unanswered(of_others(question, by))
    await questions.take(uow, question.key, by.key, now)
    settle(uow, question, QuestionState.TAKEN, now)


async def release(uow: UnitOfWork, question: Question, now: datetime) -> None:
    """Nobody has said that they will answer, or whoever did can't."""
    await questions.release(uow, [question.key])
    if question.state is QuestionState.TAKEN:
        settle(uow, question, QuestionState.OPEN, now)


async def release_all(uow: UnitOfWork, network_id: int, person_id: int, now: datetime) -> None:
    """Someone left: what they had taken is open again."""
    for question in await questions.taken_by(uow, network_id, person_id):
        await release(uow, question, now)


async def also_ask(uow: UnitOfWork, question: Question, person: Person, now: datetime) -> None:
    await questions.also_ask(uow, of_others(unanswered(question), person).key, [person.key], now)
    changed(uow, question, now)


async def ask_no_longer(uow: UnitOfWork, question: Question, person: Person, now: datetime) -> None:
    await questions.ask_no_longer(uow, question.key, person.key)
    changed(uow, question, now)


async def merge(uow: UnitOfWork, question: Question, into: Question, now: datetime) -> None:
    """Let one question go on in another's place: whoever asks it or also asks it now also asks the other."""
    unanswered(question)
    still_there(into)
    if question is into:
        raise Refused(QuestionReason.GONE)
    others = (await questions.also_asking(uow, [question.key]))[question.key]
    asking = {person.key for person in others} | ({question.asker_id} if question.asker_id else set())
    await questions.also_ask(uow, into.key, sorted(asking - {into.asker_id}), now)
    await questions.ask_no_longer(uow, question.key)
    question.state, question.merged_into_id = QuestionState.MERGED, into.key
    changed(uow, question, now)
    changed(uow, into, now)


def checked_reason(typed: str) -> str:
    """Why something is hidden, as its author reads it."""
    return several_lines(
        typed, LONGEST_REASON, QuestionReason.REASON_LONG, least=1, too_short=QuestionReason.ANSWER_EMPTY
    )


def hide(uow: UnitOfWork, question: Question, reason: str, now: datetime) -> None:
    """Nobody sees it any more but whoever asked, who reads why."""
    question.state, question.hidden_reason = QuestionState.WITHDRAWN, checked_reason(reason)
    uow.tell(QuestionWithdrawn(question.network_id, question.key))
    changed(uow, question, now)


def show_again(uow: UnitOfWork, question: Question, state: QuestionState, now: datetime) -> None:
    """What was hidden is there again."""
    if question.hidden_reason is None or not question.words:
        raise Refused(QuestionReason.GONE)
    question.hidden_reason = None
    settle(uow, question, state, now)


def settle(uow: UnitOfWork, question: Question, state: QuestionState, now: datetime) -> None:
    """How far the question has come."""
    question.state = state
    changed(uow, question, now)


def changed(uow: UnitOfWork, question: Question, now: datetime) -> None:
    question.changed_at = now
    uow.session.add(question)
    uow.tell(QuestionChanged(question.network_id, question.key))
