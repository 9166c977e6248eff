"""Entries stay right: readers say what is out of date, and once a year each owner confirms with one tap."""

from datetime import datetime, timedelta
from typing import Any

import pytest_asyncio

from handlers.taps import encode_tap
from storage import entries
from storage.entries import EntryAudience, EntryState
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_entries_care import follows
from tests.dialogues.test_entries_checking import FORMER, says_otherwise
from tests.dialogues.test_entries_proposing import entry_of
from tests.dialogues.test_office_hours_clock import at, heard
from tests.dialogues.town import WARSAW, Resident
from tests.dialogues.town_log import SHOWN, STOVES, opens, stands

ASKS = "Ktoś z czytających zgłasza"
CAME = "Wpis zgłoszony przez Ciebie jako nieaktualny"
YEARLY = "Miasto Cyfrowe: to Twoje doświadczenia"
AGAIN = "Miasto Cyfrowe: krótkie przypomnienie"
ENDED = "Program skończył się w czerwcu."


async def flags(who: Resident, number: int, words: str | None = ENDED) -> None:
    await opens(who, number)
    await who.taps("Nieaktualne…")
    if words is None:
        await who.taps("Pomiń")
    else:
        await who.says(words)


# readers


@pytest_asyncio.fixture
async def flagged(network: Network) -> Network:
    """Jan says that Ewa's entry is out of date; an hour has passed."""
    number = await stands(network, network.ewa)
    await flags(network.jan, number)
    await network.town.passes(hours=1)
    return network


async def test_a_reader_says_what_has_changed_and_the_owner_is_asked(flagged: Network) -> None:
    (message,) = heard(flagged.ewa, ASKS)
    assert STOVES in message
    assert f"Jan Łoś, Łódź: {ENDED}" in message
    assert flagged.ewa.buttons() == ["Wciąż aktualne", "Zmień wpis", "Tak, nieaktualne"]
    assert heard(flagged.ola, ASKS) == []


async def test_the_words_can_be_left_out(network: Network) -> None:
    await flags(network.jan, await stands(network, network.ewa), None)
    assert "Dziękuję! Zapytam osobę" in network.jan.sees()
    await network.town.passes(hours=1)
    assert "Jan Łoś, Łódź: –" in network.ewa.sees()


async def test_what_several_say_within_an_hour_is_one_message(
    network: Network, crowd: list[Resident]
) -> None:
    number = await stands(network, network.ewa)
    for who in crowd[1:4]:
        await flags(who, number, f"{who.name} to wie.")
    await flags(network.jan, number, "Jan wie lepiej.")
    await network.town.passes(hours=1)
    (message,) = heard(network.ewa, ASKS)
    assert [words in message for words in ("Ala to wie.", "Jan wie lepiej.", "Jan to wie.")] == [
        True,
        True,
        False,
    ]


async def test_an_owner_who_is_silent_is_not_asked_every_hour(flagged: Network) -> None:
    await flags(flagged.jan, 1, "Jeszcze jedno.")
    await flagged.town.move_to(at(9, 10, 9))
    assert len(heard(flagged.ewa, ASKS)) == 1


async def test_still_right_is_said_on_the_entry_and_to_the_reader_once(flagged: Network) -> None:
    await flagged.ewa.taps("Wciąż aktualne")
    assert [STOVES in text for text in heard(flagged.jan, CAME)] == [True]
    assert "wciąż jest aktualny" in heard(flagged.jan, CAME)[0]
    await flagged.ewa.forges("entry:still:1")
    assert len(heard(flagged.jan, CAME)) == 1
    await opens(flagged.jan, 1)
    assert "Potwierdzony jako aktualny: 7 września 2026" in flagged.jan.sees()


