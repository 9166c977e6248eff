"""Who may see which entries: the one query that keeps consent, against the same rule in plain words of Python."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects import sqlite
from sqlmodel import delete

from storage import entries, topics
from storage import network as networks
from storage.attached import AttachedKind
from storage.engine import Database
from storage.entries import (
    ANYBODY,
    Entry,
    EntryAudience,
    EntryFile,
    EntryKind,
    EntrySource,
    EntryState,
    Sight,
    Wanted,
)
from storage.network import Network
from storage.seal import Seal
from storage.topics import Topic

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)
NETWORKS = (1, 2, 3)
SIGHTS = (
    ANYBODY,
    Sight(installation=True),
    *(Sight(frozenset({key}), installation=True) for key in NETWORKS),
    Sight(frozenset({1, 2}), installation=True),
)


@dataclass(frozen=True)
class Plain:
    """What of an entry decides who may see it; `made_of` are places of earlier ones."""

    network: int
    audience: EntryAudience
    state: EntryState
    made_of: frozenset[int] = frozenset()


def is_for(entry: Plain, sight: Sight) -> bool:
    if entry.state is not EntryState.KEPT:
        return False
    if entry.network in sight.networks or entry.audience is EntryAudience.PUBLIC:
        return True
    return entry.audience is EntryAudience.INSTALLATION and sight.installation


def may_be_seen(every: list[Plain], place: int, sight: Sight) -> bool:
    entry = every[place]
    return is_for(entry, sight) and (
        entry.network in sight.networks or all(travels(every, source, sight) for source in entry.made_of)
    )


def travels(every: list[Plain], place: int, sight: Sight) -> bool:
    """Itself, and all of which it was made, in however many steps."""
    return is_for(every[place], sight) and all(travels(every, one, sight) for one in every[place].made_of)


@st.composite
def logs(draw: st.DrawFn) -> list[Plain]:
    many = draw(st.integers(1, 8))
    states = st.sampled_from((EntryState.KEPT,) * 6 + tuple(EntryState))
    return [
        Plain(
            draw(st.sampled_from(NETWORKS)), draw(st.sampled_from(EntryAudience)), draw(states),
            draw(st.frozensets(st.integers(0, place - 1), max_size=2)) if place else frozenset(),
        )
        for place in range(many)
    ]  # fmt: skip


async def begun(database: Database) -> None:
    async with database.write() as uow:
        for key in NETWORKS:
            await networks.add(uow, Network(
                chat_id=-key, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", since=NOW,
            ))  # fmt: skip


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def shared(
    runner: asyncio.Runner, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """One database for all examples, each of which begins with an empty log."""
    folder = tmp_path_factory.mktemp("log")
    shutil.copy(sqlite_template, folder / "spoiwo.db")
    database = Database(f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}", Seal(folder / "keys"))
    runner.run(begun(database))
    yield database
    runner.run(database.close())


async def written(database: Database, every: list[Plain]) -> list[int]:
    """The numbers of these entries, which are all that there are."""
    async with database.write() as uow:
        await uow.session.exec(delete(EntrySource))
        await uow.session.exec(delete(Entry))
        rows = [
            Entry(
                network_id=one.network, audience=one.audience, state=one.state, proposed_at=NOW, kept_at=NOW
            )
            for one in every
        ]
        uow.session.add_all(rows)
        await uow.session.flush()
        keys = [row.key for row in rows]
        for key, one in zip(keys, every, strict=True):
            await entries.make_of(uow, key, [keys[place] for place in one.made_of])
    return keys


async def seen_by_each(database: Database, every: list[Plain]) -> list[set[int]]:
    """The places of what each of the sights is shown, by every way of asking alike."""
    keys = await written(database, every)
    found = []
    async with database.read() as uow:
        for sight in SIGHTS:
            by_ids = set(await entries.seen.by_ids(uow, sight, keys))
            page, count = await entries.seen.page(uow, sight, most=100)
            chunks = [entry.key async for chunk in entries.seen.every(uow, sight) for entry in chunk]
            kinds = await entries.seen.kinds(uow, sight)
            assert by_ids == {entry.key for entry in page} == set(chunks)
            assert count == len(by_ids) == sum(kinds.values())
            found.append({keys.index(key) for key in by_ids})
    return found


@given(every=logs())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_exactly_those_see_an_entry_to_whom_its_owner_and_those_of_its_sources_let_it_travel(
    runner: asyncio.Runner, shared: Database, every: list[Plain]
) -> None:
    found = runner.run(seen_by_each(shared, every))
    expected = [
        {place for place in range(len(every)) if may_be_seen(every, place, sight)} for sight in SIGHTS
    ]
    assert found == expected


async def test_a_source_that_is_taken_back_takes_what_was_made_of_it_home(database: Database) -> None:
    await begun(database)
    public = Plain(1, EntryAudience.PUBLIC, EntryState.KEPT)
    chain = [public, Plain(1, public.audience, public.state, frozenset({0})),
             Plain(2, public.audience, public.state, frozenset({1}))]  # fmt: skip
    keys = await written(database, chain)
    async with database.write() as uow:
        assert set(await entries.seen.by_ids(uow, ANYBODY, keys)) == set(keys)
        source = await entries.to_change(uow, keys[0])
        assert source is not None
        source.state = EntryState.TAKEN_BACK
        uow.session.add(source)
        await uow.session.flush()
        assert await entries.seen.by_ids(uow, ANYBODY, keys) == {}
        assert set(await entries.seen.by_ids(uow, SIGHTS[3], keys)) == {keys[2]}, "its own network keeps it"
        assert [made.key for made in await entries.all_made_of(uow, keys[0])] == keys[1:]


async def test_what_is_looked_through_is_counted_by_kind_topic_and_year(database: Database) -> None:
    await begun(database)
    async with database.write() as uow:
        rows = [
            Entry(network_id=number % 2 + 1, kind=kind, title=f"Wpis {number}", state=EntryState.KEPT,
                  audience=EntryAudience.INSTALLATION, proposed_at=NOW, kept_at=NOW - timedelta(days=200 * number))
            for number, kind in enumerate(
                [EntryKind.PRACTICE, EntryKind.LESSON, EntryKind.LESSON, EntryKind.PRACTICE]
            )
        ]  # fmt: skip
        uow.session.add_all(rows)
        await topics.add_all(
            uow, [Topic(network_id=key, name=f"Smog {key}", folded="smog") for key in (1, 2)]
        )
        smog = [(await topics.of_network(uow, key))[0].key for key in (1, 2)]
        await uow.session.flush()
        for row in rows[1:]:
            await entries.tag(uow, row.key, [smog[row.network_id - 1]])
        here = Sight(frozenset({1}), installation=True)
        assert await entries.seen.kinds(uow, here) == {EntryKind.PRACTICE: 2, EntryKind.LESSON: 2}
        assert await entries.seen.topics(uow, here, Wanted(network_id=1)) == {smog[0]: 1}
        assert await entries.seen.years(uow, here) == [2026, 2025]
        both, count = await entries.seen.page(uow, here, Wanted(topic_id=smog[0]))
        assert (count, [row.title for row in both]) == (3, ["Wpis 1", "Wpis 2", "Wpis 3"])
        assert (await entries.seen.page(uow, here, Wanted(topic_id=smog[0], year=2025)))[1] == 2


async def test_topics_are_those_that_were_said_last_and_files_are_of_one_entry(database: Database) -> None:
    await begun(database)
    one, other = await written(database, [Plain(1, EntryAudience.PUBLIC, EntryState.KEPT)] * 2)
    async with database.write() as uow:
        await topics.add_all(uow, [Topic(network_id=1, name=name, folded=name) for name in ("smog", "woda")])
        smog, water = [topic.key for topic in await topics.of_network(uow, 1)]
        await entries.tag(uow, one, [smog, water])
        await entries.tag(uow, other, [smog])
        await entries.tag(uow, one, [water])
        assert await entries.tags(uow, [one, other]) == {one: {water}, other: {smog}}
        file = EntryFile(entry_id=one, kind=AttachedKind.PHOTO, file_id="1", added_at=NOW)
        await entries.files.add(uow, file)
        for key, many in ((one, 1), (other, 0)):
            entry = await entries.by_id(uow, key)
            assert entry is not None
            assert await entries.files.count(uow, entry) == many
            assert len((await entries.files.of(uow, [key])).values()) == many


async def test_a_page_of_one_network_reads_nothing_of_all_the_others(database: Database) -> None:
    """On SQLite, which a small installation has: by the index of networks, and rows of the page only."""
    if "sqlite" not in str(database.engine.url):
        pytest.skip("PostgreSQL plans by how many rows there are, so a plan for three says nothing")
    wanted = entries.seen.numbers(SIGHTS[2], Wanted(network_id=1)).limit(6)
    written_out = wanted.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    async with database.read() as uow:
        connection = await uow.session.connection()
        plan = [row[3] for row in await connection.execute(text(f"EXPLAIN QUERY PLAN {written_out}"))]
    assert "SEARCH entry USING INDEX ix_entry_network_id (network_id=?)" in plan
    assert "SCAN entry" not in plan
