"""What is kept is found again by those who may see it, and by nobody else, the same on each kind of database."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import func, select

from benchmarks.search_texts import queries, texts
from facilitation import search
from facilitation.search import Audience, Filters, Kind, Sight, Text
from storage import network as networks
from storage.engine import Database
from storage.institutions import InstitutionKind
from storage.network import Network
from storage.seal import Seal
from storage.search import Findable, Key, Posting

NOW = datetime(2026, 9, 8, 8, 30, tzinfo=UTC)
HERE, THERE = 1, 2
MEMBER, OBSERVER = Sight(frozenset({HERE})), Sight(observer_of=frozenset({HERE}))
STRANGER = Sight(frozenset({THERE}))
LAMPS = Text(
    HERE, Kind.QUESTION, 1, "Jak wymienić latarnie na LED?", "Zaczęliśmy od audytu oświetlenia ulicznego.", NOW,
    InstitutionKind.CITY, "Łomża",
)  # fmt: skip


async def two_networks(database: Database) -> None:
    async with database.write() as uow:
        for number in (HERE, THERE):
            await networks.add(uow, Network(
                chat_id=-number, title="Sieć", topic="Sieć", language="pl", zone="Europe/Warsaw", since=NOW,
            ))  # fmt: skip


async def kept(database: Database, *them: Text) -> None:
    await two_networks(database)
    async with database.write() as uow:
        await search.keep_all(uow, them)


async def found(
    database: Database,
    typed: str,
    sight: Sight = MEMBER,
    filters: Filters | None = None,
    first: int = 0,
    most: int = 5,
) -> tuple[list[int], int]:
    async with database.read() as uow:
        page = await search.find(uow, sight, typed, filters=filters or Filters(), first=first, most=most)
    return [hit.subject for hit in page.hits], page.total


@pytest.mark.parametrize("typed", [
    "oświetlenie uliczne", "oswietleniem ulicznym", "oświeltenie", "wymiana latarni", "LATARNIA", "w łomży", "lomza",
])  # fmt: skip
async def test_a_text_is_found_inflected_without_diacritics_and_mistyped(
    database: Database, typed: str
) -> None:
    await kept(database, LAMPS)
    assert await found(database, typed) == ([1], 1)


async def test_words_that_only_ask_find_nothing(database: Database) -> None:
    await kept(database, LAMPS)
    assert await found(database, "jak to jest i co na to kto?") == ([], 0)


@pytest.mark.parametrize(("audience", "member", "observer", "stranger"), [
    (Audience.MEMBERS, 1, 0, 0), (Audience.NETWORK, 1, 1, 0), (Audience.EVERYONE, 1, 1, 1),
])  # fmt: skip
async def test_each_sees_and_counts_what_is_meant_for_them(
    database: Database, audience: Audience, member: int, observer: int, stranger: int
) -> None:
    await kept(database, replace(LAMPS, audience=audience))
    seen = [(await found(database, "latarnie", sight))[1] for sight in (MEMBER, OBSERVER, STRANGER, Sight())]
    assert seen == [member, observer, stranger, 0]


async def test_what_others_keep_changes_nothing_in_what_one_finds(database: Database) -> None:
    mine = [
        replace(LAMPS, subject=n, title=title)
        for n, title in enumerate(("Latarnie przy szkole", "Latarki", "Park"), 1)
    ]
    await kept(database, *mine)
    async with database.read() as uow:
        before = await search.find(uow, MEMBER, "latrnie w parku")
    others = (
        "Latarnik",
        "Latarenka",
        "Latarnio",
        "Latrnie",
        "Latarnicy",
        "Laternie",
        "Parkan",
        "Parka",
        "Latarnica",
    )
    async with database.write() as uow:
        await search.keep_all(uow, [
            replace(LAMPS, network_id=THERE, subject=100 + n, title=title * 3)
            for n, title in enumerate(others * 3)
        ])  # fmt: skip
    async with database.read() as uow:
        assert await search.find(uow, MEMBER, "latrnie w parku") == before


async def test_a_text_kept_again_is_found_by_its_new_words_only(database: Database) -> None:
    await kept(database, LAMPS)
    async with database.write() as uow:
        await search.keep(uow, replace(LAMPS, title="Przedszkola", words="i żłobki", place=""))
    assert (await found(database, "latarnie"))[1] == 0
    assert (await found(database, "żłobek"))[1] == 1


async def test_what_was_hidden_from_observers_is_gone_for_them(database: Database) -> None:
    await kept(database, replace(LAMPS, audience=Audience.NETWORK))
    async with database.write() as uow:
        await search.keep(uow, LAMPS)
    assert (await found(database, "latarnie", OBSERVER))[1] == 0
    assert (await found(database, "latarnie"))[1] == 1


async def test_nothing_is_left_of_a_text_that_was_dropped(database: Database) -> None:
    other = replace(LAMPS, subject=2, title="Latarnie nad rzeką", words="", place="")
    await kept(database, LAMPS, other)
    async with database.write() as uow:
        await search.drop(uow, Kind.QUESTION, 1)
        await search.drop(uow, Kind.QUESTION, 77)
    assert await found(database, "latarnie") == ([2], 1)
    async with database.write() as uow:
        await search.drop(uow, Kind.QUESTION, 2)
        for table in (Findable, Posting, Key):
            assert (await uow.session.exec(select(func.count()).select_from(table))).one() == 0, (
                table.__name__
            )


async def test_filters_narrow_what_is_found_and_counted(database: Database) -> None:
    await kept(
        database, LAMPS,
        replace(LAMPS, subject=2, institution_kind=InstitutionKind.SCHOOL),
        replace(LAMPS, subject=3, kind=Kind.LESSON),
        replace(LAMPS, subject=4, at=datetime(2024, 12, 31, 23, 59, tzinfo=UTC)),
    )  # fmt: skip
    assert await found(database, "latarnie", filters=Filters(kind=Kind.LESSON)) == ([3], 1)
    assert await found(database, "latarnie", filters=Filters(institution_kind=InstitutionKind.SCHOOL)) == (
        [2],
        1,
    )
    assert await found(database, "latarnie", filters=Filters(year=2024)) == ([4], 1)
    assert (await found(database, "latarnie", filters=Filters(year=2026)))[1] == 3
    assert (await found(database, "latarnie", filters=Filters(year=99_999)))[1] == 0


async def test_the_newest_of_equals_comes_first_and_the_outdated_last(database: Database) -> None:
    await kept(
        database, replace(LAMPS, outdated=True, at=NOW + timedelta(days=9)),
        *(replace(LAMPS, subject=n, at=NOW + timedelta(days=day)) for n, day in ((2, 1), (3, 3), (4, 2))),
        replace(LAMPS, subject=5, title="Park", words="Latarnie i ławki, ścieżki, drzewa oraz fontanny."),
    )  # fmt: skip
    assert await found(database, "latarnie LED") == ([3, 4, 2, 1], 4)
    assert await found(database, "latarnie LED", first=2, most=2) == ([2, 1], 4)
    assert await found(database, "latarnie LED", first=9) == ([], 4)


async def test_a_question_is_told_what_may_answer_it_and_not_more(database: Database) -> None:
    await kept(
        database, LAMPS, replace(LAMPS, subject=2, settled=False), replace(LAMPS, subject=3, outdated=True),
        Text(HERE, Kind.PRACTICE, 1, "Wymiana pieców", "Dopłaty dla mieszkańców", NOW),
    )  # fmt: skip
    async with database.read() as uow:
        hits = await search.similar(uow, MEMBER, "Kto wymieniał u siebie latarnie uliczne na LED?")
        assert [(hit.kind, hit.subject) for hit in hits] == [(Kind.QUESTION, 1), (Kind.QUESTION, 3)]
        open_too = await search.similar(
            uow, MEMBER, "Kto wymieniał latarnie?", settled=False, besides=(Kind.QUESTION, 1)
        )
        assert [hit.subject for hit in open_too] == [2, 3]
        assert await search.similar(uow, MEMBER, "Jak sfinansować latanie balonem nad jeziorem?") == []
        assert await search.similar(uow, STRANGER, "Kto wymieniał u siebie latarnie uliczne na LED?") == []


@pytest.mark.parametrize("typed", [
    "", "   ", "\0", "\0smog\0", "🙂" * 4096, "שלום עולם", "\ud800", "%_'\"--;", "a" * 4096, "ﷺ" * 4096,
    " ".join(f"słowo{n}" for n in range(700)), "e\u0301" * 2048, "漢字" * 2048,
])  # fmt: skip
async def test_anything_may_be_typed_and_kept(database: Database, typed: str) -> None:
    await kept(database, replace(LAMPS, words=typed, title=typed))
    await found(database, typed)
    async with database.read() as uow:
        await search.similar(uow, MEMBER, typed)


async def test_many_keep_and_drop_at_once_and_nothing_is_lost_or_left(database: Database) -> None:
    await two_networks(database)

    async def change(number: int) -> None:
        async with database.write() as uow:
            await search.keep(uow, replace(LAMPS, subject=number))
            if number % 2:
                await search.drop(uow, Kind.QUESTION, number)

    await asyncio.gather(*(change(number) for number in range(12)))
    subjects, total = await found(database, "oświtlenie", most=20)
    assert (sorted(subjects), total) == ([0, 2, 4, 6, 8, 10], 6)


async def test_both_databases_find_the_same_in_the_same_order(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    made = [
        Text(
            HERE + n % 2,
            Kind.PRACTICE,
            n,
            each.title,
            each.words,
            NOW + timedelta(hours=n % 40),
            outdated=n % 9 == 0,
        )
        for n, each in enumerate(texts(400))
    ]
    seen = []
    for url in (sqlite_url, postgres_url):
        database = Database(url, Seal(tmp_path / "keys"))
        await kept(database, *made)
        async with database.read() as uow:
            seen.append([
                await search.find(uow, MEMBER, query.typed, most=20) for query in queries(held_out=True)[:60]
            ])  # fmt: skip
        await database.close()
    assert seen[0] == seen[1]
    assert sum(len(page.hits) for page in seen[0]) > 200
