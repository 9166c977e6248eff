"""The one place that keeps consent: who may see which entries of the log.

Whatever shows entries to others than their owner and those who check them asks here: pages, lists, search, papers,
exports, the web catalogue, its feed.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, extract, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage.entries.entries import Entry, EntryAudience, EntryKind, EntryState
from storage.entries.kin import EntrySource, EntryTag
from storage.institutions import Institution, InstitutionKind
from storage.topics import Topic
from storage.unit_of_work import UnitOfWork

CHUNK = 200


@dataclass(frozen=True)
class Sight:
    """Whose eyes: of people of these `networks`, of somebody of the `installation`, or (neither) of anybody."""

    networks: frozenset[int] = frozenset()
    installation: bool = False


ANYBODY = Sight()


@dataclass(frozen=True)
class Wanted:
    """Which entries, of those that may be seen. Years are those in which they came into the log; a topic is meant
    with those of other networks that go by its name."""

    kinds: tuple[EntryKind, ...] = ()
    network_id: int | None = None
    topic_id: int | None = None
    institution_kind: InstitutionKind | None = None
    institution_id: int | None = None
    year: int | None = None
    ids: Collection[int] | None = None


ALL = Wanted()


def _open_to(sight: Sight) -> ColumnElement[bool]:
    """What is kept and may travel as far as these eyes; what was made of others no further than each of them.

    What is taken back or hidden reaches nobody, so what was made of it stays in its own network.
    """
    return and_(
        _is_for(Entry, sight),
        or_(col(Entry.network_id).in_(sight.networks), col(Entry.id).not_in(_limited(sight))),
    )


def _is_for(entry: Any, sight: Sight) -> ColumnElement[bool]:
    far = [EntryAudience.PUBLIC, *([EntryAudience.INSTALLATION] if sight.installation else [])]
    return and_(
        entry.state == EntryState.KEPT, or_(entry.network_id.in_(sight.networks), entry.audience.in_(far))
    )


def _limited(sight: Sight) -> Any:
    """The numbers of what was made, in however many steps, of something that is not for these eyes."""
    source = aliased(Entry)
    made = select(EntrySource.entry_id).join(source, col(source.id) == col(EntrySource.source_id))
    limited = made.where(~_is_for(source, sight)).cte("limited", recursive=True)
    further = select(EntrySource.entry_id).join(limited, col(EntrySource.source_id) == limited.c.entry_id)
    return select(limited.union(further).c.entry_id)


def _only(wanted: Wanted) -> list[Any]:
    conditions: list[Any] = []
    if wanted.kinds:
        conditions.append(col(Entry.kind).in_(wanted.kinds))
    if wanted.network_id is not None:
        conditions.append(Entry.network_id == wanted.network_id)
    if wanted.ids is not None:
        conditions.append(col(Entry.id).in_(wanted.ids))
    if wanted.institution_id is not None:
        conditions.append(Entry.institution_id == wanted.institution_id)
    if wanted.topic_id is not None:
        name = select(Topic.folded).where(Topic.id == wanted.topic_id).scalar_subquery()
        about = exists().where(
            col(EntryTag.entry_id) == col(Entry.id), col(Topic.id) == col(EntryTag.topic_id),
            col(Topic.folded) == name,
        )  # fmt: skip
        conditions.append(about)
    if wanted.institution_kind is not None:
        of_kind = exists().where(
            col(Institution.id) == col(Entry.institution_id), col(Institution.kind) == wanted.institution_kind
        )
        conditions.append(of_kind)
    if wanted.year is not None:
        begins, ends = (datetime(wanted.year + later, 1, 1, tzinfo=UTC) for later in (0, 1))
        conditions += [col(Entry.kept_at) >= begins, col(Entry.kept_at) < ends]
    return conditions


async def one(uow: UnitOfWork, sight: Sight, entry_id: int) -> Entry | None:
    """This entry, if these eyes may see it."""
    return (await by_ids(uow, sight, [entry_id])).get(entry_id)


async def by_ids(uow: UnitOfWork, sight: Sight, ids: Collection[int]) -> dict[int, Entry]:
    """Those of these entries that may be seen."""
    found = select(Entry).where(col(Entry.id).in_(ids), _open_to(sight))
    return {entry.key: entry for entry in await uow.session.exec(found)}


async def page(
    uow: UnitOfWork, sight: Sight, wanted: Wanted = ALL, *, first: int = 0, most: int = 10
) -> tuple[Sequence[Entry], int]:
    """A page of them, the newest first, and how many there are."""
    conditions = (_open_to(sight), *_only(wanted))
    found = select(Entry).where(*conditions).order_by(col(Entry.kept_at).desc(), col(Entry.id).desc())
    count = select(func.count()).select_from(Entry).where(*conditions)
    shown = (await uow.session.exec(found.offset(first).limit(most))).all()
    return shown, (await uow.session.exec(count)).one()


async def every(uow: UnitOfWork, sight: Sight, wanted: Wanted = ALL) -> AsyncIterator[list[Entry]]:
    """All of them in the order of their numbers, some at a time, so that however many there are, memory stays flat."""
    last = 0
    while True:
        found = select(Entry).where(_open_to(sight), *_only(wanted), col(Entry.id) > last)
        chunk = list(await uow.session.exec(found.order_by(col(Entry.id)).limit(CHUNK)))
        if not chunk:
            return
        last = chunk[-1].key
        yield chunk
        for entry in chunk:
            if entry not in uow.session.dirty:
                uow.session.expunge(entry)


async def years(uow: UnitOfWork, sight: Sight, wanted: Wanted = ALL) -> list[int]:
    """In which years they came into the log, the newest first."""
    rest = _only(replace(wanted, year=None))
    found = select(extract("year", col(Entry.kept_at))).where(_open_to(sight), *rest).distinct()
    return sorted((int(year) for year in await uow.session.exec(found) if year is not None), reverse=True)


async def topics(uow: UnitOfWork, sight: Sight, wanted: Wanted = ALL) -> dict[int, int]:
    """How many entries there are on each topic, by its number."""
    rest = _only(replace(wanted, topic_id=None))
    found = (
        select(EntryTag.topic_id, func.count())
        .join(Entry, col(Entry.id) == col(EntryTag.entry_id))
        .where(_open_to(sight), *rest)
        .group_by(col(EntryTag.topic_id))
    )
    return dict((await uow.session.exec(found)).all())


async def kinds(uow: UnitOfWork, sight: Sight, wanted: Wanted = ALL) -> dict[EntryKind, int]:
    """How many entries there are of each kind."""
    rest = _only(replace(wanted, kinds=()))
    found = select(Entry.kind, func.count()).where(_open_to(sight), *rest).group_by(col(Entry.kind))
    return {EntryKind(kind): many for kind, many in await uow.session.exec(found)}


async def institution_kinds(
    uow: UnitOfWork, sight: Sight, wanted: Wanted = ALL
) -> dict[InstitutionKind, int]:
    """How many entries there are from each kind of institution."""
    rest = _only(replace(wanted, institution_kind=None))
    found = (
        select(Institution.kind, func.count())
        .join(Entry, col(Institution.id) == col(Entry.institution_id))
        .where(_open_to(sight), *rest)
        .group_by(col(Institution.kind))
    )
    return {InstitutionKind(kind): many for kind, many in await uow.session.exec(found)}


def numbers(sight: Sight, wanted: Wanted = ALL) -> Select[Any]:
    """Their numbers, for a question about something that hangs on them."""
    return select_columns(col(Entry.id)).where(_open_to(sight), *_only(wanted))
