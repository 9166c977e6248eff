"""Announced office hours are changed: a date left out or taken back, place, topic, who holds them, their end."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import EVERY_OTHER_TUESDAY, announce, cards
from tests.dialogues.test_office_hours_clock import at, heard, posts
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident


@pytest.fixture
def hours(announced: Network) -> Network:
    """Ewa is the network's expert and has announced every other Tuesday at 10:00, from 8 September on."""
    return announced


async def changes(who: Resident, *labels: str) -> None:
    """Someone of the team opens the series and taps on."""
    await who.says("/dyzur")
    for label in ("Zmień…", *labels):
        await who.taps(label)


def card(hours: Network) -> str:
    return cards(hours.jan, hours.group)[0]


# single dates


async def test_a_date_is_left_out_and_the_card_says_so(hours: Network) -> None:
    await changes(hours.ewa, "22 wrz", "Odwołaj")
    assert "wtorek, 22 września, 10:00–11:00\n\nTen dyżur się nie odbędzie." in hours.ewa.sees()
    assert "Potem: 6 października, 20 października i 3 listopada\nOdwołane: 22 września" in card(hours)
    await hours.ewa.taps("‹ Wstecz")
    assert "✗ wt., 22 wrz, 10:00" in hours.ewa.buttons()
    await hours.town.move_to(at(9, 22, 10, 30))
    assert posts(hours.jan, hours.group, "Dyżur trwa") == []
    assert heard(hours.jan, "Dyżur jutro: Ewa Żak\n\nwtorek, 22") == []


async def test_the_card_forgets_a_date_that_was_left_out_once_it_is_past(hours: Network) -> None:
    await changes(hours.ewa, "8 wrz", "Odwołaj")
    assert "Najbliższy: wtorek, 22 września, 10:00" in card(hours)
    assert "Odwołane: 8 września" in card(hours)
    await hours.town.move_to(at(9, 8, 11))
    assert "Odwołane" not in card(hours)


async def test_a_date_that_was_taken_back_is_as_if_it_had_never_been_left_out(hours: Network) -> None:
    before = card(hours)
    await changes(hours.ewa, "8 wrz", "Odwołaj", "Przywróć")
    assert "Ten dyżur się odbędzie." in hours.ewa.sees()
    assert card(hours) == before
    await hours.town.move_to(at(9, 8, 10))
    assert len(heard(hours.jan, "Dyżur jutro")) == 1
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1
    assert len(posts(hours.jan, hours.group, "Dyżur trwa")) == 1


async def test_whoever_was_reminded_hears_that_it_does_not_take_place(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 12))
    await changes(hours.ewa, "8 wrz", "Odwołaj")
    assert heard(hours.jan, "Ten dyżur się nie odbędzie") == []
    before = len(hours.ewa.messages())
    await hours.town.passes(minutes=2)
    assert hours.jan.sees().startswith(
        "Ten dyżur się nie odbędzie: Ewa Żak\n\nwtorek, 8 września, 10:00–11:00"
    )
    assert len(hours.ewa.messages()) == before
    await hours.town.move_to(at(9, 8, 10))
    assert heard(hours.jan, "Dyżur za godzinę") == []


async def test_on_second_thoughts_nobody_hears_anything(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 12))
    await changes(hours.ewa, "8 wrz", "Odwołaj", "Przywróć")
    await hours.town.move_to(at(9, 8, 9))
    assert heard(hours.jan, "Ten dyżur") == []
    assert len(heard(hours.jan, "Dyżur jutro")) == 1
    assert len(heard(hours.jan, "Dyżur za godzinę")) == 1


async def test_two_leaders_leave_the_same_date_out_at_once(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 12))
    await changes(hours.ewa, "8 wrz")
    await changes(hours.ola, "8 wrz")
    await hours.ewa.taps("Odwołaj")
    await hours.ola.taps("Odwołaj")
    assert "się nie odbędzie" in hours.ola.sees()
    await hours.town.passes(minutes=5)
    assert len(heard(hours.jan, "Ten dyżur się nie odbędzie")) == 1


async def test_an_hour_that_has_begun_cannot_be_left_out(hours: Network) -> None:
    await changes(hours.ewa, "8 wrz")
    await hours.town.move_to(at(9, 8, 10, 5))
    await hours.ewa.taps("Odwołaj")
    assert "nie można już zmienić" in (hours.ewa.toast or "")


async def test_a_one_off_that_was_left_out_is_over_when_its_time_has_passed(hours: Network) -> None:
    await announce(hours.ola, "/dyzur jednorazowo 9 września 12:00")
    await hours.ola.says("/dyzur")
    await hours.ola.taps("Zmień: Ewa Żak, śr., 9 wrz 12:00")
    await hours.ola.taps("9 wrz")
    await hours.ola.taps("Odwołaj")
    await hours.town.move_to(at(9, 9, 13))
    await hours.jan.says("/dyzur")
    assert "Środa" not in hours.jan.sees()


