"""Answers to a search for a date: a tap each, saved at once, counted per person and per institution."""

import asyncio

from tests.dialogues.conftest import Network
from tests.dialogues.test_date_polls import cards, look_for_a_date
from tests.dialogues.test_institutions import joins, opens
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

FIRST = "1. sobota, 19 września, 10:00–15:00"
SECOND = "2. poniedziałek, 21 września, 10:00–15:00"


async def opens_dates(who: Resident, group: int) -> None:
    await who.taps("Powiedz, kiedy możesz", group)


async def answers(who: Resident, group: int, *labels: str) -> None:
    await opens_dates(who, group)
    for label in labels:
        await who.taps(label)


def card(who: Resident, group: int) -> str:
    return cards(who, group)[-1]


async def test_each_tap_is_saved_and_the_one_card_counts_it(network: Network) -> None:
    jan, group = network.jan, network.group
    await look_for_a_date(network.ola)
    await opens_dates(jan, group)
    assert "Kiedy możesz? Spotkanie w Radlinie" in jan.sees()
    assert f"{FIRST}\n{SECOND}\n" in jan.sees()
    assert jan.buttons()[:3] == ["1. tak", "1. może", "1. nie"]
    messages = len(jan.messages())
    await jan.taps("1. tak")
    assert jan.toast == "Zapisane."
    await jan.taps("2. może")
    assert f"{FIRST} – tak\n{SECOND} – w razie potrzeby\n" in jan.sees()
    assert jan.buttons()[:6] == ["✓ 1. tak", "1. może", "1. nie", "2. tak", "✓ 2. może", "2. nie"]
    assert len(jan.messages()) == messages
    assert f"{FIRST}\ntak 1 · w razie potrzeby 0 · nie 0 · instytucje: 1 z 2" in card(network.ewa, group)
    assert f"{SECOND}\ntak 0 · w razie potrzeby 1 · nie 0 · instytucje: 1 z 2" in card(network.ewa, group)
    assert "Odpowiedzi: 1 z 3." in card(network.ewa, group)
    assert "Łoś" not in card(network.ewa, group)
    assert len(cards(network.ewa, group)) == 1


async def test_an_answer_can_be_changed_and_is_there_when_it_is_opened_again(network: Network) -> None:
    jan, group = network.jan, network.group
    await look_for_a_date(network.ola)
    await answers(jan, group, "1. tak", "1. nie")
    await network.town.restart()
    await jan.says("/termin")
    assert jan.buttons() == ["Moje odpowiedzi: Spotkanie w Radlinie"]
    await jan.taps("Moje odpowiedzi")
    assert f"{FIRST} – nie\n{SECOND}\n" in jan.sees()
    assert f"{FIRST}\ntak 0 · w razie potrzeby 0 · nie 1 · instytucje: 0 z 2" in card(jan, group)


async def test_the_same_to_all_and_then_one_otherwise(network: Network) -> None:
    await look_for_a_date(network.ola)
    await answers(network.jan, network.group, "Wszystkie: nie", "2. tak")
    assert f"{FIRST} – nie\n{SECOND} – tak\n3. wtorek, 22 września, 09:30–14:30 – nie" in network.jan.sees()


async def test_two_who_tap_at_once_are_both_counted(network: Network) -> None:
    town, group = network.town, network.group
    await look_for_a_date(network.ola)
    for who in (network.ewa, network.jan):
        await opens_dates(who, group)
        message, button = who.button("1. tak")
        town.world.tap(who.id, who.id, message["message_id"], button["callback_data"])
    await asyncio.sleep(0)
    await town.settle()
    assert f"{FIRST}\ntak 2 · w razie potrzeby 0 · nie 0 · instytucje: 2 z 2" in card(network.ola, group)


async def test_an_institution_can_as_soon_as_one_of_its_people_can(network: Network) -> None:
    await joins(network, "Adam", "Łódź")
    await look_for_a_date(network.ola)
    await answers(network.jan, network.group, "1. nie")
    await answers(network.town.people["Adam"], network.group, "1. może")
    assert f"{FIRST}\ntak 0 · w razie potrzeby 1 · nie 1 · instytucje: 1 z 2" in card(
        network.ewa, network.group
    )


async def test_merged_institutions_count_as_one_from_then_on(network: Network) -> None:
    await joins(network, "Adam", "Sopot")
    await joins(network, "Beata", "Kurort Sopocki")
    await look_for_a_date(network.ola)
    await answers(network.town.people["Adam"], network.group, "1. tak")
    assert "instytucje: 1 z 4" in card(network.ewa, network.group)
    await opens(network.ola, "Połącz", "Kurort Sopocki")
    await network.ola.taps("Sopot ·")
    await network.ola.taps("Tak, połącz")
    assert "instytucje: 1 z 3" in card(network.ewa, network.group)


async def test_whoever_leaves_takes_their_answers_along_and_brings_them_back(network: Network) -> None:
    jan, group = network.jan, network.group
    await look_for_a_date(network.ola)
    await answers(jan, group, "1. tak")
    await jan.says("/opusc")
    await jan.taps("Odchodzę")
    assert "tak 1" not in card(network.ewa, group)
    assert "Odpowiedzi: 0 z 2." in card(network.ewa, group)
    await network.town.joins(jan, group, "Łódź")
    assert f"{FIRST}\ntak 1 · w razie potrzeby 0 · nie 0 · instytucje: 1 z 2" in card(network.ewa, group)


async def test_whoever_becomes_an_observer_is_asked_no_more(network: Network) -> None:
    await look_for_a_date(network.ola)
    await answers(network.jan, network.group, "1. tak")
    await give(network.ola, "Jan Łoś", "Obserwator")
    assert "Odpowiedzi: 0 z 2." in card(network.ewa, network.group)
    await network.jan.taps("1. nie")
    assert "„odpowiedzi, kiedy kto może”" in (network.jan.toast or "")


async def test_what_someone_answered_is_shown_to_them_and_forgotten_with_them(network: Network) -> None:
    jan, group = network.jan, network.group
    await look_for_a_date(network.ola)
    await answers(jan, group, "1. tak")
    await jan.says("/moje_dane")
    assert any("Twoje odpowiedzi, kiedy możesz" in text for text in jan.all_texts())
    await jan.says("/zapomnij")
    await jan.taps("Zapomnij o mnie")
    assert "Odpowiedzi: 0 z 2." in card(network.ewa, group)


async def test_whoever_has_not_joined_is_told_so(network: Network) -> None:
    await look_for_a_date(network.ola)
    before = network.kim.all_texts()
    await opens_dates(network.kim, network.group)
    assert "belongs to a network in which you don't take part" in network.kim.sees()
    assert network.kim.all_texts() != before


async def test_a_forged_answer_says_nothing(network: Network) -> None:
    await look_for_a_date(network.ola)
    await opens_dates(network.jan, network.group)
    for data in ("date:say:1:1:~often", "date:say:1:99:~yes", "date:all:1:~"):
        await network.jan.forges(data)
        assert network.jan.toast not in (None, "Zapisane.")
    assert "Odpowiedzi: 0 z 3." in card(network.ewa, network.group)


async def test_the_card_is_there_again_in_the_language_that_the_group_speaks_now(network: Network) -> None:
    await look_for_a_date(network.ola)
    await network.ola.says("/siec")
    await network.ola.taps("English")
    assert "We look for a date: Spotkanie w Radlinie" in "\n".join(network.jan.all_texts(network.group))
    assert cards(network.jan, network.group) == []
