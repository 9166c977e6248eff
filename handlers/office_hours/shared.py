"""Questions that office hours share with the rest of the network: answered elsewhere, or waiting for long."""

from datetime import timedelta

from facilitation.facts import QuestionChanged, QuestionWaits
from facilitation.office_hours import line as rules
from facilitation.questions import patience
from facilitation.questions.patience import Stage
from handlers import posts
from handlers.message import Button, Message, paragraphs
from handlers.office_hours import answering, line
from handlers.questions import asked
from handlers.visit import Visit
from storage import due_work, office_hours, people, questions
from storage import network as networks
from storage.due_work import DueWork
from storage.questions import UNANSWERED

SHARED, IN_LINE = "office_hours.shared", "office_hours.inline"
AFTERWARDS = timedelta(days=1)


async def on_question_changed(visit: Visit, fact: QuestionChanged) -> None:
    await due_work.plan(
        visit.uow,
        SHARED,
        str(fact.question_id),
        visit.now,
        network_id=fact.network_id,
        question=fact.question_id,
    )


async def follow(visit: Visit, work: DueWork) -> None:
    """What was answered or ended elsewhere waits in no line any more; the post in the group follows."""
    assert work.network_id is not None
    question = await questions.by_id(visit.uow, work.arguments["question"])
    if question is None:
        return
    await posts.refresh(visit, answering.QUESTION, work.network_id, question.key)
    if question.state in UNANSWERED:
        return
    await office_hours.one_at_a_time(visit.uow, work.network_id)
    for session in await rules.leave_line(visit.uow, question):
        await line.changed(visit, work.network_id, session.key)


async def on_question_waits(visit: Visit, fact: QuestionWaits) -> None:
    """Nobody has answered it: it stands in line for the next office hours; the facilitators hear after those."""
    network = visit.network = await networks.by_id(visit.uow, fact.network_id)
    question = await questions.to_change(visit.uow, fact.question_id)
    if network is None or question is None:
        return
    await office_hours.one_at_a_time(visit.uow, network.key)
    session = await rules.stand_last(visit.uow, network, question, visit.now)
    if session is None:
        return
    await patience.plan(visit.uow, network, question, Stage.FACILITATOR, session.ends_at + AFTERWARDS)
    await line.changed(visit, network.key, session.key)
    asker = await people.by_id(visit.uow, question.asker_id) if question.asker_id else None
    if asker is not None:
        _ = visit.reader_of(asker)
        text = paragraphs(
            _("Your question waits for an answer, so it now stands in line for the office hours: {moment}.",
              moment=_.moment(session.starts_at)),
            asked.quoted(_, question),
        )  # fmt: skip
        show = Button(_("Show the line"), tap=visit.tap("hours", "line", session.key))
        visit.tell(asker, Message(text, ((show,),)), kind=IN_LINE, network=network, about=question.key)
