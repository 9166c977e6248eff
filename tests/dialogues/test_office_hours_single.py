"""One date is changed: moved in words, put back, with a topic or a place of its own; the others stay as they were."""

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


async def moves(hours: Network, date: str, typed: str) -> None:
    await changes(hours.ewa, date, "Przenieś…")
    await hours.ewa.says(typed)


def card(hours: Network) -> str:
    return cards(hours.jan, hours.group)[0]


# moving


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("w środę o 10", "środa, 9 września, 10:00"),
        ("w środę", "środa, 9 września, 10:00"),
        ("30 grudnia 10:00", "środa, 30 grudnia, 10:00"),
        ("godzinę później", "wtorek, 8 września, 11:00"),
        ("półtorej godziny później", "wtorek, 8 września, 11:30"),
        ("o 2 godziny wcześniej", "wtorek, 8 września, 08:00"),
        ("tydzień później", "wtorek, 15 września, 10:00"),
        ("30 minut później", "wtorek, 8 września, 10:30"),
        ("o 12", "wtorek, 8 września, 12:00"),
        ("12:30", "wtorek, 8 września, 12:30"),
        ("two days later", "czwartek, 10 września, 10:00"),
        ("jutro o 15", "wtorek, 8 września, 15:00"),
    ],
)
async def test_the_new_time_is_read_back_as_it_was_meant(hours: Network, typed: str, read: str) -> None:
    await moves(hours, "8 wrz", typed)
    assert f"Dotąd: wtorek, 8 września, 10:00\nPo zmianie: {read}" in hours.ewa.sees()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("w czwartek o 12", "czwartek, 24 września, 12:00"),
        ("w czwartek o 12.30", "czwartek, 24 września, 12:30"),
        ("w poniedziałek", "poniedziałek, 21 września, 10:00"),
        ("1 października o 12", "czwartek, 1 października, 12:00"),
        ("w czwartek 1.10 o 12", "czwartek, 1 października, 12:00"),
        ("jutro o 15", "wtorek, 8 września, 15:00"),
    ],
)
async def test_a_weekday_is_one_of_the_week_in_which_the_date_stands(
    hours: Network, typed: str, read: str
) -> None:
    await moves(hours, "wt., 22 wrz, 10:00", typed)
    assert f"Po zmianie: {read}" in hours.ewa.sees()


async def test_whoever_cancels_is_one_tap_from_the_date(hours: Network) -> None:
    await changes(hours.ewa, "wt., 22 wrz, 10:00", "Przenieś…")
    await hours.ewa.taps("Anuluj")
    await hours.ewa.taps("‹ Wstecz")
    assert "wtorek, 22 września, 10:00–11:00" in hours.ewa.sees()
    await hours.ewa.taps("Ten i wszystkie następne…")
    await hours.ewa.taps("Anuluj")
    await hours.ewa.taps("‹ Wstecz")
    assert "Odwołaj" in hours.ewa.buttons()
    await changes(hours.ewa, "Temat…")
    await hours.ewa.taps("Anuluj")
    await hours.ewa.taps("‹ Wstecz")
    assert "Poproś o przejęcie…" in hours.ewa.buttons()


async def test_a_moved_date_leaves_the_others_where_they_were(hours: Network) -> None:
    await moves(hours, "22 wrz", "w środę 23 września o 12")
    await hours.ewa.taps("Tak, przenieś")
    assert "środa, 23 września, 12:00–13:00" in hours.ewa.sees()
    assert "Ten dyżur jest przeniesiony. Zwykły termin: wtorek, 22 września, 10:00" in hours.ewa.sees()
    assert (
        "Najbliższy: wtorek, 8 września, 10:00\nPotem: 23 września, 6 października i 20 października"
        in card(hours)
    )
    assert "Przeniesione: 22 września → środa, 23 września, 12:00" in card(hours)
    await hours.town.move_to(at(9, 22, 12))
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    assert len(heard(hours.jan, "Dyżur jutro: Ewa Żak\n\nśroda, 23 września, 12:00–13:00")) == 1
    await hours.town.move_to(at(9, 23, 12))
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1
    await hours.town.move_to(at(10, 6, 10))
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1


async def test_whoever_was_reminded_hears_the_new_date_once(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 12))
    await moves(hours, "8 wrz", "w środę o 10")
    assert "Dowiedzą się o tym wszyscy, którzy dostali już przypomnienie." in hours.ewa.sees()
    await hours.ewa.taps("Tak, przenieś")
    assert heard(hours.jan, "Ten dyżur") == []
    await hours.town.passes(minutes=2)
    assert hours.jan.sees().startswith(
        "Ten dyżur jest przeniesiony: Ewa Żak\n\nBył planowany: wtorek, 8 września, 10:00\n"
        "Nowy termin: środa, 9 września, 10:00–11:00\nSieć: Miasto Cyfrowe"
    )
    assert heard(hours.ewa, "Ten dyżur jest przeniesiony: ") == []
    await hours.town.move_to(at(9, 9, 10))
    assert len(heard(hours.jan, "Ten dyżur jest przeniesiony")) == 1
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1


