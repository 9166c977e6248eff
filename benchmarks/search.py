"""How well and how fast search finds, beside plain FTS5: `python -m benchmarks.search [entries …]` prints two tables.

Half of the queries tuned the search (choices were made by them), the other half only judges it.
"""

import asyncio
import itertools
import math
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.search_texts import KINDS, Query, Sample, queries, texts, unrelated
from facilitation import search
from facilitation.search import Audience, Kind, Sight, Text, finding
from storage import network as networks
from storage.engine import Database
from storage.migrate import migrate
from storage.network import Network
from storage.seal import Seal

ENTRIES = (1_000, 10_000, 100_000)
NETWORKS = (1, 20)
"""Of how many networks they are; where of several, every second one is for all of them."""
AMONG, TOP, LISTED = 2_000, 3, 10
WHOLE = KINDS[:4]
BATCH, ROUNDS = 2_000, 3
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
EVERYBODY = Sight(frozenset({1}))
Ranker = Callable[[str], Awaitable[list[int]]]


@dataclass(frozen=True)
class Quality:
    """Shares of queries that find their text first and in the first three, and the mean reciprocal rank."""

    first: float
    top: float
    reciprocal: float


@dataclass(frozen=True)
class Speed:
    """Milliseconds of finding, postings that were read for it, and texts indexed a second.

    `busy`: 95 of 100 queries kept a processor busy for less, whatever else the machine does.
    """

    entries: int
    networks: int
    typical: float
    slow: float
    busy: float
    postings: float
    indexed: float


