"""The vault: everybody answers once, nothing is lost, and nothing is left of what is over."""

import asyncio
import secrets
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from storage.engine import Database
from storage.seal import Seal
from storage.unavailable import Unavailable
from storage.vault import LONGEST, MOST, Band, NotInvited, NotOpen, Vault, kept, room, tables

TOWN = range(1, 31)


@pytest.fixture
def vault(database: Database) -> Vault:
    return database.vault


@pytest.fixture
def ballot() -> str:
    return secrets.token_hex(8)


async def answered(vault: Vault, ballot: str, number: int) -> None:
    """So many of the town have answered, each in another way."""
    await vault.open(ballot, TOWN)
    for person in TOWN[:number]:
        assert await vault.seal(ballot, person, b"%d" % person)


def answers(number: int) -> list[bytes]:
    return sorted(b"%d" % person for person in TOWN[:number])


async def test_who_is_invited_may_answer_once(vault: Vault, ballot: str) -> None:
    assert not await vault.is_open(ballot)
    await answered(vault, ballot, 7)
    assert await vault.is_open(ballot)
    assert await vault.invited(ballot) == frozenset(TOWN)
    assert await vault.sealed(ballot) == frozenset(TOWN[:7])
    assert await vault.band(ballot) is Band.FIVE_OR_MORE
    assert not await vault.seal(ballot, 1, b"another")
    read = await vault.read(ballot)
    assert read is not None
    assert sorted(read.answers) == answers(7)
    assert read.sealed == frozenset(TOWN[:7])


async def test_nobody_else_may(vault: Vault, ballot: str) -> None:
    await answered(vault, ballot, 7)
    with pytest.raises(NotInvited):
        await vault.seal(ballot, 99, b"yes")
    with pytest.raises(ValueError, match="32 bytes"):
        await vault.seal(ballot, 8, bytes(LONGEST + 1))
    assert await vault.sealed(ballot) == frozenset(TOWN[:7])


@pytest.mark.parametrize("longest", [1, 255, 256, MOST])
async def test_each_ballot_says_how_long_its_answers_may_be(vault: Vault, ballot: str, longest: int) -> None:
    """Once and for all: whoever opens it again changes nothing."""
    await vault.open(ballot, TOWN, longest=longest)
    await vault.open(ballot, TOWN)
    given = [bytes([person]) * (longest if person % 2 else 1) for person in TOWN]
    for person, answer in zip(TOWN, given, strict=True):
        with pytest.raises(ValueError, match=f"{longest} bytes"):
            await vault.seal(ballot, person, bytes(longest + 1))
        assert await vault.seal(ballot, person, answer)
    await vault.forget(3)
    read = await vault.read(ballot)
    assert read is not None
    assert sorted(read.answers) == sorted(given)


@pytest.mark.parametrize("longest", [0, MOST + 1])
async def test_answers_have_between_one_and_4000_bytes(vault: Vault, ballot: str, longest: int) -> None:
    with pytest.raises(ValueError, match="1 to 4000 bytes"):
        await vault.open(ballot, TOWN, longest=longest)
    assert not await vault.ballots()


async def test_short_and_long_ballots_lie_side_by_side(vault: Vault, ballot: str) -> None:
    other, text_of = secrets.token_hex(8), {one: ("ź" * 50 * one).encode() for one in TOWN}
    await vault.open(other, TOWN, longest=MOST)
    await answered(vault, ballot, 12)
    for person in TOWN[:12]:
        await vault.seal(other, person, text_of[person])
    await vault.destroy([ballot])
    read = await vault.read(other)
    assert read is not None
    assert sorted(read.answers) == sorted(text_of[person] for person in TOWN[:12])


async def test_who_comes_later_is_invited_and_the_others_stay_as_they_are(vault: Vault, ballot: str) -> None:
    await answered(vault, ballot, 11)
    await vault.invite(ballot, [1, 2, 99])
    await vault.open(ballot, [3, 98])
    assert await vault.invited(ballot) == frozenset(TOWN) | {98, 99}
    assert await vault.sealed(ballot) == frozenset(TOWN[:11])
    assert await vault.seal(ballot, 99, b"%d" % 99)
    assert not await vault.seal(ballot, 1, b"another")


async def test_fewer_than_five_answers_are_for_nobody(vault: Vault, ballot: str) -> None:
    await answered(vault, ballot, 4)
    assert await vault.read(ballot) is None
    await vault.seal(ballot, 5, b"5")
    read = await vault.read(ballot)
    assert read is not None
    assert sorted(read.answers) == answers(5)


async def test_answers_are_read_in_random_order(vault: Vault, ballot: str) -> None:
    await answered(vault, ballot, 17)
    orders = {read.answers for _ in range(3) if (read := await vault.read(ballot))}
    assert len(orders) == 3


async def test_ballots_do_not_meet(vault: Vault, ballot: str) -> None:
    other = secrets.token_hex(8)
    await answered(vault, ballot, 12)
    await answered(vault, other, 6)
    await vault.destroy([ballot])
    read = await vault.read(other)
    assert read is not None
    assert sorted(read.answers) == answers(6)


