"""From an answer to the log: with the consent of its author, and of whoever asked where the question shows."""

import pytest_asyncio

from tests.dialogues.conftest import Network
from tests.dialogues.test_questions import SMOG, asks, card
from tests.dialogues.test_questions_answers import SOOT, replies
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, opens, stands


@pytest_asyncio.fixture
async def proposed(network: Network) -> Network:
    """Ewa's answer helped Jan, and Ola proposes it for the log."""
    await give(network.ola, "Ola Wójcik", "Ekspert")
    await asks(network.jan)
    await replies(network.ewa, network, SOOT)
    await network.jan.taps("Tak, pomogła")
    await network.ola.taps("Otwórz", network.group)
    await network.ola.taps("Odpowiedź 1")
    await network.ola.taps("Do bazy sieci")
    return network


async def finds(network: Network, words: str = "/szukaj kominiarz") -> str:
    await network.ola.says(words)
    return network.ola.sees()


async def opens_the_entry(who: Resident) -> None:
    """Find the entry and look at it."""
    await who.says("/szukaj kominiarz")
    rows = who.sees().split("\n")
    place = next(n for n, row in enumerate(rows) if row.startswith("Z bazy:"))
    await who.taps(rows[place - 1].split(".")[0])


async def test_its_author_is_asked_before_anything_stands_in_the_log(proposed: Network) -> None:
    assert "Proszę o zgodę osobę, która odpowiedziała." in proposed.ola.sees()
    assert "Czy Twoja odpowiedź może trafić do bazy sieci?" in proposed.ewa.sees()
    assert "Z bazy:" not in await finds(proposed)
    await proposed.ewa.taps("Tak, chętnie")
    assert "Z bazy: Gdynia · 2026" in await finds(proposed)


async def test_without_a_word_of_whoever_asked_the_question_stays_out(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await opens_the_entry(proposed.ola)
    assert SOOT in proposed.ola.sees()
    assert SMOG not in proposed.ola.sees()


async def test_with_it_the_question_stands_there_without_a_name(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await proposed.jan.taps("Tak")
    await opens_the_entry(proposed.ola)
    assert f"Pytanie brzmiało:\n{SMOG}" in proposed.ola.sees()
    assert "Jan" not in proposed.ola.sees()
    assert "Ewa Żak, Gdynia" in proposed.ola.sees()


async def test_who_declines_is_not_in_the_log(proposed: Network) -> None:
    await proposed.ewa.taps("Nie")
    assert "Dobrze, nie trafi do bazy." in proposed.ewa.sees()
    assert "Z bazy:" not in await finds(proposed)


async def test_consent_can_be_taken_back_at_any_time(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await opens_the_entry(proposed.ewa)
    await proposed.ewa.taps("Usuń z bazy")
    assert "zniknie na zawsze" in proposed.ewa.sees()
    assert "Z bazy:" in await finds(proposed), "nothing is gone before it is asked back"
    await proposed.ewa.taps("Tak, wycofaj")
    assert "Wpis zniknął z bazy." in proposed.ewa.sees()
    assert "Z bazy:" not in await finds(proposed)


async def test_an_entry_that_is_out_of_date_says_so(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await opens_the_entry(proposed.ola)
    await proposed.ola.taps("Nieaktualne")
    assert "Nieaktualne" in proposed.ola.sees()
    assert "Z bazy: Gdynia · 2026 · nieaktualne" in await finds(proposed)


async def test_an_observer_reads_the_log(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await give(proposed.ola, "Jan Łoś", "Obserwator")
    await opens_the_entry(proposed.jan)
    assert SOOT in proposed.jan.sees()
    await proposed.jan.says("/szukaj kominiarz")
    assert "1 wynik" in proposed.jan.sees(), "the question itself is for members"


async def test_the_same_answer_is_proposed_once(proposed: Network) -> None:
    await proposed.ola.taps("Otwórz", proposed.group)
    await proposed.ola.taps("Odpowiedź 1")
    await proposed.ola.taps("Do bazy sieci")
    assert proposed.ola.toast is not None
    assert "jest już w bazie albo czeka na zgodę" in proposed.ola.toast


async def test_what_is_in_the_log_can_be_enough_for_a_question(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await proposed.jan.says("/pytania")
    await asks(proposed.jan, "Czy pokazy kominiarza na osiedlach pomogły?")
    assert "Sieć już coś o tym wie" in proposed.jan.sees()
    await proposed.jan.taps("1 – to wystarczy")
    assert "Pytanie zamknięte." in proposed.jan.sees()


async def test_the_card_of_such_a_question_leads_to_the_entry(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await asks(proposed.jan, "Czy pokazy kominiarza na osiedlach pomogły?")
    rows = proposed.jan.sees().split("\n")
    place = next(n for n, row in enumerate(rows) if row.startswith("Z bazy:"))
    await proposed.jan.taps(f"{rows[place - 1].split('.')[0]} – to wystarczy")
    assert f"W bazie sieci była odpowiedź: „{SOOT}”" in card(proposed)
    await proposed.ola.taps("Otwórz odpowiedź", proposed.group)
    assert "Z bazy sieci" in proposed.ola.sees()


async def test_a_question_that_is_taken_back_stands_in_no_entry_any_more(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await proposed.jan.taps("Tak")
    await proposed.jan.taps("Otwórz", proposed.group)
    await proposed.jan.taps("Wycofaj pytanie")
    await opens_the_entry(proposed.ola)
    assert SMOG not in proposed.ola.sees()
    assert "Z bazy:" not in await finds(proposed, "/szukaj wymiana pieców")


async def test_a_question_that_is_hidden_stands_in_no_entry_any_more(proposed: Network) -> None:
    await proposed.ewa.taps("Tak, chętnie")
    await proposed.jan.taps("Tak")
    await proposed.ola.taps("Otwórz", proposed.group)
    await proposed.ola.taps("Więcej…")
    await proposed.ola.taps("Ukryj…")
    await proposed.ola.says("Są w nim dane mieszkańca.")
    await opens_the_entry(proposed.ola)
    assert SOOT in proposed.ola.sees()
    assert SMOG not in proposed.ola.sees()


async def test_a_reader_can_pass_its_link_on(network: Network) -> None:
    number = await stands(network, network.ewa)
    await opens(network.jan, number)
    assert f"Odnośnik do przekazania: https://t.me/spoiwo_bot?start=entry-{number}" in network.jan.sees()


async def test_its_link_opens_an_entry_whose_long_parts_can_be_unfolded(network: Network) -> None:
    number = await stands(network, network.ewa, pitfalls="Trzeba uprzedzić straż pożarną. " * 20)
    await opens(network.jan, number)
    assert f"{STOVES}\nEwa Żak, Gdynia" in network.jan.sees()
    assert "Na co uważać" in network.jan.sees()
    sizes = {entity["type"] for entity in network.jan.messages()[-1]["entities"]}
    assert {"blockquote", "expandable_blockquote"} <= sizes
