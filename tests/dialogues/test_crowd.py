"""A crowd at the door is let in together; what one of it meets, nobody else of it feels."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from handlers.visit import Visit
from storage import inbox
from storage.engine import Unavailable
from storage.people import Person
from tests.dialogues.test_poison import left, set_aside
from tests.dialogues.town import Resident, Town

ALL = 12


@pytest.fixture
def newcomers(town: Town) -> list[Resident]:
    return [town.resident(f"Osoba{number}", started=True) for number in range(ALL)]


async def all_say(newcomers: list[Resident], *words: str) -> None:
    """Each writes the next of the words, before the bot hears of any."""
    for number, someone in enumerate(newcomers):
        someone.town.world.say(someone.id, someone.id, words[number % len(words)])
    await newcomers[0].town.settle()


async def test_whoever_waits_is_let_in_with_all_others(town: Town, newcomers: list[Resident]) -> None:
    town.statements.handled.clear()
    await all_say(newcomers, "/pomoc")
    assert ["Co możesz" in someone.sees() for someone in newcomers] == [True] * ALL
    assert sum(handled.arrivals for handled in town.statements.handled) == ALL
    assert len(town.statements.handled) == 2  # whoever comes first does not wait for a crowd


async def test_each_of_a_crowd_is_answered_once_whoever_is_refused(
    town: Town, newcomers: list[Resident]
) -> None:
    await all_say(newcomers, "/pomoc", "dzień dobry", "/pomoc", "/nie_ma_mnie")
    expected = ["Co możesz", "Rozumiem polecenia", "Co możesz", "Nie znam tego polecenia"]
    for number, someone in enumerate(newcomers):
        (answer,) = someone.all_texts()
        assert expected[number % 4] in answer
    assert await left(town) == 0


async def test_a_fault_of_ours_with_one_sets_aside_only_that_one(
    town: Town, newcomers: list[Resident], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(visit: Visit, _words: str) -> None:
        await visit.become_known()
        raise ZeroDivisionError

    commands = town.process.edge.registry._commands
    monkeypatch.setitem(commands, "jezyk", replace(commands["jezyk"], handle=stumble))
    await all_say(newcomers, "/start", "/jezyk", "/start")
    assert await set_aside(town) == ["ZeroDivisionError"] * (ALL // 3)
    for number, someone in enumerate(newcomers):
        (answer,) = someone.all_texts()
        assert ("Coś się u nas nie udało" if number % 3 == 1 else "Tu Spoiwo") in answer
    async with town.process.database.read() as uow:
        assert (await uow.session.exec(select(Person))).all() == []
    assert await left(town) == 0


async def test_a_crowd_that_meets_a_database_without_room_is_let_in_later(
    town: Town, newcomers: list[Resident]
) -> None:
    finish, faults = inbox.finish, iter([Unavailable("database or disk is full")])

    async def fail_once(*given: Any) -> None:
        for fault in faults:
            raise fault
        await finish(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inbox, "finish", fail_once)
        await all_say(newcomers, "/pomoc")
    assert [len(someone.all_texts()) for someone in newcomers] == [1] * ALL
    assert await set_aside(town) == []
