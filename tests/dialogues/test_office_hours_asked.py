"""Office hours are asked for: who holds them, the questions one by one, one thing changed; and what comes is listed."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import EVERY_OTHER_TUESDAY, announce, cards
from tests.dialogues.test_roles import give


@pytest.fixture
def hours(expert: Network) -> Network:
    """Ewa is the network's expert."""
    return expert


# who holds it


async def test_without_an_expert_the_facilitator_holds_it(network: Network) -> None:
    await announce(network.ola)
    assert "Dyżur: Ola Wójcik" in network.jan.sees(network.group)


async def test_a_facilitator_announces_for_the_only_expert(hours: Network) -> None:
    await announce(hours.ola)
    assert "Dyżur: Ewa Żak" in hours.jan.sees(hours.group)


async def test_a_facilitator_is_asked_which_of_two_experts(hours: Network) -> None:
    await give(hours.ola, "Jan Łoś", "Ekspert")
    await hours.ola.says(EVERY_OTHER_TUESDAY)
    assert "Kto prowadzi dyżur?" in hours.ola.sees()
    assert hours.ola.buttons() == ["Ewa Żak", "Jan Łoś", "Anuluj"]
    await hours.ola.taps("Jan Łoś")
    assert hours.ola.buttons() == ["Ewa Żak", "✓ Jan Łoś", "Gotowe", "Anuluj"]
    await hours.ola.taps("Gotowe")
    await hours.ola.taps("Tak, zapowiedz")
    assert "Dyżur: Jan Łoś" in hours.ewa.sees(hours.group)


async def test_one_of_two_experts_announces_their_own(hours: Network) -> None:
    await give(hours.ola, "Jan Łoś", "Ekspert")
    await announce(hours.jan)
    assert "Dyżur: Jan Łoś" in hours.ewa.sees(hours.group)


# by questions


async def test_asked_one_by_one_and_read_back(hours: Network) -> None:
    ewa = hours.ewa
    await ewa.says("/dyzur")
    assert "Nie ma jeszcze żadnych. Napisz kiedy, np. /dyzur co drugi wtorek 10:00" in ewa.sees()
    await ewa.taps("Zapowiedz dyżur")
    await ewa.says("co drugi wtorek 10:00")
    assert "Jak długo?" in ewa.sees()
    await ewa.taps("90 minut")
    assert "Gdzie?" in ewa.sees()
    await ewa.says("https://meet.example/miasto")
    await ewa.says("Otwarte dane")
    seen = ewa.sees()
    assert (
        "Co dwa tygodnie we wtorek, 10:00–11:30\nTemat: Otwarte dane\nGdzie: https://meet.example/miasto"
        in seen
    )
    assert "więc przyjmuję" not in seen
    await ewa.taps("Tak, zapowiedz")
    assert "Temat: Otwarte dane\nGdzie: https://meet.example/miasto" in cards(hours.jan, hours.group)[0]


async def test_a_length_that_was_said_is_not_asked_and_the_rest_may_be_skipped(hours: Network) -> None:
    ewa = hours.ewa
    await ewa.says("/dyzur")
    await ewa.taps("Zapowiedz dyżur")
    await ewa.says("co drugi wtorek")
    assert "O której godzinie?" in ewa.sees()
    await ewa.says("co drugi wtorek 10:00–11:00")
    await ewa.taps("Pomiń")
    await ewa.taps("Pomiń")
    assert "10:00–11:00" in ewa.sees()
    assert "Gdzie" not in ewa.sees()


async def test_a_length_is_also_typed(hours: Network) -> None:
    ewa = hours.ewa
    await ewa.says("/dyzur")
    await ewa.taps("Zapowiedz dyżur")
    await ewa.says("co drugi wtorek 10:00")
    await ewa.says("do oporu")
    assert "Nie rozumiem, jak długo" in ewa.sees()
    await ewa.says("50 minut")
    assert "Gdzie?" in ewa.sees()


