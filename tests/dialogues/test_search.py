"""What the network knows is found: by a command, by the bot's name in any chat, and offered to whoever asks."""

import pytest_asyncio
from sqlmodel import delete

from storage.search import Count, Findable, Key, Posting
from tests.dialogues.conftest import Network
from tests.dialogues.test_questions import DATA, SMOG, asks, card, cards
from tests.dialogues.test_questions_answers import SOOT, replies
from tests.dialogues.test_roles import give

AGAIN = "jak przekonac mieszkancow by wymienili stare piece"


@pytest_asyncio.fixture
async def known(network: Network) -> Network:
    """Jan's question about stoves has Ewa's answer, which helped; Ola's question about data waits."""
    await give(network.ola, "Ewa Żak", "Ekspert")
    await asks(network.jan)
    await replies(network.ewa, network, SOOT)
    await network.jan.taps("Tak, pomogła")
    await asks(network.ola, DATA)
    return network


async def test_what_was_answered_is_found_in_other_words(known: Network) -> None:
    await known.ola.says("/szukaj wymiana pieca")
    assert known.ola.sees().startswith("„wymiana pieca”: 1 wynik")
    assert SMOG in known.ola.sees()
    assert "Pytanie: Gdynia · rozwiązane · 2026" in known.ola.sees()
    await known.ola.taps("1")
    assert SOOT in known.ola.sees()


async def test_without_diacritics_and_with_a_slip_too(known: Network) -> None:
    await known.ola.says("/szukaj mieszkancow pieców")
    assert SMOG in known.ola.sees()
    await known.ola.says("/szukaj komniarza")
    assert SMOG in known.ola.sees()


async def test_in_the_group_the_answer_comes_privately(known: Network) -> None:
    before = known.ola.all_texts(known.group)
    await known.ola.says("/szukaj piece", known.group)
    assert known.ola.all_texts(known.group) == before
    assert SMOG in known.ola.sees()


async def test_nothing_found_leads_to_asking(known: Network) -> None:
    await known.ola.says("/szukaj tężnia solankowa")
    assert "„tężnia solankowa”: na razie nic. Zapytaj sieć (/pytanie)" in known.ola.sees()


async def test_filters_narrow_what_is_found(known: Network) -> None:
    await known.ola.says("/szukaj jakość powietrza piece")
    assert "2 wyniki" in known.ola.sees()
    await known.ola.taps("Filtry…")
    await known.ola.taps("miasto")
    await known.ola.taps("Pokaż, co pasuje")
    assert "1 wynik" in known.ola.sees()
    assert SMOG in known.ola.sees()
    await known.ola.taps("Filtry…")
    await known.ola.taps("2025")
    await known.ola.taps("Pokaż, co pasuje")
    assert "nic nie pasuje" in known.ola.sees()


async def test_more_than_a_page_is_turned(known: Network) -> None:
    for n in range(6):
        await asks(known.ewa, f"Ile kosztuje wymiana pieca nr {n} w szkole?")
    await known.ola.says("/szukaj piec")
    assert "7 wyników" in known.ola.sees()
    await known.ola.taps("Następne")
    assert "6. " in known.ola.sees()


async def test_what_was_taken_back_or_hidden_is_not_found(known: Network) -> None:
    await known.ola.says("/pytania")
    await known.ola.taps("Moje pytania")
    await known.ola.taps("1")
    await known.ola.taps("Wycofaj pytanie")
    await known.ewa.says("/szukaj jakość powietrza")
    assert "na razie nic" in known.ewa.sees()


async def test_old_buttons_of_an_earlier_search_say_so(known: Network) -> None:
    await known.ola.says("/szukaj piece")
    _message, button = known.ola.button("Filtry…")
    await known.ola.says("/szukaj powietrze")
    await known.ola.forges(button["callback_data"])
    assert known.ola.toast is not None
    assert "nie działa" in known.ola.toast


async def test_an_observer_finds_nothing_that_is_for_members(known: Network) -> None:
    await give(known.ola, "Jan Łoś", "Obserwator")
    await known.jan.says("/szukaj piece")
    assert SMOG not in known.jan.sees()
    assert "na razie nic" in known.jan.sees()


async def test_what_was_asked_before_there_was_a_search_is_found_after_the_next_start(known: Network) -> None:
    async with known.town.process.database.write() as uow:
        for table in (Posting, Key, Count, Findable):
            await uow.session.exec(delete(table))
    await known.town.restart()
    await known.ola.says("/szukaj wymiana pieca")
    assert SMOG in known.ola.sees()


# in any chat


async def test_the_bots_name_in_any_chat_offers_titles_with_links(known: Network) -> None:
    results = await known.ola.asks_inline("wymiana pieców")
    assert [each["title"] for each in results] == [f"„{SMOG}”"]
    assert "Gdynia" in results[0]["description"]
    assert SOOT not in str(results)
    assert "start=question-" in str(results[0])


async def test_whoever_is_in_no_network_is_offered_nothing(known: Network) -> None:
    assert await known.kim.asks_inline("wymiana pieców") == []


# offered to whoever asks


async def test_whoever_asks_what_was_answered_is_offered_it_and_may_be_content(known: Network) -> None:
    await asks(known.ewa, AGAIN, "Bez podpisu")
    assert "Sieć już coś o tym wie" in known.ewa.sees()
    assert SMOG in known.ewa.sees()
    assert "Gdynia" in known.ewa.sees()
    await known.ewa.taps("to wystarczy")
    assert "Pytanie zamknięte." in known.ewa.sees()
    assert "To pytanie zostało połączone z podobnym." in " ".join(known.kim.all_texts(known.group))


async def test_what_was_asked_without_an_answer_is_not_offered(known: Network) -> None:
    await asks(known.jan, "Gdzie są darmowe dane o jakości powietrza?")
    assert "Sieć już coś o tym wie" not in known.jan.sees()


async def test_nothing_that_fits_nothing_said(known: Network) -> None:
    await asks(known.jan, "Czy ktoś prowadzi klub seniora w bibliotece?")
    assert "Twoje pytanie jest już w grupie." in known.jan.sees()


async def test_in_the_group_only_whoever_asked_can_say_that_it_is_enough(known: Network) -> None:
    await known.jan.blocks_the_bot()
    await known.jan.says(f"/pytanie {AGAIN}", known.group)
    assert "Sieć już coś o tym wie" in known.jan.sees(known.group)
    await known.ewa.taps("to wystarczy", known.group)
    assert known.ewa.toast == "To może zrobić tylko osoba, która zadała to pytanie."
    assert len(cards(known.jan, known.group)) == 3
    await known.jan.taps("to wystarczy", known.group)
    assert "Sieć już coś o tym wie" not in known.jan.sees(known.group)
    assert AGAIN not in card(known)