async def test_each_entry_has_words_of_its_own_and_keeps_them_when_another_is_settled(
    flagged: Network,
) -> None:
    other = await stands(flagged, flagged.ewa, "Wymiana pieców")
    await flags(flagged.jan, other, "Dotacje są inne.")
    await flagged.town.passes(hours=1)
    assert [ENDED in message for message in heard(flagged.ewa, ASKS)] == [True, False]
    await flagged.ewa.forges(f"entry:still:{other}")
    assert ["Wymiana pieców" in text for text in heard(flagged.jan, CAME)] == [True]
    await flagged.ewa.forges("entry:still:1")
    assert [STOVES in text for text in heard(flagged.jan, CAME)] == [False, True]


async def test_what_is_out_of_date_says_so_and_comes_later(flagged: Network) -> None:
    await flagged.ewa.taps("Tak, nieaktualne")
    assert "teraz tak oznaczony" in heard(flagged.jan, CAME)[0]
    await opens(flagged.jan, 1)
    assert "Nieaktualne" in flagged.jan.sees()
    assert "Nieaktualne…" not in flagged.jan.buttons()
    await flagged.jan.says("/szukaj kominiarz")
    assert "nieaktualne" in flagged.jan.sees()


async def test_a_change_of_the_entry_settles_what_was_said(flagged: Network) -> None:
    await flagged.town.passes(minutes=5)
    await says_otherwise(flagged, 1)
    await follows(flagged, 1)
    assert "jest już zmieniony" in heard(flagged.jan, CAME)[0]


async def test_an_entry_that_is_taken_back_meanwhile_is_not_asked_about(network: Network) -> None:
    number = await stands(network, network.ewa)
    await flags(network.jan, number)
    await opens(network.ewa, number)
    await network.ewa.taps("Usuń z bazy")
    await network.ewa.taps("Tak, wycofaj")
    await network.town.passes(hours=2)
    assert heard(network.ewa, ASKS) == []
    (message,) = heard(network.jan, "Wpisu zgłoszonego przez Ciebie")
    assert STOVES not in message


async def test_of_what_they_may_no_longer_see_readers_hear_no_title(network: Network) -> None:
    mallory = await of_another_network(network)
    number = await stands(network, network.ewa, audience=EntryAudience.INSTALLATION)
    await flags(mallory, number)
    await network.town.passes(hours=1)
    assert "Mallory" in heard(network.ewa, ASKS)[0]
    async with network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, number)
        assert entry is not None
        entry.audience = EntryAudience.NETWORK
        uow.session.add(entry)
    await network.ewa.taps("Wciąż aktualne")
    assert STOVES not in mallory.sees()
    assert "nie ma już w bazie" in mallory.sees()


async def of_another_network(network: Network) -> Resident:
    town = network.town
    mallory = town.resident("Mallory", started=True)
    group = town.group("Inna sieć", mallory)
    await town.add_bot(mallory, group)
    await mallory.taps("zaczynamy", group)
    await town.joins(mallory, group)
    return mallory


async def test_where_nobody_is_left_to_ask_those_who_lead_are(network: Network) -> None:
    number = await stands(network, network.ewa)
    await network.ewa.says("/opusc")
    await network.ewa.taps("Odchodzę")
    await flags(network.jan, number)
    before = network.ewa.all_texts()
    await network.town.passes(hours=1)
    assert "a osoby, od której jest, nie da się zapytać" in network.ola.sees()
    assert network.ewa.all_texts() == before
    await network.ola.taps("Tak, nieaktualne")
    assert "tak oznaczony" in network.jan.sees()


async def test_a_colleague_of_an_author_who_left_is_asked(network: Network) -> None:
    number = await stands(network, network.ewa)
    iza = await colleague_of_ewa(network)
    await network.ewa.says("/opusc")
    await network.ewa.taps("Odchodzę")
    await flags(network.jan, number)
    await network.town.passes(hours=1)
    assert len(heard(iza, ASKS)) == 1


async def colleague_of_ewa(network: Network, name: str = "Iza") -> Resident:
    iza = network.town.resident(name, "Kos", started=True)
    network.town.world.add_member(network.ola.id, network.group, iza.id)
    await network.town.joins(iza, network.group, "Gdynia")
    return iza


