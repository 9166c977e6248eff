"""No question is forgotten: who hears of it when, and how each comes to an end."""

import pytest_asyncio
from sqlmodel import select

from storage.questions import Question, QuestionState
from tests.dialogues.conftest import Network
from tests.dialogues.test_office_hours import announce
from tests.dialogues.test_office_hours_clock import at, heard
from tests.dialogues.test_questions import DATA, SMOG, asks, card
from tests.dialogues.test_questions_answers import LETTER, SOOT, replies
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

ENDS = {
    QuestionState.ACCEPTED,
    QuestionState.OUTDATED,
    QuestionState.LEFT_OPEN,
    QuestionState.WITHDRAWN,
    QuestionState.MERGED,
}
WAITS = "Miasto Cyfrowe: to pytanie wciąż czeka"
HELP = "Miasto Cyfrowe: pytan"


@pytest_asyncio.fixture
async def asked(network: Network) -> Network:
    """Ewa is the network's expert; on Monday at nine Jan has asked about stoves."""
    await give(network.ola, "Ewa Żak", "Ekspert")
    await asks(network.jan)
    return network


# those who may help


async def test_the_expert_hears_once_a_day_of_what_is_new(asked: Network) -> None:
    await asks(asked.ola, DATA)
    assert heard(asked.ewa, HELP) == []
    await asked.town.move_to(at(9, 8, 9))
    (message,) = heard(asked.ewa, HELP)
    assert SMOG in message
    assert DATA in message
    await asked.town.move_to(at(9, 10, 8))
    assert len(heard(asked.ewa, HELP)) == 1


async def test_whoever_can_help_with_its_topic_hears_of_a_question(asked: Network) -> None:
    await asked.ola.says("/siec")
    await asked.ola.taps("Lista tematów…")
    await asked.ola.taps("Dodaj tematy…")
    await asked.ola.says("piece, transport")
    await asked.ola.says("/pomagam")
    await asked.ola.taps("piece")
    await asked.town.move_to(at(9, 8, 9))
    assert SMOG in heard(asked.ola, HELP)[0]
    assert heard(asked.jan, HELP) == []


async def test_what_is_urgent_is_told_at_once(asked: Network) -> None:
    await asked.jan.taps("To pilne")
    assert asked.jan.toast == "Powiadamiam osoby, które mogą pomóc."
    assert "Pilne." in card(asked)
    assert f"Pilne: „{SMOG}”" in heard(asked.ewa, HELP)[0]
    await asked.town.move_to(at(9, 9, 10))
    assert len(heard(asked.ewa, HELP)) == 1


# a question that waits


async def test_after_three_days_the_expert_then_the_facilitator_then_the_list(asked: Network) -> None:
    await asked.town.move_to(at(9, 10, 8, 59))
    assert heard(asked.ewa, WAITS) == []
    await asked.town.move_to(at(9, 10, 9))
    assert SMOG in heard(asked.ewa, WAITS)[0]
    await asked.town.move_to(at(9, 12, 9))
    assert "nikt nie odpowiedział" in asked.ola.sees()
    await asked.town.move_to(at(9, 19, 9))
    assert "Na razie nikt w sieci nie zna odpowiedzi" in asked.jan.sees()
    assert "na razie nikt nie zna odpowiedzi" in card(asked)
    await asked.jan.says("/pytania")
    await asked.jan.taps("Bez odpowiedzi")
    assert SMOG in asked.jan.sees()


async def test_the_group_is_not_nagged_meanwhile(asked: Network) -> None:
    before = len(asked.kim.all_texts(asked.group))
    await asked.town.move_to(at(9, 30, 9))
    assert len(asked.kim.all_texts(asked.group)) == before


async def test_where_office_hours_come_it_waits_in_their_line_first(asked: Network) -> None:
    await announce(asked.ewa)
    await asked.town.move_to(at(9, 11, 9))
    assert "ustawiam je w kolejce na dyżur: wtorek, 22 września, 10:00" in asked.jan.sees()
    await asked.ewa.says("/kolejka")
    assert SMOG in asked.ewa.sees()
    await asked.town.move_to(at(9, 22, 12))
    assert heard(asked.ola, "Miasto Cyfrowe: na to pytanie") == []
    await asked.town.move_to(at(9, 23, 12))
    assert SMOG in heard(asked.ola, "Miasto Cyfrowe: na to pytanie")[0]


