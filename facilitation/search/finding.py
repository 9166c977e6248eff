"""Finding what was kept: what someone searches for, and what may answer a question that was just asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from facilitation.search.analysis import asked, keys
from facilitation.search.likeness import alike
from facilitation.search.ranking import Posting, Scores, Word, fitting, ordered, score
from storage import search
from storage.institutions import InstitutionKind
from storage.search import Audience, Kind, Wanted, shelf
from storage.unit_of_work import UnitOfWork

FORMS = 8
"""Terms that one word may stand for."""
ENOUGH = 1500
"""Postings that are read; of words that are more common than that allows, only those in the best texts."""
BEST = 200
YEARS = range(1970, 3000)


@dataclass(frozen=True)
class Sight:
    """What someone may see: what they belong to as a member, and as an observer."""

    member_of: frozenset[int] = frozenset()
    observer_of: frozenset[int] = frozenset()

    @property
    def anywhere(self) -> frozenset[int]:
        """Every network in which someone may see something."""
        return self.member_of | self.observer_of


@dataclass(frozen=True)
class Filters:
    """What is looked for, where not everything."""

    kind: Kind | None = None
    institution_kind: InstitutionKind | None = None
    year: int | None = None


@dataclass(frozen=True)
class Hit:
    """Something that fits, to be shown by the feature whose it is."""

    kind: Kind
    subject: int
    network_id: int
    score: float
    outdated: bool


@dataclass(frozen=True)
class Found:
    """A page of what fits, and how much fits at all; what this person may not see is not counted."""

    hits: tuple[Hit, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class _Looked:
    """What was read for a query."""

    scores: Scores
    postings: dict[int, Posting]

    def order(self) -> list[tuple[int, float]]:
        return ordered(self.scores, self.postings.__getitem__)


NO_FILTERS = Filters()


async def find(
    uow: UnitOfWork, sight: Sight, typed: str, *, filters: Filters = NO_FILTERS, first: int = 0, most: int = 5
) -> Found:
    """What fits what someone typed, the best first, from the `first` (counted from 0) on."""
    if filters.year is not None and filters.year not in YEARS:
        return Found()
    wanted = Wanted(kind=filters.kind, institution_kind=filters.institution_kind, year=filters.year)
    order = (await _look(uow, shelves(sight), asked(typed), wanted)).order()
    first = max(first, 0)
    return Found(await _hits(uow, order[first : first + max(most, 0)]), len(order))


async def similar(
    uow: UnitOfWork,
    sight: Sight,
    typed: str,
    *,
    most: int = 3,
    besides: tuple[Kind, int] | None = None,
    settled: bool = True,
) -> list[Hit]:
    """What may answer a question: only what has most of its weight, often nothing."""
    stems = asked(typed)
    looked = await _look(
        uow, shelves(sight), stems, Wanted(settled=True if settled else None, besides=besides)
    )
    order = looked.order()
    likely = set(fitting(looked.scores, [text for text, _ in order], len(stems)))
    return list(await _hits(uow, [found for found in order if found[0] in likely][: max(most, 0)]))


def shelves(sight: Sight) -> list[int]:
    """What is open to someone; nothing to whoever belongs nowhere."""
    everywhere = sight.anywhere
    open_ones = {shelf(network, Audience.NETWORK) for network in everywhere}
    open_ones |= {shelf(network, Audience.MEMBERS) for network in sight.member_of}
    return sorted(open_ones | ({search.FOR_EVERYONE} if everywhere else set()))


async def _look(uow: UnitOfWork, where: Sequence[int], stems: Sequence[str], wanted: Wanted) -> _Looked:
    if not (where and stems):
        return _Looked(Scores(), {})
    likely = await _alike(uow, stems)
    texts, having = await search.having(uow, {term for forms in likely.values() for term in forms}, where)
    words = [Word(stem, _known(forms, having)) for stem, forms in likely.items()]
    rare, common = _by_rarity(words, having)
    read = _by_term(await search.postings(uow, _terms(rare), where, wanted))
    about = {posting.text: posting for postings in read.values() for posting in postings}
    looked = _Looked(score(words, texts, having, read), about)
    if not common or not about:
        return looked
    best = [text for text, _ in looked.order()[:BEST]]
    more = _by_term(await search.postings(uow, _terms(common), where, wanted, best))
    return _Looked(score(words, texts, having, {**more, **read}), about)


async def _alike(uow: UnitOfWork, stems: Sequence[str]) -> dict[str, dict[str, float]]:
    """What each stem may stand for, itself first."""
    mine = {stem: keys(stem) for stem in stems}
    sharing: dict[str, set[str]] = defaultdict(set)
    for key, term in await search.sharing(uow, set().union(*mine.values())):
        sharing[key].add(term)
    return {
        stem: {stem: 1.0, **dict(alike(stem, set().union(*(sharing.get(key, ()) for key in its))))}
        for stem, its in mine.items()
    }


def _known(forms: dict[str, float], having: dict[str, int]) -> dict[str, float]:
    """What nobody here has written does not take the place of what somebody has."""
    return dict([(term, likeness) for term, likeness in forms.items() if term in having][:FORMS])


def _by_rarity(words: Iterable[Word], having: dict[str, int]) -> tuple[list[Word], list[Word]]:
    """Words whose postings are read, and more common ones, which can wait.

    However common they are, the rarest word is read, and the rarest that somebody has written just so.
    """
    read: list[Word] = []
    wait: list[Word] = []
    total, known = 0, False
    for often, word in sorted(
        ((_often(word, having), word) for word in words), key=lambda one: (one[0], one[1].stem)
    ):
        total += often
        needed = not _terms(read) or (word.stem in having and not known)
        known = known or word.stem in having
        (read if needed or total <= ENOUGH else wait).append(word)
    return read, wait


def _often(word: Word, having: dict[str, int]) -> int:
    return sum(having[term] for term in word.terms)


def _terms(words: Iterable[Word]) -> set[str]:
    return {term for word in words for term in word.terms}


def _by_term(read: Iterable[search.Found]) -> dict[str, list[Posting]]:
    postings: dict[str, list[Posting]] = defaultdict(list)
    for term, *posting in read:
        postings[term].append(Posting._make(posting))
    return postings


async def _hits(uow: UnitOfWork, page: Collection[tuple[int, float]]) -> tuple[Hit, ...]:
    texts = await search.by_ids(uow, [text for text, _ in page]) if page else {}
    return tuple(
        Hit(texts[text].kind, texts[text].subject, texts[text].network_id, value, texts[text].outdated)
        for text, value in page
        if text in texts
    )
