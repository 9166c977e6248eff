"""While the hour is open: a question is taken, in the group or privately, answered, and confirmed."""

from typing import Any

from facilitation.office_hours import line as rules
from facilitation.permissions import Act
from facilitation.questions import answering as answer_rules
from facilitation.questions import asking as question_rules
from facilitation.refusals import Refused
from handlers import forms, posts
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, lines, paragraphs
from handlers.office_hours import line, telling
from handlers.office_hours.door import admit
from handlers.questions import asked
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage import due_work, office_hours, people, questions
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network
from storage.questions import UNANSWERED, Question

QUESTION = "office_hours.question"
GROUP, ASIDE = "group", "aside"


async def on_take_in_group(visit: Visit, session_id: int, question_id: int) -> None:
    await _take(visit, session_id, question_id, in_group=True)


async def on_take_aside(visit: Visit, session_id: int, question_id: int) -> None:
    await _take(visit, session_id, question_id, in_group=False)


async def _take(visit: Visit, session_id: int, question_id: int, *, in_group: bool) -> None:
    hour, stood = await line.lead(visit, session_id)
    taken = rules.take(visit.uow, hour, stood, question_id, in_group=in_group, now=visit.now)
    if in_group:
        await posts.post(visit, QUESTION, visit.here.key, question_id, not_after=hour.session.ends_at)
    telling.is_taken(visit, hour, taken, in_group=in_group)
    await line.changed(visit, visit.here.key, session_id)
    _ = visit.reader
    visit.answer(
        _("The question is in the group. Answer by replying to it there.")
        if in_group
        else _("Whoever asks has heard that you turn to the question now.")
    )
    visit.edit(await line.one(visit, hour, stood, question_id))


async def on_aloud(visit: Visit, session_id: int, question_id: int) -> None:
    """Answered in the call: nothing is written down."""
    hour, stood = await line.lead(visit, session_id)
    question = question_rules.unanswered(await question_rules.of_network(visit.uow, visit.here, question_id))
    await _settle(visit, question)
    visit.edit(await line.message(visit, hour, stood))


# an answer in words


async def on_answer(visit: Visit, session_id: int, question_id: int) -> None:
    _hour, stood = await line.lead(visit, session_id)
    found = stood.find(question_id)
    answers: Answers = {"question": question_id, "session": session_id}
    if found is not None and found.turn.in_group is not None:
        answers |= {"where": GROUP if found.turn.in_group else ASIDE, "known": True}
    await forms.begin(visit, ANSWER, answers, network_id=visit.here.key)


