"""A page for someone outside the network: it shows the question and nobody's name, and takes an answer, once."""

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx
import pytest
import pytest_asyncio
from sqlmodel import select

from bot.running import web
from facilitation.questions.outside import MOST_ANSWERS
from storage.inbox import Arrival, Handling, Source
from storage.outbox import Saying
from tests.dialogues.conftest import Network
from tests.dialogues.test_questions import SMOG, asks, card
from tests.dialogues.town import Resident, Town

PUBLIC = "https://bot.example"
ADDRESS = re.compile(rf"{PUBLIC}(/question/\w+)")
FORM = re.compile(r'name="form" value="(\w+)"')
ANSWER = "U nas pomogło pokazanie rachunków sąsiadów."
ANNA = "Anna Nowak, Instytut X"
ASKER = ("Jan", "Łoś", "Łódź", "Lodz")


@pytest.fixture
def settings() -> dict[str, object]:
    return {"public_url": PUBLIC}


@pytest_asyncio.fixture
async def browser(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    """Of somebody who has no Telegram."""
    app = web(town.process, town.settings)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC) as client:
        yield client


async def handed_out(network: Network, sign: str = "Z podpisem") -> str:
    """Jan asks, Ola wishes to show it to an expert outside, Jan agrees; the address of the page that Ola gets."""
    await asks(network.jan, SMOG, sign)
    await network.ola.taps("Otwórz", network.group)
    await network.ola.taps("Więcej…")
    await network.ola.taps("Zapytaj kogoś spoza sieci…")
    await network.jan.taps("Tak")
    return address(network.ola)


def address(who: Resident) -> str:
    found = ADDRESS.findall("\n".join(who.all_texts()))
    assert found, who.all_texts()
    return str(found[-1])


async def form(browser: httpx.AsyncClient, path: str) -> str:
    """The number of a form as it is shown now."""
    return FORM.findall((await browser.get(path)).text)[0]


async def answers(
    browser: httpx.AsyncClient, path: str, words: str = ANSWER, name: str = ANNA, number: str = ""
) -> httpx.Response:
    fields = {"words": words, "name": name, "form": number or await form(browser, path)}
    return await browser.post(path, data=fields)


async def states(town: Town) -> list[Handling]:
    async with town.process.database.read() as uow:
        return list(await uow.session.exec(select(Arrival.state).where(Arrival.source == Source.WEB)))


async def sends(browser: httpx.AsyncClient, town: Town, path: str, **fields: str) -> httpx.Response:
    """Answer, and let everything happen that follows."""
    answer = await answers(browser, path, **fields)
    await town.settle()
    return answer


# what is shown


@pytest.mark.parametrize("sign", ["Z podpisem", "Bez podpisu"])
async def test_the_page_shows_the_question_and_nothing_of_whoever_asks(
    network: Network, browser: httpx.AsyncClient, sign: str
) -> None:
    page = await browser.get(await handed_out(network, sign))
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f"<blockquote>{SMOG}</blockquote>" in page.text
    assert "Sieć Miasto Cyfrowe" in page.text
    assert "Odpowiedź przeczytają razem z podpisem." in page.text
    assert [name for name in ASKER if re.search(rf"\b{name}\b", page.text.replace("Jan Kowalski", ""))] == []


async def test_the_button_on_the_page_leads_to_the_same_question_in_telegram(
    network: Network, browser: httpx.AsyncClient
) -> None:
    page = await browser.get(await handed_out(network))
    found = re.search(r'href="https://t\.me/\w+\?start=([\w-]+)"', page.text)
    assert found is not None
    anna = network.town.resident("Anna", "Nowak")
    await anna.starts(found[1])
    assert SMOG in anna.sees()


