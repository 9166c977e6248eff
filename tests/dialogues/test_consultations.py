"""Consulting a recommendation: begun by those who lead, said privately, shown to the group as numbers only."""

import pytest

from storage import consultations
from storage.entries import EntryKind, EntryState
from tests.dialogues.conftest import Network
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_consultations import (
    SMOG_LAW,
    WANTED,
    begins,
    begun,
    cards,
    comes,
    recommended,
    remarks,
    supports,
    told,
)
from tests.dialogues.town_log import opens, stands

# beginning


async def test_those_who_lead_begin_it_after_reading_it_back_and_a_card_appears(network: Network) -> None:
    number = await recommended(network)
    await opens(network.ola, number)
    await network.ola.taps("Skonsultuj z siecią…")
    assert network.ola.buttons()[0] == "7 dni: do poniedziałek, 14 września, 20:00"
    await network.ola.taps("7 dni")
    assert "Czy wszystko się zgadza?" in network.ola.sees()
    assert cards(network.kim, network.group) == []
    await network.ola.taps("Zaczynamy")
    (card,) = cards(network.kim, network.group)
    assert card.startswith(f"Konsultacje: {SMOG_LAW}\nRekomendacja")
    assert WANTED in card
    assert "Nikt się jeszcze nie wypowiedział." in card
    assert "do: poniedziałek, 14 września, 20:00" in card
    assert "Sieć wypowiada się o Twoim wpisie" in network.ewa.sees()


async def test_the_end_can_be_typed_and_is_refused_where_it_can_not_be(network: Network) -> None:
    number = await recommended(network)
    await opens(network.ola, number)
    await network.ola.taps("Skonsultuj z siecią…")
    for typed, answer in (
        ("kiedyś", "Nie widzę, do kiedy."),
        ("1 września 2026", "Ta chwila już minęła."),
        ("1 marca", "Konsultacje trwają najwyżej 90 dni."),
    ):
        await network.ola.says(typed)
        assert answer in network.ola.sees()
    await network.ola.says("18 września 12:00")
    assert "piątek, 18 września, 12:00" in network.ola.sees()


@pytest.mark.parametrize("kind", [EntryKind.PRACTICE, EntryKind.LESSON, EntryKind.MODEL])
async def test_only_recommendations_and_projects_are_consulted(network: Network, kind: EntryKind) -> None:
    number = await stands(network, network.ewa, kind=kind)
    await opens(network.ola, number)
    assert not [label for label in network.ola.buttons() if "Skonsultuj" in label]
    await network.ola.forges(f"cons:begin:{number}")
    assert "tylko rekomendacje i projekty" in (network.ola.toast or "")


async def test_what_is_not_in_the_log_is_not_consulted(network: Network) -> None:
    number = await recommended(network, state=EntryState.WAITING)
    await network.ola.says("/konsultacje")
    await network.ola.forges(f"cons:begin:{number}")
    assert "Tego wpisu nie ma już w bazie" in (network.ola.toast or "")


async def test_whoever_does_not_lead_begins_none(network: Network) -> None:
    number = await recommended(network)
    await opens(network.jan, number)
    assert "Skonsultuj z siecią…" not in network.jan.buttons()
    await network.jan.forges(f"cons:begin:{number}")
    assert "potrzebna jest rola" in (network.jan.toast or "")