async def test_what_is_answered_on_the_card_leaves_the_line(asked: Network) -> None:
    await announce(asked.ewa)
    await asked.town.move_to(at(9, 11, 9))
    await replies(asked.ola, asked, LETTER)
    await asked.ewa.says("/kolejka")
    assert SMOG not in asked.ewa.sees()


async def test_whoever_promised_an_answer_is_reminded_of_it(asked: Network) -> None:
    await asked.ola.taps("Odpowiem", asked.group)
    await asked.town.move_to(at(9, 10, 9))
    assert "miała przyjść odpowiedź od Ciebie" in asked.ola.sees()


async def test_an_answer_after_all_ends_the_waiting(asked: Network) -> None:
    await asked.town.move_to(at(9, 19, 9))
    await replies(asked.ewa, asked, SOOT)
    assert "ma odpowiedź" in card(asked)
    assert "Jest odpowiedź na Twoje pytanie" in asked.jan.sees()


async def test_a_facilitator_lists_it_without_waiting(asked: Network) -> None:
    await asked.town.move_to(at(9, 12, 9))
    await asked.ola.taps("Na listę bez odpowiedzi")
    assert "na razie nikt nie zna odpowiedzi" in card(asked)


async def test_a_network_decides_how_long_a_question_may_wait(asked: Network) -> None:
    await asked.ola.says("/siec")
    await asked.ola.taps("Pytania…")
    assert "Teraz: 3 dni." in asked.ola.sees()
    await asked.ola.taps("1 dzień")
    await asks(asked.jan, DATA)
    await asked.town.move_to(at(9, 8, 9))
    assert DATA in heard(asked.ewa, WAITS)[0]


# every question comes to an end


async def test_after_two_months_without_a_word_every_question_has_come_to_an_end(asked: Network) -> None:
    """One open, taken, answered, open again, hidden and shown, answered only by whoever left, and one in line."""
    town, words = asked.town, [f"{n}. {SMOG}" for n in range(6)]
    for question in words:
        await asked.jan.says(f"/pytanie {question}", asked.group)
    await opens(asked.ewa, words[0])
    await asked.ewa.taps("Odpowiem")
    for n in (1, 2):
        await opens(asked.ewa, words[n])
        await asked.ewa.taps("Odpowiedz…")
        await asked.ewa.says(SOOT)
    await asked.jan.taps("Jeszcze nie")
    await opens(asked.ola, words[3])
    await asked.ola.taps("Więcej…")
    await asked.ola.taps("Ukryj…")
    await asked.ola.says("Za dużo szczegółów.")
    await asked.ola.taps("Otwórz pytanie")
    await asked.ola.taps("Więcej…")
    await asked.ola.taps("Pokaż znowu")
    await announce(asked.ewa)
    await asked.ola.taps("Zadaj pytanie", asked.group)
    await asked.ola.says(DATA)
    await asked.ola.taps("Bez podpisu")
    await town.move_to(at(11, 10, 9))
    async with town.process.database.read() as uow:
        states = {each.words: each.state for each in await uow.session.exec(select(Question))}
    assert len(states) == 8
    assert {words: state for words, state in states.items() if state not in ENDS} == {}
    assert {QuestionState.ACCEPTED, QuestionState.LEFT_OPEN} <= set(states.values())


async def opens(who: Resident, words: str) -> None:
    """Look at one of the questions that wait."""
    await who.says("/pytania")
    while words not in who.sees():
        await who.taps("Następne")
    number = next(row.split(".")[0] for row in who.sees().split("\n") if words in row)
    await who.taps(number)


# an answer of which nothing is said


async def test_whoever_asked_is_asked_once_whether_it_helped_then_silence_is_consent(asked: Network) -> None:
    await replies(asked.ewa, asked, SOOT)
    await replies(asked.ola, asked, LETTER)
    await asked.town.move_to(at(9, 10, 9))
    assert "Czy odpowiedzi na Twoje pytanie pomogły?" in asked.jan.sees()
    await asked.town.move_to(at(9, 18, 9))
    assert "rozwiązane" in card(asked)
    assert f"Ola Wójcik · przyjęta:\n{LETTER}" in card(asked)


async def test_what_the_expert_recommends_stands_for_the_answer(asked: Network) -> None:
    await replies(asked.ola, asked, LETTER)
    await replies(asked.ewa, asked, SOOT)
    await asked.ewa.taps("Otwórz", asked.group)
    await asked.ewa.taps("Odpowiedź 1")
    await asked.ewa.taps("Polecam")
    await asked.town.move_to(at(9, 30, 9))
    assert f"Ola Wójcik · przyjęta · poleca ekspert:\n{LETTER}" in card(asked)
