"""Questions in the search: what of them is found, and how a found one reads."""

from collections.abc import Collection, Sequence

from facilitation.search import Text, drop
from facilitation.search import keep as remember
from handlers.finding import Finding
from handlers.questions import asked, card
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions, questions
from storage.institutions import Institution
from storage.questions import GONE, Answer, Question, QuestionState
from storage.search import Audience, Kind
from storage.unit_of_work import UnitOfWork


async def keep(uow: UnitOfWork, question: Question) -> None:
    """What everyone of the network may see of a question can be found; where it comes from is where its answer does."""
    if question.state in GONE or not question.words:
        await drop(uow, Kind.QUESTION, question.key)
        return
    given = [each for each in await questions.answers(uow, [question.key]) if asked.is_public(each)]
    place = (await _places(uow, [question], given)).get(question.key)
    text = Text(
        network_id=question.network_id,
        kind=Kind.QUESTION,
        subject=question.key,
        title=question.words,
        words="\n".join(each.words for each in given),
        at=question.asked_at,
        institution_kind=place.kind if place else None,
        place=place.name if place else "",
        audience=Audience.MEMBERS,
        outdated=question.state is QuestionState.OUTDATED,
        settled=bool(given),
    )
    await remember(uow, text)


async def _places(
    uow: UnitOfWork, found: Collection[Question], given: Sequence[Answer]
) -> dict[int, Institution]:
    """Whose experience each question has: that of its accepted answer, or else of its first; never of its asker."""
    best = {each.question_id: each for each in reversed(given)} | {
        each.question_id: each for each in given if each.accepted_at
    }
    authors = {each.author_id for each in best.values() if each.author_id}
    known = (
        await institutions.represented_by(uow, {each.network_id for each in found}, authors)
        if authors
        else {}
    )
    told = {
        each.key: known.get((each.network_id, best[each.key].author_id or 0))
        for each in found
        if each.key in best
    }
    return {key: place for key, place in told.items() if place is not None}


async def findings(visit: Visit, _: Reader, subjects: Collection[int]) -> dict[int, Finding]:
    """Each with the city whose answer it has, the year, and how far it has come."""
    found = [
        each for each in (await questions.by_ids(visit.uow, subjects)).values() if each.state not in GONE
    ]
    given = [
        each
        for each in await questions.answers(visit.uow, [each.key for each in found])
        if asked.is_public(each)
    ]
    places = await _places(visit.uow, found, given)
    return {each.key: _finding(visit, _, each, places.get(each.key)) for each in found}


def _finding(visit: Visit, _: Reader, question: Question, place: Institution | None) -> Finding:
    year = str(_.local(question.asked_at).year)
    about = [*([place.name] if place else []), _(card.STATES[question.state]), year]
    return Finding(
        title=asked.quoted(_, question, asked.SHORT),
        about=_("Question: {about}", about=" · ".join(about)),
        tap=visit.tap("q", "open", question.key),
        link=visit.link("question", question.key),
    )
