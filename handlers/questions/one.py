"""One question in private chat, whole, with everything that this person can do about it; and one of its answers."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.questions.answering import LONGEST_ANSWER
from facilitation.questions.reasons import QuestionReason
from facilitation.refusals import Refused
from handlers import matters
from handlers.feature import Matter
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.questions import asked, card
from handlers.questions.door import admit, enter, enter_answer, visible
from handlers.visit import Visit
from locales.reader import Reader
from storage import questions
from storage.people import Person
from storage.questions import GONE, UNANSWERED, Answer, Question, QuestionState

Buttons = tuple[tuple[Button, ...], ...]
MATTER = "question"


async def on_open(visit: Visit, question_id: int) -> None:
    """A button, or the link on the card."""
    question = await admit(visit, question_id)
    if question.state is QuestionState.MERGED and question.merged_into_id:
        question = await admit(visit, question.merged_into_id)
    visit.edit(await message(visit, question))


async def on_answer(visit: Visit, answer_id: int) -> None:
    question, given = await enter_answer(visit, answer_id)
    visit.edit(await answer_message(visit, question, given))


async def message(visit: Visit, question: Question) -> Message:
    """The question with its answers, for the person of this visit."""
    _ = visit.reader
    mine = question.asker_id == visit.me.id
    if question.state in GONE and not (question.words and (mine or visit.may(Act.HIDE))):
        raise Refused(QuestionReason.GONE)
    person, place = await asked.signature(visit, question)
    others = (await questions.also_asking(visit.uow, [question.key]))[question.key]
    taker = await questions.taker(visit.uow, question.key) if question.state is QuestionState.TAKEN else None
    found = await _given(visit, question)
    more = await taken_up(visit, question)
    text = paragraphs(
        lines(
            Markup("<b>{}</b>").format(_state(_, question)),
            _asks(_, question, asked.signed(person, place) if person else None, mine=mine),
        ),
        asked.whole(_, question),
        lines(
            _("Is going to answer: {name}", name=taker.name) if taker and taker.name else None,
            _.plural("{n} more person wants to know", "{n} more people want to know", len(others))
            if others
            else None,
            _("Hidden. Reason: {reason}", reason=question.hidden_reason) if question.hidden_reason else None,
        ),
        *(Markup("{}. {}").format(n, found.said(_, each)) for n, each in enumerate(found.answers, 1)),
        more.text,
    )
    rows = (*more.buttons, *_rows(visit, question, found, others, taker))
    names = asked.names([question]) | found.names | (frozenset({taker.key}) if taker else frozenset())
    return Message(text, rows, names)


async def taken_up(visit: Visit, question: Question) -> Message:
    """What other features add to it, as long as it is there."""
    if question.state in GONE:
        return Message(paragraphs())
    return await matters.taken_up(visit, Matter(MATTER, question.key))


async def as_matter(visit: Visit, matter: Matter) -> str:
    """Its words, where it is put to the vote."""
    return (await enter(visit, matter.number)).words


async def _given(visit: Visit, question: Question) -> asked.Given:
    """What this person may see of the answers: also one's own that are hidden, and private ones to one's question."""
    every = await questions.answers(visit.uow, [question.key])
    return await asked.known(visit, question, [each for each in every if visible(visit, question, each)])


def _state(_: Reader, question: Question) -> Markup:
    if question.hidden_reason is not None:
        return _("A question to the network · {state}", state=_("hidden"))
    return _("A question to the network · {state}", state=_(card.STATES[question.state]))


def _asks(_: Reader, question: Question, signature: Markup | None, *, mine: bool) -> Markup:
    if mine:
        return _("Yours, unsigned") if question.unnamed else _("Yours, signed: {name}", name=signature or "")
    return card.asks(_, question, signature)


def _rows(
    visit: Visit, question: Question, found: asked.Given, others: list[Person], taker: Person | None
) -> Buttons:
    _ = visit.reader
    numbers = [
        Button(_("Answer {n}", n=n), tap=visit.tap("q", "answer", each.key))
        for n, each in enumerate(found.answers, 1)
    ]
    mine = question.asker_id == visit.me.id
    file = Button(_("Show the file"), tap=visit.tap("q", "file", question.key))
    lead = Button(_("More…"), tap=visit.tap("q", "lead", question.key))
    back = Button(_("‹ Questions"), tap=visit.tap("q", "list", visit.here.key, "open", 0))
    own = _for_asking(visit, question) if mine else _for_others(visit, question, others, taker)
    leads = (lead,) if visit.may(Act.LEAD_QUESTIONS) and question.state is not QuestionState.MERGED else ()
    return (*columns(numbers, 3), *own, *(((file,),) if question.attached else ()), (*leads, back))


def _for_asking(visit: Visit, question: Question) -> Buttons:
    _, key = visit.reader, question.key
    withdraw = Button(_("Take the question back"), tap=visit.tap("q", "withdraw", key))
    if question.state in UNANSWERED:
        reword = Button(_("Change the words…"), tap=visit.tap("q", "reword", key))
        urgent = Button(_("It is urgent"), tap=visit.tap("q", "urgent", key))
        outside = Button(_("Ask someone outside the network…"), tap=visit.tap("q", "outside", key))
        return ((reword,) if question.urgent else (reword, urgent)), (outside,), (withdraw,)
    if question.state in (QuestionState.ANSWERED, QuestionState.ACCEPTED):
        again = Button(_("I still need an answer"), tap=visit.tap("q", "nothelped", key))
        outdated = Button(_("Out of date"), tap=visit.tap("q", "outdated", key))
        return (again,), (withdraw, *((outdated,) if question.state is QuestionState.ACCEPTED else ()))
    return ((withdraw,),)


def _for_others(visit: Visit, question: Question, others: list[Person], taker: Person | None) -> Buttons:
    _, key = visit.reader, question.key
    if question.state in GONE:
        return ()
    write = Button(_("Answer…"), tap=visit.tap("q", "write", key))
    if question.state not in UNANSWERED:
        return ((write,),)
    interested = visit.me.key in {each.key for each in others}
    also = (
        Button(_("I no longer want to know"), tap=visit.tap("q", "nolonger", key))
        if interested
        else Button(_("I'd like to know too"), tap=visit.tap("q", "also", key))
    )
    if taker is not None and taker.id == visit.me.id:
        return (write, Button(_("I can't answer after all"), tap=visit.tap("q", "release", key))), (also,)
    take = Button(_("I'll answer"), tap=visit.tap("q", "take", key))
    return ((write, take) if taker is None else (write,)), (also,)


def done(visit: Visit, said: Markup, question: Question) -> Message:
    """What came of it, and the way back to the question."""
    show = Button(visit.reader("Open the question"), tap=visit.tap("q", "open", question.key))
    return Message(said, ((show,),))


# one answer


async def answer_message(visit: Visit, question: Question, given: Answer) -> Message:
    _ = visit.reader
    found = await asked.known(visit, question, [given])
    text = paragraphs(
        asked.quoted(_, question),
        found.said(_, given, LONGEST_ANSWER),
        _("Hidden. Reason: {reason}", reason=given.hidden_reason) if given.hidden_reason else None,
    )
    back = Button(_("‹ The question"), tap=visit.tap("q", "open", question.key))
    return Message(text, (*_answer_rows(visit, question, given, found), (back,)), found.names)


def _answer_rows(visit: Visit, question: Question, given: Answer, found: asked.Given) -> Buttons:
    _, key = visit.reader, given.key
    rows: list[Button] = []
    if given.attached:
        rows.append(Button(_("Show the file"), tap=visit.tap("q", "answerfile", key)))
    shown = given.hidden_reason is None
    if question.asker_id == visit.me.id and given.accepted_at is None and shown:
        rows.append(Button(_("This one helped"), tap=visit.tap("q", "accept", key), style="success"))
    if visit.may(Act.LEAD_QUESTIONS) and given.author_id != visit.me.id and shown and not given.privately:
        mine = visit.me.key in found.endorsed.get(given.key, ())
        label = _("I no longer recommend it") if mine else _("I recommend it")
        rows.append(Button(label, tap=visit.tap("q", "endorse", key, int(not mine))))
    if visit.may(Act.LEAD_QUESTIONS) and given.accepted_at is not None and shown:
        rows.append(Button(_("Into the network's log"), tap=visit.tap("entry", "propose", key)))
    if given.author_id == visit.me.id:
        rows.append(Button(_("Take my answer back"), tap=visit.tap("q", "takeback", key)))
    if visit.may(Act.HIDE):
        hide = Button(_("Hide…"), tap=visit.tap("q", "hideanswer", key))
        rows.append(hide if shown else Button(_("Show it again"), tap=visit.tap("q", "showanswer", key)))
    return tuple((row,) for row in rows)


# its file


async def on_file(visit: Visit, question_id: int) -> None:
    question = await admit(visit, question_id)
    if question.state in GONE or question.file is None:
        raise Refused(QuestionReason.GONE)
    visit.reply(Message(asked.quoted(visit.reader, question), attached=question.file))


async def on_answer_file(visit: Visit, answer_id: int) -> None:
    question, given = await enter_answer(visit, answer_id)
    if given.file is None:
        raise Refused(QuestionReason.ANSWER_GONE)
    visit.reply(Message(asked.quoted(visit.reader, question), attached=given.file))
