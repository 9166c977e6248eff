"""What can be found: which texts there are and who may see them, their terms, and terms that are like each other.

Never the texts themselves. Who may see a text is a shelf: whoever looks names the shelves that are open to them, and
nothing else is read or counted.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Select, UniqueConstraint, bindparam, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, col, delete, insert, select

from storage.connections import LOCKS
from storage.institutions import InstitutionKind
from storage.table import NOTHING_PERSONAL, Row, Table, Word
from storage.unit_of_work import UnitOfWork

INDEXING = 83
EVERY_TEXT = ""


class Kind(StrEnum):
    """What a text is."""

    QUESTION = "question"
    PRACTICE = "practice"
    LESSON = "lesson"
    NOTE = "note"
    FILE = "file"


class Audience(StrEnum):
    """Who may find a text: members of its network, observers of it too, or all networks of the installation."""

    MEMBERS = "members"
    NETWORK = "network"
    EVERYONE = "everyone"


FOR_EVERYONE = 0


def shelf(network_id: int, audience: Audience) -> int:
    """Where a text stands; the first is open to all."""
    if audience is Audience.EVERYONE:
        return FOR_EVERYONE
    return 2 * network_id + (audience is Audience.NETWORK)


class Findable(Row, table=True):
    """A text that can be found. `settled`: it has an answer, so that it can be suggested instead of asking.

    Nothing personal: it says that a shared text exists, not whose it is, and goes with it.
    """

    __tablename__ = "search_text"
    __table_args__ = (UniqueConstraint("kind", "subject"),)
    personal: ClassVar = NOTHING_PERSONAL

    network_id: int = Field(foreign_key="network.id", index=True)
    kind: Kind = Field(sa_type=Word(Kind))
    subject: int
    shelf: int = Field(index=True)
    at: datetime
    institution_kind: InstitutionKind | None = Field(default=None, sa_type=Word(InstitutionKind))
    outdated: bool = False
    settled: bool = True


class Posting(Table, table=True):
    """A term is in a text. What finding needs of the text is repeated here, so that only this table is read.

    Nothing personal: terms of shared texts without their order, dropped with the text.
    """

    __tablename__ = "search_posting"
    __table_args__: ClassVar = {"sqlite_with_rowid": False}
    personal: ClassVar = NOTHING_PERSONAL

    term: str = Field(primary_key=True)
    shelf: int = Field(primary_key=True)
    text_id: int = Field(foreign_key="search_text.id", primary_key=True, index=True)
    weight: int
    at: int = Field(sa_type=BigInteger)
    outdated: bool


class Key(Table, table=True):
    """What a term shares with terms that are like it.

    Nothing personal: terms without the texts that they are in, dropped with the last of them.
    """

    __tablename__ = "search_key"
    __table_args__: ClassVar = {"sqlite_with_rowid": False}
    personal: ClassVar = NOTHING_PERSONAL

    key: str = Field(primary_key=True)
    term: str = Field(primary_key=True)


class Count(Table, table=True):
    """In how many texts of a shelf a term is, so that nobody has to count; EVERY_TEXT is in all of them.

    Nothing personal: numbers of texts.
    """

    __tablename__ = "search_count"
    __table_args__: ClassVar = {"sqlite_with_rowid": False}
    personal: ClassVar = NOTHING_PERSONAL

    term: str = Field(primary_key=True)
    shelf: int = Field(primary_key=True)
    texts: int


@dataclass(frozen=True)
class Wanted:
    """Which texts are looked for, where not all that can be seen."""

    kind: Kind | None = None
    institution_kind: InstitutionKind | None = None
    year: int | None = None
    settled: bool | None = None
    besides: tuple[Kind, int] | None = None


ANY = Wanted()
Found = tuple[str, int, int, int, bool]
"""Term, number of the text, weight, seconds, whether outdated."""


async def alone(uow: UnitOfWork) -> None:
    """Let no one else index until this transaction ends: terms come and go by what others have."""
    if not uow.is_sqlite:
        await uow.session.exec(select(func.pg_advisory_xact_lock(LOCKS, INDEXING)))


async def of(uow: UnitOfWork, subjects: Collection[tuple[Kind, int]]) -> dict[tuple[Kind, int], Findable]:
    """What is kept of these."""
    known = {}
    for kind in sorted({kind for kind, _ in subjects}):
        numbers = [subject for its, subject in subjects if its is kind]
        found = select(Findable).where(Findable.kind == kind, col(Findable.subject).in_(numbers))
        known.update({(kind, text.subject): text for text in await uow.session.exec(found)})
    return known


async def unknown(uow: UnitOfWork, kind: Kind, subjects: Collection[int]) -> list[int]:
    """Those of these that can't be found yet."""
    known = set(await uow.session.exec(select(Findable.subject).where(Findable.kind == kind)))
    return [subject for subject in subjects if subject not in known]


async def put(uow: UnitOfWork, texts: Iterable[Findable]) -> None:
    uow.session.add_all(texts)
    await uow.session.flush()


async def remove(uow: UnitOfWork, texts: Iterable[Findable]) -> None:
    for text in texts:
        await uow.session.delete(text)
    await uow.session.flush()