async def test_only_its_owner_and_those_who_lead_settle_it(flagged: Network) -> None:
    for tap in ("still", "agreed"):
        await flagged.jan.forges(f"entry:{tap}:1")
    assert heard(flagged.jan, CAME) == []
    assert not (await entry_of(flagged)).outdated


async def test_the_owner_and_those_who_lead_say_it_at_once(network: Network) -> None:
    number = await stands(network, network.ewa)
    for who in (network.ewa, network.ola):
        await opens(who, number)
        assert "Nieaktualne…" not in who.buttons()
        await who.taps("Nieaktualne")
        await who.taps("Jednak aktualne")
    assert (await entry_of(network)).confirmed_at is not None


# once a year


async def year_ago(network: Network, author: Resident, title: str = STOVES, **otherwise: Any) -> int:
    """An entry that came into the log a year ago today at ten."""
    values = {"kept_at": MONDAY_MORNING + timedelta(hours=1) - timedelta(days=365), **otherwise}
    number = await stands(network, author, title, **values)
    await follows(network, number)
    return number


@pytest_asyncio.fixture
async def due(network: Network) -> Network:
    """Two of Ewa's entries are a year old, or will be in a few days; a third one is new."""
    await year_ago(network, network.ewa)
    later = MONDAY_MORNING - timedelta(days=355)
    await year_ago(network, network.ewa, "Wymiana pieców", kept_at=later)
    await year_ago(network, network.ewa, "Nowe", kept_at=MONDAY_MORNING)
    await network.town.move_to(at(9, 7, 10))
    return network


async def confirmed(network: Network, number: int) -> datetime | None:
    return (await entry_of(network, number)).confirmed_at


async def test_one_message_asks_about_all_that_is_due(due: Network) -> None:
    (message,) = heard(due.ewa, YEARLY)
    assert [title in message for title in (STOVES, "Wymiana pieców", "Nowe")] == [True, True, False]
    assert due.ewa.buttons() == ["Wszystko aktualne", "1", "2"]
    assert heard(due.jan, YEARLY) == []
    await due.ewa.taps("1")
    assert SHOWN in due.ewa.sees()


async def test_one_tap_confirms_exactly_what_was_listed(due: Network) -> None:
    await due.ewa.taps("Wszystko aktualne")
    assert "2 wpisy potwierdzone" in due.ewa.sees()
    assert await confirmed(due, 1) is not None
    assert await confirmed(due, 2) is not None
    assert await confirmed(due, 3) is None
    await due.town.move_to(at(12, 1, 9))
    assert heard(due.ewa, AGAIN) == heard(due.ewa, YEARLY) == []


async def test_a_year_later_they_are_asked_again(due: Network) -> None:
    await due.ewa.taps("Wszystko aktualne")
    await due.town.move_to(at(9, 6, 10, year=2027))
    assert heard(due.ewa, YEARLY) == []
    await due.town.move_to(at(9, 8, 10, year=2027))
    (message,) = heard(due.ewa, YEARLY)
    assert [title in message for title in (STOVES, "Wymiana pieców", "Nowe")] == [True, True, True]


async def test_what_was_changed_or_taken_back_meanwhile_is_not_confirmed(due: Network) -> None:
    await due.town.passes(minutes=1)
    await says_otherwise(due, 1)
    await due.ewa.forges("entry:takenback:2")
    await due.ewa.forges(encode_tap("entry", "allright", 1, int(due.town.local.timestamp()) - 60))
    assert "nie ma już nic do potwierdzenia" in due.ewa.sees()
    assert await confirmed(due, 1) is None
    entry = await entry_of(due, 2)
    assert (entry.state, entry.confirmed_at) == (EntryState.TAKEN_BACK, None)