async def test_the_page_speaks_the_language_of_the_network(town: Town, browser: httpx.AsyncClient) -> None:
    kim = town.resident("Kim", language="en")
    group = town.group("Digital City", kim)
    await town.add_bot(kim, group)
    await kim.taps("begin", group)
    await kim.taps("Join", group)
    await kim.taps("I don't represent")
    await kim.taps("I agree")
    await kim.says(f"/ask {SMOG}", group)
    await kim.taps("Open", group)
    await kim.taps("More…")
    await kim.taps("Ask someone outside")
    page = await browser.get(address(kim), headers={"Accept-Language": "pl"})
    assert '<html lang="en">' in page.text
    assert "A question to you" in page.text
    assert "The network Digital City" in page.text


@pytest.mark.parametrize("path", ["/question/forged", "/question/" + "0" * 32, "/question/%00"])
async def test_a_forged_address_opens_nothing_and_takes_nothing(
    network: Network, browser: httpx.AsyncClient, path: str
) -> None:
    await handed_out(network)
    page = await browser.get(path)
    assert page.status_code == 404
    assert "Tu nie ma pytania" in page.text
    assert SMOG not in page.text
    assert (await answers(browser, path, number="0")).status_code == 404
    assert await states(network.town) == []


async def test_what_was_taken_back_is_shown_to_nobody(network: Network, browser: httpx.AsyncClient) -> None:
    path = await handed_out(network)
    number = await form(browser, path)
    await network.jan.says("/pytania")
    await network.jan.taps("Moje pytania")
    await network.jan.taps("1")
    await network.jan.taps("Wycofaj pytanie")
    assert (await browser.get(path)).status_code == 404
    assert (await answers(browser, path, number=number)).status_code == 404
    assert await states(network.town) == []


# what is answered


async def test_an_answer_from_the_page_stands_on_the_card_and_whoever_asks_hears_it(
    network: Network, browser: httpx.AsyncClient
) -> None:
    path = await handed_out(network)
    answer = await sends(browser, network.town, path)
    assert (answer.status_code, answer.headers["location"]) == (303, "?thanks")
    assert "Anna Nowak, Instytut X, spoza sieci" in card(network)
    assert ANSWER in card(network)
    assert "Jest odpowiedź na Twoje pytanie: Anna Nowak, Instytut X, spoza sieci" in network.jan.sees()
    thanks = await browser.get(f"{path}?thanks")
    assert "Dziękuję! Odpowiedź dotarła do sieci Miasto Cyfrowe." in thanks.text
    assert "<form" not in thanks.text


async def test_a_form_that_is_sent_twice_answers_once(network: Network, browser: httpx.AsyncClient) -> None:
    path = await handed_out(network)
    number = await form(browser, path)
    for _ in range(2):
        assert (await answers(browser, path, number=number)).status_code == 303
    await network.town.settle()
    assert (await sends(browser, network.town, path, number=number)).status_code == 303
    assert card(network).count(ANSWER) == 1
    assert await states(network.town) == [Handling.DONE]


async def test_other_words_in_the_same_form_are_another_answer(
    network: Network, browser: httpx.AsyncClient
) -> None:
    path = await handed_out(network)
    number = await form(browser, path)
    await sends(browser, network.town, path, number=number)
    await sends(browser, network.town, path, number=number, words="I jeszcze jedno: zacznijcie od szkół.")
    assert ANSWER in card(network)
    assert "zacznijcie od szkół" in card(network)


async def test_what_was_received_is_there_after_a_kill(network: Network, browser: httpx.AsyncClient) -> None:
    path = await handed_out(network)

    async def dead(_visitor: object) -> None: ...

    network.town.process.intake.knock = dead
    assert (await answers(browser, path)).status_code == 303
    assert await states(network.town) == [Handling.NEW]
    await network.town.restart()
    assert card(network).count(ANSWER) == 1


async def test_until_it_is_handled_an_answer_is_sealed_and_then_nothing_is_left_of_it(
    network: Network, browser: httpx.AsyncClient
) -> None:
    path = await handed_out(network)

    async def later(_visitor: object) -> None: ...

    network.town.process.intake.knock = later
    await answers(browser, path)
    payloads = select(Arrival.payload).where(Arrival.source == Source.WEB)
    async with network.town.process.database.read() as uow:
        sealed = (await uow.session.exec(payloads)).one()
    assert sealed is not None
    assert b"Anna" not in sealed
    await network.town.settle()
    async with network.town.process.database.read() as uow:
        assert (await uow.session.exec(payloads)).all() == [None]


