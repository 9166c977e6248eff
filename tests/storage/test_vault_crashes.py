"""The vault when its process dies: at each step of writing, and at any moment."""

import asyncio
import contextlib
import multiprocessing
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from storage.engine import Database
from storage.seal import Seal
from storage.vault import LONGEST, MOST, Vault
from storage.vault.room import Room
from tests.storage.vaults import looking, pieces, vault_of

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.storage.test_vault_crashes"])
TOWN = range(1, 61)
KILLS = 4


class Died(BaseException):
    """What no handler catches."""


@contextmanager
def dying(vault: Vault, at: int) -> Iterator[None]:
    """Die before or after the `at`-th statement or before the commit, whatever comes first."""
    engine, steps = vault._room._engine.sync_engine, iter(range(at))

    def step(*_: Any) -> None:
        if next(steps, None) is None:
            raise Died

    moments = ("before_cursor_execute", "after_cursor_execute", "commit")
    for moment in moments:
        event.listen(engine, moment, step)
    try:
        yield
    finally:
        for moment in moments:
            event.remove(engine, moment, step)


async def test_a_death_at_any_step_leaves_all_or_nothing(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    """The tenth answer is the one at which five are written down."""
    vault, ballot, deaths = database.vault, secrets.token_hex(8), 0
    await vault.open(ballot, TOWN)
    for person in TOWN[:9]:
        await vault.seal(ballot, person, b"%d" % person)
    async with looking(database_url) as look:
        for step in range(200):
            before = await look()
            try:
                with dying(vault, step):
                    await vault.seal(ballot, 10, b"10")
                break
            except Died:
                deaths += 1
            after = await look()
            assert after.balanced
            assert len(after.flagged - before.flagged) in (0, 5)
            assert len(after.answers) - len(before.answers) in (0, 5)
            again = Database(database_url, Seal(tmp_path / "keys"))
            assert len(await again.vault.sealed(ballot)) in (9, 10)
            await again.close()
    read = await vault.read(ballot)
    assert read is not None
    assert sorted(read.answers) == sorted(b"%d" % person for person in TOWN[:10])
    assert deaths > 20


@pytest.mark.parametrize("longest", [LONGEST, MOST])
async def test_a_process_that_dies_before_it_tidies_up_leaves_nothing_in_the_file(
    sqlite_url: str, longest: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of answers that were written anew, nor of a ballot that is over."""

    async def die(_: Room) -> None:
        raise Died

    vault, ballot = Database(sqlite_url, Seal(tmp_path / "keys")).vault, secrets.token_hex(8)
    before: set[bytes] = set()
    monkeypatch.setattr(Room, "tidy", die)
    with contextlib.suppress(Died):
        await vault.open(ballot, TOWN, longest=longest)
    async with looking(sqlite_url) as look:
        for person in TOWN[:24]:
            with contextlib.suppress(Died):
                await vault.seal(ballot, person, b"yes")
            seen = await look()
            now, content = (
                {seen.pool, *(locked for _, locked in seen.answers)},
                vault_of(sqlite_url).read_bytes(),
            )
            assert not [piece for gone in before - now for piece in pieces(gone) if piece in content]
            before |= now
    with contextlib.suppress(Died):
        await vault.destroy([ballot])
    content = vault_of(sqlite_url).read_bytes()
    assert not [piece for gone in (ballot.encode(), *before) for piece in pieces(gone) if piece in content]
    await vault.dispose()


async def test_a_power_cut_takes_back_no_answer_that_somebody_was_thanked_for(sqlite_url: str) -> None:
    """SQLite writes its folder too after a journal is gone: one that came back would undo the answer."""
    room = Room(make_url(sqlite_url))
    async with room.alone() as connection:
        assert (await connection.exec_driver_sql("PRAGMA synchronous")).scalar() == 3
        assert (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar() == "delete"
    await room.dispose()


def _seal_all(url: str, keys: str, ballot: str, people: list[int], told: Connection) -> None:
    """Be a process in which one after another answers, and tell of each."""

    async def seal() -> None:
        vault = Database(url, Seal(Path(keys))).vault
        for person in people:
            await vault.seal(ballot, person, b"%d" % person)
            told.send(person)

    asyncio.run(seal())


async def test_a_process_that_is_killed_loses_no_answer_and_counts_none_twice(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    ballot, acknowledged, dice = secrets.token_hex(8), set[int](), secrets.SystemRandom()
    await database.vault.open(ballot, TOWN)
    async with looking(database_url) as look:
        for kill in range(KILLS + 1):
            before = await look()
            here, there = multiprocessing.Pipe(duplex=False)
            left = [person for person in TOWN if person not in acknowledged]
            process = FORKS.Process(
                target=_seal_all, args=(database_url, str(tmp_path / "keys"), ballot, left, there)
            )
            process.start()
            there.close()
            if kill < KILLS:
                patience = len(acknowledged) + dice.randrange(1, 12)
                await asyncio.to_thread(_listen, here, acknowledged, patience)
                await asyncio.sleep(dice.random() / 100)
                process.kill()
            await asyncio.to_thread(_listen, here, acknowledged, len(TOWN))
            process.join()
            after = await look()
            assert after.balanced
            assert before.flagged <= after.flagged
            assert (len(after.answers) - len(before.answers)) % 5 == 0
            assert acknowledged <= await database.vault.sealed(ballot)
    read = await database.vault.read(ballot)
    assert read is not None
    assert sorted(read.answers) == sorted(b"%d" % person for person in TOWN)
    assert read.sealed == frozenset(TOWN)


def _listen(told: Connection, heard: set[int], number: int) -> None:
    """Hear of answers until there are so many, or nobody is there any more."""
    try:
        while len(heard) < number:
            heard.add(told.recv())
    except EOFError:
        pass