async def test_one_thing_is_changed_before_it_is_announced(hours: Network) -> None:
    ewa = hours.ewa
    await ewa.says(EVERY_OTHER_TUESDAY)
    await ewa.taps("Zmień…")
    assert ewa.buttons()[:5] == ["Terminy", "Czas trwania", "Kto prowadzi", "Miejsce", "Temat"]
    await ewa.taps("Miejsce")
    await ewa.says("Sala 5,\nul. Długa")
    assert "Gdzie: Sala 5, ul. Długa" in ewa.sees()
    await ewa.taps("Zmień…")
    await ewa.taps("Terminy")
    await ewa.says("co drugi czwartek 11:00")
    assert "w czwartek, 11:00–12:00\nGdzie: Sala 5" in ewa.sees()
    await ewa.taps("Zmień…")
    await ewa.taps("Czas trwania")
    await ewa.taps("2 godziny")
    assert "11:00–13:00" in ewa.sees()
    await ewa.taps("Zmień…")
    await ewa.taps("Miejsce")
    await ewa.taps("Bez miejsca")
    assert "Gdzie" not in ewa.sees()
    await ewa.taps("Zmień…")
    await ewa.taps("Kto prowadzi")
    await ewa.taps("Ola Wójcik")
    await ewa.taps("Ewa Żak")
    await ewa.taps("Gotowe")
    await ewa.taps("Zmień…")
    await ewa.taps("Wróć do podsumowania")
    await ewa.taps("Tak, zapowiedz")
    assert "Dyżur: Ola Wójcik\nCo dwa tygodnie w czwartek, 11:00–13:00" in cards(hours.jan, hours.group)[0]


async def test_what_is_too_long_is_refused_with_its_length(hours: Network) -> None:
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    await hours.ewa.taps("Zmień…")
    await hours.ewa.taps("Temat")
    await hours.ewa.says("ż" * 121)
    assert "Ten temat ma 121 znaków, a zmieści się 120" in hours.ewa.sees()


# the list


async def test_a_member_sees_the_coming_dates_and_may_ask(hours: Network) -> None:
    await hours.jan.says("/dyzur")
    assert "Na razie żadnych nie zapowiedziano" in hours.jan.sees()
    await announce(hours.ewa)
    await hours.jan.says("/dyzur")
    assert (
        "Ewa Żak\nCo dwa tygodnie we wtorek, 10:00–11:00\nNajbliższy: wtorek, 8 września, 10:00"
        in hours.jan.sees()
    )
    assert hours.jan.buttons() == ["Zadaj pytanie", "Kolejka", "Do kalendarza"]


async def test_in_the_group_the_list_is_for_everyone_and_leaders_go_on_in_private(hours: Network) -> None:
    await announce(hours.ewa)
    await hours.jan.says("/dyzur", hours.group)
    assert "Najbliższy: wtorek, 8 września, 10:00" in hours.jan.sees(hours.group)
    await hours.ola.says("/dyzur", hours.group)
    await hours.ola.taps("Zapowiedz albo zmień", hours.group)
    assert hours.ola.buttons() == ["Zadaj pytanie", "Kolejka", "Do kalendarza", "Zmień…", "Zapowiedz dyżur"]


async def test_several_series_are_told_apart(hours: Network) -> None:
    await announce(hours.ewa)
    await announce(hours.ewa, "/dyzur jednorazowo 12 grudnia 15:00")
    await hours.ewa.says("/dyzur")
    assert "Sobota, 12 grudnia 2026, 15:00–16:00" in hours.ewa.sees()
    assert hours.ewa.buttons() == [
        "Zapytaj: Ewa Żak",
        "Zapytaj: Ewa Żak",
        "Kolejka",
        "Do kalendarza",
        "Zmień: Ewa Żak, wtorek 10:00",
        "Zmień: Ewa Żak, sob., 12 gru 15:00",
        "Zapowiedz dyżur",
    ]
