"""What a thief learns who knows in which order people answered, and looks into the vault after each of them."""

import asyncio
import logging
import math
import secrets
import shutil
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from storage import backups
from storage.engine import Database
from storage.seal import Seal
from storage.vault import LONGEST, MOST
from storage.vault.box import Box, Purpose
from storage.vault.pool import unpadded
from tests.storage.vaults import Snapshot, connected, looking, on_disk, pieces, vault_of

VOTES = {LONGEST: 205, MOST: 35}
CANARIES = {LONGEST: b"CANARY-of-a-secret-answer", MOST: "ąćęłńóśźżŁ".encode() * 100}
FIRST = 7_000_000_123
"""Numbers of people that are found nowhere else."""


@dataclass(frozen=True)
class History:
    """A ballot in which all have answered, the next person each time, and what lay there after each of them.

    All but five answers are written down. `answers` are opened with the key, as by a thief who had that too.
    """

    people: list[int]
    given: dict[int, bytes]
    seen: list[Snapshot]
    answers: list[list[bytes]]

    @property
    def written(self) -> int:
        return len(self.people) - 5


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "postgresql":
        server: URL = request.getfixturevalue("postgres_database")
        return server.render_as_string(hide_password=False)
    folder = tmp_path_factory.mktemp("history")
    shutil.copy(request.getfixturevalue("sqlite_template"), folder / "spoiwo.db")
    return f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("history_keys")