async def _ask_where(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    text = _("Who shall see the answer?")
    group = choice(_("Everyone, in the group"), "where", GROUP)
    aside = choice(_("Only whoever asks"), "where", ASIDE)
    return Message(text, ((group,), (aside,)))


async def _pick_where(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value not in (GROUP, ASIDE):
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _ask_answer(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    question = await _asked(visit, answers)
    return Message(
        paragraphs(asked.whole(_, question), _("Write the answer in one message; a short one will do."))
    )


async def _take_answer(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return answer_rules.checked_answer(typed)


async def _answered(visit: Visit, answers: Answers) -> None:
    visit.require(Act.ANNOUNCE_OFFICE_HOURS)
    question = await _asked(visit, answers)
    privately = answers["where"] == ASIDE
    await _give(visit, question, answers["answer"], privately=privately)
    _ = visit.reader
    said = (
        _("The answer is on its way to whoever asks.") if privately else _("The answer stands in the group.")
    )
    back = Button(_("‹ The line"), tap=visit.tap("hours", "line", answers["session"]))
    visit.edit(Message(said, ((back,),)))


async def _give(visit: Visit, question: Question, typed: str, *, privately: bool) -> None:
    """Keep the answer; the first one settles the question."""
    given = await answer_rules.answer(
        visit.uow, question, visit.me, typed, privately=privately, now=visit.now,
        message_id=None if visit.heard.private else visit.heard.message_id,
    )  # fmt: skip
    if not privately:
        await posts.post(visit, QUESTION, visit.here.key, question.key)
    if question.state in UNANSWERED:
        await _settle(visit, question, given.key)
    elif privately:
        await _plan_telling(visit, question, given.key)


async def _settle(visit: Visit, question: Question, answer_id: int = 0) -> None:
    session = await rules.answered(visit.uow, question, visit.now)
    await _plan_telling(visit, question, answer_id)
    if session is not None:
        await line.changed(visit, visit.here.key, session.key)


async def _plan_telling(visit: Visit, question: Question, answer_id: int) -> None:
    await due_work.plan(
        visit.uow, "office_hours.tell", f"{question.key}-{answer_id}", visit.now, network_id=visit.here.key,
        question=question.key, answer=answer_id, by=visit.me.key,
    )  # fmt: skip


async def tell(visit: Visit, work: DueWork) -> None:
    """Whoever asks, or wants to know too, hears the answer."""
    visit.network = await networks.by_id(visit.uow, work.network_id) if work.network_id else None
    question = await questions.by_id(visit.uow, work.arguments["question"])
    by = await people.by_id(visit.uow, work.arguments["by"])
    answer_id = work.arguments["answer"]
    answer = await questions.answer_by_id(visit.uow, answer_id) if answer_id else None
    if question is not None and by is not None:
        await telling.is_answered(visit, question, by, answer.words if answer else None)


async def _asked(visit: Visit, answers: Answers) -> Question:
    return await question_rules.of_network(visit.uow, visit.here, answers["question"])


ANSWER = Form(
    "office_hours_answer",
    (
        Step("where", _ask_where, pick=_pick_where, when=lambda answers: not answers.get("known")),
        Step("answer", _ask_answer, _take_answer),
    ),
    _answered,
)  # fmt: skip


# the post in the group, and what is said under it


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    """A question that was taken in the group; later with all that was answered."""
    _ = visit.group_reader(network)
    question = await questions.by_id(visit.uow, subject)
    if question is None or not question.words:
        return None
    person, place = await asked.signature(visit, question)
    said, authors = await asked.answers(visit, _, question)
    text = paragraphs(
        lines(
            _("<b>A question from the line</b>"),
            _("Asked by: {name}", name=asked.asker(_, question, person, place)),
        ),
        asked.whole(_, question),
        said,
        _("Answer by replying to this message.")
        if said is None
        else _("Add something by replying to this message."),
    )
    return Message(text, names=asked.names([question]) | authors)


async def under_question(visit: Visit, question_id: int) -> None:
    """A reply in the group: of those who lead the first is the answer, everything else adds to it."""
    if visit.network is None or not visit.heard.words:
        return
    visit.require(Act.ASK)
    question = await question_rules.of_network(visit.uow, visit.here, question_id)
    if visit.heard.edited:
        await _reworded(visit, question)
    elif visit.may(Act.ANNOUNCE_OFFICE_HOURS):
        await office_hours.one_at_a_time(visit.uow, visit.here.key)
        await _give(visit, question, visit.heard.words, privately=False)
    else:
        await answer_rules.answer(
            visit.uow, question, visit.me, visit.heard.words, privately=False, now=visit.now,
            message_id=visit.heard.message_id,
        )  # fmt: skip
        await posts.refresh(visit, QUESTION, visit.here.key, question_id)


async def _reworded(visit: Visit, question: Question) -> None:
    """Whoever answered wrote it anew, and the post says so too; of other talk nothing is kept."""
    assert visit.heard.message_id is not None
    known = await answer_rules.reword_answer(
        visit.uow, question, visit.me, visit.heard.words, visit.heard.message_id
    )
    if known:
        await posts.refresh(visit, QUESTION, visit.here.key, question.key)


# whether it helped


async def on_helped(visit: Visit, question_id: int) -> None:
    await _confirm(visit, question_id, helped=True)
    visit.edit(Message(visit.reader("Thank you, good to know!")))


async def on_not_helped(visit: Visit, question_id: int) -> None:
    question = await _confirm(visit, question_id, helped=False)
    _ = visit.reader
    following = await rules.ask_again(visit.uow, visit.here, question, visit.now)
    text = _("Then the question is open again. It waits at the front of the line for the next office hours.")
    if following is not None:
        text = _("Then the question is open again, at the front of the line for {moment}.",
                 moment=_.moment(following.starts_at))  # fmt: skip
        await line.changed(visit, visit.here.key, following.key)
    visit.edit(Message(text))


async def _confirm(visit: Visit, question_id: int, *, helped: bool) -> Question:
    question = question_rules.still_there(await line.enter_question(visit, question_id))
    answer_rules.confirm(visit.uow, question, visit.me, helped=helped, now=visit.now)
    return question


# who is there


async def on_here(visit: Visit, session_id: int) -> None:
    """ "I'm here" on the open card: only the number is shown, and kept."""
    hour = await admit(visit, await office_hours.hour(visit.uow, session_id), Act.SEE_OFFICE_HOURS)
    if hour.session.state is not office_hours.SessionState.OPEN:
        raise Refused(DoorReason.OLD_BUTTON)
    await office_hours.come(visit.uow, session_id, visit.me.key)
    await posts.refresh(visit, line.OPEN, visit.here.key, session_id)
    visit.answer(visit.reader("Good that you are here. Only the number of people is kept."))