async def test_moved_twice_within_two_minutes_only_the_last_date_is_told(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 12))
    await moves(hours, "8 wrz", "w środę o 10")
    await hours.ewa.taps("Tak, przenieś")
    await hours.town.passes(minutes=1)
    await moves(hours, "9 wrz", "w czwartek o 11")
    await hours.ewa.taps("Tak, przenieś")
    await hours.town.passes(minutes=10)
    (told,) = heard(hours.jan, "Ten dyżur jest przeniesiony")
    assert "Był planowany: wtorek, 8 września, 10:00\nNowy termin: czwartek, 10 września, 11:00" in told


async def test_put_back_in_time_nobody_hears_anything(hours: Network) -> None:
    before = card(hours)
    await hours.town.move_to(at(9, 7, 12))
    await moves(hours, "8 wrz", "w środę o 10")
    await hours.ewa.taps("Tak, przenieś")
    await hours.ewa.taps("Przywróć zwykłą porę")
    assert "Ten dyżur się odbędzie." in hours.ewa.sees()
    assert "Przywróć zwykłą porę" not in hours.ewa.buttons()
    assert card(hours) == before
    await hours.town.move_to(at(9, 8, 10))
    assert heard(hours.jan, "Ten dyżur") == []
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1


async def test_moved_and_then_left_out_people_hear_of_the_date_that_they_know(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 12))
    await moves(hours, "8 wrz", "w środę o 10")
    await hours.ewa.taps("Tak, przenieś")
    await hours.ewa.taps("Odwołaj")
    await hours.town.passes(minutes=5)
    assert hours.jan.sees().startswith(
        "Ten dyżur się nie odbędzie: Ewa Żak\n\nwtorek, 8 września, 10:00–11:00"
    )
    assert heard(hours.jan, "Ten dyżur jest przeniesiony") == []


async def test_it_cannot_be_moved_into_the_past_nor_into_another_date_of_the_series(hours: Network) -> None:
    await moves(hours, "22 wrz", "3 tygodnie wcześniej")
    assert "już minął" in hours.ewa.sees()
    await hours.ewa.says("8 września o 10:30")
    assert "W tym czasie jest już inny termin tego dyżuru: wtorek, 8 września, 10:00." in hours.ewa.sees()
    await hours.ewa.says("kiedyś")
    assert "Nie widzę tu terminu" in hours.ewa.sees()
    await hours.ewa.says("8 września o 11")
    await hours.ewa.taps("Tak, przenieś")
    assert "wtorek, 8 września, 11:00–12:00" in hours.ewa.sees()


async def test_what_was_left_out_is_not_taken_back_into_one_that_took_its_time(hours: Network) -> None:
    await changes(hours.ewa, "8 wrz", "Odwołaj")
    await moves(hours, "22 wrz", "8 września o 10")
    await hours.ewa.taps("Tak, przenieś")
    await changes(hours.ewa, "✗ wt., 8 wrz", "Przywróć")
    assert "W tym czasie jest już inny termin" in (hours.ewa.toast or "")


async def test_other_words_instead_of_a_yes_are_read_back_anew_and_an_older_yes_is_refused(
    hours: Network,
) -> None:
    await moves(hours, "8 wrz", "w środę o 10")
    first = hours.ewa.button("Tak, przenieś")[1]["callback_data"]
    await hours.ewa.says("w piątek o 10")
    assert "Po zmianie: piątek, 11 września, 10:00" in hours.ewa.sees()
    await hours.ewa.forges(first)
    assert "już za sobą" in (hours.ewa.toast or "")
    await hours.ewa.taps("Tak, przenieś")
    assert "piątek, 11 września, 10:00–11:00" in hours.ewa.sees()


async def test_a_restart_in_the_middle_loses_nothing(hours: Network) -> None:
    await moves(hours, "8 wrz", "w środę o 10")
    await hours.town.restart()
    await hours.ewa.taps("Tak, przenieś")
    assert "środa, 9 września, 10:00–11:00" in hours.ewa.sees()


async def test_two_leaders_move_the_same_date_and_the_last_word_counts(hours: Network) -> None:
    await moves(hours, "8 wrz", "w środę o 10")
    await changes(hours.ola, "8 wrz", "Przenieś…")
    await hours.ola.says("w czwartek o 10")
    await hours.ewa.taps("Tak, przenieś")
    await hours.ola.taps("Tak, przenieś")
    assert "Najbliższy: czwartek, 10 września, 10:00" in card(hours)
    assert len(cards(hours.jan, hours.group)) == 1


async def test_what_has_begun_meanwhile_is_not_moved(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 55))
    await moves(hours, "8 wrz", "godzinę później")
    await hours.town.move_to(at(9, 8, 10, 1))
    await hours.ewa.taps("Tak, przenieś")
    assert "nie można już zmienić" in (hours.ewa.toast or "")


