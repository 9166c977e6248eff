"""New words for one's own question, as long as nobody has answered it."""

from typing import Any

from facilitation.questions import asking as question_rules
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Message, paragraphs
from handlers.office_hours import line
from handlers.questions import asked
from handlers.visit import Visit


async def on_reword(visit: Visit, session_id: int, question_id: int) -> None:
    await line.enter(visit, session_id)
    question = await question_rules.of_network(visit.uow, visit.here, question_id)
    question_rules.unanswered(question_rules.own(question, visit.me))
    answers = {"session": session_id, "question": question_id}
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    question = await question_rules.of_network(visit.uow, visit.here, answers["question"])
    text = paragraphs(_("Now it says:"), asked.whole(_, question), _("Write it anew, in one message."))
    return Message(text)


async def _take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return question_rules.checked_words(typed)


async def _done(visit: Visit, answers: Answers) -> None:
    hour, stood = await line.enter(visit, answers["session"])
    question = await question_rules.of_network(visit.uow, visit.here, answers["question"])
    question_rules.reword(visit.uow, question_rules.own(question, visit.me), answers["words"], visit.now)
    await line.changed(visit, visit.here.key, hour.session.key)
    visit.edit(await line.one(visit, hour, stood, answers["question"]))


FORM = Form("office_hours_reword", (Step("words", _ask_words, _take_words),), _done)
