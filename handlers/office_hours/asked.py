"""Questions in words: what is asked, by whom (where that may be seen), and how many others want to know."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from handlers import picker
from handlers.message import lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions, questions
from storage.office_hours import InLine
from storage.people import Person
from storage.questions import Answer, Question

SHORT, SHORTER = 160, 60

Askers = dict[int, tuple[Person, str]]


def quoted(_: Reader, question: Question, most: int = SHORT) -> Markup:
    return _("“{words}”", words=picker.cut(" ".join(question.words.split()), most))


def asker(_: Reader, question: Question, person: Person | None, place: str) -> Markup:
    """As in "Jan Nowak (Radlin)"; whoever does not sign is nobody in particular, without a city."""
    if question.unnamed or person is None or not person.name:
        return _("unsigned")
    return signed(person, place)


def signed(person: Person, place: str) -> Markup:
    return Markup("{} ({})").format(person.name, place) if place else Markup("{}").format(person.name)


def who(_: Reader, each: InLine) -> Markup:
    return asker(_, each.question, each.asker, each.institution)


def numbered(_: Reader, line: Sequence[InLine]) -> list[Markup]:
    """The lines of a list: number, words, who asks, how many others want to know."""
    return [
        Markup("{}. {} – {}").format(number, quoted(_, each.question), _and_others(_, each))
        for number, each in enumerate(line, 1)
    ]


def _and_others(_: Reader, each: InLine) -> Markup:
    if not each.others:
        return who(_, each)
    others = _.plural("{n} more wants to know", "{n} more want to know", each.others)
    return Markup("{}, {}").format(who(_, each), others)


def names(asked: Iterable[Question]) -> frozenset[int]:
    """Whom such words name."""
    return frozenset(each.asker_id for each in asked if each.asker_id and not each.unnamed)


async def signature(visit: Visit, question: Question) -> tuple[Person | None, str]:
    """Who signed a question, and what they represent; nobody where it was not signed."""
    if question.unnamed or question.asker_id is None:
        return None, ""
    known = await institutions.places_of(visit.uow, question.network_id, [question.asker_id])
    return known.get(question.asker_id, (None, ""))


def whole(_: Reader, question: Question) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(question.words)


async def answers(visit: Visit, network_id: int, question: Question) -> tuple[Markup | None, frozenset[int]]:
    """What was answered for everyone to see, with whom the words name."""
    given = [each for each in await questions.answers(visit.uow, [question.key]) if not each.privately]
    authors = {each.author_id for each in given if each.author_id}
    known = await institutions.places_of(visit.uow, network_id, authors) if authors else {}
    said = [_said(each, known) for each in given]
    return (paragraphs(*said) if said else None), frozenset(known)


def _said(answer: Answer, known: Askers) -> Markup:
    person, place = known.get(answer.author_id or 0, (None, ""))
    words = Markup("{}").format(answer.words)
    if person is None or not person.name:
        return words
    return lines(Markup("<b>{}</b>:").format(signed(person, place)), words)
