"""The end of a search for a date: reminded, closed, drawn, picked, changed or cancelled."""

from datetime import datetime

import pytest
import pytest_asyncio

from sandbox.files import picture_size
from tests.dialogues.conftest import Network
from tests.dialogues.test_date_polls import cards, look_for_a_date
from tests.dialogues.test_date_polls_answers import FIRST, SECOND, answers, card
from tests.dialogues.test_network import bot_goes
from tests.dialogues.test_roles import give
from tests.dialogues.town import WARSAW, Resident

REMINDER, RESULT = "Brakuje jeszcze Twojej odpowiedzi", "Czas na odpowiedzi minął"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=WARSAW)


def heard(who: Resident, words: str, group: int | None = None) -> list[str]:
    return [text for text in who.all_texts(group) if words in text]


@pytest_asyncio.fixture
async def search(network: Network) -> Network:
    """Ewa is the expert; dates on 19, 21 and 22 September, answers until Monday the 14th, 20:00."""
    await give(network.ola, "Ewa Żak", "Ekspert")
    await look_for_a_date(network.ola)
    return network


async def stands(who: Resident) -> None:
    await who.says("/termin")
    await who.taps("Wyniki: Spotkanie")


# those who have not answered


async def test_whoever_has_said_nothing_is_reminded_once_the_day_before(search: Network) -> None:
    await answers(search.jan, search.group, "2. nie")
    await search.town.move_to(at(13, 19, 59))
    assert heard(search.ewa, REMINDER) == []
    await search.town.move_to(at(13, 20))
    (reminder,) = heard(search.ewa, REMINDER)
    assert "Kiedy możesz? Spotkanie w Radlinie\nSieć: Miasto Cyfrowe\n\n• sobota, 19 września" in reminder
    assert len(heard(search.ola, REMINDER)) == 1
    assert heard(search.jan, REMINDER) == []
    await search.town.move_to(at(14, 19, 59))
    assert len(heard(search.ewa, REMINDER)) == len(heard(search.ola, REMINDER)) == 1
    assert heard(search.jan, REMINDER) == []
    await search.ewa.taps("Powiedz, kiedy możesz")
    await search.ewa.taps("1. tak")
    assert f"{FIRST} – tak" in search.ewa.sees()


async def test_longer_time_for_answers_brings_no_second_reminder(search: Network) -> None:
    await search.town.move_to(at(13, 20))
    await stands(search.ola)
    await search.ola.taps("Do kiedy…")
    await search.ola.says("18 września 12:00")
    assert "Odpowiedzi przyjmuję do: piątek, 18 września, 12:00." in search.ola.sees()
    assert "Odpowiedzi przyjmuję do: piątek, 18 września, 12:00." in card(search.jan, search.group)
    await search.town.move_to(at(18, 11))
    assert len(heard(search.jan, REMINDER)) == 1
    assert heard(search.ola, RESULT) == []
    await search.town.move_to(at(18, 12))
    assert len(heard(search.ola, RESULT)) == 1


async def test_another_deadline_moves_the_reminder_that_is_to_come(search: Network) -> None:
    await stands(search.ola)
    await search.ola.taps("Do kiedy…")
    await search.ola.says("18 września 12:00")
    await search.town.move_to(at(16, 12))
    assert heard(search.jan, REMINDER) == []
    await search.town.move_to(at(17, 12))
    assert len(heard(search.jan, REMINDER)) == 1


async def test_whoever_can_not_be_reminded_is_named_to_the_facilitator(search: Network) -> None:
    await search.jan.blocks_the_bot()
    await search.town.move_to(at(13, 20))
    (told,) = heard(search.ola, "nie mogę do nich napisać prywatnie")
    assert "nie mogę do nich napisać prywatnie: Jan Łoś." in told
    assert heard(search.ewa, "nie mogę do nich napisać prywatnie") == []
    assert "Jan Łoś" not in card(search.ola, search.group)


