"""No entry is forgotten: who hears of one that waits, when, how often; and who does not."""

from datetime import timedelta

import pytest_asyncio

from storage import due_work
from tests.dialogues.conftest import MONDAY_MORNING, Network
from tests.dialogues.test_entries_checking import QUESTION, looks, waits
from tests.dialogues.test_office_hours_clock import at, heard
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES

WAITS = "Miasto Cyfrowe: wpis do bazy czeka"
PATIENCE = "Twój wpis od dwóch tygodni czeka"
WORD = "Twój wpis do bazy czeka na słowo"


async def follows(network: Network, number: int) -> None:
    """As when it was handed in through a chat."""
    async with network.town.process.database.write() as uow:
        now = network.town.clock.now()
        await due_work.plan(uow, "entries.follow", str(number), now, network_id=1, entry=number)
    await network.town.settle()


@pytest_asyncio.fixture
async def handed_in(network: Network) -> Network:
    """Ola and Jan lead, Kuba guards; on Monday at nine Ewa has handed in an entry."""
    await give(network.ola, "Jan Łoś", "Ekspert")
    kuba = network.town.resident("Kuba", "Wilk", started=True)
    network.town.world.add_member(network.ola.id, network.group, kuba.id)
    await network.town.joins(kuba, network.group)
    await give(network.ola, "Kuba Wilk", "Opieka")
    await follows(network, await waits(network, network.ewa))
    return network


def of(network: Network, name: str) -> Resident:
    return network.town.people[name]


async def test_after_a_week_those_who_lead_hear_once_privately(handed_in: Network) -> None:
    group = handed_in.kim.all_texts(handed_in.group)
    await handed_in.town.move_to(at(9, 14, 8, 59))
    assert heard(handed_in.ola, WAITS) == []
    await handed_in.town.move_to(at(9, 14, 9))
    for who in (handed_in.ola, handed_in.jan):
        (message,) = heard(who, WAITS)
        assert STOVES in message
        assert "od 7 dni" in message
    assert heard(of(handed_in, "Kuba"), WAITS) == heard(handed_in.ewa, PATIENCE) == []
    assert handed_in.kim.all_texts(handed_in.group) == group
    await handed_in.ola.taps("Sprawdź")
    await handed_in.ola.taps("Zatwierdź")
    await handed_in.town.move_to(at(10, 30, 9))
    assert len(heard(handed_in.jan, WAITS)) == 1


async def test_after_two_weeks_all_hear_and_the_author_whom_to_ask_then_never_again(
    handed_in: Network,
) -> None:
    await handed_in.town.move_to(at(9, 21, 9))
    assert [len(heard(who, WAITS)) for who in (handed_in.ola, handed_in.jan, of(handed_in, "Kuba"))] == [
        2,
        2,
        1,
    ]
    (message,) = heard(handed_in.ewa, PATIENCE)
    assert "Ola Wójcik i Jan Łoś" in message
    assert "Sprawdź" not in of(handed_in, "Kuba").buttons()
    await handed_in.town.move_to(at(12, 21, 9))
    assert len(heard(handed_in.ola, WAITS)) == 2
    assert len(heard(handed_in.ewa, PATIENCE)) == 1


async def test_who_can_t_be_written_to_is_not_waited_for(handed_in: Network) -> None:
    await handed_in.ola.blocks_the_bot()
    await handed_in.town.move_to(at(9, 14, 9))
    assert len(heard(handed_in.jan, WAITS)) == 1
    assert heard(of(handed_in, "Kuba"), WAITS) == []


async def test_where_nobody_who_leads_can_be_written_to_the_guardian_hears_after_a_week(
    handed_in: Network,
) -> None:
    await handed_in.ola.blocks_the_bot()
    await handed_in.jan.blocks_the_bot()
    await handed_in.town.move_to(at(9, 14, 9))
    assert len(heard(of(handed_in, "Kuba"), WAITS)) == 1


async def test_nobody_is_woken(network: Network) -> None:
    night = MONDAY_MORNING + timedelta(hours=14)
    await follows(network, await waits(network, network.ewa, submitted_at=night))
    await network.town.move_to(at(9, 15, 7, 59))
    assert heard(network.ola, WAITS) == []
    await network.town.move_to(at(9, 15, 8))
    assert len(heard(network.ola, WAITS)) == 1


