"""Until a survey is over, nothing but the vault depends on what was answered: two towns that differ in answers only."""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.dialogues.conftest import MONDAY_MORNING, Network, Settled
from tests.dialogues.town import Town
from tests.dialogues.town_surveys import asks_the_network, in_the_box

STEPS = (
    "Pomiń",
    "Zdecydowanie się nie",
    "Raczej się nie",
    "Ani tak",
    "Raczej się z",
    "Zdecydowanie się z",
    "Trudno",
)
SOME = ((5, 4, 3, 2, 1, 5, 4), (1, 1, 2, 2, 3, 3, 4), (2, 3, 4, 5, 6, 1, 2), (4, 4, 4, 4, 4, 4, 4),
        (5, 5, 5, 5, 5, 5, 5), (3, 2, 1, 6, 5, 4, 3))  # fmt: skip
OTHERS = tuple(tuple(1 + number % 6 for number in each) for each in SOME)
BY_CHANCE = {"survey.ballot", "outbox.owner"}
"""Random names, of which one says nothing and the other one which process it was."""
WHO = ("Jan", "Ala", "Bartek", "Celina", "Darek", "Edyta")


async def answered(folder: Path, past: Settled, given: Sequence[Sequence[int]]) -> dict[str, list[Any]]:
    """Every table of a town in which six people have answered so."""
    shutil.copytree(past.folder, folder, dirs_exist_ok=True)
    url = f"sqlite+aiosqlite:///{folder / 'spoiwo.db'}"
    town = await Town.build(folder, url, starts=MONDAY_MORNING, history=past.world)
    group = next(chat.id for chat in town.world.chats.values() if not chat.private)
    here = Network(town, group, *(town.people[name] for name in ("Ola", "Ewa", "Jan", "Kim")))
    survey = await asks_the_network(here)
    for name, numbers in zip(WHO, given, strict=True):
        person = town.people[name]
        await person.taps("Odpowiedz na ankietę", group)
        await person.taps("Do pierwszego pytania")
        for number in numbers:
            await person.taps(STEPS[number])
        await person.taps("Zapieczętuj")
        await town.passes(minutes=5)
    assert sorted(await in_the_box(here, survey)) == sorted(tuple(each) for each in given)
    await town.close()
    return tables(folder / "spoiwo.db")


def tables(file: Path) -> dict[str, list[Any]]:
    """Every column of every table, row by row."""
    with sqlite3.connect(file) as connection:
        columns = connection.execute(
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        ).fetchall()
        found = {
            f"{table}.{column}": [row[0] for row in connection.execute(f'SELECT "{column}" FROM "{table}"')]
            for table, column in columns
        }
    connection.close()
    return found


async def test_nothing_in_the_database_depends_on_what_was_answered(
    with_crowd: Settled, tmp_path: Path
) -> None:
    some = await answered(tmp_path / "some", with_crowd, SOME)
    others = await answered(tmp_path / "others", with_crowd, OTHERS)
    assert some["survey.state"] == ["open"]
    assert {column for column in some if some[column] != others[column]} == BY_CHANCE
