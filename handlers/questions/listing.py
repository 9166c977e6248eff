"""`/pytania`: the questions of a network, those that wait first; one's own; and those that nobody has answered."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.message import Button, Message, columns, paragraphs
from handlers.questions import asked, card, one
from handlers.questions.caring import list_as_unanswered
from handlers.questions.door import enter
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import mark
from storage import questions
from storage.questions import UNANSWERED, Question, QuestionState

PAGE = 6
LISTS: dict[str, tuple[str, tuple[QuestionState, ...]]] = {
    "open": (mark("Waiting for an answer"), (QuestionState.OPEN, QuestionState.TAKEN)),
    "unanswered": (mark("Unanswered so far"), (QuestionState.LEFT_OPEN,)),
    "answered": (
        mark("Answered"),
        (QuestionState.ANSWERED, QuestionState.ACCEPTED, QuestionState.OUTDATED),
    ),
    "mine": (mark("My questions"), tuple(state for state in QuestionState)),
}


async def show(visit: Visit, _typed: str) -> None:
    """In private chat, where that is possible; in the group only how many wait, and the way there."""
    visit.require(Act.ASK)
    visit.step_aside()
    if visit.heard.private:
        visit.reply(await _page(visit, "open", 0))
        return
    _ = visit.reader
    _found, count = await questions.page(visit.uow, visit.here.key, LISTS["open"][1], None, 0, 1)
    text = _.plural("{n} question waits for an answer.", "{n} questions wait for an answer.", count)
    visit.reply(Message(text, ((Button(_("Questions"), url=visit.link("questions", visit.here.key)),),)))


async def on_link(visit: Visit, network_id: int) -> None:
    await on_list(visit, network_id, "open", 0)


async def on_list(visit: Visit, network_id: int, which: str, page: int) -> None:
    await visit.enter(network_id)
    visit.require(Act.ASK)
    if which not in LISTS or not 0 <= page < 10_000:
        raise Refused(DoorReason.OLD_BUTTON)
    visit.edit(await _page(visit, which, page))


async def _page(visit: Visit, which: str, page: int) -> Message:
    _ = visit.reader
    title, states = LISTS[which]
    mine = visit.me.key if which == "mine" else None
    found, count = await questions.page(visit.uow, visit.here.key, states, mine, page * PAGE, PAGE)
    first = page * PAGE + 1
    text = paragraphs(
        _("<b>{list}: {count}</b>", list=_(title), count=count),
        *(_line(visit, n, each) for n, each in enumerate(found, first)),
        None if found else _nothing(visit, which),
    )
    numbers = [
        Button(str(n), tap=visit.tap("q", "open", each.key))
        for n, each in enumerate(found, first)
        if each.words
    ]
    turns = [
        Button(label, tap=visit.tap("q", "list", visit.here.key, which, to))
        for label, to, there in (
            (_("‹ Previous"), page - 1, page > 0),
            (_("Next ›"), page + 1, count > (page + 1) * PAGE),
        )
        if there
    ]
    others = [
        Button(_(label), tap=visit.tap("q", "list", visit.here.key, name, 0))
        for name, (label, _states) in LISTS.items()
        if name != which
    ]
    ask = Button(_("Ask a question"), tap=visit.tap("q", "new", visit.here.key))
    return Message(text, (*columns(numbers, 6), tuple(turns), *columns(others, 2), (ask,)))


def _line(visit: Visit, n: int, question: Question) -> Markup:
    _ = visit.reader
    words = asked.quoted(_, question) if question.words else _("(taken back)")
    return _("{n}. {question} – {state}", n=n, question=words, state=_(card.STATES[question.state]))


def _nothing(visit: Visit, which: str) -> Markup:
    _ = visit.reader
    if which == "mine":
        return _("You have not asked anything yet.")
    return _("There is nothing here.")


async def on_leave_open(visit: Visit, question_id: int) -> None:
    """A facilitator does not wait any longer: it is listed as unanswered."""
    question = await enter(visit, question_id, Act.LEAD_QUESTIONS)
    if question.state in UNANSWERED:
        await list_as_unanswered(visit, question)
    said = visit.reader("It is on the list of unanswered questions. Anyone can still answer it.")
    visit.edit(one.done(visit, said, question))
