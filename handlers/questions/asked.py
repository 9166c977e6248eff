"""Questions in words: what is asked, by whom (where that may be seen), how many want to know, and the answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
AMONG_OTHERS = 700
"""Characters of an answer that are shown where several stand together."""

Askers = dict[int, tuple[Person, str]]


@dataclass(frozen=True)
class Given:
    """What was answered for everyone to see, who wrote it, and which of it is recommended."""

    answers: tuple[Answer, ...]
    authors: Askers
    endorsed: dict[int, list[int]]

    @property
    def names(self) -> frozenset[int]:
        return frozenset(self.authors)

    def author(self, _: Reader, answer: Answer) -> Markup | None:
        """As in "Jan Łoś (Łódź)"; None for someone who asked to be forgotten."""
        if answer.outside:
            return _("{name}, from outside the network", name=answer.outside)
        person, place = self.authors.get(answer.author_id or 0, (None, ""))
        return signed(person, place) if person is not None and person.name else None

    def said(self, _: Reader, answer: Answer, most: int = AMONG_OTHERS) -> Markup:
        """The answer, or its beginning, under who gave it and what is thought of it."""
        about = [
            self.author(_, answer),
            _("accepted") if answer.accepted_at else None,
            _("the expert recommends it") if self.endorsed.get(answer.key) else None,
        ]
        told = [each for each in about if each is not None]
        head = Markup("<b>{}</b>:").format(Markup(" · ").join(told)) if told else None
        words = Markup("{}").format(picker.cut(answer.words, most)) if answer.words else _("(a file)")
        return lines(head, words)


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


async def given(visit: Visit, question: Question) -> Given:
    """What everyone may see of the answers to a question."""
    found = await questions.answers(visit.uow, [question.key])
    return await known(visit, question, [each for each in found if is_public(each)])


def is_public(answer: Answer) -> bool:
    return not answer.privately and answer.hidden_reason is None


async def known(visit: Visit, question: Question, shown: Sequence[Answer]) -> Given:
    """These answers with their authors and who recommends them."""
    authors = {each.author_id for each in shown if each.author_id}
    places = await institutions.places_of(visit.uow, question.network_id, authors) if authors else {}
    endorsed = await questions.endorsed(visit.uow, [each.key for each in shown]) if shown else {}
    return Given(tuple(shown), places, endorsed)


async def answers(visit: Visit, _: Reader, question: Question) -> tuple[Markup | None, frozenset[int]]:
    """What was answered for everyone to see, the accepted answer first, with whom the words name."""
    found = await given(visit, question)
    said = [found.said(_, each) for each in sorted(found.answers, key=lambda each: each.accepted_at is None)]
    return (paragraphs(*said) if said else None), found.names
