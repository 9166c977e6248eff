"""Those who lead read what was handed in: approve it, ask back, keep it out of the log, hide it, put it back."""

import json
from datetime import timedelta
from typing import Any

import pytest_asyncio

from facilitation.entries import checking, content, owning
from storage import entries, people, search
from storage.attached import AttachedKind
from storage.entries import EntryAudience, EntryFile, EntryKind, EntryState, EntryVersion
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_office_hours_clock import at
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import SHOWN, STOVES, opens, stands

FORMER = "Kominiarz pokazał, jak palić."
QUESTION = "Ile kosztował jeden pokaz?"
HANDED_IN: dict[str, Any] = {
    "state": EntryState.WAITING, "kept_at": None, "checked_version": 0, "submitted_at": MONDAY_MORNING,
}  # fmt: skip


async def waits(network: Network, author: Resident, title: str = STOVES, **otherwise: Any) -> int:
    """An entry that was handed in at nine on Monday."""
    return await stands(network, author, title, **(HANDED_IN | otherwise))


async def looks(who: Resident, which: str = "1") -> None:
    """Open one of the entries in the list of what waits."""
    await who.says("/sprawdzanie")
    await who.taps(which)


async def found(who: Resident) -> bool:
    await who.says("/szukaj kominiarz")
    return "Z bazy:" in who.sees()


@pytest_asyncio.fixture
async def led(network: Network) -> Network:
    """Ola and Jan lead the network; Ewa has handed in an entry."""
    await give(network.ola, "Jan Łoś", "Ekspert")
    await waits(network, network.ewa)
    return network


# the queue


async def test_where_nothing_waits_they_are_told_so_kindly(network: Network) -> None:
    await network.ola.says("/sprawdzanie")
    assert "Nic nie czeka, wszystko jest sprawdzone." in network.ola.sees()


async def test_the_list_shows_the_oldest_first_with_how_long_it_waits(led: Network) -> None:
    await waits(led, led.ewa, "Wymiana pieców", submitted_at=MONDAY_MORNING - timedelta(days=3))
    await led.ola.says("/sprawdzanie")
    first, second = (led.ola.sees().index(title) for title in ("Wymiana pieców", STOVES))
    assert first < second
    assert "czeka 3 dni" in led.ola.sees()
    assert "Ewa Żak, Gdynia · nowy" in led.ola.sees()


async def test_only_those_who_lead_see_it(led: Network) -> None:
    await led.ewa.says("/sprawdzanie")
    assert STOVES not in led.ewa.sees()


async def test_a_long_list_has_pages(network: Network) -> None:
    for n in range(8):
        await waits(network, network.ewa, f"Wpis {n}", submitted_at=MONDAY_MORNING + timedelta(minutes=n))
    await network.ola.says("/sprawdzanie")
    assert "Wpis 5" in network.ola.sees()
    assert "Wpis 6" not in network.ola.sees()
    await network.ola.taps("Następne")
    assert "7. „Wpis 6”" in network.ola.sees()


# approving


async def test_the_page_shows_the_entry_as_readers_will_see_it_and_for_whom(network: Network) -> None:
    number = await waits(network, network.ewa, audience=EntryAudience.PUBLIC, pitfalls="Straż pożarna.")
    async with network.town.process.database.write() as uow:
        file = EntryFile(entry_id=number, kind=AttachedKind.PHOTO, file_id="1", added_at=MONDAY_MORNING)
        await entries.files.add(uow, file)
    await looks(network.ola)
    for words in (STOVES, SHOWN, "Straż pożarna.", "Dla kogo: wszyscy", "1 plik"):
        assert words in network.ola.sees()


async def test_what_is_approved_is_found_and_its_author_is_thanked(led: Network) -> None:
    assert not await found(led.jan)
    await looks(led.ola)
    group = led.kim.all_texts(led.group)
    await led.ola.taps("Zatwierdź")
    assert "Twój wpis jest już w bazie sieci" in led.ewa.sees()
    assert await found(led.jan)
    assert led.kim.all_texts(led.group) == group, "no post in the group for each entry"
    await led.ewa.taps("Pokaż")
    assert SHOWN in led.ewa.sees()


async def test_a_lesson_is_thanked_for_as_honesty(network: Network) -> None:
    await waits(network, network.ewa, kind=EntryKind.LESSON, otherwise="Zaczęlibyśmy od sąsiadów.")
    await looks(network.ola)
    await network.ola.taps("Zatwierdź")
    assert "Dziękujemy za szczerość!" in network.ewa.sees()


