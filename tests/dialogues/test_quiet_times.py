"""A network says when it rests; whatever is planned on such days is marked, and its hosts hear of it."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce, cards
from tests.dialogues.test_office_hours_clock import at


@pytest.fixture
def hours(expert: Network) -> Network:
    """Ewa is the network's expert."""
    return expert


async def open_quiet_times(hours: Network) -> None:
    await hours.ola.says("/siec")
    await hours.ola.taps("Święta i przerwy…")


async def add(hours: Network, words: str) -> None:
    await open_quiet_times(hours)
    await hours.ola.taps("Dodaj przerwę…")
    await hours.ola.says(words)


async def test_a_network_begins_with_polish_holidays_and_the_usual_quiet_times(hours: Network) -> None:
    await open_quiet_times(hours)
    assert "Święta państwowe: Polska" in hours.ola.sees()
    assert hours.ola.buttons() == [
        "✓ Boże Narodzenie i Nowy Rok",
        "✓ Wielkanoc",
        "✓ lipiec i sierpień",
        "Dodaj przerwę…",
        "Kraj świąt…",
        "‹ Wstecz",
    ]


async def test_days_of_its_own_are_added_in_words_and_removed_with_a_tap(hours: Network) -> None:
    await add(hours, "15–28 lutego ferie zimowe")
    assert "Przerwy tej sieci:\n• 15–28 lutego 2027: ferie zimowe" in hours.ola.sees()
    await hours.ola.taps("Usuń: 15–28 lut")
    assert hours.ola.toast == "Usunięte."
    assert "Przerwy tej sieci" not in hours.ola.sees()


async def test_words_without_days_get_a_kind_answer_and_can_be_written_again(hours: Network) -> None:
    await add(hours, "ferie zimowe")
    assert hours.ola.sees() == "Które to dni? Napisz na przykład „15–28 lutego” albo „24 grudnia”."
    await hours.ola.says("2 maja")
    assert "• 2 maja 2027" in hours.ola.sees()


async def test_the_same_days_twice_are_kept_once(hours: Network) -> None:
    await add(hours, "15–28 lutego")
    await add(hours, "15–28 lutego ferie")
    assert hours.ola.sees().count("•") == 1
    assert "15–28 lutego 2027: ferie" in hours.ola.sees()


async def test_days_that_are_over_are_no_longer_shown(hours: Network) -> None:
    await add(hours, "10 września zjazd")
    await hours.town.move_to(at(9, 11, 9))
    await open_quiet_times(hours)
    assert "zjazd" not in hours.ola.sees()


async def test_another_country_has_other_holidays(hours: Network) -> None:
    await open_quiet_times(hours)
    await hours.ola.taps("Kraj świąt…")
    await hours.ola.says("Nibylandia")
    assert hours.ola.sees() == "Nie znam świąt dla „Nibylandia”. Napisz nazwę kraju, na przykład Czechy."
    await hours.ola.says("czechy")
    assert "Święta państwowe: Czechy" in hours.ola.sees()
    await hours.ewa.says("/dyzur jednorazowo 11 listopada 10:00")
    assert "(święto" not in hours.ewa.sees()
    await hours.ewa.says("/dyzur jednorazowo 17 listopada 10:00")
    assert "(święto:" in hours.ewa.sees()


async def test_without_holidays_none_is_named(hours: Network) -> None:
    await open_quiet_times(hours)
    await hours.ola.taps("Kraj świąt…")
    await hours.ola.taps("Bez świąt")
    assert "Święta państwowe: bez świąt" in hours.ola.sees()
    await hours.ewa.says("/dyzur jednorazowo 11 listopada 10:00")
    assert "święto" not in hours.ewa.sees()


async def test_quiet_times_of_the_network_mark_the_dates_of_office_hours(hours: Network) -> None:
    await add(hours, "21–25 września festiwal")
    await hours.ewa.says("/dyzur co drugi wtorek 10:00")
    assert "• wtorek, 22 września (przerwa: festiwal)" in hours.ewa.sees()


async def test_a_usual_quiet_time_that_the_network_does_not_keep_is_not_named(hours: Network) -> None:
    await open_quiet_times(hours)
    await hours.ola.taps("✓ Boże Narodzenie i Nowy Rok")
    await hours.ewa.says("/dyzur jednorazowo 29 grudnia 15:00")
    assert "okres świąt" not in hours.ewa.sees()


async def test_hosts_hear_of_a_quiet_time_on_days_that_they_have_announced(hours: Network) -> None:
    await announce(hours.ewa)
    await add(hours, "21–25 września festiwal")
    assert "Dyżury w dni, w które sieć odpoczywa" in hours.ewa.sees()
    assert "• wtorek, 22 września (przerwa: festiwal)" in hours.ewa.sees()
    await hours.ewa.taps("wt., 22 wrz, 10:00")
    await hours.ewa.taps("Odwołaj")
    assert "Odwołane: 22 września" in cards(hours.jan, hours.group)[0]


async def test_later_dates_to_decide_about_are_read_back_too(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi wtorek 10:00")
    assert (
        "Z dalszych:\n• wtorek, 29 grudnia (okres świąt i Nowego Roku)\n\nTerminy z dopiskiem"
        in hours.ewa.sees()
    )
    await hours.ewa.taps("Pomiń wt., 29 gru")
    await hours.ewa.taps("Tak, zapowiedz")
    assert told(hours) == []


async def test_hosts_hear_of_dates_that_were_planned_later(hours: Network) -> None:
    await add(hours, "15–28 marca ferie")
    await announce(hours.ewa)
    await hours.town.passes(days=20)
    assert told(hours) == []
    await hours.town.passes(days=20)
    assert told(hours) == [
        "Dyżury w dni, w które sieć odpoczywa\n\nEwa Żak\nCo dwa tygodnie we wtorek, 10:00–11:00\n"
        "Sieć: Miasto Cyfrowe\n\n• wtorek, 23 marca 2027 (przerwa: ferie)\n\n"
        "Odbędą się zgodnie z planem, chyba że coś zmienisz. Wybierz termin, żeby go pominąć albo przenieść."
    ]


def told(hours: Network) -> list[str]:
    return [text for text in hours.ewa.all_texts() if text.startswith("Dyżury w dni")]


async def test_a_quiet_time_of_another_network_can_not_be_removed(hours: Network) -> None:
    await add(hours, "15–28 lutego")
    remove = hours.ola.button("Usuń: 15–28 lut")[1]["callback_data"]
    await hours.ewa.forges(remove)
    await hours.jan.forges(remove)
    await open_quiet_times(hours)
    assert "• 15–28 lutego 2027" in hours.ola.sees()
