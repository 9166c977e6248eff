"""An adversary who knows in which order people answered, before the bytes of real vaults.

Of many surveys, each is written down as the vault does it, five answers at a time, and in every other one texts
beside them. The adversary looks once, at the end, at how the rows lie on the disk.
"""

import asyncio
import itertools
import secrets
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import URL, make_url

from storage.vault import LONGEST, MOST, kept
from storage.vault.ballot import Ballot
from storage.vault.box import Box, Purpose, new_key
from storage.vault.pool import Pool, unpadded
from storage.vault.room import Room
from tests.storage.surveyed import Survey, Tally, fixed_dice, owners, paired, ranked, survey
from tests.storage.vaults import connected, vault_of

SIZES = {"sqlite": range(10, 41), "postgresql": range(10, 41, 2)}


@dataclass(frozen=True)
class Theft:
    """Whose answers and whose texts lie there, as they lie, and how many transactions have written them."""

    survey: Survey
    vectors: list[int]
    texts: list[int]
    flagged: list[int]
    writers: int


@pytest.fixture(scope="module", params=SIZES)
def thefts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Theft]:
    folder = tmp_path_factory.mktemp("adversary")
    if request.param == "postgresql":
        server: URL = request.getfixturevalue("postgres_database")
        url = server.render_as_string(hide_password=False)
    else:
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "spoiwo.db")
        url = f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}"
    return asyncio.run(_stolen(url, SIZES[request.param]))


async def _stolen(url: str, sizes: Sequence[int]) -> list[Theft]:
    found, room = [], Room(make_url(url))
    with fixed_dice(20261122) as dice:
        for number, writing in itertools.product(sizes, (0.8, 0)):
            await room.clear()
            found.append(await _theft(url, room, survey(dice, number, writing)))
    await room.clear()
    await room.dispose()
    return found


async def _theft(url: str, room: Room, one: Survey) -> Theft:
    boxes = [Box(secrets.token_hex(8), new_key()) for _ in range(2)]
    known = [Ballot({}, pool=Pool(longest=longest)).inviting(one.people) for longest in (LONGEST, MOST)]
    async with room.alone() as connection:
        for box, ballot in zip(boxes, known, strict=True):
            await kept.begin(connection, box, ballot.pool.longest)
            await kept.save(connection, box, Ballot({}), ballot)
    for both in one.seen:
        for which, after in enumerate(both):
            if after.flagged != known[which].flagged:
                async with room.alone() as connection:
                    await kept.save(connection, boxes[which], known[which], after)
                await room.tidy()
                known[which] = after
    rows = [await _lying(url, box.ballot) for box in boxes]
    answers = [
        [unpadded(box.unlock(Purpose.ANSWER, locked)) for locked, _ in lying]
        for box, lying in zip(boxes, rows, strict=True)
    ]
    return Theft(
        one,
        owners(one.vectors, answers[0]),
        owners(one.texts, answers[1]),
        [person for person in one.people if known[0].flagged[person]],
        len({writer for lying in rows for _, writer in lying}),
    )


async def _lying(url: str, ballot: str) -> list[tuple[bytes, str]]:
    """What is written down of a ballot, as it lies on the disk, and which transaction has written it."""
    if not url.startswith("sqlite"):
        reading = await connected(url)
        rows = await reading.fetch(
            "SELECT locked, xmin::text FROM vault.answer WHERE ballot = $1 ORDER BY ctid", ballot
        )
        await reading.close()
        return [(bytes(row["locked"]), row["xmin"]) for row in rows]
    file: Path = vault_of(url)
    with sqlite3.connect(file) as reading:
        found = reading.execute("SELECT key, locked FROM answer WHERE ballot = ?", [ballot]).fetchall()
    reading.close()
    content = file.read_bytes()
    return [(locked, "") for key, locked in sorted(found, key=lambda row: content.find(row[0]))]


def test_no_place_tells_when_an_answer_came(thefts: list[Theft]) -> None:
    vectors, texts = Tally(), Tally()
    for one in thefts:
        ranked(vectors, [one.survey.people.index(person) for person in one.vectors])
        ranked(texts, [one.survey.people.index(person) for person in one.texts])
    assert vectors.is_chance, vectors
    assert texts.is_chance, texts


def test_no_place_links_an_answer_with_who_is_flagged(thefts: list[Theft]) -> None:
    """In the order of their keys, as they lie there, or in the order in which they came."""
    for order in (list, sorted):
        beside, against = Tally(), Tally()
        for one in thefts:
            paired(beside, order(one.flagged), one.vectors)
            paired(against, order(one.flagged), one.vectors[::-1])
        assert beside.is_chance, beside
        assert against.is_chance, against


def test_no_place_links_a_text_with_the_answers_of_who_wrote_it(thefts: list[Theft]) -> None:
    beside, against, order = Tally(), Tally(), Tally()
    for one in thefts:
        paired(beside, one.vectors, one.texts)
        paired(against, one.vectors, one.texts[::-1])
        ranked(order, [one.vectors.index(person) for person in one.texts if person in one.vectors])
    assert beside.is_chance, beside
    assert against.is_chance, against
    assert order.is_chance, order


def test_whoever_writes_down_a_text_writes_all_answers_anew(thefts: list[Theft]) -> None:
    """So that no transaction tells them apart."""
    assert all(one.writers == 1 for one in thefts if one.vectors and one.texts)