async def test_of_two_who_approve_the_second_reads_who_was_first(led: Network) -> None:
    await looks(led.ola)
    await looks(led.jan)
    await led.ola.taps("Zatwierdź")
    await led.jan.taps("Zatwierdź")
    assert "Wpis jest już zatwierdzony. Kto: Ola Wójcik." in led.jan.sees()
    assert len([text for text in led.ewa.all_texts() if "jest już w bazie sieci" in text]) == 1


async def test_while_one_asks_back_the_other_does_not_approve_by_mistake(led: Network) -> None:
    await looks(led.ola)
    await looks(led.jan)
    await led.ola.taps("Dopytaj")
    await led.ola.says(QUESTION)
    await led.jan.taps("Zatwierdź")
    assert "Pytanie do autora lub autorki jest już wysłane. Kto: Ola Wójcik." in led.jan.sees()
    assert not await found(led.jan)


async def test_who_is_still_writing_the_question_reads_that_it_is_approved(led: Network) -> None:
    await looks(led.ola)
    await led.ola.taps("Dopytaj")
    await looks(led.jan)
    await led.jan.taps("Zatwierdź")
    await led.ola.says(QUESTION)
    assert "Wpis jest już zatwierdzony. Kto: Jan Łoś." in led.ola.sees()
    assert await found(led.jan)


async def test_only_what_was_on_the_page_is_approved(network: Network) -> None:
    number = await waits(network, network.ewa)
    await looks(network.ola)
    await says_otherwise(network, number)
    await network.ola.taps("Zatwierdź")
    assert "Przed chwilą wpis się zmienił" in network.ola.sees()
    assert FORMER in network.ola.sees()
    assert not await found(network.ola)
    await network.ola.taps("Zatwierdź")
    assert await found(network.ola)


async def says_otherwise(network: Network, number: int, done: str = FORMER) -> None:
    """Its owner changes it, as the rules do."""
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, number)
        assert entry is not None
        author = await people.by_id(uow, entry.author_id or 0)
        assert author is not None
        new = content.of(entry).with_field("done", done)
        await owning.revise(uow, entry, new, based_on=entry.version, by=author, now=network.town.clock.now())


