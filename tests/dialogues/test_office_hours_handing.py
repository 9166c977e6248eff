"""Office hours are handed over, all or one: someone is asked, accepts with a tap or not; nothing ever breaks."""

import pytest_asyncio

from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import cards
from tests.dialogues.test_office_hours_changes import changes
from tests.dialogues.test_office_hours_clock import at, heard, posts
from tests.dialogues.test_roles import end, give
from tests.dialogues.town import Resident


@pytest_asyncio.fixture
async def hours(announced: Network) -> Network:
    """Ewa and Jan are experts; Ewa has announced every other Tuesday at 10:00, from 8 September on."""
    await give(announced.ola, "Jan Łoś", "Ekspert")
    return announced


async def asks_for_one(hours: Network, name: str, date: str = "8 wrz") -> None:
    await changes(hours.ewa, date, "Zastępstwo…", name)


def card(hours: Network) -> str:
    return cards(hours.kim, hours.group)[0]


def requests(who: Resident) -> list[str]:
    return heard(who, "Ewa Żak pyta, czy")


# one session


async def test_someone_is_asked_to_stand_in_and_accepts_with_a_tap(hours: Network) -> None:
    await changes(hours.ewa, "8 wrz", "Zastępstwo…")
    assert "Kogo poprosić? Dopóki nikt się nie zgodzi, nic się nie zmieni." in hours.ewa.sees()
    assert hours.ewa.buttons() == ["Jan Łoś", "Ola Wójcik", "‹ Wstecz"]
    await hours.ewa.taps("Jan Łoś")
    assert hours.ewa.sees().startswith("Prośba wysłana: Jan Łoś. Odpowiedź przyjdzie tutaj")
    assert hours.jan.sees() == (
        "Ewa Żak pyta, czy poprowadzisz w zastępstwie ten jeden dyżur\n\n"
        "wtorek, 8 września, 10:00–11:00\nSieć: Miasto Cyfrowe"
    )
    assert "Zastępstwo" not in card(hours)
    await hours.jan.taps("Przyjmuję")
    assert hours.jan.sees().startswith("Dziękuję! Teraz ten dyżur prowadzisz Ty.")
    assert hours.ewa.sees().startswith("Jan Łoś poprowadzi w zastępstwie ten dyżur")
    assert "Zastępstwo 8 września: Jan Łoś" in card(hours)
    await hours.town.move_to(at(9, 8, 10))
    assert len(heard(hours.jan, "Prowadzisz dyżur za godzinę")) == 1
    assert len(heard(hours.ewa, "Dyżur za godzinę: Jan Łoś")) == 1
    assert len(posts(hours.kim, hours.group, "Dyżur trwa: Jan Łoś")) == 1
    await hours.town.move_to(at(9, 22, 10))
    assert len(posts(hours.kim, hours.group, "Dyżur trwa: Ewa Żak")) == 1


async def test_whoever_declines_changes_nothing_and_the_next_step_is_offered(hours: Network) -> None:
    before = card(hours)
    await asks_for_one(hours, "Jan Łoś")
    await hours.jan.taps("Nie mogę")
    assert hours.jan.sees().startswith("Dziękuję za odpowiedź. Nic się nie zmienia.")
    assert hours.ewa.sees().startswith("Jan Łoś nie może poprowadzić tego dyżuru")
    assert "Możesz poprosić kogoś innego, przenieść ten termin albo go odwołać." in hours.ewa.sees()
    assert card(hours) == before
    await hours.ewa.taps("Poproś kogoś innego…")
    await hours.ewa.taps("Ola Wójcik")
    await hours.ola.taps("Przyjmuję")
    assert "Zastępstwo 8 września: Ola Wójcik" in card(hours)


