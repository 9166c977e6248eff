"""Answers: anyone gives them, whoever asked accepts one, an expert recommends, and what is wrong can be put right."""

import pytest_asyncio

from tests.dialogues.conftest import Network
from tests.dialogues.test_questions import DATA, SMOG, asks, card, cards
from tests.dialogues.test_roles import give
from tests.dialogues.town import Resident

SOOT = "Pomogły pokazy kominiarza na osiedlach i dopłata 500 zł."
LETTER = "U nas najlepiej zadziałał list od proboszcza."


@pytest_asyncio.fixture
async def asked(network: Network) -> Network:
    """Ewa is the network's expert; Jan has asked about stoves."""
    await give(network.ola, "Ewa Żak", "Ekspert")
    await asks(network.jan)
    return network


async def replies(who: Resident, network: Network, words: str) -> int:
    """Reply to the card in the group."""
    card_id = next(
        each["message_id"]
        for each in reversed(who.messages(network.group))
        if each.get("text", "").startswith("Pytanie do sieci")
    )
    return await who.says(words, network.group, reply_to=card_id)


async def test_a_reply_to_the_card_is_an_answer_and_whoever_asked_hears_it(asked: Network) -> None:
    await replies(asked.ewa, asked, SOOT)
    assert "ma odpowiedź" in card(asked)
    assert f"Ewa Żak (Gdynia):\n{SOOT}" in card(asked)
    assert asked.jan.sees().startswith("Jest odpowiedź na Twoje pytanie: Ewa Żak (Gdynia)")
    assert SOOT in asked.jan.sees()


async def test_several_answers_are_kept_and_one_is_accepted(asked: Network) -> None:
    await replies(asked.ewa, asked, SOOT)
    await replies(asked.ola, asked, LETTER)
    await asked.jan.taps("Tak, pomogła")
    assert "rozwiązane" in card(asked)
    assert f"Ola Wójcik · przyjęta:\n{LETTER}" in card(asked)
    assert SOOT in card(asked)
    assert "Twoja odpowiedź pomogła" in asked.ola.sees()


async def test_of_long_answers_the_card_shows_the_beginning_the_accepted_one_first(asked: Network) -> None:
    for word in ("komin", "kaucja", "dotacja"):
        await replies(asked.ewa, asked, f"{word} " * 200)
    await asked.jan.taps("Tak, pomogła")
    assert len(card(asked)) < 3000
    assert card(asked).index("dotacja") < card(asked).index("komin") < card(asked).index("kaucja")
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Odpowiedź 1")
    assert asked.ola.sees().count("komin") == 200


async def test_what_does_not_help_leaves_the_question_open(asked: Network) -> None:
    await replies(asked.ewa, asked, SOOT)
    await asked.jan.taps("Jeszcze nie")
    assert "pytanie jest znów otwarte" in asked.jan.sees()
    assert "czeka na odpowiedź" in card(asked)
    assert SOOT in card(asked)


async def test_thanks_are_only_talk(asked: Network) -> None:
    for words in ("Dziękuję!", "super, dzięki", "👍", "ok"):
        await replies(asked.ola, asked, words)
    assert "czeka na odpowiedź" in card(asked)
    assert "Odpowiedź" not in " ".join(asked.jan.buttons())


async def test_whoever_signed_a_question_explains_it_by_a_reply(asked: Network) -> None:
    await replies(asked.jan, asked, "Chodzi mi o domy jednorodzinne.")
    assert "czeka na odpowiedź" in card(asked)
    assert "Chodzi mi o domy jednorodzinne." in card(asked)


async def test_an_edited_reply_changes_the_answer(asked: Network) -> None:
    message = await replies(asked.ewa, asked, SOOT)
    await asked.ewa.edits(message, LETTER, asked.group)
    assert LETTER in card(asked)
    assert SOOT not in card(asked)


async def test_one_answers_privately_too(asked: Network) -> None:
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Odpowiedz…")
    await asked.ola.says(LETTER)
    assert "Dziękuję! Odpowiedź jest już w grupie." in asked.ola.sees()
    assert LETTER in card(asked)


async def test_an_answer_may_be_a_picture(asked: Network) -> None:
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Odpowiedz…")
    await asked.ola.sends_photo()
    assert "Ola Wójcik:\n(plik)" in card(asked)
    await asked.jan.taps("Otwórz pytanie")
    await asked.jan.taps("Odpowiedź 1")
    await asked.jan.taps("Pokaż plik")
    assert "photo" in asked.jan.messages()[-1]


async def test_whoever_says_that_they_will_answer_is_on_the_card(asked: Network) -> None:
    await asked.ewa.taps("Odpowiem", asked.group)
    assert asked.ewa.toast == "Dziękuję! Wystarczy odpisać na kartę."
    assert "ktoś już odpowie" in card(asked)
    assert "Odpowie: Ewa Żak (Gdynia)" in card(asked)
    await asked.ewa.taps("Otwórz", asked.group)
    await asked.ewa.taps("Jednak nie odpowiem")
    assert "czeka na odpowiedź" in card(asked)


