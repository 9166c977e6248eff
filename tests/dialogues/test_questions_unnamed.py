"""Who asks without a signature: nothing that anybody else can see, or work out, tells who it is."""

import json

import pytest
import pytest_asyncio
from sqlmodel import select

from storage.outbox import Saying
from storage.posts import Naming
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce
from tests.dialogues.test_office_hours_clock import at
from tests.dialogues.test_questions import SMOG, asks, card, cards
from tests.dialogues.test_questions_answers import LETTER, SOOT, replies
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

JAN = ("Jan", "Łoś", "Łódź", "Łodzi")


@pytest_asyncio.fixture
async def asked(network: Network) -> Network:
    """Ewa is the network's expert; Jan of Łódź has asked about stoves, unsigned."""
    await give(network.ola, "Ewa Żak", "Ekspert")
    await asks(network.jan, SMOG, "Bez podpisu")
    return network


def told(who: Resident, *places: int) -> list[str]:
    """Everything that someone has read, labels of buttons too."""
    seen = [message for place in (None, *places) for message in who.messages(place)]
    return [json.dumps(message, ensure_ascii=False) for message in seen]


def traces(asked: Network, since: int = 0) -> list[str]:
    """What others have read about the question that names Jan or his city."""
    read = [text for who in (asked.ola, asked.ewa, asked.kim) for text in told(who, asked.group)[since:]]
    return [text for text in read if SMOG in text and any(word in text for word in JAN)]


def cards_of(asked: Network) -> list[str]:
    """The cards of questions, as Ola sees them."""
    return cards(asked.ola, asked.group)


async def test_nothing_that_others_read_names_whoever_asked(asked: Network) -> None:
    await announce(asked.ewa)
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Więcej…")
    await asked.ewa.taps("Otwórz", asked.group)
    await asked.town.move_to(at(9, 23, 12))
    await replies(asked.ewa, asked, SOOT)
    await asked.jan.taps("Tak, pomogła")
    await asked.ola.says("/szukaj piece")
    await asked.ola.says("/pytania")
    await asked.ewa.says("/kolejka")
    assert len([text for text in told(asked.ola, asked.group) if SMOG in text]) > 3
    assert traces(asked) == []


async def test_no_post_is_remembered_as_naming_whoever_asked(asked: Network) -> None:
    await replies(asked.ewa, asked, SOOT)
    async with asked.town.process.database.read() as uow:
        posts = [row.model_dump() for row in await uow.session.exec(select(Naming))]
        about = [row.kind for row in await uow.session.exec(select(Saying)) if row.kind == "questions.card"]
    assert about, "the card was posted"
    async with asked.town.process.database.read() as uow:
        cards = {
            row.post_id for row in await uow.session.exec(select(Saying)) if row.kind == "questions.card"
        }
    jan = 3
    assert [each for each in posts if each["post_id"] in cards and each["person_id"] == jan] == []


async def test_their_own_reply_looks_like_anybodys(asked: Network) -> None:
    await replies(asked.jan, asked, LETTER)
    assert "ma odpowiedź" in card(asked), "as after anybody's answer"
    assert f"Jan Łoś (Łódź):\n{LETTER}" in card(asked)
    assert "nikt nie widzi, że to Twoje pytanie" in asked.jan.sees()
    await asked.jan.taps("Wciąż szukam odpowiedzi")
    assert "czeka na odpowiedź" in card(asked)


async def test_when_they_leave_the_question_stays_as_it_was(asked: Network) -> None:
    before = card(asked)
    asked.town.world.remove_member(asked.jan.id, asked.group, asked.jan.id)
    await asked.town.settle()
    assert cards_of(asked) == [before]
    await replies(asked.ewa, asked, SOOT)
    await asked.town.move_to(at(9, 30, 9))
    assert "rozwiązane" in cards_of(asked)[0]


async def test_when_they_ask_to_be_forgotten_too(asked: Network) -> None:
    before = card(asked)
    await asked.jan.says("/zapomnij")
    await asked.jan.taps("Zapomnij o mnie")
    assert cards_of(asked) == [before]


@pytest.mark.parametrize("sign", ["Bez podpisu", "Z podpisem"])
async def test_what_does_not_reach_them_is_no_news_for_the_facilitators(network: Network, sign: str) -> None:
    await asks(network.jan, SMOG, sign)
    town = network.town
    town.world.faults.add("timeout_before", method="sendMessage", chat_id=network.jan.id, times=2)
    await replies(network.ewa, network, SOOT)
    await town.passes(minutes=10)
    await network.ola.says("/stan")
    assert ("(odbiorcy: Jan Łoś)" in network.ola.sees()) == (sign == "Z podpisem")


async def test_whether_they_can_be_reached_is_not_told_either(asked: Network) -> None:
    await asked.jan.blocks_the_bot()
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Więcej…")
    await asked.ola.taps("Zapytaj kogoś spoza sieci…")
    assert "Pytam o zgodę osobę, która zadała pytanie." in asked.ola.sees()


async def test_what_they_can_do_only_they_are_offered(asked: Network) -> None:
    await asked.ola.taps("Otwórz", asked.group)
    assert "Wycofaj pytanie" not in asked.ola.buttons()
    assert "Zmień treść…" not in asked.ola.buttons()
    await asked.jan.taps("Otwórz", asked.group)
    assert "Twoje, bez podpisu" in asked.jan.sees()
    assert "Wycofaj pytanie" in asked.jan.buttons()


async def test_the_name_of_a_file_is_shown_to_whoever_sends_it_first(network: Network) -> None:
    await network.jan.sends_file("jan_los.pdf", b"%PDF", f"/pytanie {SMOG}")
    assert "Plik zachowa swoją nazwę: jan_los.pdf" in network.jan.sees()


async def test_the_text_for_someone_outside_names_nobody(asked: Network) -> None:
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Więcej…")
    await asked.ola.taps("Zapytaj kogoś spoza sieci…")
    assert "Czy można pokazać Twoje pytanie ekspertowi spoza sieci?" in asked.jan.sees()
    await asked.jan.taps("Tak")
    assert "Pytanie z sieci Miasto Cyfrowe" in asked.ola.sees()
    assert SMOG in asked.ola.sees()
    assert traces(asked) == []
