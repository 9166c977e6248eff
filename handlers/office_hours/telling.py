"""What those who ask hear privately: next, taken, answered, merged, or waiting for another session."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.message import Button, Message, Rows, paragraphs
from handlers.questions import asked
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions, people, questions
from storage.office_hours import Hour, InLine, Session
from storage.outbox import Priority
from storage.people import Person
from storage.questions import Question

NEXT, TAKEN, ANSWER, MOVED, QUIETLY = (
    "office_hours.next",
    "office_hours.taken",
    "office_hours.answer",
    "office_hours.moved",
    "office_hours.quietly",
)


def is_next(visit: Visit, hour: Hour, first: InLine) -> None:
    person = first.asker
    if person is not None:
        _ = visit.reader_of(person)
        text = paragraphs(
            _("<b>Your question is next</b>"),
            asked.quoted(_, first.question),
            _("Where: {place}", place=hour.place) if hour.place else None,
        )
        visit.tell(person, Message(text), kind=NEXT, about=hour.session.key, network=visit.network,
                   not_after=hour.session.ends_at, priority=Priority.INTERACTIVE)  # fmt: skip


def is_taken(visit: Visit, hour: Hour, taken: InLine, *, in_group: bool) -> None:
    """The expert turns to a question: whoever asks it hears where."""
    person, question = taken.asker, taken.question
    if person is None or person.id == visit.me.id:
        return
    _ = visit.reader_of(person)
    text = paragraphs(
        _("<b>{name} turns to your question now</b>", name=visit.me.name),
        asked.quoted(_, question),
        _("The answer will come in the group.") if in_group else _("The answer will come here."),
    )
    write = Button(_("Write to {name}…", name=visit.me.name), tap=_write(visit, question, visit.me))
    message = Message(text, () if in_group else ((write,),), frozenset({visit.me.key}))
    visit.tell(person, message, kind=TAKEN, about=hour.session.key, network=visit.network,
               not_after=hour.session.ends_at, priority=Priority.INTERACTIVE)  # fmt: skip


async def is_answered(visit: Visit, question: Question, by: Person, said: str | None) -> None:
    """Whoever asks hears the answer and says whether it helped; those who want to know too just hear it."""
    asker = await people.by_id(visit.uow, question.asker_id) if question.asker_id else None
    others = (await questions.also_asking(visit.uow, [question.key]))[question.key]
    if asker is not None:
        _ = visit.reader_of(asker)
        head = _("<b>{name} answered a question of yours</b>", name=by.name)
        text = paragraphs(head, _answer(_, question, said), _("Did it help?"))
        message = Message(text, _helped(visit, _, question, by), frozenset({by.key}))
        visit.tell(asker, message, kind=_kind(ANSWER, question), about=question.key, network=visit.network)
    for person in others:
        _ = visit.reader_of(person)
        head = _("<b>{name} answered a question that interests you</b>", name=by.name)
        message = Message(paragraphs(head, _answer(_, question, said)), names=frozenset({by.key}))
        if person.id != by.id:
            visit.tell(person, message, kind=ANSWER, about=question.key, network=visit.network)


def _kind(kind: str, question: Question) -> str:
    """What does not arrive is told to the facilitators, with its reader's name; but never who asked unsigned."""
    return QUIETLY if question.unnamed else kind


def _answer(_: Reader, question: Question, said: str | None) -> Markup:
    words = Markup("<blockquote>{}</blockquote>").format(said) if said else _("The answer was given aloud.")
    return paragraphs(asked.quoted(_, question), words)


def rolled_over(visit: Visit, hour: Hour, over: Sequence[InLine], following: Session | None) -> None:
    """Their questions wait for another session, at the front."""
    for question, person in ((each.question, each.asker) for each in over):
        if person is None:
            continue
        _ = visit.reader_of(person)
        when = (
            _("It now stands at the front of the line for {moment}.", moment=_.moment(following.starts_at))
            if following
            else _("It waits at the front of the line for the next office hours, once there is a date.")
        )
        text = paragraphs(
            _("Your question of the office hours of {date} was not answered yet.", date=_.day(hour.session.starts_at)),
            asked.quoted(_, question), when,
        )  # fmt: skip
        rows: Rows = ()
        if following:
            back = visit.tap("hours", "withdraw", following.key, question.key)
            rows = ((Button(_("Take the question back"), tap=back),),)
        kind = _kind(MOVED, question)
        visit.tell(person, Message(text, rows), kind=kind, about=question.key, network=visit.network)


def merged(visit: Visit, person: Person | None, into: Question) -> None:
    """A question goes on in another's place: whoever asked it will hear the other's answer."""
    if person is None or person.id == visit.me.id:
        return
    _ = visit.reader_of(person)
    text = paragraphs(
        _("Your question was put together with a similar one:"),
        asked.quoted(_, into),
        _("I'll write to you when there is an answer."),
    )
    visit.tell(person, Message(text), kind=QUIETLY, about=into.key, network=visit.network)


async def passed_on(
    visit: Visit, to: Person, question: Question, typed: str, reply: str, more: Rows = ()
) -> bool:
    """One message of a conversation about a question; False for someone who can't be written to."""
    _ = visit.reader_of(to)
    text = paragraphs(
        _("<b>{who} writes about the question</b>", who=await _who(visit, _, question)),
        asked.quoted(_, question),
        Markup("<blockquote>{}</blockquote>").format(typed),
    )
    answer = Button(_("Write back…"), tap=reply)
    names = frozenset({visit.me.key}) if _is_named(visit, question) else frozenset()
    return visit.tell(to, Message(text, ((answer,), *more), names), kind=TAKEN, about=question.key,
                      network=visit.network, priority=Priority.INTERACTIVE)  # fmt: skip


async def _who(visit: Visit, _: Reader, question: Question) -> Markup:
    """Who writes: whoever did not sign the question stays unnamed also here."""
    if not _is_named(visit, question):
        return _("Whoever asks (unsigned)")
    known = await institutions.places_of(visit.uow, question.network_id, [visit.me.key])
    return asked.signed(*known.get(visit.me.key, (visit.me, "")))


def _is_named(visit: Visit, question: Question) -> bool:
    return question.asker_id != visit.me.id or not question.unnamed


def _write(visit: Visit, question: Question, to: Person) -> str:
    return visit.tap("hours", "writeto", question.key, to.key)


def _helped(visit: Visit, _: Reader, question: Question, by: Person) -> Rows:
    yes = Button(_("Yes, it helped"), tap=visit.tap("hours", "helped", question.key), style="success")
    no = Button(_("Not yet"), tap=visit.tap("hours", "nothelped", question.key))
    write = Button(_("Write to {name}…", name=by.name), tap=_write(visit, question, by))
    return ((yes, no), (write,))
