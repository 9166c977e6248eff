"""What those who lead do with a question: recommend an answer, merge, hide with a reason, ask someone outside."""

from typing import Any

from facilitation.permissions import Act
from facilitation.questions import answering as answers_rules
from facilitation.questions import asking as rules
from facilitation.questions.reasons import QuestionReason
from facilitation.refusals import Refused
from facilitation.search import Filters, Kind, Sight, find
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns, paragraphs
from handlers.questions import asked, one, telling
from handlers.questions.door import admit, enter, enter_answer
from handlers.visit import Visit
from storage import people, questions
from storage.questions import GONE, UNANSWERED, Question, QuestionState

MOST_SIMILAR = 8


async def on_lead(visit: Visit, question_id: int) -> None:
    """What only those who lead can do."""
    question = await admit(visit, question_id, Act.LEAD_QUESTIONS)
    visit.edit(await _menu(visit, question))


async def _menu(visit: Visit, question: Question) -> Message:
    _, key = visit.reader, question.key
    rows: list[Button] = []
    if question.state in UNANSWERED:
        rows.append(Button(_("Merge with…"), tap=visit.tap("q", "merge", key)))
        rows.append(Button(_("Ask someone outside the network…"), tap=visit.tap("q", "outside", key)))
    if question.state in (QuestionState.ANSWERED, QuestionState.ACCEPTED):
        rows.append(Button(_("Out of date"), tap=visit.tap("q", "outdated", key)))
    if question.state is QuestionState.OUTDATED:
        rows.append(Button(_("Up to date after all"), tap=visit.tap("q", "renewed", key)))
    if visit.may(Act.HIDE) and question.state not in GONE:
        rows.append(Button(_("Hide…"), tap=visit.tap("q", "hide", key)))
    if visit.may(Act.HIDE) and question.hidden_reason is not None:
        rows.append(Button(_("Show it again"), tap=visit.tap("q", "show", key)))
    back = Button(_("‹ The question"), tap=visit.tap("q", "open", key))
    return Message(asked.quoted(_, question), (*((row,) for row in rows), (back,)))


async def on_endorse(visit: Visit, answer_id: int, on: int) -> None:
    """The button says what it is to be, so that two taps at once are one."""
    question, given = await enter_answer(visit, answer_id, Act.LEAD_QUESTIONS)
    if given.author_id == visit.me.id:
        raise Refused(QuestionReason.YOUR_OWN_ANSWER)
    if given.privately:
        raise Refused(QuestionReason.ANSWER_GONE)
    if on:
        await questions.endorse(visit.uow, answer_id, visit.me.key, visit.now)
    else:
        await questions.endorse_no_longer(visit.uow, answer_id, visit.me.key)
    rules.changed(visit.uow, question, visit.now)
    visit.edit(await one.answer_message(visit, question, given))


# two similar questions


async def on_merge(visit: Visit, question_id: int) -> None:
    question = rules.unanswered(await enter(visit, question_id, Act.LEAD_QUESTIONS))
    _ = visit.reader
    others = await _likely(visit, question)
    listed = [_("{n}. {question}", n=n, question=asked.quoted(_, each)) for n, each in enumerate(others, 1)]
    numbers = [
        Button(str(n), tap=visit.tap("q", "mergeinto", question.key, each.key))
        for n, each in enumerate(others, 1)
    ]
    text = paragraphs(
        asked.whole(_, question),
        _("With which one? That one goes on; all who ask hear its answer.")
        if others
        else _("There is no other question to merge it with."),
        *listed,
    )
    back = Button(_("‹ The question"), tap=visit.tap("q", "open", question.key))
    visit.edit(Message(text, (*columns(numbers, 4), (back,))))


async def _likely(visit: Visit, question: Question) -> list[Question]:
    """What it may be merged with: the most similar first, then the newest."""
    sight, only = Sight(member_of=frozenset({question.network_id})), Filters(kind=Kind.QUESTION)
    hits = (await find(visit.uow, sight, question.words, filters=only, most=MOST_SIMILAR + 1)).hits
    alike = [hit.subject for hit in hits if hit.subject != question.key]
    known = await questions.by_ids(visit.uow, alike)
    states = (*UNANSWERED, QuestionState.ANSWERED)
    newest, _count = await questions.page(visit.uow, question.network_id, states, None, 0, MOST_SIMILAR + 1)
    found = {key: known[key] for key in alike if key in known and known[key].state in states}
    found |= {each.key: each for each in newest if each.key not in found and each.key != question.key}
    return list(found.values())[:MOST_SIMILAR]


async def on_merge_into(visit: Visit, question_id: int, into_id: int) -> None:
    question = await enter(visit, question_id, Act.LEAD_QUESTIONS)
    into = await rules.of_network(visit.uow, visit.here, into_id)
    everyone = (await questions.also_asking(visit.uow, [question.key]))[question.key]
    asker = await people.by_id(visit.uow, question.asker_id) if question.asker_id else None
    await rules.merge(visit.uow, question, into, visit.now)
    telling.merged(visit, [*([asker] if asker else []), *everyone], into)
    visit.edit(one.done(visit, visit.reader("Merged. All who ask have heard."), into))


# hidden, with a reason that its author reads


async def on_hide(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id, Act.HIDE)
    await forms.begin(visit, HIDE, {"question": question.key, "answer": 0}, network_id=visit.here.key)


async def on_hide_answer(visit: Visit, answer_id: int) -> None:
    question, given = await enter_answer(visit, answer_id, Act.HIDE)
    answers = {"question": question.key, "answer": given.key}
    await forms.begin(visit, HIDE, answers, network_id=visit.here.key)


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    why = _(
        "Why shall it be hidden? Write it in a sentence; its author will read it, and those who lead the network."
    )
    return Message(why)


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return rules.checked_reason(typed)


async def _hidden(visit: Visit, answers: Answers) -> None:
    question = await enter(visit, answers["question"], Act.HIDE)
    given = None
    if answers["answer"]:
        question, given = await enter_answer(visit, answers["answer"], Act.HIDE)
        everyone = await questions.answers(visit.uow, [question.key])
        answers_rules.hide_answer(visit.uow, question, given, answers["reason"], everyone, visit.now)
    else:
        rules.hide(visit.uow, question, answers["reason"], visit.now)
    await telling.hidden(visit, question, given, answers["reason"])
    visit.edit(one.done(visit, visit.reader("Hidden. Its author reads why."), question))


HIDE: Form = Form("question_hide", (Step("reason", _ask_reason, _take_reason),), _hidden)


async def on_show(visit: Visit, question_id: int) -> None:
    question = await admit(visit, question_id, Act.HIDE)
    everyone = await questions.answers(visit.uow, [question.key])
    rules.show_again(visit.uow, question, answers_rules.state_by(everyone), visit.now)
    visit.edit(await one.message(visit, question))


async def on_show_answer(visit: Visit, answer_id: int) -> None:
    question, given = await enter_answer(visit, answer_id, Act.HIDE)
    answers_rules.show_answer_again(visit.uow, question, given, visit.now)
    visit.edit(await one.answer_message(visit, question, given))