async def test_a_reminder_that_a_stop_has_delayed_still_comes_in_time(search: Network) -> None:
    await search.town.is_offline_until(at(14, 10))
    assert len(heard(search.jan, REMINDER)) == 1
    await search.town.restart()
    assert len(heard(search.jan, REMINDER)) == 1


# the end of the time


async def test_when_the_time_is_over_those_who_decide_read_the_result_and_see_it(search: Network) -> None:
    await answers(search.jan, search.group, "Wszystkie: nie", "2. tak")
    await answers(search.ewa, search.group, "1. tak", "2. może")
    before = len(search.jan.all_texts())
    await search.town.move_to(at(14, 20))
    for who in (search.ola, search.ewa):
        (result,) = heard(who, RESULT)
        assert f"1. {SECOND[3:]}\ntak 1 · w razie potrzeby 1 · nie 0 · instytucje: 2 z 2" in result
        assert (
            "Propozycja: poniedziałek, 21 września, 10:00–15:00.\nNajwięcej instytucji może: 2 z 2." in result
        )
        assert "Nikt nie musi rezygnować." in result
        assert "Odpowiedzi: 2 z 3.\nBez odpowiedzi: Ola Wójcik." in result
        (drawing,) = who.pictures()
        assert picture_size(drawing) is not None
        assert "Wybierz: pon., 21 wrz, 10:00" in who.buttons()
    assert "Odpowiedzi nie są już przyjmowane" in card(search.jan, search.group)
    assert search.jan.buttons(search.group) != ["Powiedz, kiedy możesz"]
    assert "Bez odpowiedzi" not in card(search.jan, search.group)
    assert len(search.jan.all_texts()) == before
    assert search.jan.pictures() == []


async def test_too_late_an_answer_is_refused_kindly(search: Network) -> None:
    await answers(search.jan, search.group, "1. tak")
    await search.town.move_to(at(14, 20))
    await search.jan.taps("1. nie")
    assert "Odpowiedzi nie są już przyjmowane" in (search.jan.toast or "")
    assert f"{FIRST} – tak" in search.jan.sees()
    assert "reply_markup" not in search.jan.messages()[-1]


async def test_dates_that_are_equally_good_are_called_so(search: Network) -> None:
    await answers(search.jan, search.group, "Wszystkie: tak", "3. nie")
    await stands(search.ola)
    assert (
        "Tak samo dobre: sobota, 19 września, 10:00–15:00 lub poniedziałek, 21 września, 10:00–15:00."
        in search.ola.sees()
    )


async def test_the_facilitator_ends_it_sooner_and_the_expert_hears_it(search: Network) -> None:
    await answers(search.jan, search.group, "1. tak")
    await stands(search.ola)
    await search.ola.taps("Zakończ teraz")
    assert "termin wybiera koordynacja sieci" in search.ola.all_texts()[-2]
    assert len(heard(search.ewa, RESULT)) == 1
    assert len(search.ola.pictures()) == len(search.ewa.pictures()) == 1
    await search.town.passes(days=10)
    assert heard(search.jan, REMINDER) == []
    assert len(heard(search.ewa, RESULT)) == 1


async def test_a_stop_at_the_end_of_the_time_loses_nothing_and_doubles_nothing(search: Network) -> None:
    await search.town.move_to(at(14, 19))
    await search.town.is_offline_until(at(14, 22))
    await search.town.restart()
    assert len(heard(search.ola, RESULT)) == 1
    assert len(search.ola.pictures()) == 1


async def test_while_the_bot_is_away_it_waits_and_ends_when_the_bot_is_back(search: Network) -> None:
    await bot_goes(search)
    await search.town.move_to(at(16, 9))
    assert heard(search.ola, RESULT) == []
    assert heard(search.jan, REMINDER) == []
    await search.town.add_bot(search.ola, search.group)
    await search.town.passes(minutes=1)
    assert len(heard(search.ola, RESULT)) == 1
    assert "Odpowiedzi nie są już przyjmowane" in card(search.jan, search.group)


