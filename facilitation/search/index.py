"""Making texts findable, and no longer."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitation.search.analysis import counted, keys
from facilitation.search.ranking import weights
from storage import search
from storage.institutions import InstitutionKind
from storage.search import Audience, Findable, Kind, Posting
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Text:
    """What becomes findable: `words` is all but the title. `place` is searched too; none of it is stored as it is."""

    network_id: int
    kind: Kind
    subject: int
    title: str
    words: str
    at: datetime
    institution_kind: InstitutionKind | None = None
    place: str = ""
    audience: Audience = Audience.MEMBERS
    outdated: bool = False
    settled: bool = True


async def keep(uow: UnitOfWork, text: Text) -> None:
    """Make a text findable as it is now, whatever was known of it before."""
    await keep_all(uow, [text])


async def keep_all(uow: UnitOfWork, texts: Sequence[Text]) -> None:
    """Many texts at once; of the same one, the last."""
    await search.alone(uow)
    by_subject = {(text.kind, text.subject): text for text in texts}
    known = await search.of(uow, by_subject)
    kept = [(text, _findable(text, known.get(subject))) for subject, text in by_subject.items()]
    await search.put(uow, [findable for _, findable in kept])
    before = await search.take_terms(uow, [findable.key for findable in known.values()]) if known else set()
    postings = [posting for text, findable in kept for posting in _postings(text, findable)]
    now = {posting.term for posting in postings}
    await search.drop_keys(uow, {term: keys(term) for term in before - now})
    await search.add_terms(uow, postings, {term: keys(term) for term in now})


async def drop(uow: UnitOfWork, kind: Kind, subject: int) -> None:
    """Nobody finds this any more."""
    await drop_all(uow, [(kind, subject)])


async def drop_all(uow: UnitOfWork, subjects: Collection[tuple[Kind, int]]) -> None:
    """Nobody finds any of these any more."""
    await search.alone(uow)
    known = list((await search.of(uow, subjects)).values())
    if known:
        gone = await search.take_terms(uow, [findable.key for findable in known])
        await search.drop_keys(uow, {term: keys(term) for term in gone})
        await search.remove(uow, known)


def _findable(text: Text, known: Findable | None) -> Findable:
    findable = known or Findable(
        network_id=text.network_id, kind=text.kind, subject=text.subject, shelf=0, at=text.at
    )
    findable.network_id, findable.shelf = text.network_id, search.shelf(text.network_id, text.audience)
    findable.at, findable.institution_kind = text.at, text.institution_kind
    findable.outdated, findable.settled = text.outdated, text.settled
    return findable


def _postings(text: Text, findable: Findable) -> list[Posting]:
    stems: Counter[str] = counted(text.title, f"{text.words}\n{text.place}")
    return [
        Posting(
            term=term, shelf=findable.shelf, text_id=findable.key, weight=weight, at=int(text.at.timestamp()),
            outdated=text.outdated,
        )
        for term, weight in weights(stems).items()
    ]  # fmt: skip