async def test_line_breaks_and_signs_are_kept_as_they_were_typed(
    network: Network, browser: httpx.AsyncClient
) -> None:
    path = await handed_out(network)
    await sends(
        browser, network.town, path, words="Najpierw rachunki.\r\n\r\nPotem <szkoły> & 🌳\x00.", name="Ąę  Ó"
    )
    assert "Najpierw rachunki.\n\nPotem <szkoły> & 🌳." in card(network)
    assert "Ąę Ó, spoza sieci" in card(network)


# what can't be taken


async def test_too_long_an_answer_comes_back_with_all_that_was_typed(
    network: Network, browser: httpx.AsyncClient
) -> None:
    path, long = await handed_out(network), "ą" * 1500 + "b" * 501
    page = await sends(browser, network.town, path, words=long)
    assert page.status_code == 422
    assert "2001" in page.text
    assert long in page.text
    assert f'value="{ANNA}"' in page.text
    assert await states(network.town) == []
    assert (await sends(browser, network.town, path, words=long[:-1])).status_code == 303


@pytest.mark.parametrize("name", ["", " x ", "x" * 101])
async def test_nobody_answers_without_a_name(network: Network, browser: httpx.AsyncClient, name: str) -> None:
    page = await sends(browser, network.town, await handed_out(network), name=name)
    assert (page.status_code, await states(network.town)) == (422, [])
    assert "od 2 do 100 znaków" in page.text
    assert f">\n{ANSWER}</textarea>" in page.text


async def test_markup_in_what_was_typed_stays_words(network: Network, browser: httpx.AsyncClient) -> None:
    path, evil = await handed_out(network), '"><script>alert(1)</script>'
    page = await answers(browser, path, words="</textarea>" + evil * 150, name=evil)
    assert page.status_code == 422
    assert "<script>" not in page.text
    assert unescape(page.text).count(evil) == 151
    assert (await sends(browser, network.town, path, name=evil)).status_code == 303
    assert f"{evil}, spoza sieci" in card(network)


async def test_an_address_brings_so_many_answers_and_no_more(
    network: Network, browser: httpx.AsyncClient
) -> None:
    path = await handed_out(network)
    number = await form(browser, path)
    for n in range(MOST_ANSWERS):
        assert (await sends(browser, network.town, path, words=f"Odpowiedź numer {n}")).status_code == 303
    full = await browser.get(path)
    assert "sieć dostała już 5 odpowiedzi" in full.text
    assert "<form" not in full.text
    page = await sends(browser, network.town, path, number=number)
    assert page.status_code == 422
    assert "sieć dostała już 5 odpowiedzi" in page.text
    assert ANSWER in page.text
    assert len(await states(network.town)) == MOST_ANSWERS
    anna = network.town.resident("Anna", "Nowak")
    await anna.starts(f"outside-_{path.rsplit('/', 1)[1]}")
    assert "sieć dostała już 5 odpowiedzi" in anna.sees()


async def test_what_is_refused_only_when_it_is_handled_is_done_and_nobody_is_told(
    network: Network, browser: httpx.AsyncClient
) -> None:
    path = await handed_out(network)
    waiting = [await form(browser, path) for _ in range(MOST_ANSWERS + 1)]

    async def later(_visitor: object) -> None: ...

    network.town.process.intake.knock = later
    for n, number in enumerate(waiting):
        await answers(browser, path, words=f"Odpowiedź numer {n}", number=number)
    await network.town.settle()
    assert await states(network.town) == [Handling.DONE] * (MOST_ANSWERS + 1)
    async with network.town.process.database.read() as uow:
        assert (await uow.session.exec(select(Saying.kind).where(Saying.kind == "refusal"))).all() == []
    await network.ewa.taps("Otwórz", network.group)
    assert network.ewa.sees().count("Odpowiedź numer") == MOST_ANSWERS
