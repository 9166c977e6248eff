"""What was given up becomes a lesson: begun once, shown to whoever may read it, and gone without a trace."""

from typing import Any

import pytest

from storage import entries
from storage.entries import EntryAudience, EntryKind, EntryState
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_adoptions import colleague, kept, shared, takes
from tests.dialogues.test_adoptions_across import Across, across
from tests.dialogues.test_entries_sharing import entry
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, opens

__all__ = ["across", "shared"]

TITLE = "Bez kominiarza pokazy nie działają"


async def gives_up(who: Resident, number: int) -> None:
    await takes(who, number)
    await who.taps("Rezygnujemy…")
    await who.says("Nie mamy kominiarza.")
    await who.taps("Nie, tylko dla nas")


async def begins(who: Resident, number: int) -> None:
    await gives_up(who, number)
    await who.taps("Zapisz jako lekcję…")


async def is_now(network: Network, number: int, **said: Any) -> None:
    """As if it had been written, handed in and checked."""
    values = {"title": TITLE, "done": "Jeden pokaz.", "otherwise": "Najpierw kominiarz.",
              "state": EntryState.KEPT, "kept_at": MONDAY_MORNING, **said}  # fmt: skip
    async with network.town.process.database.write() as uow:
        found = await entries.to_change(uow, number)
        assert found is not None
        for name, value in values.items():
            setattr(found, name, value)
        uow.session.add(found)


async def opens_it_in_the_list(who: Resident) -> None:
    await who.says("/wdrozenia")
    await who.taps("1")


async def test_a_lesson_of_what_was_given_up_is_remembered(network: Network, shared: int) -> None:
    await begins(network.jan, shared)
    assert "Lekcja · szkic" in network.jan.sees()
    lesson = await entry(network, shared + 1)
    assert lesson.kind is EntryKind.LESSON
    assert [each.lesson_id for each in await kept(network, shared)] == [lesson.id]
    async with network.town.process.database.read() as uow:
        assert await entries.sources(uow, [lesson.key]) == {lesson.key: [shared]}


async def test_why_it_was_given_up_stays_out_of_the_draft(network: Network, shared: int) -> None:
    await begins(network.jan, shared)
    assert "Nie mamy kominiarza" not in network.jan.sees()


async def test_a_lesson_that_was_begun_is_gone_on_with_and_never_begun_twice(
    network: Network, shared: int
) -> None:
    await begins(network.jan, shared)
    await opens_it_in_the_list(network.jan)
    assert "Zapisz jako lekcję…" not in network.jan.buttons()
    await network.jan.taps("Dokończ lekcję…")
    assert "Lekcja · szkic" in network.jan.sees()
    await network.jan.forges("adopt:lesson:1")
    async with network.town.process.database.read() as uow:
        assert await entries.by_id(uow, shared + 2) is None


async def test_nobody_else_hears_of_a_lesson_before_it_is_in_the_log(network: Network, shared: int) -> None:
    await begins(network.jan, shared)
    await is_now(network, shared + 1, state=EntryState.WAITING)
    lena = await colleague(network)
    await opens_it_in_the_list(lena)
    await opens(network.ola, shared)
    assert not [text for who in (lena, network.ola) for text in who.all_texts() if TITLE in text]
    assert "Dokończ lekcję…" not in lena.buttons()


async def test_a_lesson_in_the_log_is_in_the_list_and_with_the_entry(network: Network, shared: int) -> None:
    await begins(network.jan, shared)
    await is_now(network, shared + 1)
    await network.jan.says("/wdrozenia")
    assert f"1. {STOVES}\nrezygnacja\nLekcja: {TITLE}" in network.jan.sees()
    await network.jan.taps("1")
    assert f"Lekcja: {TITLE}" in network.jan.sees()
    await network.jan.taps("Otwórz lekcję")
    assert "Najpierw kominiarz." in network.jan.sees()
    await opens(network.ola, shared)
    assert f"Rezygnacje: 1\n\nLekcja: {TITLE}" in network.ola.sees()
    links = [each["url"] for each in network.ola.messages()[-1]["entities"] if each["type"] == "text_link"]
    assert [link for link in links if link.endswith(f"entry-{shared + 1}")]