# place, topic, who holds it


async def test_place_and_topic_are_changed_on_the_card(hours: Network) -> None:
    await changes(hours.ola, "Miejsce…")
    await hours.ola.says("https://meet.example/nowe")
    await hours.ola.taps("Temat…")
    await hours.ola.says("Otwarte dane & <b>RODO</b>")
    assert "Temat: Otwarte dane & <b>RODO</b>\nGdzie: https://meet.example/nowe" in card(hours)
    await hours.ola.taps("Miejsce…")
    await hours.ola.taps("Bez miejsca")
    assert "Gdzie" not in card(hours)
    await hours.town.move_to(at(9, 8, 9))
    assert "Temat: Otwarte dane & <b>RODO</b>" in hours.jan.sees()


async def test_somebody_else_takes_the_series_over(hours: Network) -> None:
    await changes(hours.ewa, "Kto prowadzi…", "Ola Wójcik")
    await hours.ewa.taps("Ewa Żak")
    await hours.ewa.taps("Gotowe")
    assert "Dyżur: Ola Wójcik" in hours.jan.sees(hours.group)
    await hours.town.move_to(at(9, 7, 10))
    assert hours.ola.sees().startswith("Prowadzisz dyżur jutro")
    assert hours.ewa.sees().startswith("Dyżur jutro: Ola Wójcik")


# the end


async def test_the_series_ends_after_a_last_question(hours: Network) -> None:
    await changes(hours.ola, "Zakończ te dyżury…")
    assert "Odpadną terminy: 8 września, 22 września" in hours.ola.sees()
    await hours.ola.taps("Tak, zakończ")
    assert "To koniec tych dyżurów: Ewa Żak. Dziękujemy!" in hours.jan.all_texts(hours.group)
    assert not any("Najbliższy dyżur" in text for text in hours.jan.all_texts(hours.group))
    before = hours.jan.all_texts(hours.group)
    await hours.town.move_to(at(10, 21, 12))
    assert hours.jan.all_texts(hours.group) == before
    assert heard(hours.jan, "Dyżur") == []
    await announce(hours.ewa)
    assert len(cards(hours.jan, hours.group)) == 1


async def test_whoever_was_reminded_hears_of_the_end(hours: Network) -> None:
    await hours.town.move_to(at(9, 7, 12))
    await changes(hours.ola, "Zakończ te dyżury…", "Tak, zakończ")
    await hours.town.passes(minutes=2)
    assert len(heard(hours.jan, "Ten dyżur się nie odbędzie: Ewa Żak\n\nwtorek, 8 września")) == 1


async def test_an_hour_that_is_open_goes_on_when_its_series_ends(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 15))
    await changes(hours.ola, "Zakończ te dyżury…", "Tak, zakończ")
    assert hours.jan.sees(hours.group).startswith("Dyżur trwa")
    await hours.town.move_to(at(9, 8, 11))
    assert hours.jan.sees(hours.group).startswith("Dyżur 8 września dobiegł końca")


async def test_what_has_ended_cannot_be_changed_from_an_older_message(hours: Network) -> None:
    await changes(hours.ewa)
    await changes(hours.ola, "Zakończ te dyżury…", "Tak, zakończ")
    await hours.ewa.taps("22 wrz")
    assert "już się zakończyły" in (hours.ewa.toast or "")


# who may


async def test_forged_buttons_change_nothing(hours: Network) -> None:
    before = card(hours)
    zoe = hours.town.resident("Zoe", started=True)
    other = hours.town.group("Inna Sieć", zoe)
    await hours.town.add_bot(zoe, other)
    await zoe.taps("zaczynamy", other)
    await zoe.says("/dyzur")
    for data in ("hours:skip:1:1:1", "hours:ended:1:1", "hours:list:1", "hours:change:1:1:~place"):
        await zoe.forges(data)
        assert "nie uczestniczysz" in (zoe.toast or ""), data
    for data in ("hours:skip:2:1:1", "hours:ended:2:1", "hours:series:2:1", "hours:change:2:1:~topic"):
        await zoe.forges(data)
        assert "już się zakończyły" in (zoe.toast or ""), data
    for data in ("hours:skip:1:1:1", "hours:ended:1:1", "hours:series:1:1"):
        await hours.jan.forges(data)
        assert "potrzebna jest rola" in (hours.jan.toast or ""), data
        await hours.ola.forges(data, hours.group)
        assert "już nie działa" in (hours.ola.toast or ""), data
    for data in ("hours:session:1:1:999", "hours:change:1:1:~rule", "hours:skip:1:1:~1"):
        await hours.ola.forges(data)
        assert hours.ola.toast, data
    assert card(hours) == before


# when the expert goes


