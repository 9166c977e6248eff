"""Office hours are announced: in one line or by questions, read back with their dates, and confirmed."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident, Town
from tests.dialogues.town_hours import EVERY_OTHER_TUESDAY, announce, give


@pytest.fixture
def hours(expert: Network) -> Network:
    """Ewa is the network's expert."""
    return expert


def cards(who: Resident, group: int) -> list[str]:
    return [text for text in who.all_texts(group) if text.startswith("Dyżur: ")]


# in one line


async def test_an_expert_writes_it_privately_and_sees_what_was_understood(hours: Network) -> None:
    before = hours.jan.all_texts(hours.group)
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    seen = hours.ewa.sees()
    assert "Dyżur: Ewa Żak\nCo dwa tygodnie we wtorek, 10:00–11:00" in seen
    assert (
        "• wtorek, 8 września\n• wtorek, 22 września\n• wtorek, 6 października\n"
        "• wtorek, 20 października\n• wtorek, 3 listopada\n• wtorek, 17 listopada"
    ) in seen
    assert "Strefa czasowa: Warszawa" in seen
    assert "Nie podano czasu trwania, więc przyjmuję: 1 godzina." in seen
    assert "Po Twoim potwierdzeniu zapowiem to w grupie „Miasto Cyfrowe”." in seen
    assert hours.ewa.buttons() == [
        "Tak, zapowiedz", "Pomiń wt., 29 gru", "Przenieś wt., 29 gru", "Zmień…", "Anuluj",
    ]  # fmt: skip
    assert hours.jan.all_texts(hours.group) == before


async def test_once_confirmed_the_group_gets_one_card_with_the_next_date(hours: Network) -> None:
    await announce(hours.ewa)
    assert "Zapowiedź jest już w grupie „Miasto Cyfrowe”" in hours.ewa.sees()
    (card,) = cards(hours.jan, hours.group)
    assert card.startswith("Dyżur: Ewa Żak\nCo dwa tygodnie we wtorek, 10:00–11:00\n\n")
    assert "Najbliższy: wtorek, 8 września, 10:00" in card
    assert "Potem: 22 września, 6 października i 20 października" in card


async def test_the_card_of_the_network_tells_the_next_date(hours: Network) -> None:
    await announce(hours.ewa)
    (card,) = [text for text in hours.jan.all_texts(hours.group) if "Dołącz" in text or "W sieci:" in text]
    assert "Najbliższy dyżur: wtorek, 8 września, 10:00" in card


async def test_written_in_the_group_it_is_read_back_privately(hours: Network) -> None:
    before = hours.jan.all_texts(hours.group)
    await hours.ewa.says(EVERY_OTHER_TUESDAY, hours.group)
    assert hours.jan.all_texts(hours.group) == before
    assert "Co dwa tygodnie we wtorek" in hours.ewa.sees()
    await hours.ewa.taps("Tak, zapowiedz")
    assert len(cards(hours.jan, hours.group)) == 1


@pytest.mark.parametrize("in_group", [True, False])
async def test_the_command_with_polish_letters_works_too(hours: Network, in_group: bool) -> None:
    await hours.ewa.says("/dyżur co drugi wtorek o 10", hours.group if in_group else None)
    assert "Co dwa tygodnie we wtorek, 10:00–11:00" in hours.ewa.sees()


async def test_an_english_expert_writes_and_reads_english(hours: Network) -> None:
    kim = hours.kim
    await kim.taps("Dołącz", hours.group)
    await kim.taps("I don't represent")
    await kim.taps("I agree")
    await give(hours.ola, "Kim", "Ekspert")
    await kim.says("/office_hours every other Tuesday 2 to 3:30")
    seen = kim.sees()
    assert "Every two weeks on Tuesday, 14:00–15:30" in seen
    assert "• Tuesday, 8 September\n• Tuesday, 22 September" in seen
    assert "I took 2 for the afternoon: 14:00." in seen
    await kim.taps("Yes, announce")
    assert "Dyżur: Kim\nCo dwa tygodnie we wtorek, 14:00–15:30" in hours.jan.sees(hours.group)


async def test_what_was_taken_for_granted_is_read_back(hours: Network) -> None:
    await hours.ewa.says("/dyzur wtroek 3")
    seen = hours.ewa.sees()
    assert "„wtroek” czytam jako: wtorek." in seen
    assert "Godzinę 3 biorę za popołudniową: 15:00." in seen
    assert "„wtroek” rozumiem jako co tydzień." in seen


async def test_dates_of_another_year_say_so(hours: Network) -> None:
    await hours.ewa.says("/dyzur trzecia środa, co 3 miesiące, o 10")
    assert "• środa, 16 września\n• środa, 16 grudnia\n• środa, 17 marca 2027" in hours.ewa.sees()


async def test_what_is_not_understood_is_refused_precisely_with_an_example(hours: Network) -> None:
    await hours.ewa.says("/dyzur co drugi wtorek")
    assert hours.ewa.sees() == "O której godzinie? Dopisz ją, proszę, np. „co drugi wtorek 10:00”."
    await hours.ewa.says("/dyzur co drugi wtorek 10:00 z kawą", hours.group)
    assert "Nie rozumiem: „z” i „kawą”." in hours.ewa.sees(hours.group)
    await hours.ewa.says("/dyzur w piątek 12 grudnia 15:00")
    assert "12 grudnia 2026 to sobota, a w wiadomości jest: piątek." in hours.ewa.sees()