async def test_ten_stays_ten_when_a_date_is_put_back_across_the_change_of_clocks(hours: Network) -> None:
    await moves(hours, "3 lis", "20 października o 12")
    await hours.ewa.taps("Tak, przenieś")
    assert "wtorek, 20 października, 12:00–13:00" in hours.ewa.sees()
    await hours.ewa.taps("Przywróć zwykłą porę")
    assert "wtorek, 3 listopada, 10:00–11:00" in hours.ewa.sees()


# topic and place of one date


async def test_a_topic_and_a_place_of_one_date_alone(hours: Network) -> None:
    await changes(hours.ola, "Temat…")
    await hours.ola.says("Otwarte dane")
    await changes(hours.ewa, "8 wrz", "Temat…")
    await hours.ewa.says("Sztuczna inteligencja & <RODO>")
    assert "Temat: Sztuczna inteligencja & <RODO>" in hours.ewa.sees()
    await hours.ewa.taps("Miejsce…")
    await hours.ewa.says("sala 12")
    assert "Temat: Otwarte dane" in card(hours)
    await hours.town.move_to(at(9, 8, 10))
    assert "Temat: Sztuczna inteligencja & <RODO>\nGdzie: sala 12" in hours.jan.sees()
    assert "Temat: Sztuczna inteligencja & <RODO>\nGdzie: sala 12" in hours.jan.sees(hours.group)
    await hours.town.move_to(at(9, 22, 10))
    assert "Temat: Otwarte dane" in hours.jan.sees(hours.group)
    assert "Gdzie" not in hours.jan.sees(hours.group)


async def test_the_topic_of_one_date_is_taken_back(hours: Network) -> None:
    await changes(hours.ola, "Temat…")
    await hours.ola.says("Otwarte dane")
    await changes(hours.ewa, "8 wrz", "Temat…", "Bez osobnego tematu")
    assert "Temat:" not in hours.ewa.sees()
    await hours.ewa.taps("Temat…")
    await hours.ewa.taps("Tak jak pozostałe")
    assert "Temat: Otwarte dane" in hours.ewa.sees()


# the expert can't, at the last minute


async def test_ill_five_minutes_before_two_taps_and_everyone_knows_at_once(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9, 55))
    await hours.ewa.taps("Nie dam rady")
    assert "Jeśli go odwołasz, dowiedzą się o tym wszyscy, którzy na niego czekają." in hours.ewa.sees()
    await hours.ewa.taps("Odwołaj ten dyżur")
    assert hours.jan.sees().startswith("Ten dyżur się nie odbędzie: Ewa Żak")
    assert hours.town.local == at(9, 8, 9, 55)
    await hours.town.move_to(at(9, 8, 11))
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    assert len(heard(hours.jan, "Ten dyżur się nie odbędzie")) == 1


async def test_on_the_day_before_the_expert_has_two_minutes_to_think_again(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 10))
    await hours.ewa.taps("Nie dam rady")
    await hours.ewa.taps("‹ Wstecz")
    assert "Ten dyżur się odbędzie." in hours.ewa.sees()
    await hours.ewa.taps("Odwołaj")
    assert heard(hours.jan, "Ten dyżur") == []
    await hours.town.passes(minutes=2)
    assert len(heard(hours.jan, "Ten dyżur się nie odbędzie")) == 1


async def test_buttons_of_another_network_or_of_a_role_that_was_lost_change_nothing(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 9))
    before = card(hours)
    zoe = hours.town.resident("Zoe", started=True)
    other = hours.town.group("Inna Sieć", zoe)
    await hours.town.add_bot(zoe, other)
    await zoe.taps("zaczynamy", other)
    await zoe.says("/dyzur")
    own = (
        "unable:{}:1",
        "putback:{}:1",
        "alter:{}:1:~when",
        "late:{}:1",
        "beginlater:{}:1:a:1",
        "longer:{}:1:a:1",
        "endnow:{}:1",
    )
    series = ("longer:{}:1:a:1", "endnow:{}:1", "skip:{}:1:1", "session:{}:1:1")
    for data in (*own, *series):
        await zoe.forges("hours:" + data.format(1))
        assert "nie uczestniczysz" in (zoe.toast or ""), data
        await zoe.forges("hours:" + data.format(2))
        assert "nie można już" in (zoe.toast or "") or "już się zakończyły" in (zoe.toast or ""), data
        await hours.jan.forges("hours:" + data.format(1))
        assert "potrzebna jest rola" in (hours.jan.toast or ""), data
    await end(hours.ola, "Ewa Żak")
    await hours.ewa.forges("hours:skip:1:1:1")
    assert "potrzebna jest rola" in (hours.ewa.toast or "")
    await hours.ola.forges("hours:alter:1:1:~rule")
    assert hours.ola.toast
    assert card(hours) == before