@pytest.mark.parametrize("way", [EntryState.TAKEN_BACK, EntryState.HIDDEN])
async def test_a_lesson_out_of_the_log_leaves_no_trace(
    network: Network, shared: int, way: EntryState
) -> None:
    await begins(network.jan, shared)
    await is_now(network, shared + 1, state=way)
    await opens(network.ola, shared)
    assert "Rezygnacje: 1" in network.ola.sees()
    assert "Lekcja" not in network.ola.sees()
    await network.jan.says("/wdrozenia")
    assert TITLE not in network.jan.sees()


async def test_what_was_taken_back_can_be_written_anew(network: Network, shared: int) -> None:
    await begins(network.jan, shared)
    await is_now(network, shared + 1, state=EntryState.TAKEN_BACK)
    await opens_it_in_the_list(network.jan)
    await network.jan.taps("Zapisz jako lekcję…")
    assert [each.lesson_id for each in await kept(network, shared)] == [shared + 2]


async def test_a_draft_that_is_deleted_can_be_begun_anew(network: Network, shared: int) -> None:
    await begins(network.jan, shared)
    await network.jan.taps("Usuń szkic…")
    await network.jan.taps("Tak, usuń")
    assert [each.lesson_id for each in await kept(network, shared)] == [None]
    await opens_it_in_the_list(network.jan)
    assert "Zapisz jako lekcję…" in network.jan.buttons()


@pytest.mark.parametrize(("way", "yes"), [("/zapomnij", "Zapomnij o mnie"), ("/opusc", "Odchodzę z sieci")])
async def test_the_draft_of_somebody_who_goes_goes_with_them(
    network: Network, shared: int, way: str, yes: str
) -> None:
    await begins(network.jan, shared)
    await network.jan.says(way)
    await network.jan.taps(yes)
    assert [each.lesson_id for each in await kept(network, shared)] == [None]
    async with network.town.process.database.read() as uow:
        assert await entries.by_id(uow, shared + 1) is None


async def test_whoever_goes_on_with_it_after_all_has_the_lesson_still(network: Network, shared: int) -> None:
    await begins(network.jan, shared)
    await is_now(network, shared + 1)
    await opens_it_in_the_list(network.jan)
    await network.jan.taps("Próbujemy")
    assert f"Lekcja: {TITLE}" in network.jan.sees()


async def test_only_what_was_given_up_becomes_a_lesson(network: Network, shared: int) -> None:
    await takes(network.jan, shared)
    assert "Zapisz jako lekcję…" not in network.jan.buttons()
    await network.jan.forges("adopt:lesson:1")
    assert [each.lesson_id for each in await kept(network, shared)] == [None]


async def test_nobody_begins_a_lesson_of_what_they_may_not_read(network: Network, shared: int) -> None:
    await gives_up(network.jan, shared)
    await is_now(network, shared, state=EntryState.HIDDEN)
    await network.jan.forges("adopt:lesson:1")
    async with network.town.process.database.read() as uow:
        assert await entries.by_id(uow, shared + 1) is None


@pytest.mark.parametrize(("audience", "seen"), [(EntryAudience.NETWORK, False), (EntryAudience.PUBLIC, True)])
async def test_a_lesson_is_named_to_those_only_who_may_read_it(
    across: Across, audience: EntryAudience, seen: bool
) -> None:
    await begins(across.mila, across.number)
    lesson = await entry(across.network, across.number + 1)
    assert lesson.network_id == 2
    await is_now(across.network, lesson.key, audience=audience)
    await opens(across.network.ola, across.number)
    assert "Rezygnacje: 1" in across.network.ola.sees()
    assert (TITLE in across.network.ola.sees()) is seen
