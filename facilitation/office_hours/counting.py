"""What is counted of a session for the network's own figures; never who came, asked or was silent."""

from facilitation.office_hours.line import line_of
from storage import office_hours, questions
from storage.office_hours import Hour, TurnState
from storage.questions import Answer, Question
from storage.unit_of_work import UnitOfWork


async def count(uow: UnitOfWork, hour: Hour) -> None:
    """How many came and how many questions were answered; who came is let go."""
    line = await line_of(uow, hour.session.key)
    hour.session.answered = len(line.ended(TurnState.ANSWERED))
    hour.session.attended = await office_hours.present(uow, hour.session.key)
    uow.session.add(hour.session)
    await office_hours.forget_who_came(uow, hour.session.key)


async def worth_keeping(uow: UnitOfWork, session_id: int) -> list[tuple[Question, list[Answer]]]:
    """What was answered in words for everyone in a session: it could be kept for those who ask later."""
    answered = (await line_of(uow, session_id)).ended(TurnState.ANSWERED)
    given = [
        each for each in await questions.answers(uow, [each.key for each in answered]) if not each.privately
    ]
    found = [(question, [each for each in given if each.question_id == question.id]) for question in answered]
    return [(question, words) for question, words in found if words]
