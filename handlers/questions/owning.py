"""What whoever asked does with their question: other words, urgent, taken back, helped or not, out of date."""

from typing import Any

from facilitation.permissions import Act
from facilitation.questions import answering as answers_rules
from facilitation.questions import asking as rules
from facilitation.questions import patience
from facilitation.refusals import Refused
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, paragraphs
from handlers.questions import asked, one, telling
from handlers.questions.door import admit, enter, enter_answer
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import questions


async def on_reword(visit: Visit, question_id: int) -> None:
    question = rules.unanswered(rules.own(await enter(visit, question_id), visit.me))
    await forms.begin(visit, REWORD, {"question": question.key}, network_id=visit.here.key)


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    question = await rules.of_network(visit.uow, visit.here, answers["question"])
    return Message(
        paragraphs(_("Now it says:"), asked.whole(_, question), _("Write it anew, in one message."))
    )


async def _take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked_words(typed)


async def _reworded(visit: Visit, answers: Answers) -> None:
    question = rules.own(await enter(visit, answers["question"]), visit.me)
    rules.reword(visit.uow, question, answers["words"], visit.now)
    visit.edit(await one.message(visit, question))


REWORD: Form = Form("question_reword", (Step("words", _ask_words, _take_words),), _reworded)


async def on_urgent(visit: Visit, question_id: int) -> None:
    """Those who may help hear of it now instead of in the morning."""
    question = rules.own(await enter(visit, question_id), visit.me)
    rules.hurry(visit.uow, question, visit.now)
    visit.edit(await one.message(visit, question))
    visit.answer(visit.reader("I am telling those who may help now."))


async def on_withdraw(visit: Visit, question_id: int) -> None:
    question = rules.own(await admit(visit, question_id), visit.me)
    _ = visit.reader
    gone = await rules.withdraw(visit.uow, question, visit.now)
    text = _("Your question is taken back. Nobody sees it any more.")
    if not gone:
        text = _("Your question is taken back. It stays open, unsigned, because it interests others.")
    visit.edit(
        Message(text, ((Button(_("‹ Questions"), tap=visit.tap("q", "list", visit.here.key, "open", 0)),),))
    )


async def on_accept(visit: Visit, answer_id: int) -> None:
    question, given = await enter_answer(visit, answer_id)
    rules.own(question, visit.me)
    everyone = await questions.answers(visit.uow, [question.key])
    answers_rules.accept(visit.uow, question, given, everyone, visit.now)
    await telling.accepted(visit, question, given)
    visit.edit(one.done(visit, visit.reader("Thank you, good to know!"), question))


async def on_not_helped(visit: Visit, question_id: int) -> None:
    """The question is open again, and looked after as from now."""
    question = rules.own(await enter(visit, question_id), visit.me)
    everyone = await questions.answers(visit.uow, [question.key])
    answers_rules.not_helped(visit.uow, question, visit.me, everyone, visit.now)
    question.told_at = None
    await patience.begin(visit.uow, visit.here, question, visit.now)
    _ = visit.reader
    text = _("Then the question is open again. I'll look for someone else who may help.")
    reword = Button(_("Change the words…"), tap=visit.tap("q", "reword", question.key))
    show = Button(_("Open the question"), tap=visit.tap("q", "open", question.key))
    visit.edit(Message(text, ((reword, show),)))


async def on_outdated(visit: Visit, question_id: int) -> None:
    """Whoever asked, whoever answered, and those who lead may say that an answer is no longer true, or is after all."""
    question = await enter(visit, question_id)
    everyone = await questions.answers(visit.uow, [question.key])
    authors = {each.author_id for each in everyone if each.accepted_at is not None}
    if visit.me.id not in authors | {question.asker_id} and not visit.may(Act.LEAD_QUESTIONS):
        raise Refused(DoorReason.NOT_ALLOWED, act=Act.LEAD_QUESTIONS)
    answers_rules.outdate(visit.uow, question, visit.now)
    visit.edit(await one.message(visit, question))


async def on_renewed(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id, Act.LEAD_QUESTIONS)
    everyone = await questions.answers(visit.uow, [question.key])
    answers_rules.renew(visit.uow, question, everyone, visit.now)
    visit.edit(await one.message(visit, question))


async def on_take_back(visit: Visit, answer_id: int) -> None:
    """One's own answer goes, also from the card."""
    question, given = await enter_answer(visit, answer_id)
    everyone = await questions.answers(visit.uow, [question.key])
    await answers_rules.take_back(visit.uow, question, given, visit.me, everyone, visit.now)
    visit.edit(one.done(visit, visit.reader("Your answer is taken back."), question))