async def test_the_expert_leaves_and_the_facilitators_hear_once_what_to_do(hours: Network) -> None:
    await hours.ewa.says("/opusc")
    await hours.ewa.taps("Odchodzę")
    assert (
        "nikt z zespołu nie prowadzi już tych dyżurów:\n\nEwa Żak\nCo dwa tygodnie we wtorek"
        in hours.ola.sees()
    )
    assert card(hours).startswith("Dyżur: ktoś z zespołu\n")
    await hours.jan.says("/opusc")
    await hours.jan.taps("Odchodzę")
    assert len(heard(hours.ola, "W sieci Miasto Cyfrowe nikt z zespołu")) == 1
    await hours.ola.taps("Zmień…")
    await hours.ola.taps("Kto prowadzi…")
    await hours.ola.taps("Ola Wójcik")
    await hours.ola.taps("Gotowe")
    assert card(hours).startswith("Dyżur: Ola Wójcik\n")


async def test_it_goes_on_without_the_expert(hours: Network) -> None:
    hours.town.world.remove_member(hours.ola.id, hours.group, hours.ewa.id)
    await hours.town.move_to(at(9, 8, 10))
    assert hours.jan.sees().startswith("Dyżur za godzinę: ktoś z zespołu")
    assert hours.jan.sees(hours.group).startswith("Dyżur trwa: ktoś z zespołu")


async def test_an_expert_who_loses_the_role_is_told_of_once(hours: Network) -> None:
    await hours.ola.says("/role")
    for label in ("Zakończ rolę", "Ewa Żak", "Tak"):
        await hours.ola.taps(label)
    told = "W sieci Miasto Cyfrowe nikt z zespołu nie prowadzi już tych dyżurów:\n\nEwa Żak"
    assert len(heard(hours.ola, told)) == 1
    assert card(hours).startswith("Dyżur: Ewa Żak\n")
    await give(hours.ola, "Jan Łoś", "Ekspert")
    assert len(heard(hours.ola, told)) == 1


async def test_an_expert_who_is_forgotten_is_named_nowhere(hours: Network) -> None:
    await hours.town.move_to(at(9, 8, 10, 15))
    await hours.jan.says("/dyzur", hours.group)
    await hours.ewa.says("/zapomnij")
    await hours.ewa.taps("Zapomnij")
    assert not any("Ewa Żak" in text for text in hours.jan.all_texts(hours.group))
    assert not any("Ewa Żak" in text for text in hours.jan.all_texts())
    assert card(hours).startswith("Dyżur: ktoś z zespołu\n")
    assert len(heard(hours.ola, "W sieci Miasto Cyfrowe nikt z zespołu")) == 1
    await hours.town.move_to(at(9, 8, 11))
    assert "Dyżur 8 września dobiegł końca (ktoś z zespołu). Dziękujemy!" in hours.jan.all_texts(hours.group)


async def test_what_is_remembered_of_the_expert_is_shown(hours: Network) -> None:
    await hours.ewa.says("/moje_dane")
    assert "Dyżury, które prowadzisz" in hours.ewa.sees()
    assert "Miasto Cyfrowe" in hours.ewa.sees()


# when the network changes


async def test_another_language_and_zone_of_the_network_render_the_card_anew(hours: Network) -> None:
    await hours.ola.says("/siec")
    await hours.ola.taps("English")
    assert any(
        text.startswith("Office hours: Ewa Żak\nEvery two weeks on Tuesday, 10:00–11:00\n")
        for text in hours.jan.all_texts(hours.group)
    )
    await hours.ola.taps("Strefa…")
    await hours.ola.taps("Kijów")
    card = next(text for text in hours.jan.all_texts(hours.group) if text.startswith("Office hours: Ewa"))
    assert "Every two weeks on Tuesday, 10:00–11:00 (Warsaw time)" in card
    assert "Next: Tuesday, 8 September, 11:00" in card


async def test_a_very_long_name_breaks_nothing(hours: Network) -> None:
    long = hours.town.resident("Wawrzyniec", "Brzęczyszczykiewicz-Łękołodzki " * 2)
    hours.town.world.add_member(hours.ola.id, hours.group, long.id)
    await hours.town.settle()
    await hours.town.joins(long, hours.group)
    await give(hours.ola, "Wawrzyniec", "Ekspert")
    await announce(long, EVERY_OTHER_TUESDAY.replace("wtorek", "piątek"))
    await hours.ola.says("/dyzur")
    assert all(len(label) <= 60 for label in hours.ola.buttons())
    assert len(cards(hours.jan, hours.group)) == 2


async def test_of_several_series_each_has_its_way_to_ask(hours: Network) -> None:
    await announce(hours.ewa, "/dyzur co drugi czwartek 15:00")
    await hours.jan.says("/dyzur")
    assert hours.jan.buttons()[:3] == ["Zapytaj: Ewa Żak", "Zapytaj: Ewa Żak", "Kolejka"]
    await hours.ewa.says("/dyzur")
    assert {"Zmień: Ewa Żak, wtorek 10:00", "Zmień: Ewa Żak, czwartek 15:00"} <= set(hours.ewa.buttons())