async def test_cancelled_nothing_is_announced(hours: Network) -> None:
    before = hours.jan.all_texts(hours.group)
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    await hours.ewa.taps("Anuluj")
    assert "nic się nie zmieniło" in hours.ewa.sees()
    assert hours.jan.all_texts(hours.group) == before


async def test_a_double_tap_announces_once(hours: Network) -> None:
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    message, button = hours.ewa.button("Tak, zapowiedz")
    for _ in range(2):
        hours.town.world.tap(hours.ewa.id, hours.ewa.id, message["message_id"], button["callback_data"])
    await hours.town.settle()
    assert len(cards(hours.jan, hours.group)) == 1
    await hours.jan.says("/dyzur")
    assert hours.jan.sees().count("Co dwa tygodnie") == 1


async def test_two_leaders_announce_the_same_hours_and_they_stand_once(hours: Network) -> None:
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    await hours.ola.says(EVERY_OTHER_TUESDAY)
    await hours.ewa.taps("Tak, zapowiedz")
    await hours.ola.taps("Tak, zapowiedz")
    assert "już zapowiedziany" in (hours.ola.toast or "")
    assert len(cards(hours.jan, hours.group)) == 1


async def test_only_what_was_read_back_last_can_be_confirmed(hours: Network) -> None:
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    message, button = hours.ewa.button("Tak, zapowiedz")
    await hours.ewa.says("/dyzur co drugi piątek 12:00")
    hours.town.world.tap(hours.ewa.id, hours.ewa.id, message["message_id"], button["callback_data"])
    await hours.town.settle()
    assert cards(hours.jan, hours.group) == []
    await hours.ewa.taps("Tak, zapowiedz")
    assert "w piątek, 12:00–13:00" in cards(hours.jan, hours.group)[0]


async def test_a_restart_before_the_answer_loses_nothing(hours: Network) -> None:
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    await hours.town.restart()
    await hours.ewa.taps("Tak, zapowiedz")
    await hours.town.restart()
    assert len(cards(hours.jan, hours.group)) == 1


async def test_dates_that_passed_while_nobody_answered_are_refused(hours: Network) -> None:
    await hours.ewa.says("/dyzur jednorazowo dziś 12:00")
    await hours.town.passes(hours=5)
    await hours.ewa.taps("Tak, zapowiedz")
    assert "już minęły" in (hours.ewa.toast or "")


# who never pressed Start


async def test_whoever_cannot_be_written_to_confirms_in_the_group(hours: Network) -> None:
    hours.town.world.block(hours.ewa.id)
    await hours.town.settle()
    await hours.ewa.says(EVERY_OTHER_TUESDAY, hours.group)
    assert (
        "Pierwsze terminy: wtorek, 8 września, wtorek, 22 września i wtorek, 6 października"
        in hours.ewa.sees(hours.group)
    )
    assert "Po potwierdzeniu zapowiem to tu, w grupie." in hours.ewa.sees(hours.group)
    await hours.jan.taps("Tak, zapowiedz", hours.group)
    assert "mamy już za sobą" in (hours.jan.toast or "")
    assert cards(hours.jan, hours.group) == []
    await hours.ewa.taps("Tak, zapowiedz", hours.group)
    assert hours.jan.sees(hours.group).startswith("Dyżur: Ewa Żak\nCo dwa tygodnie")
    assert not any("Czy wszystko się zgadza?" in text for text in hours.jan.all_texts(hours.group))


# who may


async def test_a_member_may_not_announce(hours: Network) -> None:
    await hours.jan.says(EVERY_OTHER_TUESDAY)
    assert "potrzebna jest rola: ekspert-moderator" in hours.jan.sees()
    await hours.jan.says(EVERY_OTHER_TUESDAY, hours.group)
    assert "potrzebna jest rola" in hours.jan.sees(hours.group)
    await hours.jan.forges("hours:announce:1")
    assert "potrzebna jest rola" in (hours.jan.toast or "")


async def test_whoever_has_not_joined_is_shown_the_way_in(hours: Network) -> None:
    await hours.kim.says("/dyzur", hours.group)
    assert hours.kim.buttons(hours.group) == ["Dołącz do sieci"]


async def test_a_role_that_ended_meanwhile_announces_nothing(hours: Network) -> None:
    await hours.ewa.says(EVERY_OTHER_TUESDAY)
    await hours.ola.says("/role")
    await hours.ola.taps("Zakończ rolę")
    await hours.ola.taps("Ewa Żak")
    await hours.ola.taps("Tak")
    await hours.ewa.taps("Tak, zapowiedz")
    assert "potrzebna jest rola" in (hours.ewa.toast or "")


async def test_before_the_network_is_open_nothing_is_announced(town: Town) -> None:
    ola = town.resident("Ola", "Wójcik", started=True)
    group = town.group("Miasto Cyfrowe", ola)
    await town.add_bot(ola, group)
    await ola.says(EVERY_OTHER_TUESDAY, group)
    await ola.taps("Tak, zapowiedz")
    assert "nie jest jeszcze otwarta" in (ola.toast or "")
