"""What every table declares as personal, read and erased for one person, whatever tables there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Select, func, or_, select
from sqlalchemy import Table as Columns
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlmodel import col, delete, update
from sqlmodel import select as entities

from storage.institutions import Membership, Standing
from storage.network import Network
from storage.people import Person
from storage.roles import Grant
from storage.schema import TABLES
from storage.table import Erasing, Personal, Table
from storage.unit_of_work import UnitOfWork

NAMING = ("topic", "title", "name")
PEOPLE: Columns = Person.__table__  # type: ignore[attr-defined]
NETWORKS: Columns = Network.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Entry:
    """One row: the names of what it belongs to, and the declared columns with their values."""

    about: tuple[str, ...]
    values: dict[str, Any]


@dataclass(frozen=True)
class Kept:
    """A person's rows of one table, and whether the rows outlive the person's wish to be forgotten."""

    table: str
    entries: tuple[Entry, ...]
    stays: bool


def declared() -> Iterator[tuple[type[Table], Columns]]:
    """Tables with personal data, those that refer to others first."""
    by_table = {cls.__tablename__: cls for cls in TABLES}
    for table in reversed(PEOPLE.metadata.sorted_tables):
        if table.name in by_table and by_table[table.name].personal:
            yield by_table[table.name], table


async def kept(uow: UnitOfWork, person_id: int) -> list[Kept]:
    """Everything that is remembered of a person, the person's own row first; tables without any are left out."""
    await uow.session.flush()
    found = [await _rows(uow, cls, table, person_id) for cls, table in declared()]
    return [each for each in reversed(found) if each.entries]


async def networks_of(uow: UnitOfWork, person_id: int) -> Sequence[Network]:
    """Networks in which a person takes part, waits, or holds a role."""
    in_it = select(col(Membership.network_id)).where(
        col(Membership.person_id) == person_id, col(Membership.standing) != Standing.LEFT
    )
    held = select(col(Grant.network_id)).where(
        col(Grant.person_id) == person_id, col(Grant.ended_at).is_(None)
    )
    found = entities(Network).where(or_(col(Network.id).in_(in_it), col(Network.id).in_(held)))
    return (await uow.session.exec(found.order_by(col(Network.id)))).all()


async def erase(uow: UnitOfWork, person_id: int) -> None:
    """Delete, blank or make nameless every row of a person, as its table declares."""
    await uow.session.flush()
    for cls, table in declared():
        for personal in cls.personal:
            mine = owned(table, personal.owner, person_id)
            match personal.erasing:
                case Erasing.DELETE:
                    await uow.session.exec(delete(cls).where(mine))
                case Erasing.BLANK:
                    blank = {name: _blank(table.c[name]) for name in personal.columns}
                    await uow.session.exec(update(cls).where(mine).values(blank))
                case Erasing.KEEP_NAMELESS:
                    await uow.session.exec(update(cls).where(mine).values({personal.owner: None}))


async def _rows(uow: UnitOfWork, cls: type[Table], table: Columns, person_id: int) -> Kept:
    query, about, columns = _query(table, cls.personal, person_id)
    found = (await (await uow.connection()).execute(query)).all()
    entries = (
        Entry(tuple(name for name in row[:about] if name), dict(zip(columns, row[about:], strict=True)))
        for row in found
    )
    stays = any(personal.erasing is Erasing.KEEP_NAMELESS for personal in cls.personal)
    return Kept(table.name, tuple(entries), stays)


def _query(
    table: Columns, declarations: Sequence[Personal], person_id: int
) -> tuple[Select[Any], int, list[str]]:
    """The rows of a person; first the names of what they refer to, so many, then the declared columns."""
    columns = list(dict.fromkeys(name for personal in declarations for name in personal.columns))
    owners = {personal.owner.split(".")[0] for personal in declarations}
    source: FromClause = table
    named: dict[str, ColumnElement[Any]] = {}
    for column in table.columns:
        if column.foreign_keys and column.name not in owners:
            source, name = _join_name(source, column)
            if name is not None:
                named[column.name] = name
    about = [name for column, name in named.items() if column not in columns]
    shown = [named.get(column, table.c[column]) for column in columns]
    mine = or_(*(owned(table, personal.owner, person_id) for personal in declarations))
    query = select(*about, *shown).select_from(source).where(mine).order_by(*table.primary_key)
    return query, len(about), columns


def _join_name(source: FromClause, column: Column[Any]) -> tuple[FromClause, ColumnElement[Any] | None]:
    """The name of what `column` refers to, or at least of its network; other people are not named."""
    key = next(iter(column.foreign_keys)).column
    target = key.table.alias()
    if key.table is PEOPLE:
        return source, None
    source = source.outerjoin(target, target.c[key.name] == column)
    own = next((target.c[name] for name in NAMING if name in target.c), None)
    if "network_id" not in target.c or "network_id" in column.table.c:
        return source, own
    network = NETWORKS.alias()
    source = source.outerjoin(network, network.c.id == target.c.network_id)
    return source, func.coalesce(
        func.nullif(own, ""), network.c.topic
    ) if own is not None else network.c.topic


def owned(table: FromClause, owner: str, person_id: int) -> ColumnElement[bool]:
    """Rows whose owner is the person: by a column, or by the row that a column refers to (`answer_id.person_id`)."""
    first, _, rest = owner.partition(".")
    column = table.c[first]
    if not rest:
        return column == person_id
    key = next(iter(column.foreign_keys)).column
    return column.in_(select(key).where(owned(key.table, rest, person_id)))


def _blank(column: Column[Any]) -> Any:
    if column.nullable:
        return None
    default = column.default
    return default.arg if isinstance(default, ScalarElementColumnDefault) else ""
