"""Entries of the log in the search."""

from collections.abc import Collection

from facilitation import entries as rules
from facilitation.facts import EntryChanged, QuestionWithdrawn
from facilitation.search import Text, drop, keep
from handlers import picker
from handlers.finding import Finding
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, entries, institutions, questions
from storage.due_work import DueWork
from storage.entries import Entry, EntryState
from storage.institutions import Institution
from storage.search import Audience, Kind

SHORT = 160


async def on_changed(visit: Visit, fact: EntryChanged) -> None:
    await due_work.plan(
        visit.uow,
        "entries.index",
        str(fact.entry_id),
        visit.now,
        network_id=fact.network_id,
        entry=fact.entry_id,
    )


async def on_question_withdrawn(visit: Visit, fact: QuestionWithdrawn) -> None:
    """It stands in no entry any more."""
    for entry in await entries.showing(visit.uow, fact.question_id):
        rules.show_question(visit.uow, entry, shown=False)


async def index(visit: Visit, work: DueWork) -> None:
    """Only what is kept can be found; of the question only what its asker agreed to."""
    entry = await entries.by_id(visit.uow, work.arguments["entry"])
    if entry is None or entry.state is not EntryState.KEPT:
        await drop(visit.uow, Kind.PRACTICE, work.arguments["entry"])
        return
    question = await questions.by_id(visit.uow, entry.question_id or 0) if entry.shows_question else None
    place = await institutions.by_id(visit.uow, entry.institution_id) if entry.institution_id else None
    text = Text(
        network_id=entry.network_id,
        kind=Kind.PRACTICE,
        subject=entry.key,
        title=question.words if question else entry.title,
        words=entry.words,
        at=entry.kept_at or entry.proposed_at,
        institution_kind=place.kind if place else None,
        place=place.name if place else entry.place,
        audience=Audience.NETWORK,
        outdated=entry.outdated,
    )
    await keep(visit.uow, text)


async def findings(visit: Visit, _: Reader, subjects: Collection[int]) -> dict[int, Finding]:
    found = [each for each in await entries.by_ids(visit.uow, subjects) if each.state is EntryState.KEPT]
    wanted = {each.institution_id for each in found if each.institution_id}
    places = await institutions.by_ids(visit.uow, wanted) if wanted else {}
    return {each.key: _finding(visit, _, each, places.get(each.institution_id or 0)) for each in found}


def _finding(visit: Visit, _: Reader, entry: Entry, place: Institution | None) -> Finding:
    year = str(_.local(entry.kept_at or entry.proposed_at).year)
    about = [place.name if place else entry.place, year, _("out of date") if entry.outdated else None]
    return Finding(
        title=_("“{words}”", words=picker.cut(" ".join(entry.title.split()), SHORT)),
        about=_("From the log: {about}", about=" · ".join(each for each in about if each)),
        tap=visit.tap("entry", "open", entry.key),
        link=visit.link("entry", entry.key),
    )
