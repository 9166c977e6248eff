"""A question for someone outside the network: with the consent of whoever asks, and their answer comes back."""

import re

import pytest_asyncio

from tests.dialogues.conftest import Network
from tests.dialogues.test_questions import SMOG, asks, card
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

ANSWER = "W Krakowie zadziałał zakaz i dopłaty, po kolei."


@pytest_asyncio.fixture
async def asked(network: Network) -> Network:
    """Ewa is the network's expert; Jan has asked about stoves."""
    await give(network.ola, "Ewa Żak", "Ekspert")
    await asks(network.jan)
    return network


async def hands_out(who: Resident, network: Network) -> None:
    await who.taps("Otwórz", network.group)
    await who.taps("Więcej…")
    await who.taps("Zapytaj kogoś spoza sieci…")


def payload(text: str) -> str:
    found = re.search(r"start=(outside-\S+)", text)
    assert found is not None, text
    return found[1]


async def answers_from_outside(asked: Network, link: str) -> Resident:
    anna = asked.town.resident("Anna", "Nowak", started=True)
    await anna.starts(link)
    assert SMOG in anna.sees()
    await anna.says(ANSWER)
    await anna.says("Anna Nowak, Instytut Czystego Powietrza")
    return anna


async def test_whoever_asks_agrees_and_the_answer_comes_back_to_the_card(asked: Network) -> None:
    await hands_out(asked.ewa, asked)
    assert "Pytam o zgodę" in asked.ewa.sees()
    await asked.jan.taps("Tak")
    text = asked.ewa.sees()
    assert "Jan" not in text
    anna = await answers_from_outside(asked, payload(text))
    assert "Dziękuję! Odpowiedź dotarła do sieci Miasto Cyfrowe." in anna.sees()
    assert f"Anna Nowak, Instytut Czystego Powietrza, spoza sieci:\n{ANSWER}" in card(asked)
    assert "Jest odpowiedź na Twoje pytanie: Anna Nowak" in asked.jan.sees()
    await asked.jan.taps("Tak, pomogła")
    assert "rozwiązane" in card(asked)


async def test_without_consent_it_stays_inside(asked: Network) -> None:
    await hands_out(asked.ewa, asked)
    await asked.jan.taps("Nie")
    assert "To pytanie zostaje w sieci:" in asked.ewa.sees()


async def test_ones_own_question_needs_no_other_consent(asked: Network) -> None:
    await asked.jan.taps("Otwórz", asked.group)
    await asked.jan.taps("Zapytaj kogoś spoza sieci…")
    assert "Pytanie z sieci Miasto Cyfrowe" in asked.jan.sees()
    await answers_from_outside(asked, payload(asked.jan.sees()))
    assert ANSWER in card(asked)


async def test_an_address_that_opens_nothing_says_so(asked: Network) -> None:
    anna = asked.town.resident("Anna", "Nowak", started=True)
    await anna.starts("outside-_0123456789abcdef0123456789abcdef")
    assert SMOG not in anna.sees()
    assert "Tego już tu nie ma" in anna.sees() or "nie ma" in anna.sees()


async def test_an_address_ends_with_its_question(asked: Network) -> None:
    await asked.jan.taps("Otwórz", asked.group)
    await asked.jan.taps("Zapytaj kogoś spoza sieci…")
    link = payload(asked.jan.sees())
    await asked.jan.taps("Otwórz", asked.group)
    await asked.jan.taps("Wycofaj pytanie")
    anna = asked.town.resident("Anna", "Nowak", started=True)
    await anna.starts(link)
    assert SMOG not in anna.sees()


async def test_someone_outside_sees_nothing_else_of_the_network(asked: Network) -> None:
    await asked.jan.taps("Otwórz", asked.group)
    await asked.jan.taps("Zapytaj kogoś spoza sieci…")
    anna = await answers_from_outside(asked, payload(asked.jan.sees()))
    await anna.starts("question-1")
    assert "w której nie uczestniczysz" in anna.sees()
    await anna.says("/szukaj piece")
    assert SMOG not in anna.sees()