async def test_asking_someone_else_takes_the_first_request_back(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await asks_for_one(hours, "Ola Wójcik")
    await hours.jan.taps("Przyjmuję")
    assert hours.jan.sees() == "Ta prośba jest już nieaktualna, nic nie trzeba robić. Dziękuję!"
    assert "Zastępstwo" not in card(hours)
    await hours.ola.taps("Przyjmuję")
    assert "Zastępstwo 8 września: Ola Wójcik" in card(hours)


async def test_asked_twice_someone_is_written_to_once_and_answers_once(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await asks_for_one(hours, "Jan Łoś")
    assert len(requests(hours.jan)) == 1
    await changes(hours.ewa, "8 wrz")
    assert "Prośba o zastępstwo: Jan Łoś. Nie ma jeszcze odpowiedzi." in hours.ewa.sees()
    accept = hours.jan.button("Przyjmuję")[1]["callback_data"]
    await hours.jan.taps("Nie mogę")
    await hours.jan.forges(accept)
    assert hours.jan.sees().startswith("Ta prośba jest już nieaktualna")
    assert "Zastępstwo" not in card(hours)


async def test_two_experts_ask_at_once_and_the_last_request_counts(hours: Network) -> None:
    await changes(hours.ewa, "8 wrz", "Zastępstwo…")
    await changes(hours.ola, "8 wrz", "Zastępstwo…")
    await hours.ewa.taps("Ola Wójcik")
    await hours.ola.taps("Jan Łoś")
    await hours.jan.taps("Przyjmuję")
    assert "Zastępstwo 8 września: Jan Łoś" in card(hours)
    assert hours.ola.sees().startswith("Jan Łoś poprowadzi w zastępstwie ten dyżur")
    assert len(heard(hours.ewa, "Jan Łoś poprowadzi w zastępstwie ten dyżur")) == 1


async def test_whoever_chooses_themselves_holds_it_at_once(hours: Network) -> None:
    await changes(hours.jan, "8 wrz", "Zastępstwo…", "Poprowadzę go osobiście")
    assert hours.jan.sees().startswith("Teraz ten dyżur prowadzisz Ty.")
    assert "Zastępstwo 8 września: Jan Łoś" in card(hours)
    assert hours.ewa.sees().startswith("Jan Łoś poprowadzi w zastępstwie ten dyżur")
    await changes(hours.ewa, "8 wrz", "Zastępstwo…", "Poprowadzę go osobiście")
    assert "Zastępstwo" not in card(hours)


async def test_who_cannot_be_written_to_is_named_and_not_asked(hours: Network) -> None:
    await changes(hours.ewa, "8 wrz", "Zastępstwo…")
    ask = hours.ewa.button("Jan Łoś")[1]["callback_data"]
    await hours.jan.blocks_the_bot()
    await hours.ewa.forges(ask)
    assert "Nie mogę pisać prywatnie do tej osoby: Jan Łoś" in (hours.ewa.toast or "")
    await changes(hours.ewa, "8 wrz", "Zastępstwo…")
    assert "Nie mogę pisać prywatnie do: Jan Łoś." in hours.ewa.sees()
    assert hours.ewa.buttons() == ["Ola Wójcik", "‹ Wstecz"]


async def test_without_an_answer_an_hour_before_whoever_asked_hears_once(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await hours.town.restart()
    await hours.town.move_to(at(9, 8, 8, 59))
    assert heard(hours.ewa, "Nie ma jeszcze odpowiedzi") == []
    await hours.town.move_to(at(9, 8, 9))
    assert len(heard(hours.ewa, "Nie ma jeszcze odpowiedzi: Jan Łoś\n\nwtorek, 8 września")) == 1
    await hours.town.move_to(at(9, 8, 9, 30))
    await hours.jan.taps("Przyjmuję")
    await hours.town.move_to(at(9, 8, 10))
    assert len(posts(hours.kim, hours.group, "Dyżur trwa: Jan Łoś")) == 1
    assert len(heard(hours.ewa, "Nie ma jeszcze odpowiedzi")) == 1


async def test_ill_five_minutes_before_a_stand_in_is_asked_and_the_open_post_names_them(
    hours: Network,
) -> None:
    await hours.town.move_to(at(9, 8, 9, 55))
    await hours.ewa.taps("Nie dam rady")
    await hours.ewa.taps("Poproś kogoś o zastępstwo")
    await hours.ewa.taps("Jan Łoś")
    await hours.town.move_to(at(9, 8, 10, 1))
    assert len(heard(hours.ewa, "Nie ma jeszcze odpowiedzi: Jan Łoś")) == 1
    await hours.jan.taps("Przyjmuję")
    assert len(posts(hours.kim, hours.group, "Dyżur trwa: Jan Łoś")) == 1


async def test_a_request_for_what_fell_out_or_is_over_is_answered_kindly(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await changes(hours.ewa, "8 wrz", "Odwołaj")
    await hours.jan.taps("Przyjmuję")
    assert "nie można już zmienić" in (hours.jan.toast or "")
    await hours.town.move_to(at(9, 8, 12))
    await hours.jan.taps("Nie mogę")
    assert "nie można już zmienić" in (hours.jan.toast or "")


# the whole series


async def test_the_series_changes_hands_once_it_is_accepted(hours: Network) -> None:
    await changes(hours.ewa, "Poproś o przejęcie…", "Jan Łoś")
    assert hours.jan.sees().startswith(
        "Ewa Żak pyta, czy od teraz poprowadzisz ten dyżur na stałe\n\nCo dwa tygodnie we wtorek, 10:00–11:00"
    )
    assert card(hours).startswith("Dyżur: Ewa Żak")
    await hours.jan.taps("Przyjmuję")
    assert card(hours).startswith("Dyżur: Jan Łoś")
    assert hours.ewa.sees().startswith("Jan Łoś prowadzi od teraz ten dyżur")


async def test_a_facilitator_hands_it_over_and_whoever_held_it_hears(hours: Network) -> None:
    await changes(hours.ola, "Poproś o przejęcie…", "Jan Łoś")
    await hours.jan.taps("Przyjmuję")
    for who in (hours.ewa, hours.ola):
        assert len(heard(who, "Jan Łoś prowadzi od teraz ten dyżur")) == 1
    assert card(hours).startswith("Dyżur: Jan Łoś")


async def test_a_request_for_a_series_that_ended_is_refused(hours: Network) -> None:
    await changes(hours.ewa, "Poproś o przejęcie…", "Jan Łoś")
    await changes(hours.ola, "Zakończ te dyżury…", "Tak, zakończ")
    await hours.jan.taps("Przyjmuję")
    assert "już się zakończyły" in (hours.jan.toast or "")


# when people go


async def test_a_request_ends_when_whoever_was_asked_loses_the_role_or_leaves(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await end(hours.ola, "Jan Łoś")
    assert len(heard(hours.ewa, "Ta osoba już nie odpowie: Jan Łoś\n\nwtorek, 8 września")) == 1
    await hours.jan.taps("Przyjmuję")
    assert len(heard(hours.jan, "Ta prośba jest już nieaktualna")) == 1
    await give(hours.ola, "Jan Łoś", "Ekspert")
    await changes(hours.ewa, "Poproś o przejęcie…", "Jan Łoś")
    await hours.jan.says("/opusc")
    await hours.jan.taps("Odchodzę")
    assert len(heard(hours.ewa, "Ta osoba już nie odpowie:")) == 2
    assert card(hours).startswith("Dyżur: Ewa Żak")


async def test_when_a_stand_in_leaves_the_host_holds_it_again_and_hears(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await hours.jan.taps("Przyjmuję")
    await hours.jan.says("/opusc")
    await hours.jan.taps("Odchodzę")
    assert hours.ewa.sees().startswith("Nie masz już zastępstwa na ten dyżur\n\nwtorek, 8 września")
    assert "Zastępstwo" not in card(hours)
    await hours.town.move_to(at(9, 8, 10))
    assert len(posts(hours.kim, hours.group, "Dyżur trwa: Ewa Żak")) == 1


async def test_the_host_leaves_while_someone_stands_in_and_the_series_goes_on(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await hours.jan.taps("Przyjmuję")
    await hours.ewa.says("/opusc")
    await hours.ewa.taps("Odchodzę")
    await hours.town.move_to(at(9, 8, 10))
    assert len(posts(hours.kim, hours.group, "Dyżur trwa: Jan Łoś")) == 1
    await hours.town.move_to(at(9, 22, 10))
    assert len(posts(hours.kim, hours.group, "Dyżur trwa: ktoś z zespołu")) == 1


async def test_nobody_else_answers_a_request_and_other_networks_hold_nothing(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await hours.ola.forges("hours:accept:1:1")
    assert hours.ola.sees().startswith("Ta prośba jest już nieaktualna")
    await hours.jan.forges("hours:accept:1:1", hours.group)
    assert "już nie działa" in (hours.jan.toast or "")
    zoe = hours.town.resident("Zoe", started=True)
    other = hours.town.group("Inna Sieć", zoe)
    await hours.town.add_bot(zoe, other)
    await zoe.taps("zaczynamy", other)
    await zoe.says("/dyzur")
    for data in ("hours:accept:1:1", "hours:decline:1:1", "hours:hand:1:1:1", "hours:askto:1:1:1:1"):
        await zoe.forges(data)
        assert "nie uczestniczysz" in (zoe.toast or ""), data
    for data in ("hours:hand:2:1:0", "hours:hand:2:1:1", "hours:askto:2:1:0:1", "hours:askto:2:1:1:1"):
        await zoe.forges(data)
        assert "już" in (zoe.toast or ""), data
    await hours.ewa.forges("hours:askto:1:1:1:999")
    assert "nie ma już" in (hours.ewa.toast or "")
    assert "Zastępstwo" not in card(hours)


async def test_what_is_remembered_of_a_stand_in_is_shown_and_forgotten(hours: Network) -> None:
    await asks_for_one(hours, "Jan Łoś")
    await hours.jan.taps("Przyjmuję")
    await hours.jan.says("/moje_dane")
    assert any("Pojedyncze dyżury" in text for text in hours.jan.all_texts())
    await hours.jan.says("/zapomnij")
    await hours.jan.taps("Zapomnij")
    assert not any("Jan Łoś" in text for text in hours.kim.all_texts(hours.group))
    assert not any("Jan Łoś" in text for text in hours.ewa.all_texts())
