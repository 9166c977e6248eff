"""The doors of questions: who may come in by a button, and in which network."""

from facilitation.permissions import Act
from facilitation.questions import answering
from facilitation.questions.asking import still_there
from facilitation.questions.reasons import QuestionReason
from facilitation.refusals import Refused
from handlers.visit import Visit
from storage import questions
from storage.questions import Answer, Question


async def enter(visit: Visit, question_id: int, act: Act = Act.ASK) -> Question:
    """A question that is still there, held for a change, for someone of its network who may do this."""
    return still_there(await admit(visit, question_id, act))


async def admit(visit: Visit, question_id: int, act: Act = Act.ASK) -> Question:
    """The same, also where it was taken back, merged or hidden."""
    question = await questions.to_change(visit.uow, question_id)
    await visit.enter(question.network_id if question else None)
    visit.require(act)
    assert question is not None
    return question


async def enter_answer(visit: Visit, answer_id: int, act: Act = Act.ASK) -> tuple[Question, Answer]:
    """An answer that everyone may see, or that is one's own, with its question."""
    found = await questions.answer_by_id(visit.uow, answer_id)
    question = await questions.by_id(visit.uow, found.question_id) if found else None
    await visit.enter(question.network_id if question else None)
    visit.require(act)
    question, given = await answering.of_network(visit.uow, visit.here, answer_id)
    if not visible(visit, question, given):
        raise Refused(QuestionReason.ANSWER_GONE)
    return question, given


def visible(visit: Visit, question: Question, given: Answer) -> bool:
    """What was answered privately is for whoever asked; what was hidden for its author and those who may hide."""
    mine = given.author_id == visit.me.id
    if given.privately and not mine and question.asker_id != visit.me.id:
        return False
    return given.hidden_reason is None or mine or visit.may(Act.HIDE)