async def filled(folder: str, samples: Sequence[Sample], many: int = 1) -> tuple[Database, float]:
    """A database of so many networks with these texts, and how many were indexed a second."""
    url = f"sqlite+aiosqlite:///{folder}/search.db"
    await migrate(url)
    database = Database(url, Seal(Path(folder) / "keys"))
    async with database.write() as uow:
        for number in range(1, many + 1):
            await networks.add(uow, Network(
                chat_id=-number, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", since=SINCE,
            ))  # fmt: skip
    began = time.perf_counter()
    for start in range(0, len(samples), BATCH):
        async with database.write() as uow:
            await search.keep_all(uow, [
                Text(1 + number % many, Kind.PRACTICE, number, sample.title, sample.words,
                     SINCE + timedelta(minutes=number),
                     audience=Audience.EVERYONE if many > 1 and number // many % 2 else Audience.MEMBERS)
                for number, sample in enumerate(samples[start : start + BATCH], start)
            ])  # fmt: skip
            uow.session.expunge_all()
    return database, len(samples) / (time.perf_counter() - began)


def plain_fts5(samples: Sequence[Sample]) -> Ranker:
    """What SQLite finds by itself: any of the words, without diacritics, by its own BM25."""
    memory = sqlite3.connect(":memory:")
    memory.execute(
        "CREATE VIRTUAL TABLE text USING fts5(title, words, tokenize = 'unicode61 remove_diacritics 2')"
    )
    rows = ((number, sample.title, sample.words) for number, sample in enumerate(samples))
    memory.executemany("INSERT INTO text (rowid, title, words) VALUES (?, ?, ?)", rows)

    async def rank(typed: str) -> list[int]:
        any_word = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", typed))
        found = memory.execute(
            "SELECT rowid FROM text WHERE text MATCH ? ORDER BY bm25(text, 3, 1), rowid LIMIT ?",
            (any_word, LISTED),
        )
        return [number for (number,) in found]

    return rank


def ours(database: Database) -> Ranker:
    async def rank(typed: str) -> list[int]:
        async with database.read() as uow:
            return [hit.subject for hit in (await search.find(uow, EVERYBODY, typed, most=LISTED)).hits]

    return rank


def suggesting(database: Database, besides: int | None = None) -> Ranker:
    async def rank(typed: str) -> list[int]:
        left_out = None if besides is None else (Kind.PRACTICE, besides)
        async with database.read() as uow:
            return [hit.subject for hit in await search.similar(uow, EVERYBODY, typed, besides=left_out)]

    return rank


async def quality(rank: Ranker, asked: Iterable[Query]) -> Quality:
    places = []
    for query in asked:
        found = await rank(query.typed)
        places.append(found.index(query.wanted) + 1 if query.wanted in found else math.inf)
    share = [sum(place <= last for place in places) / len(places) for last in (1, TOP)]
    return Quality(share[0], share[1], statistics.fmean(1 / place for place in places))


async def speed(entries: int, many: int) -> Speed:
    with tempfile.TemporaryDirectory() as folder:
        database, indexed = await filled(folder, texts(entries), many)
        touched = _counting()
        rank = ours(database)
        took, busy = [], []
        asked = [query for held_out in (False, True) for query in queries(held_out=held_out)]
        for _ in range(ROUNDS):
            for query in asked:
                began, worked = time.perf_counter(), time.process_time()
                await rank(query.typed)
                took.append(1000 * (time.perf_counter() - began))
                busy.append(1000 * (time.process_time() - worked))
        await database.close()
    slow, slow_alone = (statistics.quantiles(times, n=20)[-1] for times in (took, busy))
    return Speed(entries, many, statistics.median(took), slow, slow_alone, sum(touched) / len(took), indexed)


def _counting() -> list[int]:
    """The numbers of postings that are read from now on."""
    touched: list[int] = []
    read = finding.search.postings

    async def counted(*asked: Any) -> Any:
        found = await read(*asked)
        touched.append(len(found))
        return found

    finding.search.postings = counted
    return touched


async def measure_quality() -> None:
    samples = texts(AMONG)
    with tempfile.TemporaryDirectory() as folder:
        database, _ = await filled(folder, samples)
        print(
            f"\n| among {AMONG} texts | queries | ours @1 | ours @3 | ours MRR | FTS5 @1 | FTS5 @3 | FTS5 MRR |"
        )
        print("|---|--:|--:|--:|--:|--:|--:|--:|")
        for held_out in (False, True):
            asked = queries(held_out=held_out)
            by_kind = [(kind, [query for query in asked if query.kind == kind]) for kind in KINDS]
            for kind, those in [*by_kind, ("all", asked)]:
                both = [await quality(rank, those) for rank in (ours(database), plain_fts5(samples))]
                figures = " | ".join(
                    f"{one.first:.3f} | {one.top:.3f} | {one.reciprocal:.3f}" for one in both
                )
                print(f"| {'held out' if held_out else 'tuned on'}: {kind} | {len(those)} | {figures} |")
        await _measure_suggestions(database)
        await database.close()


async def _measure_suggestions(database: Database) -> None:
    print(
        "\n| suggestions | right text among them | of all suggested, right | suggested without the right text |"
    )
    print("|---|--:|--:|--:|")
    for held_out in (False, True):
        asked = [query for query in queries(held_out=held_out) if query.kind in WHOLE]
        with_it = [await suggesting(database)(query.typed) for query in asked]
        without = [await suggesting(database, query.wanted)(query.typed) for query in asked]
        right = sum(query.wanted in found for query, found in zip(asked, with_it, strict=True))
        print(
            f"| {'held out' if held_out else 'tuned on'} | {right / len(asked):.3f} "
            f"| {right / sum(map(len, with_it)):.3f} | {sum(map(bool, without)) / len(asked):.3f} |"
        )
    nothing = [await suggesting(database)(question) for question in unrelated()]
    print(
        f"\nOf {len(nothing)} questions on other things, {sum(map(bool, nothing))} were suggested something."
    )


async def measure_speed(sizes: Iterable[int]) -> None:
    print(
        "\n| entries | networks | p50 ms | p95 ms | p95 ms of CPU | postings a query | µs a posting "
        "| indexed a second |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for entries, many in itertools.product(sizes, NETWORKS):
        one = await speed(entries, many)
        each = 1000 * one.typical / max(one.postings, 1)
        print(
            f"| {entries:,} | {one.networks} | {one.typical:.1f} | {one.slow:.1f} | {one.busy:.1f} "
            f"| {one.postings:,.0f} | {each:.1f} | {one.indexed:,.0f} |",
            flush=True,
        )


async def main(sizes: Sequence[int]) -> None:
    await measure_quality()
    await measure_speed(sizes)


if __name__ == "__main__":
    asyncio.run(main([int(size) for size in sys.argv[1:]] or ENTRIES))