async def test_nobody_takes_their_own_question(asked: Network) -> None:
    await asked.jan.taps("Odpowiem", asked.group)
    assert asked.jan.toast == "To Twoje własne pytanie."


async def test_an_expert_recommends_an_answer_and_may_change_their_mind(asked: Network) -> None:
    await replies(asked.ola, asked, LETTER)
    await asked.ewa.taps("Otwórz", asked.group)
    await asked.ewa.taps("Odpowiedź 1")
    await asked.ewa.taps("Polecam")
    assert "Ola Wójcik · poleca ekspert:" in card(asked)
    await asked.ewa.taps("Już nie polecam")
    assert "poleca" not in card(asked)


async def test_those_who_want_to_know_too_hear_the_answer(asked: Network) -> None:
    await asked.ola.taps("Też mnie to interesuje", asked.group)
    await replies(asked.ewa, asked, SOOT)
    assert "Jest odpowiedź na pytanie, które Cię interesuje: Ewa Żak (Gdynia)" in asked.ola.sees()


async def test_one_takes_ones_own_answer_back(asked: Network) -> None:
    await replies(asked.ola, asked, LETTER)
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Odpowiedź 1")
    await asked.ola.taps("Wycofaj moją odpowiedź")
    assert LETTER not in card(asked)
    assert "czeka na odpowiedź" in card(asked)


async def test_a_facilitator_hides_an_answer_and_its_author_reads_why(asked: Network) -> None:
    await replies(asked.ewa, asked, SOOT)
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Odpowiedź 1")
    await asked.ola.taps("Ukryj…")
    await asked.ola.says("To reklama firmy.")
    assert SOOT not in card(asked)
    assert "Koordynacja sieci ukryła Twoją odpowiedź." in asked.ewa.sees()
    assert "Powód: To reklama firmy." in asked.ewa.sees()
    await asked.ola.taps("Otwórz pytanie")
    await asked.ola.taps("Odpowiedź 1")
    await asked.ola.taps("Pokaż znowu")
    assert SOOT in card(asked)


async def test_a_facilitator_hides_a_question_and_whoever_asked_reads_why(asked: Network) -> None:
    await asked.ola.taps("Otwórz", asked.group)
    await asked.ola.taps("Więcej…")
    await asked.ola.taps("Ukryj…")
    await asked.ola.says("Są w nim dane mieszkańca.")
    assert asked.ewa.sees(asked.group) == "To pytanie zostało wycofane."
    assert "Koordynacja sieci ukryła Twoje pytanie." in asked.jan.sees()
    assert "Są w nim dane mieszkańca." in asked.jan.sees()
    await asked.ola.taps("Otwórz pytanie")
    await asked.ola.taps("Więcej…")
    await asked.ola.taps("Pokaż znowu")
    assert SMOG in card(asked)


async def test_similar_questions_are_merged_and_their_askers_hear(asked: Network) -> None:
    await asks(asked.ewa, DATA, "Bez podpisu")
    await asked.ola.says("/pytania")
    await asked.ola.taps("1")
    await asked.ola.taps("Więcej…")
    await asked.ola.taps("Połącz z…")
    assert SMOG in asked.ola.sees()
    await asked.ola.taps("1")
    assert "Pytanie zostało połączone z podobnym" in asked.ewa.sees() or "połączone" in asked.ewa.sees()
    assert "To pytanie zostało połączone z podobnym." in " ".join(asked.kim.all_texts(asked.group))
    await replies(asked.ola, asked, LETTER)
    assert "Jest odpowiedź na pytanie, które Cię interesuje" in asked.ewa.sees()


async def test_of_what_it_may_be_merged_with_the_most_similar_comes_first(asked: Network) -> None:
    for words in (DATA, "Ile kosztuje remont szkoły?", "Kto ma dobry regulamin targowiska?"):
        await asks(asked.ewa, words)
    await asks(asked.ola, "Czym przekonać ludzi, żeby wymienili piece?")
    await asked.ola.taps("Otwórz pytanie")
    await asked.ola.taps("Więcej…")
    await asked.ola.taps("Połącz z…")
    assert f"1. „{SMOG}”" in asked.ola.sees()


async def test_an_old_answer_can_be_marked_out_of_date(asked: Network) -> None:
    await replies(asked.ewa, asked, SOOT)
    await asked.jan.taps("Tak, pomogła")
    await asked.jan.taps("Otwórz pytanie")
    await asked.jan.taps("Nieaktualne")
    assert "odpowiedź nieaktualna" in card(asked)


async def test_two_who_answer_at_the_same_time_lose_nothing(asked: Network) -> None:
    card_id = asked.ola.messages(asked.group)[-1]["message_id"]
    asked.town.world.say(asked.ewa.id, asked.group, SOOT, reply_to=card_id)
    asked.town.world.say(asked.ola.id, asked.group, LETTER, reply_to=card_id)
    await asked.town.settle()
    assert SOOT in card(asked)
    assert LETTER in card(asked)
    assert len(cards(asked.jan, asked.group)) == 1
