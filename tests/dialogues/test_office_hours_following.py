"""This date and all that follow: another rhythm, hour or length from there on; earlier ones stay as they were."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import cards
from tests.dialogues.test_office_hours_changes import changes
from tests.dialogues.test_office_hours_clock import at, heard, posts
from tests.dialogues.test_roles import end


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa is the network's expert and has announced every other Tuesday at 10:00, from 8 September on."""
    return announced


async def says_from(hours: Network, date: str, typed: str) -> None:
    await changes(hours.ewa, date, "Ten i wszystkie następne…")
    await hours.ewa.says(typed)


def card(hours: Network) -> str:
    return cards(hours.jan, hours.group)[0]


async def test_another_rhythm_from_a_date_on_is_read_back_with_its_dates(hours: Network) -> None:
    await changes(hours.ewa, "6 paź", "Ten i wszystkie następne…")
    assert hours.ewa.sees().startswith(
        "Co się zmieni od 6 października?\nCo dwa tygodnie we wtorek, 10:00–11:00"
    )
    await hours.ewa.says("co trzeci wtorek 11:00")
    seen = hours.ewa.sees()
    assert "Od 6 października:\nCo 3 tygodnie we wtorek, 11:00–12:00" in seen
    assert "• wtorek, 6 października\n• wtorek, 27 października\n• wtorek, 17 listopada" in seen
    assert "Odpadną te terminy: 20 października, 3 listopada" in seen
    assert "Strefa czasowa: Warszawa" in seen


async def test_confirmed_the_earlier_dates_stay_and_the_card_follows(hours: Network) -> None:
    await says_from(hours, "6 paź", "co trzeci wtorek 11:00")
    await hours.ewa.taps("Tak, zmień")
    assert "wtorek, 6 października, 11:00–12:00" in hours.ewa.sees()
    assert card(hours).startswith("Dyżur: Ewa Żak\nOd 6 października: co 3 tygodnie we wtorek, 11:00–12:00")
    assert (
        "Najbliższy: wtorek, 8 września, 10:00\nPotem: 22 września, 6 października i 27 października"
        in card(hours)
    )
    await hours.town.move_to(at(9, 22, 10))
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1
    await hours.town.move_to(at(10, 6, 10, 30))
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    assert card(hours).startswith("Dyżur: Ewa Żak\nCo 3 tygodnie we wtorek, 11:00–12:00")
    await hours.town.move_to(at(10, 6, 11))
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1
    await hours.town.move_to(at(10, 27, 11))
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 4


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("o 11:00", "Co dwa tygodnie we wtorek, 11:00–12:00"),
        ("o 12", "Co dwa tygodnie we wtorek, 12:00–13:00"),
        ("12:00–13:30", "Co dwa tygodnie we wtorek, 12:00–13:30"),
        ("90 minut", "Co dwa tygodnie we wtorek, 10:00–11:30"),
        ("2 godziny", "Co dwa tygodnie we wtorek, 10:00–12:00"),
        ("co tydzień w środę o 9", "Co tydzień w środę, 09:00–10:00"),
        ("every month on the first Tuesday 10:00", "W pierwszy wtorek miesiąca, 10:00–11:00"),
    ],
)
async def test_only_the_hour_or_only_the_length_is_enough(hours: Network, typed: str, read: str) -> None:
    await says_from(hours, "22 wrz", typed)
    assert f"Od 22 września:\n{read}" in hours.ewa.sees()


async def test_what_was_agreed_for_single_dates_stays_with_them(hours: Network) -> None:
    await changes(hours.ewa, "22 wrz", "Odwołaj")
    await changes(hours.ewa, "6 paź", "Przenieś…")
    await hours.ewa.says("środa 7 października 15:00")
    await hours.ewa.taps("Tak, przenieś")
    await changes(hours.ewa, "20 paź", "Temat…")
    await hours.ewa.says("Otwarte dane")
    await says_from(hours, "8 wrz", "o 11:00")
    await hours.ewa.taps("Tak, zmień")
    await changes(hours.ewa)
    assert "✗ wt., 22 wrz, 11:00" in hours.ewa.buttons()
    assert "śr., 7 paź, 15:00" in hours.ewa.buttons()
    await hours.ewa.taps("7 paź")
    await hours.ewa.taps("Przywróć zwykłą porę")
    assert "wtorek, 6 października, 11:00–12:00" in hours.ewa.sees()
    await changes(hours.ewa, "20 paź")
    assert "wtorek, 20 października, 11:00–12:00\nTemat: Otwarte dane" in hours.ewa.sees()


