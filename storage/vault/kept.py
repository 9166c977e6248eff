"""A ballot as it is kept: read out of the tables and its box, and written back as far as it has changed."""

import secrets

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.vault import tables
from storage.vault.ballot import Ballot
from storage.vault.box import Box, Purpose
from storage.vault.pool import Pool, padded, unpadded
from storage.vault.tables import ANSWER, PARTICIPATION, POOL

KEY = 16


class NotThere(Exception):
    """Nothing is kept of this ballot."""


async def is_there(connection: AsyncConnection, ballot: str) -> bool:
    return bool(await tables.rows(connection, POOL, ballot))


async def begin(connection: AsyncConnection, box: Box, longest: int) -> None:
    """Nobody is invited yet."""
    await _write_pool(connection, box, Pool(longest=longest))


async def look(connection: AsyncConnection, box: Box) -> Ballot:
    """Raises NotThere and BrokenBox."""
    pool = await tables.rows(connection, POOL, box.ballot)
    if not pool:
        raise NotThere
    answers = await tables.rows(connection, ANSWER, box.ballot)
    return Ballot(
        await flagged(connection, box.ballot),
        tuple(unpadded(box.unlock(Purpose.ANSWER, row.locked)) for row in answers),
        Pool.unpacked(box.unlock(Purpose.POOL, pool[0].locked)),
    )


async def flagged(connection: AsyncConnection, ballot: str) -> dict[int, bool]:
    """Who is invited, and whether their answer is written down."""
    rows = await tables.rows(connection, PARTICIPATION, ballot)
    return {row.participant: row.sealed for row in rows}


async def save(connection: AsyncConnection, box: Box, before: Ballot, after: Ballot) -> None:
    if after.flagged != before.flagged:
        await write_flags(connection, box.ballot, after)
    if after.answers != before.answers:
        await _write_answers(connection, box, after)
    if after.pool != before.pool:
        await _write_pool(connection, box, after.pool)


async def write_flags(connection: AsyncConnection, ballot: str, known: Ballot) -> None:
    rows = [
        {"ballot": ballot, "participant": participant, "sealed": sealed}
        for participant, sealed in known.flagged.items()
    ]
    await tables.rewrite(connection, PARTICIPATION, {ballot}, rows)


async def _write_answers(connection: AsyncConnection, box: Box, known: Ballot) -> None:
    """All of them anew under other keys, so that nobody sees which of them have just come."""
    rows = [
        {
            "ballot": box.ballot,
            "key": secrets.token_bytes(KEY),
            "locked": box.lock(Purpose.ANSWER, padded(answer, known.pool.longest)),
        }
        for answer in known.answers
    ]
    await tables.rewrite(connection, ANSWER, {box.ballot}, rows)


async def _write_pool(connection: AsyncConnection, box: Box, pool: Pool) -> None:
    row = {"ballot": box.ballot, "locked": box.lock(Purpose.POOL, pool.packed())}
    await tables.rewrite(connection, POOL, {box.ballot}, [row])