async def test_the_picture_comes_when_it_is_asked_for(search: Network) -> None:
    await answers(search.jan, search.group, "1. tak")
    await stands(search.ola)
    await search.ola.taps("Jako obrazek")
    assert "chwileczkę" in (search.ola.toast or "")
    assert "Jak wypadają terminy: Spotkanie w Radlinie" in search.ola.sees()
    assert len(search.ola.pictures()) == 1
    assert search.ewa.pictures() == []


async def test_a_picture_that_names_someone_goes_when_they_are_forgotten(search: Network) -> None:
    """Ola represents no institution, so she stands in it by name."""
    await stands(search.ewa)
    await search.ewa.taps("Jako obrazek")
    assert len(search.ewa.pictures()) == 1
    await search.ola.says("/zapomnij")
    await search.ola.taps("Zapomnij o mnie")
    assert search.ewa.pictures() == []


# picked


async def picks(who: Resident, date: str) -> None:
    await stands(who)
    await who.taps(f"Wybierz: {date}")


async def test_picking_shows_who_can_come_asks_once_and_tells_the_group(search: Network) -> None:
    await answers(search.jan, search.group, "Wszystkie: nie", "2. tak")
    await answers(search.ewa, search.group, "2. może")
    await picks(search.ola, "pon., 21 wrz, 10:00")
    assert "Tak: Jan Łoś\nW razie potrzeby: Ewa Żak\nBez odpowiedzi: Ola Wójcik" in search.ola.sees()
    assert heard(search.jan, "Mamy termin", search.group) == []
    await search.ola.taps("‹ Wstecz")
    await search.ola.taps("Wybierz: sob., 19 wrz")
    assert "Nie: Jan Łoś" in search.ola.sees()
    assert "Instytucje, z których nikt nie może: Łódź" in search.ola.sees()
    await picks(search.ola, "pon., 21 wrz, 10:00")
    await search.ola.taps("Tak, ten termin")
    assert heard(search.jan, "Mamy termin", search.group) == [
        "Mamy termin: Spotkanie w Radlinie\nponiedziałek, 21 września, 10:00–15:00"
    ]
    assert card(search.jan, search.group) == (
        "Termin ustalony: Spotkanie w Radlinie\n\nponiedziałek, 21 września, 10:00–15:00\n"
        "tak 1 · w razie potrzeby 1 · nie 0 · instytucje: 2 z 2"
    )
    await search.town.passes(days=8)
    assert heard(search.ola, RESULT) == []
    assert heard(search.ola, REMINDER) == []
    await search.jan.says("/termin")
    assert "Termin ustalony: poniedziałek, 21 września, 10:00–15:00" in search.jan.sees()


async def test_another_date_instead_takes_the_place_of_the_first(search: Network) -> None:
    await picks(search.ola, "pon., 21 wrz")
    await search.ola.taps("Tak, ten termin")
    await search.ola.taps("Zamiast tego: wt., 22 wrz")
    await search.ola.taps("Tak, ten termin")
    assert heard(search.jan, "Mamy termin", search.group) == [
        "Mamy termin: Spotkanie w Radlinie\nwtorek, 22 września, 09:30–14:30"
    ]
    assert "wtorek, 22 września" in card(search.jan, search.group)


async def test_of_two_who_pick_at_once_the_second_reads_what_was_picked(search: Network) -> None:
    await picks(search.ola, "pon., 21 wrz")
    await picks(search.ewa, "wt., 22 wrz")
    await search.ola.taps("Tak, ten termin")
    await search.ewa.taps("Tak, ten termin")
    told = "Ktoś inny właśnie wybrał termin.\n\nTermin ustalony: Spotkanie w Radlinie\n\nponiedziałek"
    assert any(told in text for text in search.ewa.all_texts())
    assert len(heard(search.jan, "Mamy termin", search.group)) == 1
    assert "poniedziałek, 21 września" in card(search.jan, search.group)