async def test_what_is_over_is_gone_with_its_key(vault: Vault, ballot: str, tmp_path: Path) -> None:
    await answered(vault, ballot, 12)
    assert [key.name for key in (tmp_path / "keys").iterdir()] == [f"{ballot}.ballot"]
    await vault.destroy([ballot])
    await vault.destroy([ballot])
    assert list((tmp_path / "keys").iterdir()) == []
    assert not await vault.is_open(ballot)
    assert await vault.invited(ballot) == frozenset()
    for late in (
        vault.seal(ballot, 1, b""),
        vault.invite(ballot, [1]),
        vault.read(ballot),
        vault.band(ballot),
    ):
        with pytest.raises(NotOpen):
            await late


async def test_several_are_destroyed_at_once_also_without_their_keys(
    vault: Vault, ballot: str, tmp_path: Path
) -> None:
    others = [secrets.token_hex(8) for _ in range(3)]
    for each in (ballot, *others):
        await answered(vault, each, 6)
    (tmp_path / "keys" / f"{others[0]}.ballot").unlink()
    await vault.destroy([*others, "never-opened"])
    assert await vault.sealed(ballot) == frozenset(TOWN[:6])
    assert [await vault.invited(other) for other in others] == [frozenset()] * 3
    assert [key.stem for key in (tmp_path / "keys").iterdir()] == [ballot]


async def test_without_its_key_a_ballot_is_not_open(vault: Vault, ballot: str, tmp_path: Path) -> None:
    """As after a restored PostgreSQL, or with the keys of another installation."""
    await answered(vault, ballot, 12)
    key = tmp_path / "keys" / f"{ballot}.ballot"
    right = key.read_bytes()
    key.write_bytes(secrets.token_bytes(32))
    assert not await vault.is_open(ballot)
    key.unlink()
    assert not await vault.is_open(ballot)
    with pytest.raises(NotOpen):
        await vault.open(ballot, TOWN)
    await vault.forget(1)
    key.write_bytes(right)
    assert await vault.is_open(ballot)
    assert 1 not in await vault.invited(ballot)


async def test_who_is_forgotten_leaves_an_answer_without_a_name(vault: Vault, ballot: str) -> None:
    """Also one whose answer waits in the pool."""
    other = secrets.token_hex(8)
    await answered(vault, ballot, 12)
    await answered(vault, other, 3)
    for person in (1, 2, 12, 20):
        await vault.forget(person)
    assert {one for one in await vault.invited(ballot) if one > 0} == set(TOWN) - {1, 2, 12, 20}
    assert len(await vault.invited(ballot)) == len(TOWN)
    sealed = await vault.sealed(ballot)
    assert {one for one in sealed if one > 0} == set(TOWN[:12]) - {1, 2, 12}
    assert len(sealed) == 12
    assert sealed < await vault.invited(ballot)
    assert {one for one in await vault.sealed(other) if one > 0} == {3}
    read = await vault.read(ballot)
    assert read is not None
    assert sorted(read.answers) == answers(12)


async def test_somebody_can_be_forgotten_in_one_ballot_only(vault: Vault, ballot: str) -> None:
    other = secrets.token_hex(8)
    await answered(vault, ballot, 3)
    await answered(vault, other, 3)
    await vault.forget(2, ballot)
    assert 2 not in await vault.sealed(ballot)
    assert 2 in await vault.sealed(other)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "short", "a" * 65, "Ala ma kota"])
async def test_a_ballot_has_a_random_name(tmp_path: Path, name: str) -> None:
    vault = Vault(make_url(f"sqlite+aiosqlite:///{tmp_path / 'spoiwo.db'}"), tmp_path)
    with pytest.raises(ValueError, match="random"):
        await vault.open(name, TOWN)
    assert list(tmp_path.iterdir()) == []


# processes that come, go and meet


async def test_a_restart_loses_nothing_and_counts_nothing_twice(
    vault: Vault, ballot: str, database_url: str, tmp_path: Path
) -> None:
    for number in (3, 9, 11, 16):
        another = Database(database_url, Seal(tmp_path / "keys"))
        await another.vault.open(ballot, TOWN)
        for person in TOWN[:number]:
            await another.vault.seal(ballot, person, b"%d" % person)
        await another.close()
    read = await vault.read(ballot)
    assert read is not None
    assert sorted(read.answers) == answers(16)


async def test_two_processes_share_a_ballot(
    vault: Vault, ballot: str, database_url: str, tmp_path: Path
) -> None:
    other = Database(database_url, Seal(tmp_path / "keys"))
    await asyncio.gather(*(place.open(ballot, TOWN) for place in (vault, other.vault)))
    taken = await asyncio.gather(
        *(place.seal(ballot, person, b"%d" % person) for person in TOWN for place in (vault, other.vault))
    )
    assert sum(taken) == len(TOWN)
    read = await other.vault.read(ballot)
    await other.close()
    assert read is not None
    assert sorted(read.answers) == answers(len(TOWN))


