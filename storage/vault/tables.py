"""The tables of the vault, none of which is linked with another, and how they are rewritten.

A table is always written anew as a whole, in the order of its keys: so neither the place of a row nor the transaction
that wrote it tells when it came.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
    text,
    union,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.schema import CreateSchema

from storage.connections import LOCKS

SCHEMA = "vault"
VAULT = 66
ALONE = text(f"SELECT pg_advisory_xact_lock({LOCKS}, {VAULT})")
_METADATA = MetaData(schema=SCHEMA)


def _table(name: str, *columns: Column[Any]) -> Table:
    ballot = Column("ballot", String, primary_key=True)
    return Table(name, _METADATA, ballot, *columns, sqlite_with_rowid=False)


PARTICIPATION = _table(
    "participation",
    Column("participant", BigInteger, primary_key=True, autoincrement=False),
    Column("sealed", Boolean, nullable=False),
)
ANSWER = _table(
    "answer", Column("key", LargeBinary, primary_key=True), Column("locked", LargeBinary, nullable=False)
)
POOL = _table("pool", Column("locked", LargeBinary, nullable=False))
ALL = (PARTICIPATION, ANSWER, POOL)


def create(connection: Connection) -> None:
    """Make what is not there yet."""
    if connection.dialect.name != "sqlite":
        connection.execute(ALONE)
        if not inspect(connection).has_schema(SCHEMA):
            connection.execute(CreateSchema(SCHEMA))
    _METADATA.create_all(connection)


async def rows(connection: AsyncConnection, table: Table, ballot: str) -> Sequence[Any]:
    return (await connection.execute(select(table).where(table.c.ballot == ballot))).all()


async def ballots(connection: AsyncConnection) -> set[str]:
    """All of which anything is kept."""
    everything = union(*(select(table.c.ballot) for table in ALL))
    return set((await connection.execute(everything)).scalars())


async def ballots_of(connection: AsyncConnection, participant: int) -> set[str]:
    mine = select(PARTICIPATION.c.ballot).where(PARTICIPATION.c.participant == participant)
    return set((await connection.execute(mine)).scalars())


async def clear(connection: AsyncConnection, over: Collection[str]) -> None:
    """Keep nothing of these ballots."""
    for table in ALL:
        await rewrite(connection, table, over)


async def rewrite(
    connection: AsyncConnection, table: Table, of: Collection[str], rows: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Put `rows` in the place of all that these ballots have in a table."""
    others = (await connection.execute(select(table).where(table.c.ballot.not_in(of)))).mappings()
    together = [*(dict(row) for row in others), *(dict(row) for row in rows)]
    together.sort(key=lambda row: [row[column.name] for column in table.primary_key])
    if connection.dialect.name == "sqlite":
        await connection.execute(delete(table))
    else:
        await connection.execute(text(f"TRUNCATE {table.fullname}"))
    if together:
        await connection.execute(insert(table), together)