async def test_a_date_that_is_over_can_not_be_picked_nor_exchanged(search: Network) -> None:
    await search.town.move_to(at(14, 20))
    await search.town.move_to(at(20, 9))
    assert "Wybierz: sob., 19 wrz, 10:00" in search.ola.buttons()
    await search.ola.taps("Wybierz: sob., 19 wrz")
    assert "Ten termin już minął" in (search.ola.toast or "")
    await picks(search.ola, "pon., 21 wrz")
    await search.ola.taps("Tak, ten termin")
    await search.town.move_to(at(21, 11))
    await search.ola.taps("Zamiast tego: wt., 22 wrz")
    assert "Ten termin już minął" in (search.ola.toast or "")


async def test_a_found_date_is_in_everyones_calendar(search: Network) -> None:
    await picks(search.ola, "pon., 21 wrz")
    await search.ola.taps("Tak, ten termin")
    await search.jan.says("/kalendarz")
    ((_name, content),) = search.jan.files()
    assert "SUMMARY:Spotkanie w Radlinie – Miasto Cyfrowe" in content.decode()
    assert "DTSTART:20260921T080000Z" in content.decode()


# changed while it is open


async def test_dates_that_are_added_are_asked_of_those_who_answered_once_and_in_one_message(
    search: Network,
) -> None:
    await answers(search.jan, search.group, "1. tak")
    for more in ("23.09 10:00", "24.09 10:00"):
        await stands(search.ola)
        await search.ola.taps("Dodaj terminy…")
        await search.ola.says(more)
        assert "Gdzie nie ma końca, przyjmuję, że potrwa: 5 godzin." in search.ola.sees()
        await search.ola.taps("To już wszystkie")
        assert "Dodane. Kto już odpowiadał" in search.ola.sees()
    assert "4. środa, 23 września, 10:00–15:00" in card(search.jan, search.group)
    await search.town.passes(hours=1)
    (asked,) = heard(search.jan, "Nowe terminy: Spotkanie w Radlinie")
    assert "• środa, 23 września, 10:00–15:00\n• czwartek, 24 września, 10:00–15:00\n\n" in asked
    assert heard(search.ewa, "Nowe terminy") == []
    await search.town.passes(days=3)
    assert len(heard(search.jan, "Nowe terminy")) == 1
    await search.jan.taps("Powiedz, kiedy możesz")
    assert f"{FIRST} – tak" in search.jan.sees()
    assert "5. tak" in search.jan.buttons()


async def test_dates_that_are_added_at_night_are_asked_about_in_the_morning(search: Network) -> None:
    await answers(search.jan, search.group, "1. tak")
    await search.town.move_to(at(8, 22))
    await stands(search.ola)
    await search.ola.taps("Dodaj terminy…")
    await search.ola.says("23.09 10:00-12:00")
    await search.ola.taps("To już wszystkie")
    await search.town.move_to(at(9, 7, 59))
    assert heard(search.jan, "Nowe terminy") == []
    await search.town.move_to(at(9, 8))
    assert len(heard(search.jan, "Nowe terminy")) == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("19.09 10:00", "Ten termin jest podany dwa razy: sobota, 19 września, 10:00"),
        ("14.09 12:00", "wypada, zanim skończy się czas na odpowiedzi (poniedziałek, 14 września, 20:00)"),
        (", ".join(f"{n}.10 10:00" for n in range(10, 18)), "najwyżej tyle terminów: 10"),
    ],
)
async def test_an_added_date_that_does_not_fit_is_refused_as_it_is_typed(
    search: Network, typed: str, answer: str
) -> None:
    await stands(search.ola)
    await search.ola.taps("Dodaj terminy…")
    await search.ola.says(typed)
    assert answer in search.ola.sees()