async def add_terms(uow: UnitOfWork, postings: Sequence[Posting], keys: Mapping[str, Iterable[str]]) -> None:
    """What texts consist of, and the keys of each of their terms."""
    if not postings:
        return
    await uow.session.exec(insert(Posting), params=[posting.model_dump() for posting in postings])
    new = sqlite.insert if uow.is_sqlite else postgresql.insert
    counted = [
        {"term": term, "shelf": shelf, "texts": texts}
        for (term, shelf), texts in sorted(
            _counts((posting.term, posting.shelf, posting.text_id) for posting in postings).items()
        )
    ]
    more = new(Count)
    added = {"texts": col(Count.texts) + more.excluded.texts}
    await uow.session.exec(
        more.on_conflict_do_update(index_elements=["term", "shelf"], set_=added), params=counted
    )
    rows = [{"key": key, "term": term} for term in sorted(keys) for key in sorted(keys[term])]
    await uow.session.exec(new(Key).on_conflict_do_nothing(), params=rows)


async def take_terms(uow: UnitOfWork, text_ids: Collection[int]) -> set[str]:
    """Forget what texts consist of; the terms that no other text has."""
    taking = delete(Posting).where(col(Posting.text_id).in_(text_ids))
    taken = _counts(
        await uow.session.exec(taking.returning(col(Posting.term), col(Posting.shelf), col(Posting.text_id)))
    )
    if not taken:
        return set()
    table: Any = Count.__table__  # type: ignore[attr-defined]
    fewer = table.update().where(
        table.c.term == bindparam("its_term"), table.c.shelf == bindparam("its_shelf")
    )
    connection = await uow.connection()
    await connection.execute(
        fewer.values(texts=table.c.texts - bindparam("fewer")),
        [
            {"its_term": term, "its_shelf": shelf, "fewer": texts}
            for (term, shelf), texts in sorted(taken.items())
        ],
    )
    gone = {term for term, _ in taken}
    await connection.execute(table.delete().where(table.c.term.in_(gone), table.c.texts <= 0))
    left = await uow.session.exec(select(Count.term).where(col(Count.term).in_(gone)).distinct())
    return gone - set(left) - {EVERY_TEXT}


def _counts(where: Iterable[tuple[str, int, int]]) -> Counter[tuple[str, int]]:
    """In how many texts each term is, by shelf; and how many texts there are."""
    every = list(where)
    texts = {(shelf, text) for _, shelf, text in every}
    return Counter((term, shelf) for term, shelf, _ in every) + Counter(
        (EVERY_TEXT, shelf) for shelf, _ in texts
    )


async def drop_keys(uow: UnitOfWork, keys: Mapping[str, Iterable[str]]) -> None:
    """Forget terms."""
    if keys:
        all_keys = {key for those in keys.values() for key in those}
        await uow.session.exec(delete(Key).where(col(Key.key).in_(all_keys), col(Key.term).in_(keys)))


async def sharing(uow: UnitOfWork, keys: Collection[str]) -> Sequence[tuple[str, str]]:
    """Each of these keys with the terms that have it."""
    return [
        (key, term)
        for key, term in await uow.session.exec(select(Key.key, Key.term).where(col(Key.key).in_(keys)))
    ]


async def having(
    uow: UnitOfWork, terms: Collection[str], shelves: Collection[int]
) -> tuple[int, dict[str, int]]:
    """How many texts there are on these shelves, and how many have each of the terms."""
    found = (
        select(Count.term, func.sum(Count.texts))
        .where(col(Count.term).in_({*terms, EVERY_TEXT}), col(Count.shelf).in_(shelves))
        .group_by(col(Count.term))
    )
    counted = {term: int(texts) for term, texts in await uow.session.exec(found)}
    return counted.pop(EVERY_TEXT, 0), counted


async def postings(
    uow: UnitOfWork,
    terms: Collection[str],
    shelves: Collection[int],
    wanted: Wanted = ANY,
    texts: Collection[int] | None = None,
) -> Sequence[Found]:
    """Where these terms are, on these shelves; `texts`: only in those."""
    columns: tuple[Any, ...] = (
        col(Posting.term), col(Posting.text_id), col(Posting.weight), col(Posting.at), col(Posting.outdated),
    )  # fmt: skip
    found: Select[Any] = select_columns(*columns).where(
        col(Posting.term).in_(terms), col(Posting.shelf).in_(shelves)
    )
    if texts is not None:
        found = found.where(col(Posting.text_id).in_(texts))
    if wanted != ANY:
        found = _only(found.join(Findable, col(Findable.id) == col(Posting.text_id)), wanted)
    rows: Any = await (await uow.connection()).execute(found)
    read: Sequence[Found] = rows.all()
    return read


def _only(found: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.kind is not None:
        found = found.where(col(Findable.kind) == wanted.kind)
    if wanted.institution_kind is not None:
        found = found.where(col(Findable.institution_kind) == wanted.institution_kind)
    if wanted.year is not None:
        begins, ends = (datetime(wanted.year + later, 1, 1, tzinfo=UTC) for later in (0, 1))
        found = found.where(col(Findable.at) >= begins, col(Findable.at) < ends)
    if wanted.settled is not None:
        found = found.where(col(Findable.settled) == wanted.settled)
    if wanted.besides is not None:
        kind, subject = wanted.besides
        found = found.where(or_(col(Findable.kind) != kind, col(Findable.subject) != subject))
    return found


async def by_ids(uow: UnitOfWork, text_ids: Collection[int]) -> dict[int, Findable]:
    found = await uow.session.exec(select(Findable).where(col(Findable.id).in_(text_ids)))
    return {text.key: text for text in found}
