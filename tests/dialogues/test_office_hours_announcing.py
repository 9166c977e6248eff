"""Office hours are announced by one or by several together."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import EVERY_OTHER_TUESDAY, announce, cards
from tests.dialogues.test_roles import give


@pytest.fixture
def hours(expert: Network) -> Network:
    """Ewa is the network's expert."""
    return expert


async def announce_together(hours: Network) -> None:
    """Ewa announces hours that she holds with Ola."""
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    for label in ("Zmień…", "Kto prowadzi", "Ola Wójcik", "Gotowe", "Tak, zapowiedz"):
        await hours.ewa.taps(label)


async def test_an_expert_adds_a_second_person_before_announcing(hours: Network) -> None:
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    await hours.ewa.taps("Zmień…")
    await hours.ewa.taps("Kto prowadzi")
    assert hours.ewa.buttons()[:3] == ["✓ Ewa Żak", "Ola Wójcik", "Gotowe"]
    await hours.ewa.taps("Ola Wójcik")
    assert hours.ewa.buttons()[:3] == ["✓ Ewa Żak", "✓ Ola Wójcik", "Gotowe"]
    await hours.ewa.taps("Gotowe")
    assert "Dyżur: Ola Wójcik i Ewa Żak" in hours.ewa.sees()
    await hours.ewa.taps("Tak, zapowiedz")
    assert cards(hours.jan, hours.group)[0].startswith("Dyżur: Ola Wójcik i Ewa Żak\n")


async def test_a_facilitator_chooses_two_experts_of_three(hours: Network) -> None:
    await give(hours.ola, "Jan Łoś", "Ekspert")
    await hours.ola.says(EVERY_OTHER_TUESDAY)
    for label in ("Ewa Żak", "Jan Łoś", "Gotowe", "Tak, zapowiedz"):
        await hours.ola.taps(label)
    assert "Dyżur: Ewa Żak i Jan Łoś" in hours.jan.sees(hours.group)


async def test_somebody_always_holds_them(hours: Network) -> None:
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    for label in ("Zmień…", "Kto prowadzi", "Ewa Żak"):
        await hours.ewa.taps(label)
    assert hours.ewa.toast == "Ktoś musi prowadzić dyżur. Najpierw wybierz tę osobę."
    assert hours.ewa.buttons()[:2] == ["✓ Ewa Żak", "Ola Wójcik"]


async def test_both_are_reminded_as_those_who_hold_it(hours: Network) -> None:
    await announce_together(hours)
    await hours.town.passes(days=1)
    for host in (hours.ewa, hours.ola):
        assert any(text.startswith("Prowadzisz dyżur") for text in host.all_texts())
    assert not any(text.startswith("Prowadzisz dyżur") for text in hours.jan.all_texts())


async def test_the_same_hours_of_either_are_announced_once_only(hours: Network) -> None:
    await announce_together(hours)
    await announce(hours.ewa)
    assert "już zapowiedziany" in (hours.ewa.toast or "")
    assert len(cards(hours.jan, hours.group)) == 1


async def test_a_second_person_joins_hours_that_are_announced(hours: Network) -> None:
    await announce(hours.ewa)
    await hours.ewa.says("/dyzur")
    for label in ("Zmień…", "Kto prowadzi…", "Ola Wójcik", "Gotowe"):
        await hours.ewa.taps(label)
    assert cards(hours.jan, hours.group)[-1].startswith("Dyżur: Ola Wójcik i Ewa Żak\n")


async def test_whoever_is_put_in_or_taken_out_without_being_asked_hears_of_it(hours: Network) -> None:
    await announce(hours.ewa)
    await hours.ola.says("/dyzur")
    for label in ("Zmień…", "Kto prowadzi…", "Ola Wójcik", "Ewa Żak", "Gotowe"):
        await hours.ola.taps(label)
    assert hours.ewa.sees().startswith("Zmiana w prowadzeniu dyżuru\n\nProwadzenie: Ola Wójcik\n\n")
    assert not any(text.startswith("Zmiana w prowadzeniu") for text in hours.ola.all_texts())


# holidays and quiet times