async def test_after_a_long_silence_of_the_bot_everyone_hears_once(handed_in: Network) -> None:
    await handed_in.town.is_offline_until(at(10, 10, 10))
    await handed_in.town.move_to(at(10, 30, 10))
    assert len(heard(handed_in.ola, WAITS)) == 1
    assert len(heard(handed_in.ewa, PATIENCE)) == 1


async def test_a_restart_in_between_changes_nothing(handed_in: Network) -> None:
    await handed_in.town.move_to(at(9, 14, 9))
    await handed_in.town.restart()
    await handed_in.town.move_to(at(9, 22, 9))
    assert len(heard(handed_in.ola, WAITS)) == 2


async def test_a_change_of_what_waits_begins_no_new_waiting(handed_in: Network) -> None:
    await handed_in.town.move_to(at(9, 20, 9))
    await follows(handed_in, 1)
    await handed_in.town.move_to(at(10, 20, 9))
    assert len(heard(handed_in.ola, WAITS)) == 2
    await follows(handed_in, 1)
    await handed_in.town.move_to(at(11, 20, 9))
    assert len(heard(handed_in.ola, WAITS)) == 2


async def test_the_author_does_not_hear_of_what_they_would_check_themselves(network: Network) -> None:
    await follows(network, await waits(network, network.ola))
    await network.town.move_to(at(9, 21, 9))
    assert len(heard(network.ola, WAITS)) == 2
    assert heard(network.ola, PATIENCE) == []


# a question to its author


@pytest_asyncio.fixture
async def asked(handed_in: Network) -> Network:
    await looks(handed_in.ola)
    await handed_in.ola.taps("Dopytaj")
    await handed_in.ola.says(QUESTION)
    return handed_in


async def test_after_two_weeks_the_author_is_reminded_once(asked: Network) -> None:
    await asked.town.move_to(at(9, 21, 8, 59))
    assert heard(asked.ewa, WORD) == []
    await asked.town.move_to(at(9, 21, 9))
    assert QUESTION in heard(asked.ewa, WORD)[0]
    await asked.town.move_to(at(12, 21, 9))
    assert len(heard(asked.ewa, WORD)) == 1
    assert heard(asked.ola, WAITS) == [], "it does not wait for those who lead"


async def test_a_change_before_the_answer_neither_puts_the_reminder_off_nor_brings_another(
    asked: Network,
) -> None:
    await asked.town.move_to(at(9, 17, 9))
    await follows(asked, 1)
    await asked.town.move_to(at(9, 21, 9))
    assert len(heard(asked.ewa, WORD)) == 1
    await follows(asked, 1)
    await asked.town.move_to(at(11, 21, 9))
    assert len(heard(asked.ewa, WORD)) == 1


async def test_who_has_answered_is_not_reminded_and_it_waits_anew(asked: Network) -> None:
    await asked.town.move_to(at(9, 10, 9))
    await asked.ewa.taps("Przekaż ponownie")
    await asked.town.move_to(at(9, 16, 9))
    assert heard(asked.ola, WAITS) == []
    await asked.town.move_to(at(9, 17, 9))
    assert len(heard(asked.ola, WAITS)) == 1
    assert heard(asked.ewa, WORD) == []


async def test_where_the_author_can_t_be_written_to_those_who_lead_decide(asked: Network) -> None:
    await asked.ewa.blocks_the_bot()
    await asked.town.move_to(at(9, 21, 9))
    assert "Można zdecydować o nim w obecnej postaci." in asked.ola.sees()
    await asked.ola.taps("Sprawdź")
    await asked.ola.taps("Zatwierdź")
    assert "Zatwierdzone" in asked.ola.sees()


async def test_of_an_author_who_left_nothing_wrong_is_said(asked: Network) -> None:
    await asked.ewa.says("/opusc")
    await asked.ewa.taps("Odchodzę")
    before = asked.ewa.all_texts()
    await asked.town.move_to(at(9, 30, 9))
    assert asked.ewa.all_texts() == before