async def test_answers_are_safe_before_the_unit_of_work_ends(database: Database, ballot: str) -> None:
    """What handles the same tap again finds the answer there; many may do so at a time."""
    await database.vault.open(ballot, TOWN)

    async def visit(person: int) -> None:
        async with database.write() as uow:
            uow.before_commit(lambda: seal(person))
            await (await uow.session.connection()).execute(text("SELECT 1"))
            if person % 2:
                await uow.complete()
                raise LookupError

    async def seal(person: int) -> None:
        await database.vault.seal(ballot, person, b"%d" % person)

    await asyncio.gather(*(visit(person) for person in TOWN), return_exceptions=True)
    await asyncio.gather(*(seal(person) for person in TOWN))
    read = await database.vault.read(ballot)
    assert read is not None
    assert sorted(read.answers) == answers(len(TOWN))


# troubles


async def test_a_ballot_whose_beginning_failed_begins_again(
    vault: Vault, ballot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr(kept, "begin", fail)
    with pytest.raises(LookupError):
        await vault.open(ballot, TOWN)
    assert not await vault.is_open(ballot)
    monkeypatch.undo()
    await answered(vault, ballot, 5)
    assert await vault.read(ballot) is not None


async def test_an_end_that_failed_leaves_nothing_readable_and_is_made_up_for(
    vault: Vault, ballot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise LookupError

    await answered(vault, ballot, 12)
    monkeypatch.setattr(tables, "clear", fail)
    with pytest.raises(LookupError):
        await vault.destroy([ballot])
    assert not await vault.is_open(ballot)
    assert await vault.invited(ballot)
    monkeypatch.undo()
    await vault.destroy([ballot])
    assert await vault.invited(ballot) == frozenset()


async def test_where_the_keys_do_not_answer_it_is_unavailable(
    vault: Vault, ballot: str, tmp_path: Path
) -> None:
    """As when their folder is not mounted: that is no reason to take a ballot for gone."""
    await answered(vault, ballot, 5)
    shutil.move(tmp_path / "keys", tmp_path / "elsewhere")
    for attempt in (vault.is_open(ballot), vault.seal(ballot, 7, b""), vault.destroy([ballot])):
        with pytest.raises(Unavailable, match="the keys"):
            await attempt
    shutil.move(tmp_path / "elsewhere", tmp_path / "keys")
    assert await vault.is_open(ballot)


async def test_a_vault_that_another_process_keeps_to_itself_is_unavailable(
    postgres: Database, ballot: str, monkeypatch: pytest.MonkeyPatch, postgres_url: str, tmp_path: Path
) -> None:
    monkeypatch.setitem(room.PATIENCE, "lock_timeout", "50ms")
    other = Database(postgres_url, Seal(tmp_path / "keys"))
    async with postgres.vault._room.alone():
        with pytest.raises(Unavailable, match="55P03"):
            await other.vault.open(ballot, TOWN)
    await other.vault.open(ballot, TOWN)
    await other.close()


async def test_a_server_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    database = Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing", Seal(tmp_path))
    with pytest.raises(Unavailable, match="no connection"):
        await database.vault.is_open("somewhere")
    await database.close()


async def test_a_file_that_is_no_vault_is_unavailable_until_it_is_cleared(
    tmp_path: Path, sqlite_url: str
) -> None:
    (tmp_path / "spoiwo.vault").write_bytes(b"shopping list: bread, butter" * 100)
    vault = Database(sqlite_url, Seal(tmp_path / "keys")).vault
    with pytest.raises(Unavailable, match="not a database"):
        await vault.is_open("somewhere")
    await vault.clear()
    assert not (tmp_path / "spoiwo.vault").exists()
    assert not await vault.is_open("somewhere")
    await vault.dispose()


async def test_a_folder_that_can_not_be_written_to_is_unavailable(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'missing' / 'spoiwo.db'}", Seal(tmp_path))
    with pytest.raises(Unavailable, match="the vault"):
        await database.vault.is_open("somewhere")
    await database.close()


async def test_clearing_leaves_no_ballot_and_no_key(vault: Vault, ballot: str, tmp_path: Path) -> None:
    await answered(vault, ballot, 12)
    await vault.clear()
    assert list((tmp_path / "keys").iterdir()) == []
    assert await vault.invited(ballot) == frozenset()
    await answered(vault, ballot, 5)
    assert await vault.read(ballot) is not None


async def test_only_the_owner_can_read_the_file(tmp_path: Path, sqlite_url: str, ballot: str) -> None:
    database = Database(sqlite_url, Seal(tmp_path / "keys"))
    await answered(database.vault, ballot, 1)
    await database.close()
    for file in (tmp_path / "spoiwo.vault", tmp_path / "keys" / f"{ballot}.ballot"):
        assert file.stat().st_mode & 0o077 == 0