async def test_two_who_confirm_at_once_begin_it_once(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Ekspert")
    number = await recommended(network)
    for who in (network.ola, network.jan):
        await opens(who, number)
        await who.taps("Skonsultuj z siecią…")
        await who.taps("7 dni")
    await network.ola.taps("Zaczynamy")
    await network.jan.taps("Zaczynamy")
    assert "Konsultacje już trwają" in (network.jan.toast or network.jan.sees())
    assert len(cards(network.kim, network.group)) == 1


# saying what one thinks


async def test_who_reads_it_is_said_before_somebody_speaks(network: Network) -> None:
    await begun(network)
    await network.jan.taps("Powiedz, co myślisz", network.group)
    assert "razem z Twoim nazwiskiem przeczytają autor wpisu i osoby prowadzące" in network.jan.sees()
    assert "Grupa widzi same liczby." in network.jan.sees()
    await network.jan.taps("Nie popieram…")
    assert "razem z Twoim nazwiskiem przeczytają" in network.jan.sees()


async def test_support_is_one_tap_and_words_can_follow(network: Network) -> None:
    await begun(network)
    await supports(network.jan)
    assert "Twój głos: popieram" in network.jan.sees()
    assert "Wypowiedziała się 1 osoba." in cards(network.kim, network.group)[0]
    await network.jan.taps("Dodaj kilka słów…")
    await network.jan.says("Łódź już to robi.")
    assert "Łódź już to robi." in network.jan.sees()
    await network.jan.taps("Zmień treść…")
    await network.jan.taps("Bez słów")
    assert "Łódź już to robi." not in network.jan.sees()
    assert "Twój głos: popieram" in network.jan.sees()


async def test_remarks_and_a_no_need_words(network: Network) -> None:
    await begun(network)
    await comes(network.jan, 1, "Nie popieram…")
    await network.town.restart()
    assert "Nikt się jeszcze nie wypowiedział." in cards(network.kim, network.group)[0]
    await network.jan.says("Ł" * 1501)
    assert "1501" in network.jan.sees()
    await network.jan.says("Gminy są za różne.")
    assert "Twój głos: nie popieram" in network.jan.sees()
    assert "Gminy są za różne." in network.jan.sees()


async def test_a_voice_can_be_changed_and_taken_back_and_its_words_stay_where_one_wants_that(
    network: Network,
) -> None:
    await begun(network)
    await remarks(network.jan, "Dajcie na to dwa lata.")
    await comes(network.jan, 1, "Nie popieram…", "Zostaw te słowa")
    assert "Twój głos: nie popieram" in network.jan.sees()
    assert "Dajcie na to dwa lata." in network.jan.sees()
    await network.jan.taps("Popieram")
    assert "Twój głos: popieram\nDajcie na to dwa lata." in network.jan.sees()
    assert "Wypowiedziała się 1 osoba." in cards(network.kim, network.group)[0]
    await network.jan.taps("Wycofaj")
    assert "Twój głos" not in network.jan.sees()
    assert "Nikt się jeszcze nie wypowiedział." in cards(network.kim, network.group)[0]


async def test_two_taps_at_once_are_one_voice(network: Network) -> None:
    await begun(network)
    await comes(network.jan)
    message, button = network.jan.button("Popieram")
    for _tap in range(2):
        network.town.world.tap(network.jan.id, network.jan.id, message["message_id"], button["callback_data"])
    await network.town.settle()
    assert "Wypowiedziała się 1 osoba." in cards(network.kim, network.group)[0]


async def test_an_observer_speaks_too(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await begun(network)
    await remarks(network.jan, "Z boku wygląda to dobrze.")
    assert "Twój głos: popieram z uwagami" in network.jan.sees()
    await comes(network.ewa, 1, "Głosy i uwagi (1)")
    assert "Jan Łoś (Łódź): popiera z uwagami · obserwator" in network.ewa.sees()
    assert "Z boku wygląda to dobrze." in network.ewa.sees()


async def test_an_observer_who_becomes_a_member_is_counted_as_one(network: Network) -> None:
    await give(network.ola, "Jan Łoś", "Obserwator")
    await begun(network)
    await supports(network.jan)
    await give(network.ola, "Jan Łoś", "Stały przedstawiciel")
    await comes(network.ewa, 1, "Głosy i uwagi (1)")
    assert "Jan Łoś (Łódź): popiera" in network.ewa.sees()
    assert "obserwator" not in network.ewa.sees()


async def test_whoever_is_in_the_group_without_having_joined_is_told_so(network: Network) -> None:
    await begun(network)
    await network.kim.starts("consult-1")
    assert "Twój głos" not in network.kim.sees()
    assert SMOG_LAW not in network.kim.sees()


async def test_after_the_end_nobody_speaks_or_takes_anything_back(network: Network) -> None:
    await begun(network)
    await supports(network.jan)
    await network.jan.taps("Dodaj kilka słów…")
    await network.town.passes(days=8)
    for data in ("cons:say:1:~supports", "cons:takeback:1", "cons:words:1"):
        await network.jan.forges(data)
        assert "Czas na głosy już minął." in (network.jan.toast or "")
    await comes(network.jan)
    assert "Popieram" not in network.jan.buttons()


# who sees what


async def test_the_group_sees_how_many_have_spoken_and_from_three_on_what(
    network: Network, crowd: list[Resident]
) -> None:
    await begun(network)
    await supports(crowd[1])
    await remarks(crowd[2], "Tylko nie od razu.")
    assert "Wypowiedziały się 2 osoby.\n" in cards(network.kim, network.group)[0]
    assert "popiera:" not in cards(network.kim, network.group)[0]
    await supports(crowd[3])
    assert (
        "Razem – popiera: 2 · popiera z uwagami: 1 · nie popiera: 0" in cards(network.kim, network.group)[0]
    )
    seen = "".join(network.kim.all_texts(network.group)[-3:])
    assert "Tylko nie od razu." not in seen
    assert "Łoś" not in cards(network.kim, network.group)[0]


async def test_the_only_observer_is_not_told_apart_from_the_members(
    network: Network, crowd: list[Resident]
) -> None:
    await give(network.ola, "Ala", "Obserwator")
    await begun(network)
    for who in crowd[1:5]:
        await supports(who)
    assert "Razem – popiera: 4" in cards(network.kim, network.group)[0]
    assert "Obserwatorzy – popiera" not in cards(network.kim, network.group)[0]


async def test_only_the_author_and_those_who_lead_read_remarks_with_names(network: Network) -> None:
    await begun(network)
    await remarks(network.jan, "Dajcie na to dwa lata.")
    for who in (network.ewa, network.ola):
        await comes(who, 1, "Głosy i uwagi (1)")
        assert "Jan Łoś (Łódź): popiera z uwagami\nDajcie na to dwa lata." in who.sees()
    await comes(network.jan)
    assert not [label for label in network.jan.buttons() if "Głosy i uwagi" in label]
    await network.jan.forges("cons:voices:1:0")
    assert "potrzebna jest rola" in (network.jan.toast or "")


async def test_many_remarks_are_turned_in_pages(network: Network, crowd: list[Resident]) -> None:
    await begun(network)
    for who in crowd[1:8]:
        await remarks(who, f"Uwaga, którą ma {who.name}.")
    await comes(network.ola, 1, "Głosy i uwagi (7)")
    assert network.ola.sees().count("Uwaga, którą ma") == 5
    await network.ola.taps("Następne ›")
    assert network.ola.sees().count("Uwaga, którą ma") == 2
    assert "Przedstawiciele – popiera: 0 · popiera z uwagami: 7" in network.ola.sees()


async def test_what_somebody_said_goes_with_them_when_they_are_forgotten(network: Network) -> None:
    await begun(network)
    await remarks(network.jan, "Dajcie na to dwa lata.")
    await network.jan.says("/zapomnij")
    await network.jan.taps("Zapomnij o mnie")
    assert "Nikt się jeszcze nie wypowiedział." in cards(network.kim, network.group)[0]
    await comes(network.ola)
    assert not [label for label in network.ola.buttons() if "Głosy i uwagi" in label]
    async with network.town.process.database.read() as uow:
        assert await consultations.voices(uow, 1) == []


# the list


async def test_the_list_shows_what_is_open_with_ones_own_voice(network: Network) -> None:
    await network.jan.says("/konsultacje")
    assert "Gdy się zaczną, w grupie pojawi się karta." in network.jan.sees()
    await network.ola.says("/konsultacje")
    assert "„Skonsultuj z siecią…”" in network.ola.sees()
    await begun(network)
    await network.jan.says("/konsultacje", network.group)
    assert f"1. {SMOG_LAW}\nRekomendacja · otwarte do:" in network.jan.sees()
    assert "Jeszcze bez Twojego głosu." in network.jan.sees()
    await network.jan.taps("1")
    await network.jan.taps("Popieram")
    await network.jan.taps("‹ Konsultacje")
    assert "Twój głos: popieram" in network.jan.sees()


async def test_many_consultations_are_turned_in_pages(network: Network) -> None:
    for n in range(7):
        number = await stands(network, network.ewa, f"Rekomendacja {n}", kind=EntryKind.RECOMMENDATION)
        await begins(network.ola, number)
    await network.jan.says("/konsultacje")
    assert network.jan.buttons() == ["1", "2", "3", "4", "5", "6", "Następne ›"]
    await network.jan.taps("Następne ›")
    assert "7. Rekomendacja" in network.jan.sees()
    assert told(network.jan, "1. Rekomendacja") == [], "it was turned, not repeated"
