"""What people hear privately about questions: answered, accepted, merged, hidden, in the line for office hours."""

from collections.abc import Iterable

from markupsafe import Markup

from handlers.message import Button, Message, paragraphs
from handlers.questions import asked
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, people, questions
from storage import network as networks
from storage.due_work import DueWork
from storage.outbox import Priority
from storage.people import Person
from storage.questions import Answer, Question

TELL, NEWS, QUIETLY = "questions.tell", "questions.news", "questions.quietly"


async def plan(visit: Visit, question: Question, given: Answer) -> None:
    """Whoever asks, or wants to know too, hears the answer right after this transaction."""
    await due_work.plan(
        visit.uow, TELL, str(given.key), visit.now, network_id=question.network_id, question=question.key,
        answer=given.key,
    )  # fmt: skip


async def tell(visit: Visit, work: DueWork) -> None:
    visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    question = await questions.by_id(visit.uow, work.arguments["question"])
    given = await questions.answer_by_id(visit.uow, work.arguments["answer"])
    if question is None or given is None or given.hidden_reason is not None:
        return
    found = await asked.given(visit, question)
    asker = await people.by_id(visit.uow, question.asker_id) if question.asker_id else None
    if asker is not None:
        to_asker(
            visit, question, asker, _for_asker(visit, visit.reader_of(asker), question, given, found, asker)
        )
    others = (await questions.also_asking(visit.uow, [question.key]))[question.key]
    for person in others:
        if person.id not in (given.author_id, question.asker_id):
            _tell(visit, person, _for_others(visit, visit.reader_of(person), question, given, found))


def _for_asker(
    visit: Visit, _: Reader, question: Question, given: Answer, found: asked.Given, asker: Person
) -> Message:
    if given.author_id == asker.id:
        text = _("Your reply looks like anybody's: nobody sees that the question is yours.")
        again = Button(_("I still need an answer"), tap=visit.tap("q", "nothelped", question.key))
        return Message(paragraphs(text, asked.quoted(_, question)), ((again,), _open(visit, _, question)))
    head = _("<b>Your question has an answer: {name}</b>", name=found.author(_, given) or _("someone"))
    yes = Button(_("Yes, it helped"), tap=visit.tap("q", "accept", given.key), style="success")
    no = Button(_("Not yet"), tap=visit.tap("q", "nothelped", question.key))
    text = paragraphs(head, asked.quoted(_, question), _words(_, given), _("Did it help?"))
    return Message(text, ((yes, no), _open(visit, _, question)), found.names)


def _for_others(visit: Visit, _: Reader, question: Question, given: Answer, found: asked.Given) -> Message:
    head = _("<b>A question that interests you has an answer: {name}</b>",
             name=found.author(_, given) or _("someone"))  # fmt: skip
    text = paragraphs(head, asked.quoted(_, question), _words(_, given))
    return Message(text, (_open(visit, _, question),), found.names)


def _words(_: Reader, given: Answer) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(given.words or _("(a file)"))


def _open(visit: Visit, _: Reader, question: Question) -> tuple[Button, ...]:
    return (Button(_("Open the question"), tap=visit.tap("q", "open", question.key)),)


def _tell(visit: Visit, person: Person, message: Message) -> None:
    visit.tell(person, message, kind=NEWS, network=visit.network, priority=Priority.INTERACTIVE)


async def of(visit: Visit, question: Question, *, author: int | None = None) -> Person | None:
    """Whoever asks (or wrote an answer), where somebody else did this."""
    key = author or question.asker_id
    person = await people.by_id(visit.uow, key) if key else None
    return person if person is not None and (visit.person is None or person.id != visit.person.id) else None


async def accepted(visit: Visit, question: Question, given: Answer) -> None:
    """Whoever answered hears that it helped."""
    person = await of(visit, question, author=given.author_id) if given.author_id else None
    if person is not None:
        _ = visit.reader_of(person)
        text = paragraphs(_("<b>Your answer helped. Thank you!</b>"), asked.quoted(_, question))
        visit.tell(person, Message(text, (_open(visit, _, question),)), kind=NEWS, network=visit.network)


def merged(visit: Visit, everyone: Iterable[Person], into: Question) -> None:
    """All who asked a question that goes on in another's place."""
    for person in everyone:
        if visit.person is None or person.id != visit.person.id:
            _ = visit.reader_of(person)
            text = paragraphs(
                _("Your question was put together with a similar one:"),
                asked.quoted(_, into),
                _("I'll write to you when there is an answer."),
            )
            visit.tell(person, Message(text, (_open(visit, _, into),)), kind=QUIETLY, network=visit.network)


async def hidden(visit: Visit, question: Question, given: Answer | None, reason: str) -> None:
    """Its author reads why it is hidden, and what can be done."""
    person = await of(visit, question, author=given.author_id if given else None)
    if person is None or (given is not None and given.author_id is None):
        return
    _ = visit.reader_of(person)
    what = (
        _("A facilitator has hidden an answer of yours.")
        if given
        else _("A facilitator has hidden your question.")
    )
    text = paragraphs(
        what,
        asked.quoted(_, question),
        _("Reason: {reason}", reason=reason),
        _("You can ask again in other words.")
        if given is None
        else _("You can answer again in other words."),
    )
    if given is None:
        to_asker(visit, question, person, Message(text))
    else:
        visit.tell(person, Message(text), kind=NEWS, network=visit.network)


def to_asker(visit: Visit, question: Question, asker: Person, message: Message) -> None:
    """What does not arrive is told to the facilitators, with its reader's name; but never who asked unsigned."""
    kind = QUIETLY if question.unnamed else NEWS
    visit.tell(asker, message, kind=kind, network=visit.network, priority=Priority.INTERACTIVE)