async def test_nobody_checks_their_own_entry_while_somebody_else_leads(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    number = await waits(network, network.ola)
    await looks(network.ola)
    assert "decyzję podejmie inna osoba prowadząca sieć" in network.ola.sees()
    assert "Zatwierdź" not in network.ola.buttons()
    await network.ola.forges(f"entry:approve:{number}:1:0")
    assert "decyzję podejmie inna osoba" in (network.ola.toast or "")
    await looks(network.jan)
    await network.jan.taps("Zatwierdź")
    assert await found(network.jan)


async def test_who_leads_alone_checks_their_own(network: Network) -> None:
    await waits(network, network.ola)
    await looks(network.ola)
    await network.ola.taps("Zatwierdź")
    assert await found(network.ola)
    assert "Twój wpis" not in network.ola.sees()


async def test_at_night_an_author_hears_nothing(led: Network) -> None:
    await led.town.move_to(at(9, 7, 22))
    await looks(led.ola)
    await led.ola.taps("Zatwierdź")
    assert "jest już w bazie sieci" not in led.ewa.sees()
    await led.town.restart()
    await led.town.move_to(at(9, 8, 8))
    assert "jest już w bazie sieci" in led.ewa.sees()


# asking back


@pytest_asyncio.fixture
async def asked(led: Network) -> Network:
    """Ola has asked Ewa what it cost."""
    await looks(led.ola)
    await led.ola.taps("Dopytaj")
    await led.ola.says(QUESTION)
    return led


async def test_the_author_gets_the_question_privately(asked: Network) -> None:
    assert "Ola Wójcik pyta:" in asked.ewa.sees()
    assert QUESTION in asked.ewa.sees()
    assert {"Zmień wpis", "Odpowiedz słowami…", "Przekaż ponownie"} <= set(asked.ewa.buttons())
    await asked.ola.says("/sprawdzanie")
    assert "Wróciły do autorów: 1" in asked.ola.sees()
    assert f"pytanie: {QUESTION}" in asked.ola.sees()


async def test_handed_in_again_it_waits_again(asked: Network) -> None:
    await asked.ewa.taps("Przekaż ponownie")
    assert "Wpis znów czeka na sprawdzenie." in asked.ewa.sees()
    await asked.ola.says("/sprawdzanie")
    assert "Czekają na sprawdzenie: 1" in asked.ola.sees()
    await asked.ewa.forges("entry:again:1")
    assert "Wpis jest przekazany do sprawdzenia." in asked.ewa.sees(), "a second tap does no harm"


async def test_an_answer_in_words_comes_to_whoever_asked(asked: Network) -> None:
    await asked.ewa.taps("Odpowiedz słowami")
    await asked.ewa.says("Pięćset złotych, z <budżetu> miasta.")
    assert "Pięćset złotych, z <budżetu> miasta." in asked.ola.sees()
    assert f"Pytanie brzmiało: {QUESTION}" in asked.ola.sees()
    assert "Pięćset" not in asked.jan.sees()
    await asked.ola.taps("Sprawdź")
    await asked.ola.taps("Zatwierdź")
    assert "Twój wpis jest już w bazie sieci" in asked.ewa.sees()


async def test_where_whoever_asked_can_t_be_written_to_the_others_hear_the_answer(asked: Network) -> None:
    await asked.ola.blocks_the_bot()
    await asked.ewa.taps("Odpowiedz słowami")
    await asked.ewa.says("Pięćset złotych.")
    assert "Pięćset złotych." in asked.jan.sees()


async def test_nobody_else_answers_for_the_author(asked: Network) -> None:
    for tap in ("again", "answer"):
        await asked.jan.forges(f"entry:{tap}:1")
        assert "Może to zrobić tylko" in (asked.jan.toast or ""), asked.jan.toast


# not for the log


async def test_what_is_not_for_the_log_goes_back_with_a_reason_and_can_come_again(led: Network) -> None:
    await looks(led.ola)
    await led.ola.taps("Nie do bazy")
    await led.ola.says("To ogłoszenie, a nie praktyka.")
    assert "w obecnej postaci nie trafi do bazy" in led.ewa.sees()
    assert "Powód: To ogłoszenie, a nie praktyka." in led.ewa.sees()
    await led.ewa.taps("Przekaż ponownie")
    await looks(led.ola)
    await led.ola.taps("Zatwierdź")
    assert await found(led.ola)


async def test_whoever_leads_hides_a_kept_entry_with_a_reason_and_puts_it_back(network: Network) -> None:
    number = await stands(network, network.ewa)
    assert await found(network.jan)
    await opens(network.ola, number)
    await network.ola.taps("Ukryj…")
    await network.ola.says("Są w nim dane mieszkańca.")
    assert not await found(network.jan)
    assert "Twój wpis jest ukryty w bazie." in network.ewa.sees()
    assert "Są w nim dane mieszkańca." in network.ewa.sees()
    await opens(network.jan, number)
    assert SHOWN not in network.jan.sees()
    await network.ola.says("/sprawdzanie")
    await network.ola.taps("Ukryte: 1")
    await network.ola.taps("1")
    await network.ola.taps("Przywróć")
    assert await found(network.jan)
    assert "Twój wpis jest znów w bazie sieci." in network.ewa.sees()


async def test_a_hidden_entry_is_out_of_the_search_in_the_same_moment(network: Network) -> None:
    """Not only after the index has followed."""
    number = await stands(network, network.ewa)
    subject = (search.Kind.PRACTICE, number)
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, number)
        assert entry is not None
        assert subject in await search.of(uow, [subject])
        await checking.hide(uow, entry, "Za dużo nazwisk.")
        assert await search.of(uow, [subject]) == {}
    assert not await found(network.jan)


async def test_a_reader_is_offered_neither_hiding_nor_proposing(network: Network) -> None:
    number = await stands(network, network.ewa)
    await opens(network.jan, number)
    assert not {"Ukryj…", "Zaproponuj zmiany…"} & set(network.jan.buttons())


# what changed since


async def test_what_was_changed_after_the_check_is_read_again(network: Network) -> None:
    number = await stands(network, network.ewa, done=FORMER, version=2, changed_at=MONDAY_MORNING)
    async with network.town.process.database.write() as uow:
        before = EntryVersion(
            entry_id=number, number=1, content=json.dumps({"title": STOVES, "done": SHOWN}),
            replaced_at=MONDAY_MORNING,
        )  # fmt: skip
        await entries.versions.keep(uow, before)
    await network.ola.says("/sprawdzanie")
    assert "Zmienione po sprawdzeniu: 1" in network.ola.sees()
    await network.ola.taps("1")
    assert f"Było:\n{SHOWN}\nBędzie:\n{FORMER}" in network.ola.sees()
    await network.ola.taps("Przeczytane")
    await network.ola.says("/sprawdzanie")
    assert "Nic nie czeka" in network.ola.sees()


async def test_a_long_entry_is_shown_whole_to_whoever_checks_it(network: Network) -> None:
    parts = {name: name + " ż" * 700 for name in ("problem", "result", "cost", "pitfalls")}
    await waits(network, network.ewa, done="Pokaz." + " ł" * 700, **parts)
    await looks(network.ola)
    shown = "\n".join(network.ola.all_texts())
    assert all(words in shown for words in parts.values())
    await network.ola.taps("Zatwierdź")
    assert "Zatwierdzone" in network.ola.sees()
