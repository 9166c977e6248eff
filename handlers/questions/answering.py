"""Answering: by a reply under the card, or in private chat; and saying beforehand that one will."""

from typing import Any

from facilitation.permissions import Act
from facilitation.questions import answering as rules
from facilitation.questions import asking
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Message, paragraphs
from handlers.questions import asked, one, telling
from handlers.questions.door import enter
from handlers.visit import Visit
from storage import questions
from storage.attached import Attached, AttachedKind
from storage.questions import UNANSWERED, Question, QuestionState


async def under_card(visit: Visit, question_id: int) -> None:
    """A reply in the group is an answer; one that was edited says something else now; thanks are only talk."""
    if visit.network is None or (not visit.heard.words and visit.heard.attached is None):
        return
    visit.require(Act.ASK)
    question = await asking.of_network(visit.uow, visit.here, question_id)
    if visit.heard.edited:
        assert visit.heard.message_id is not None
        await rules.reword_answer(visit.uow, question, visit.me, visit.heard.words, visit.heard.message_id)
    elif visit.heard.attached is not None or not rules.is_talk(visit.heard.words):
        await give(visit, question, visit.heard.words, visit.heard.attached)


async def give(visit: Visit, question: Question, typed: str, file: Attached | None) -> None:
    """Keep the answer; whoever asks hears of it, unless they only explained their own question."""
    given = await rules.answer(
        visit.uow, question, visit.me, typed, privately=False, now=visit.now, file=file,
        message_id=None if visit.heard.private else visit.heard.message_id,
    )  # fmt: skip
    if rules.adds_to_their_own(question, visit.me):
        return
    if question.state in UNANSWERED:
        await questions.release(visit.uow, [question.key])
        asking.settle(visit.uow, question, QuestionState.ANSWERED, visit.now)
    await telling.plan(visit, question, given)


# in private chat


async def on_write(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id)
    await forms.begin(visit, FORM, {"question": question.key}, network_id=visit.here.key)


async def _ask_words(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    question = await asking.of_network(visit.uow, visit.here, answers["question"])
    text = paragraphs(
        asked.whole(_, question),
        _("Write the answer in one message; a short one will do. The network sees it with your name."),
    )
    return Message(text)


async def _take_words(visit: Visit, _answers: Answers, typed: str) -> Any:
    file = visit.heard.attached
    kept: dict[str, Any] = {"words": rules.checked_answer(typed, file)}
    return kept | ({"file": [file.kind.value, file.file_id, file.name]} if file else {})


async def _done(visit: Visit, answers: Answers) -> None:
    question = await enter(visit, answers["question"])
    said = answers["words"]
    kind, file_id, name = said.get("file") or (None, "", "")
    file = Attached(AttachedKind(kind), file_id, name) if kind else None
    await give(visit, question, said["words"], file)
    visit.edit(one.done(visit, visit.reader("Thank you! The answer stands in the group."), question))


FORM: Form = Form("question_answer", (Step("words", _ask_words, _take_words),), _done)


# who wants to answer, who wants to know


async def on_take(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id)
    await asking.take(visit.uow, question, visit.me, visit.now)
    said = visit.reader("Thank you! The card says that you are going to answer.")
    visit.edit(one.done(visit, said, question))


async def on_release(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id)
    taker = await questions.taker(visit.uow, question.key)
    if taker is not None and taker.id == visit.me.id:
        await asking.release(visit.uow, question, visit.now)
    visit.edit(await one.message(visit, question))


async def on_also(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id)
    await asking.also_ask(visit.uow, question, visit.me, visit.now)
    visit.edit(await one.message(visit, question))
    visit.answer(visit.reader("Noted. I'll tell you the answer too."))


async def on_no_longer(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id)
    await asking.ask_no_longer(visit.uow, question, visit.me, visit.now)
    visit.edit(await one.message(visit, question))