async def test_whoever_was_reminded_hears_the_new_hour_or_that_the_date_is_gone(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 12))
    await says_from(hours, "8 wrz", "o 11:00")
    await hours.ewa.taps("Tak, zmień")
    await hours.town.passes(minutes=2)
    assert (
        len(
            heard(
                hours.jan, "Ten dyżur jest przeniesiony: Ewa Żak\n\nBył planowany: wtorek, 8 września, 10:00"
            )
        )
        == 1
    )
    await says_from(hours, "8 wrz", "co drugi czwartek 10:00")
    await hours.ewa.taps("Tak, zmień")
    assert "Tego terminu nie ma już w nowym rytmie." in hours.ewa.sees()
    await hours.town.passes(minutes=2)
    gone = "Ten dyżur się nie odbędzie: Ewa Żak\n\nwtorek, 8 września, 11:00–12:00"
    assert len(heard(hours.jan, gone)) == 1


async def test_the_hour_stays_the_same_on_the_clock_when_the_clocks_change(hours: Network) -> None:
    await says_from(hours, "6 paź", "o 9:30")
    await hours.ewa.taps("Tak, zmień")
    for month, day in ((10, 20), (11, 3)):
        await hours.town.move_to(at(month, day, 9, 30))
        assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1


async def test_back_to_the_first_rhythm_everything_is_as_before(hours: Network) -> None:
    before = card(hours)
    await says_from(hours, "8 wrz", "co tydzień w środę o 9")
    await hours.ewa.taps("Tak, zmień")
    assert "Najbliższy: środa, 9 września, 09:00" in card(hours)
    await says_from(hours, "9 wrz", "co drugi wtorek 10:00 od 15 września")
    await hours.ewa.taps("Tak, zmień")
    assert "Najbliższy: wtorek, 15 września, 10:00\nPotem: 29 września" in card(hours)
    await says_from(hours, "15 wrz", "co drugi wtorek 10:00 od 22 września")
    await hours.ewa.taps("Tak, zmień")
    assert card(hours) == before.replace(
        "wtorek, 8 września, 10:00\nPotem: 22 września, 6 października i 20 października",
        "wtorek, 22 września, 10:00\nPotem: 6 października, 20 października i 3 listopada",
    )


async def test_words_that_say_nothing_of_it_are_refused_and_other_words_are_read_anew(hours: Network) -> None:
    await says_from(hours, "22 wrz", "co drugi wtorek z kawą 10:00")
    assert "Nie rozumiem: „z” i „kawą”." in hours.ewa.sees()
    await hours.ewa.says("o 11:00")
    first = hours.ewa.button("Tak, zmień")[1]["callback_data"]
    await hours.ewa.says("o 12:00")
    await hours.ewa.forges(first)
    assert "już za sobą" in (hours.ewa.toast or "")
    await hours.town.restart()
    await hours.ewa.taps("Tak, zmień")
    assert "wtorek, 22 września, 12:00–13:00" in hours.ewa.sees()


async def test_whoever_may_not_change_them_does_not(hours: Network) -> None:
    await says_from(hours, "22 wrz", "o 11:00")
    await hours.jan.forges("hours:following:1:2")
    assert "potrzebna jest rola" in (hours.jan.toast or "")
    await hours.ola.forges("hours:following:1:999")
    assert "nie można już zmienić" in (hours.ola.toast or "")
    before = card(hours)
    await end(hours.ola, "Ewa Żak")
    await hours.ewa.taps("Tak, zmień")
    assert "potrzebna jest rola" in (hours.ewa.toast or "")
    assert card(hours) == before
