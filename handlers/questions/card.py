"""The card of a question in the group: one message that follows all that becomes of it, and what is tapped there."""

from markupsafe import Markup

from facilitation.questions import asking as rules
from handlers import posts
from handlers.message import Button, Message, lines, paragraphs
from handlers.questions import asked
from handlers.questions.door import enter
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries, institutions, questions
from storage.entries import Sight
from storage.network import Network
from storage.questions import UNANSWERED, Question, QuestionState

CARD, FILE = "questions.card", "questions.file"

STATES = {
    QuestionState.OPEN: mark("waits for an answer"),
    QuestionState.TAKEN: mark("someone is going to answer"),
    QuestionState.ANSWERED: mark("has an answer"),
    QuestionState.ACCEPTED: mark("answered"),
    QuestionState.OUTDATED: mark("the answer is out of date"),
    QuestionState.LEFT_OPEN: mark("nobody has known an answer yet"),
    QuestionState.WITHDRAWN: mark("taken back"),
    QuestionState.MERGED: mark("put together with a similar one"),
}


async def post(visit: Visit, question: Question, *, with_file: bool) -> None:
    """Put the question into the group; a file that was sent privately goes there too."""
    if with_file and question.attached is not None:
        await posts.post(visit, FILE, question.network_id, question.key)
    await posts.post(visit, CARD, question.network_id, question.key)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    """The question with its answers and how far it has come."""
    _ = visit.group_reader(network)
    question = await questions.by_id(visit.uow, subject)
    if question is None:
        return None
    if question.state in questions.GONE:
        return await _gone(visit, _, question)
    person, place = await asked.signature(visit, question)
    said, authors = await asked.answers(visit, _, question)
    standing, helper = await _standing(visit, _, question)
    seen = Sight(frozenset({network.key}), installation=True)
    known = await entries.seen.one(visit.uow, seen, question.entry_id) if question.entry_id else None
    text = paragraphs(
        lines(
            _("<b>A question to the network</b> · {state}", state=_(STATES[question.state])),
            asks(_, question, asked.signed(person, place) if person is not None else None),
        ),
        asked.whole(_, question),
        standing,
        _("The network's log had the answer: “{title}”", title=known.title) if known else None,
        said,
        _what_to_do(_, question),
    )
    names = asked.names([question]) | authors | helper
    entry = Button(_("Open the answer"), url=visit.link("entry", known.key)) if known else None
    return Message(text, _buttons(visit, _, question), names).with_buttons([entry] if entry else [])


def asks(_: Reader, question: Question, signature: Markup | None) -> Markup:
    """Who asks, where that may be seen."""
    if question.unnamed or signature is None:
        return _("Asked by: someone of the network")
    return _("Asked by: {name}", name=signature)


async def _standing(visit: Visit, _: Reader, question: Question) -> tuple[Markup | None, frozenset[int]]:
    """How many others want to know, and who is going to answer."""
    if question.state not in UNANSWERED:
        return None, frozenset()
    others = len((await questions.also_asking(visit.uow, [question.key]))[question.key])
    taker = await questions.taker(visit.uow, question.key)
    helper = await name_of(visit, question, taker.key) if taker else None
    told = lines(
        _("<b>It is urgent.</b>") if question.urgent else None,
        _.plural("{n} more person wants to know", "{n} more people want to know", others) if others else None,
        _("Is going to answer: {name}", name=helper) if helper else None,
    )
    return told or None, frozenset({taker.key}) if taker else frozenset()


async def name_of(visit: Visit, question: Question, person_id: int) -> Markup | None:
    known = await institutions.places_of(visit.uow, question.network_id, [person_id])
    return asked.signed(*known[person_id]) if person_id in known and known[person_id][0].name else None


def _what_to_do(_: Reader, question: Question) -> Markup:
    if question.state in UNANSWERED:
        return _("Answer by replying to this message.")
    return _("Add something by replying to this message.")


def _buttons(visit: Visit, _: Reader, question: Question) -> tuple[tuple[Button, ...], ...]:
    more = Button(_("Open"), url=visit.link("question", question.key))
    if question.state not in UNANSWERED:
        return ((more,),)
    take = Button(_("I'll answer"), tap=visit.tap("q", "takehere", question.key))
    also = Button(_("I'd like to know too"), tap=visit.tap("q", "alsohere", question.key))
    return ((also,) if question.state is QuestionState.TAKEN else (take, also)), (more,)


async def _gone(visit: Visit, _: Reader, question: Question) -> Message:
    if question.state is not QuestionState.MERGED:
        return Message(_("This question was taken back."))
    into = await questions.by_id(visit.uow, question.merged_into_id or 0)
    text = _("This question was put together with a similar one.")
    if into is None or into.state in questions.GONE:
        return Message(text)
    show = Button(_("Open it"), url=visit.link("question", into.key))
    return Message(paragraphs(text, asked.quoted(_, into)), ((show,),))


async def render_file(visit: Visit, network: Network, subject: int) -> Message | None:
    """The picture or file that belongs to a question; without it, once the question is gone."""
    _ = visit.group_reader(network)
    question = await questions.by_id(visit.uow, subject)
    if question is None:
        return None
    if question.attached is None or question.state in questions.GONE:
        return Message(_("This question was taken back."))
    return Message(_("Belongs to the question: {question}", question=asked.quoted(_, question)),
                   attached=question.file)  # fmt: skip


# what is tapped on the card


async def on_take_here(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id)
    await rules.take(visit.uow, question, visit.me, visit.now)
    visit.answer(visit.reader("Thank you! Answer by replying to the card."))


async def on_also_here(visit: Visit, question_id: int) -> None:
    question = await enter(visit, question_id)
    await rules.also_ask(visit.uow, question, visit.me, visit.now)
    visit.answer(visit.reader("Noted. I'll tell you the answer too."))