async def test_dates_on_a_holiday_or_in_a_quiet_time_are_marked(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi piątek od 11 grudnia 10:00")
    assert (
        "• piątek, 11 grudnia\n• piątek, 25 grudnia (święto: Boże Narodzenie (pierwszy dzień))\n"
        "• piątek, 8 stycznia 2027\n"
    ) in hours.ewa.sees()
    assert "Terminy z dopiskiem też zapowiem, chyba że je pominiesz albo przeniesiesz." in hours.ewa.sees()
    assert "Pomiń pt., 25 gru" in hours.ewa.buttons()


async def test_a_marked_date_is_skipped_with_a_tap_and_taken_back_with_another(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi piątek od 11 grudnia 10:00")
    await hours.ewa.taps("Pomiń pt., 25 gru")
    assert "piątek, 25 grudnia – pominę (święto:" in hours.ewa.sees()
    await hours.ewa.taps("Zostaw pt., 25 gru")
    await hours.ewa.taps("Pomiń pt., 25 gru")
    await hours.ewa.taps("Tak, zapowiedz")
    (card,) = cards(hours.jan, hours.group)
    assert "Potem: 8 stycznia" in card
    assert "Odwołane: 25 grudnia" in card


async def test_a_marked_date_is_moved_before_it_is_announced(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi piątek od 11 grudnia 10:00")
    await hours.ewa.taps("Przenieś pt., 25 gru")
    assert hours.ewa.sees().startswith("Kiedy zamiast tego terminu: piątek, 25 grudnia?")
    await hours.ewa.says("21 grudnia 12:00")
    assert "• piątek, 25 grudnia – zamiast tego: poniedziałek, 21 grudnia, 12:00\n" in hours.ewa.sees()
    assert "Zostaw pt., 25 gru" in hours.ewa.buttons()
    await hours.ewa.taps("Tak, zapowiedz")
    (card,) = cards(hours.jan, hours.group)
    assert "Potem: 21 grudnia, 8 stycznia" in card
    assert "Przeniesione: 25 grudnia → poniedziałek, 21 grudnia, 12:00" in card


async def test_a_date_is_moved_neither_into_the_past_nor_onto_another_one(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi piątek od 11 grudnia 10:00")
    await hours.ewa.taps("Przenieś pt., 25 gru")
    await hours.ewa.says("11 grudnia 10:30")
    assert "piątek, 11 grudnia, 10:00" in hours.ewa.sees()
    await hours.ewa.says("6 września 2026 10:00")
    assert "(6 września 2026) już minął" in hours.ewa.sees()
    await hours.ewa.taps("‹ Wróć do podsumowania")
    assert any("• piątek, 25 grudnia (święto" in text for text in hours.ewa.all_texts())


async def test_a_move_is_taken_back_with_a_tap(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi piątek od 11 grudnia 10:00")
    await hours.ewa.taps("Przenieś pt., 25 gru")
    await hours.ewa.says("godzinę później")
    assert "zamiast tego: piątek, 25 grudnia, 11:00 (święto" in hours.ewa.sees()
    await hours.ewa.taps("Zostaw pt., 25 gru")
    assert "zamiast tego" not in hours.ewa.sees()


async def test_an_older_read_back_can_not_be_confirmed_after_a_date_was_skipped(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi piątek od 11 grudnia 10:00")
    yes = hours.ewa.button("Tak, zapowiedz")[1]["callback_data"]
    await hours.ewa.taps("Pomiń pt., 25 gru")
    await hours.ewa.forges(yes)
    assert cards(hours.jan, hours.group) == []


async def test_an_hour_that_the_same_person_holds_already_is_named(hours: Network) -> None:
    await announce(hours.ewa)
    await hours.ewa.says("/dyzur jednorazowo 8 września 10:30")
    assert "wtorek, 8 września (w tym czasie jest już inny dyżur)" in hours.ewa.sees()


async def test_a_quiet_time_is_named_where_it_is_no_holiday(hours: Network) -> None:
    await hours.ewa.says("/dyzur jednorazowo 29 grudnia 15:00")
    assert "wtorek, 29 grudnia (okres świąt i Nowego Roku)" in hours.ewa.sees()


async def test_ordinary_dates_carry_no_note(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi wtorek 10:00 do 30 listopada")
    assert "z dopiskiem" not in hours.ewa.sees()


async def test_an_english_reader_reads_the_holiday_in_english(hours: Network) -> None:
    kim = hours.kim
    await kim.taps("Dołącz", hours.group)
    await kim.taps("I don't represent")
    await kim.taps("I agree")
    await give(hours.ola, "Kim", "Ekspert")
    await kim.says("/office_hours once 11 November 15:00")
    assert "Wednesday, 11 November (public holiday: National Independence Day)" in kim.sees()