@pytest.fixture(scope="module", params=VOTES)
def longest(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture(scope="module")
def history(url: str, keys: Path, longest: int) -> History:
    return asyncio.run(_history(url, keys, longest))


async def _history(url: str, keys: Path, longest: int) -> History:
    database, ballot = Database(url, Seal(keys)), secrets.token_hex(8)
    people = secrets.SystemRandom().sample(range(FIRST, FIRST + 1000), VOTES[longest])
    given = {person: secrets.token_bytes(8 + person % (longest - 7)) for person in people}
    await database.vault.clear()
    await database.vault.open(ballot, people, longest=longest)
    box = Box(ballot, (keys / f"{ballot}.ballot").read_bytes())
    seen = []
    async with looking(url) as look:
        for person in people:
            await database.vault.seal(ballot, person, given[person])
            seen.append(await look())
    await database.close()
    opened = {one.answers: one for one in seen}
    found = {rows: [unpadded(box.unlock(Purpose.ANSWER, locked)) for _, locked in rows] for rows in opened}
    return History(people, given, seen, [found[one.answers] for one in seen])


def test_there_are_always_as_many_flags_as_answers(history: History) -> None:
    assert all(one.balanced for one in history.seen)
    assert len(history.seen[-1].answers) == history.written


def test_what_changes_between_two_looks_is_nothing_or_at_least_five(history: History) -> None:
    for before, after, known, more in zip(
        history.seen, history.seen[1:], history.answers, history.answers[1:], strict=False
    ):
        assert before.flagged <= after.flagged
        assert len(after.flagged - before.flagged) in (0, 5)
        assert (Counter(more) - Counter(known)).total() in (0, 5)
        assert not Counter(known) - Counter(more)


def test_no_length_tells_anything(history: History) -> None:
    assert len({len(one.pool) for one in history.seen}) == 1
    assert len({len(locked) for one in history.seen for _, locked in one.answers}) == 1
    assert len({one.pool for one in history.seen}) == len(history.people)


@pytest.mark.parametrize("longest", [LONGEST], indirect=True)
def test_rows_lie_in_the_order_of_their_random_keys(history: History, url: str) -> None:
    """SQLite fills its pages from their end, and a few rows lie above the others."""
    for one in history.seen:
        keys = [key for key, _ in one.answers]
        if not url.startswith("sqlite"):
            assert keys == sorted(keys)
        elif len(keys) <= 30:
            assert keys == sorted(keys, reverse=True)


def test_no_row_stays_as_it_was_when_others_come(history: History) -> None:
    for before, after in zip(history.seen, history.seen[1:], strict=False):
        if before.answers != after.answers:
            assert not {key for key, _ in before.answers} & {key for key, _ in after.answers}
            assert not {locked for _, locked in before.answers} & {locked for _, locked in after.answers}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_file_is_what_it_would_be_if_all_had_come_at_once(
    history: History, url: str, tmp_path: Path
) -> None:
    """Byte by byte, but for what SQLite counts in its first page."""
    file, anew = vault_of(url), tmp_path / "anew.vault"
    with sqlite3.connect(file) as there, sqlite3.connect(anew, isolation_level=None) as clean:
        for (statement,) in there.execute("SELECT sql FROM sqlite_master ORDER BY rowid").fetchall():
            clean.execute(statement)
        for table in ("participation", "answer", "pool"):
            rows = there.execute(f"SELECT * FROM {table}").fetchall()
            clean.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        clean.execute("VACUUM")
    there.close()
    clean.close()
    assert file.read_bytes()[100:] == anew.read_bytes()[100:]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_postgresql_wrote_all_rows_in_one_transaction(history: History, url: str) -> None:
    connection = await connected(url)
    for table, rows in (("answer", history.written), ("participation", len(history.people)), ("pool", 1)):
        found = await connection.fetchrow(
            f"SELECT count(*), count(DISTINCT xmin::text) AS writers, "
            f"count(*) FILTER (WHERE xmax::text <> '0') AS changed FROM vault.{table}"
        )
        assert tuple(found) == (rows, 1, 0), table
    await connection.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
    lying = await connection.fetchval(
        "SELECT count(*) FROM generate_series(0, pg_relation_size('vault.answer') / 8192 - 1) AS page, "
        "LATERAL heap_page_items(get_raw_page('vault.answer', page::int))"
    )
    await connection.execute("DROP EXTENSION pageinspect")
    await connection.close()
    assert lying == history.written


@pytest.mark.parametrize("longest", [LONGEST], indirect=True)
def test_one_look_tells_nothing_to_who_knows_the_order(history: History) -> None:
    """A thief who takes the place of a row for the order: as right as chance, in either direction."""
    place = {answer: number for number, answer in enumerate(history.answers[-1])}
    lying = [place[history.given[person]] for person in history.people if history.given[person] in place]
    number = len(lying)
    for guess in (lying, [number - 1 - one for one in lying]):
        assert sum(one == order for order, one in enumerate(guess)) <= 9  # one in the mean, ten in 10 million
    mean = (number - 1) / 2
    alike = sum((order - mean) * (one - mean) for order, one in enumerate(lying))
    assert abs(alike / (number * (number**2 - 1) / 12)) < 5.5 / math.sqrt(number)


@pytest.mark.parametrize("longest", [LONGEST], indirect=True)
def test_many_looks_link_no_better_than_one_in_five(history: History) -> None:
    """A thief who looks after each vote sees five new flags and five new answers, and pairs them as they lie."""
    right = guesses = 0
    steps = zip(history.seen, history.seen[1:], history.answers, history.answers[1:], strict=False)
    for before, after, known, more in steps:
        flags = [person for person in history.people if person in after.flagged - before.flagged]
        new = [answer for answer in more if answer not in set(known)]
        right += sum(history.given[person] == answer for person, answer in zip(flags, new, strict=True))
        guesses += len(flags)
    assert guesses == history.written
    assert right <= guesses / 5


# after the end


@pytest.mark.parametrize("longest", CANARIES, ids=["short", "long"])
async def test_nothing_is_left_of_what_is_over(
    database: Database, database_url: str, longest: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Not an answer, a key, a name of a ballot or a flag; and of the answers nothing is ever readable or told."""
    canary, ballot, other = CANARIES[longest], secrets.token_hex(8), secrets.token_hex(8)
    people = range(FIRST, FIRST + 16)
    caplog.set_level(logging.DEBUG)
    for each in (ballot, other):
        await database.vault.open(each, people, longest=longest)
        for person in people:
            await database.vault.seal(each, person, canary)
    key = (tmp_path / "keys" / f"{ballot}.ballot").read_bytes()
    pool = (await _pools(database_url))[ballot]
    there = await on_disk(database_url, tmp_path)
    assert canary[:16] not in there
    assert pool[:16] in there
    assert ballot.encode() in there
    await database.vault.destroy([ballot])
    there = await on_disk(database_url, tmp_path)
    for gone in (canary[:16], key, ballot.encode(), *pieces(pool)):
        assert gone not in there
    assert other.encode() in there
    assert canary.decode()[:8] not in caplog.text
    assert repr(canary[:8])[2:-1] not in caplog.text
    assert str(FIRST)[:-2] not in caplog.text


async def _pools(url: str) -> dict[str, bytes]:
    if url.startswith("sqlite"):
        with sqlite3.connect(vault_of(url)) as connection:
            found = connection.execute("SELECT ballot, locked FROM pool").fetchall()
        connection.close()
        return dict(found)
    reading = await connected(url)
    rows = await reading.fetch("SELECT ballot, locked FROM vault.pool")
    await reading.close()
    return {row["ballot"]: bytes(row["locked"]) for row in rows}


@pytest.mark.parametrize("longest", [LONGEST, 255, MOST])
async def test_a_waiting_answer_that_was_rewritten_is_not_left_in_the_file(
    sqlite_url: str, longest: int, tmp_path: Path
) -> None:
    """Each answer rewrites the pool; what it was before must not be there, in whatever part of the page."""
    vault, ballot = Database(sqlite_url, Seal(tmp_path / "keys")).vault, secrets.token_hex(8)
    await vault.open(ballot, range(30), longest=longest)
    await vault.open(secrets.token_hex(8), range(30))
    before: list[bytes] = []
    for person in range(24):
        await vault.seal(ballot, person, b"yes")
        content = vault_of(sqlite_url).read_bytes()
        assert not [piece for pool in before for piece in pieces(pool) if piece in content]
        before.append((await _pools(sqlite_url))[ballot])
    assert [file.name for file in tmp_path.glob("spoiwo.vault*")] == ["spoiwo.vault"]
    await vault.dispose()


async def test_a_vault_is_not_in_a_backup(database: Database, database_url: str, tmp_path: Path) -> None:
    if not backups.possible(database_url):
        pytest.skip("pg_dump is not installed")
    ballot = secrets.token_hex(8)
    await database.vault.open(ballot, range(9))
    made = await backups.make(database_url, tmp_path / "backups", datetime(2026, 11, 21, 2, 30, tzinfo=UTC))
    content = made.file.read_bytes()
    assert [file.name for file in (tmp_path / "backups").iterdir()] == [made.file.name]
    for absent in (ballot.encode(), b"participation"):
        assert absent not in content
