"""Entries of the log in the search."""

from collections.abc import Collection

from facilitation.entries import content, from_answers
from facilitation.facts import EntryChanged, QuestionWithdrawn
from facilitation.search import Text, drop_all, keep
from handlers import picker
from handlers.entries import door, wording
from handlers.finding import Finding
from handlers.visit import Visit
from locales.reader import Reader
from storage import due_work, entries, institutions, questions
from storage.due_work import DueWork
from storage.entries import Entry, EntryAudience, EntryKind, EntryState
from storage.institutions import Institution
from storage.search import Audience, Kind

SHORT = 160
SEARCHED = (
    "problem",
    "done",
    "result",
    "cost",
    "conditions",
    "pitfalls",
    "otherwise",
    "small",
    "middle",
    "large",
)


async def on_changed(visit: Visit, fact: EntryChanged) -> None:
    """How far what was made of it travels may be other too."""
    made = await entries.all_made_of(visit.uow, fact.entry_id)
    for network, key in {(fact.network_id, fact.entry_id), *((each.network_id, each.key) for each in made)}:
        await due_work.plan(visit.uow, "entries.index", str(key), visit.now, network_id=network, entry=key)


async def on_question_withdrawn(visit: Visit, fact: QuestionWithdrawn) -> None:
    """It stands in no entry any more."""
    for entry in await entries.showing(visit.uow, fact.question_id):
        from_answers.show_question(visit.uow, entry, shown=False)


async def index(visit: Visit, work: DueWork) -> None:
    """Only what is kept can be found, by those for whom it is; as a lesson or as a practice, never as both."""
    entry = await entries.by_id(visit.uow, work.arguments["entry"])
    is_kept = entry is not None and entry.state is EntryState.KEPT
    kinds = {Kind.PRACTICE, Kind.LESSON} - ({search_kind(entry)} if entry is not None and is_kept else set())
    await drop_all(visit.uow, [(kind, work.arguments["entry"]) for kind in kinds])
    if entry is not None and is_kept:
        await keep(visit.uow, await _text(visit, entry))


async def _text(visit: Visit, entry: Entry) -> Text:
    """Of the question only what its asker agreed to, which is that people of its network read it."""
    audience = await _audience(visit, entry)
    shows = entry.shows_question and audience is Audience.NETWORK
    question = await questions.by_id(visit.uow, entry.question_id or 0) if shows else None
    place = await institutions.by_id(visit.uow, entry.institution_id) if entry.institution_id else None
    said = content.of(entry)
    return Text(
        network_id=entry.network_id,
        kind=search_kind(entry),
        subject=entry.key,
        title=question.words if question else entry.title,
        words="\n".join(getattr(said, name) for name in (*(("title",) if question else ()), *SEARCHED)),
        at=entry.kept_at or entry.proposed_at,
        institution_kind=place.kind if place else None,
        place=place.name if place else entry.place,
        audience=audience,
        outdated=entry.outdated,
    )


def search_kind(entry: Entry) -> Kind:
    return Kind.LESSON if entry.kind is EntryKind.LESSON else Kind.PRACTICE


async def _audience(visit: Visit, entry: Entry) -> Audience:
    """Everyone of the installation finds what is for them, unless something that it was made of is not."""
    if entry.audience is EntryAudience.NETWORK:
        return Audience.NETWORK
    everyone = entries.Sight(installation=True)
    return Audience.EVERYONE if await entries.seen.one(visit.uow, everyone, entry.key) else Audience.NETWORK


async def findings(visit: Visit, _: Reader, subjects: Collection[int]) -> dict[int, Finding]:
    """What was found, as far as it may be seen just now."""
    found = list((await entries.seen.by_ids(visit.uow, door.sight(visit), subjects)).values())
    wanted = {each.institution_id for each in found if each.institution_id}
    places = await institutions.by_ids(visit.uow, wanted) if wanted else {}
    return {each.key: _finding(visit, _, each, places.get(each.institution_id or 0)) for each in found}


def _finding(visit: Visit, _: Reader, entry: Entry, place: Institution | None) -> Finding:
    year = str(_.local(entry.kept_at or entry.proposed_at).year)
    kind = None if entry.kind is EntryKind.PRACTICE else wording.kind(_, entry)
    about = [kind, place.name if place else entry.place, year, _("out of date") if entry.outdated else None]
    return Finding(
        title=_("“{words}”", words=picker.cut(" ".join(entry.title.split()), SHORT)),
        about=_("From the log: {about}", about=" · ".join(each for each in about if each)),
        tap=visit.tap("entry", "open", entry.key),
        link=visit.link("entry", entry.key),
    )