async def test_a_date_is_taken_out_and_put_back_with_its_answers(search: Network) -> None:
    await answers(search.jan, search.group, "Wszystkie: tak")
    await stands(search.ola)
    await search.ola.taps("Usuń termin…")
    await search.ola.taps("✗ pon., 21 wrz")
    assert "Usunięty termin: poniedziałek, 21 września, 10:00–15:00" in search.ola.sees()
    assert "21 września" not in card(search.jan, search.group)
    assert f"{FIRST}\ntak 1" in card(search.jan, search.group)
    await search.jan.taps("2. nie")
    assert "Tego terminu już nie ma na liście" in (search.jan.toast or "")
    assert "21 września" not in search.jan.sees()
    await search.ola.taps("Przywróć")
    assert f"{SECOND}\ntak 1" in card(search.jan, search.group)


async def test_two_dates_always_stay(search: Network) -> None:
    await stands(search.ola)
    for _ in range(2):
        await search.ola.taps("Usuń termin…")
        await search.ola.taps("✗ ")
    assert "przynajmniej dwa terminy" in (search.ola.toast or "")


async def test_what_for_is_changed_on_the_card(search: Network) -> None:
    await stands(search.ola)
    await search.ola.taps("Czego dotyczy…")
    await search.ola.says("Warsztaty w Radlinie")
    assert card(search.jan, search.group).startswith("Szukamy terminu: Warsztaty w Radlinie")


async def test_a_search_is_cancelled_with_a_reason_and_taken_up_again(search: Network) -> None:
    await answers(search.jan, search.group, "1. tak")
    await stands(search.ola)
    await search.ola.taps("Odwołaj…")
    assert "Dlaczego szukanie jest odwołane?" in search.ola.sees()
    await search.ola.says("Spotkamy się dopiero wiosną.")
    assert card(search.jan, search.group) == (
        "Nie szukamy już terminu: Spotkanie w Radlinie\nPowód: Spotkamy się dopiero wiosną."
    )
    await search.jan.taps("1. nie")
    assert "To szukanie terminu jest odwołane. Powód: Spotkamy się dopiero wiosną." in search.jan.sees()
    await search.ola.taps("Przyjmuj znów odpowiedzi…")
    await search.ola.says("15 września")
    assert f"{FIRST}\ntak 1" in card(search.jan, search.group)
    assert len(cards(search.jan, search.group)) == 1
    await search.town.move_to(at(15, 20))
    assert len(heard(search.ola, RESULT)) == 1


async def test_a_found_date_that_is_cancelled_is_taken_back_in_the_group(search: Network) -> None:
    await picks(search.ola, "pon., 21 wrz")
    await search.ola.taps("Tak, ten termin")
    await search.ola.taps("Odwołaj…")
    await search.ola.says("Sala jest zajęta.")
    assert heard(search.jan, "Mamy termin", search.group) == []
    assert "Wybrany termin jest już nieaktualny: Spotkanie w Radlinie" in search.jan.all_texts(search.group)
    await search.jan.says("/kalendarz")
    assert search.jan.files() == []


async def test_a_reason_is_a_sentence(search: Network) -> None:
    await stands(search.ola)
    await search.ola.taps("Odwołaj…")
    await search.ola.says("x" * 301)
    assert "najwyżej 300 znaków" in search.ola.sees()


async def test_whoever_started_it_as_guardian_decides_too(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Opieka organizacyjna")
    await look_for_a_date(network.jan)
    await network.town.move_to(at(14, 20))
    assert len(heard(network.jan, RESULT)) == 1
    assert heard(network.ewa, RESULT) == []


async def test_the_facilitator_sees_what_is_planned_by_its_name(search: Network) -> None:
    await search.ola.says("/stan")
    seen = search.ola.sees()
    assert "13 września, 20:00: przypomnienie o odpowiedzi, kiedy kto może · Spotkanie w Radlinie" in seen
    assert "14 września, 20:00: zakończenie zbierania odpowiedzi o termin · Spotkanie w Radlinie" in seen