async def test_after_three_weeks_one_reminder_then_no_more_that_year(due: Network) -> None:
    await due.town.restart()
    await due.town.move_to(at(9, 28, 9, 59))
    assert heard(due.ewa, AGAIN) == []
    await due.town.move_to(at(9, 28, 10))
    assert len(heard(due.ewa, AGAIN)) == 1
    await due.town.move_to(at(8, 30, 9, year=2027))
    assert (len(heard(due.ewa, YEARLY)), len(heard(due.ewa, AGAIN))) == (1, 1)
    await due.ola.says("/sprawdzanie")
    assert "Niepotwierdzone od ponad roku: 2" in due.ola.sees()
    assert STOVES in due.ola.sees()
    await due.ewa.taps("Wszystko aktualne")
    await due.ola.says("/sprawdzanie")
    assert STOVES not in due.ola.sees()


async def test_who_has_confirmed_one_is_reminded_only_of_the_other(due: Network) -> None:
    await due.town.passes(minutes=5)
    await opens(due.ewa, 1)
    await due.ewa.taps("Nieaktualne")
    await due.ewa.taps("Jednak aktualne")
    await due.town.move_to(at(9, 28, 10))
    (message,) = heard(due.ewa, AGAIN)
    assert "Wymiana pieców" in message
    assert STOVES not in message


async def test_of_an_author_who_left_a_colleague_is_asked(network: Network) -> None:
    await year_ago(network, network.ewa)
    iza = await colleague_of_ewa(network)
    await network.ewa.says("/opusc")
    await network.ewa.taps("Odchodzę")
    before = network.ewa.all_texts()
    await network.town.move_to(at(9, 8, 10))
    assert STOVES in heard(iza, YEARLY)[0]
    assert network.ewa.all_texts() == before
    await iza.taps("Wszystko aktualne")
    assert await confirmed(network, 1) is not None


async def test_an_author_who_asked_to_be_forgotten_hears_nothing(network: Network) -> None:
    await year_ago(network, network.ewa)
    await network.ewa.says("/zapomnij")
    await network.ewa.taps("Zapomnij o mnie")
    before = network.ewa.all_texts()
    await network.town.move_to(at(10, 30, 10))
    assert network.ewa.all_texts() == before


async def test_whoever_could_not_be_written_to_is_asked_later(network: Network) -> None:
    await year_ago(network, network.ewa)
    await network.ewa.blocks_the_bot()
    await network.town.move_to(at(9, 20, 10))
    network.town.world.block(network.ewa.id, False)
    await network.ewa.starts()
    await network.town.move_to(at(10, 8, 10))
    assert len(heard(network.ewa, YEARLY)) == 1


async def test_what_was_kept_before_anyone_asked_is_asked_about_too(network: Network) -> None:
    await stands(network, network.ewa, kept_at=datetime(2025, 1, 7, 9, tzinfo=WARSAW))
    await network.town.restart()
    await network.town.move_to(at(10, 8, 10))
    assert len(heard(network.ewa, YEARLY)) == 1


async def test_after_a_long_silence_of_the_bot_one_message_comes_not_several(network: Network) -> None:
    await year_ago(network, network.ewa)
    await network.town.is_offline_until(at(12, 8, 10, year=2027))
    assert len(heard(network.ewa, YEARLY)) == 1
    assert FORMER not in network.ewa.sees()


async def test_where_the_colleague_leaves_too_the_next_one_is_asked_from_the_next_start_on(
    network: Network,
) -> None:
    await year_ago(network, network.ewa)
    iza = await colleague_of_ewa(network)
    for who in (network.ewa, iza):
        await who.says("/opusc")
        await who.taps("Odchodzę")
    await network.town.move_to(at(9, 8, 10))
    assert heard(iza, YEARLY) == []
    ula = await colleague_of_ewa(network, "Ula")
    await network.town.restart()
    await network.town.move_to(at(10, 10, 10))
    assert STOVES in heard(ula, YEARLY)[0]
