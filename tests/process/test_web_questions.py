"""Pages of questions over HTTP: what a browser is told, and what is handed over only when it can be taken."""

import base64
import hashlib
import re
from dataclasses import replace

import httpx
import pytest

from papers.questions import Labels, Notice, QuestionPage, Typed, Wrong
from storage.engine import Unavailable
from web.app import Health, application
from web.questions import LARGEST, Desk

LABELS = Labels("Answer", "Short", "Name", "Like this", "Send", "or", "Nothing is kept")
PAGE = QuestionPage(
    "en", "A question to you", "The network X", "Why?", "They ask.", "https://t.me/bot?start=o-1", "In Telegram",
    LABELS, 4000, (2, 100), Notice("en", "Thank you!", "Close me."),
)  # fmt: skip
FIELDS = {"words": "Because", "name": "Anna", "form": "f00"}


class Keeper:
    """Who knows one question, at the address "known", and takes no answer with a number in it."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, Typed, str]] = []
        self.sees = self.takes = True

    async def show(self, token: str, typed: Typed | None) -> QuestionPage | None:
        if not self.sees:
            raise Unavailable("locked")
        if token != "known":
            return None
        wrong = Wrong("no numbers, please") if typed and re.search(r"\d", typed.words) else Wrong()
        return replace(PAGE, typed=typed or Typed(), wrong=wrong)

    async def take(self, token: str, typed: Typed, form: str) -> None:
        if not self.takes:
            raise Unavailable("locked")
        self.taken.append((token, typed, form))


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


async def _health() -> Health:
    return Health(True, 0, 0)


@pytest.fixture
def browser(keeper: Keeper) -> httpx.AsyncClient:
    app = application(_health, desk=Desk(keeper.show, keeper.take))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot/question/")


async def every_answer(browser: httpx.AsyncClient, keeper: Keeper) -> list[httpx.Response]:
    """One of each kind."""
    found = [
        await browser.get("known"), await browser.get("known?thanks"), await browser.get("unknown"),
        await browser.post("known", data=FIELDS), await browser.post("unknown", data=FIELDS),
        await browser.post("known", data={**FIELDS, "words": "4"}),
        await browser.post("known", content=b"x" * (LARGEST + 1)),
    ]  # fmt: skip
    keeper.sees = False
    return [*found, await browser.get("known"), await browser.post("known", data=FIELDS)]


async def test_whatever_is_answered_is_kept_nowhere_and_loads_nothing(
    browser: httpx.AsyncClient, keeper: Keeper
) -> None:
    answers = await every_answer(browser, keeper)
    assert [each.status_code for each in answers] == [200, 200, 404, 303, 404, 422, 413, 503, 503]
    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "form-action 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
        assert re.findall(r"<(?:script|link|img|iframe)|\bsrc=|url\(|@import|\son\w+=", answer.text) == []


async def test_the_style_is_the_one_that_the_browser_is_told_to_take(browser: httpx.AsyncClient) -> None:
    page = await browser.get("known")
    style = re.findall(r"<style>(.*?)</style>", page.text, re.DOTALL)
    own = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert f"style-src 'sha256-{own}';" in page.headers["content-security-policy"]
    assert "style=" not in page.text


async def test_every_showing_has_a_form_of_its_own(browser: httpx.AsyncClient) -> None:
    forms = {re.findall(r'name="form" value="(\w{32})"', (await browser.get("known")).text)[0] for _ in "123"}
    assert len(forms) == 3


async def test_an_answer_is_handed_over_with_its_form(browser: httpx.AsyncClient, keeper: Keeper) -> None:
    answer = await browser.post("known", data={**FIELDS, "words": "So\r\nit is\x00"})
    assert (answer.status_code, answer.headers["location"]) == (303, "?thanks")
    assert keeper.taken == [("known", Typed("So\nit is", "Anna"), "f00")]


async def test_what_is_wrong_is_said_beside_what_was_typed(
    browser: httpx.AsyncClient, keeper: Keeper
) -> None:
    page = await browser.post("known", data={**FIELDS, "words": "4 & <5>"})
    assert (page.status_code, keeper.taken) == (422, [])
    assert 'role="alert">no numbers, please</p>' in page.text
    assert ">\n4 &amp; &lt;5&gt;</textarea>" in page.text
    assert 'aria-invalid="true" aria-describedby="wrong-words about-words"' in page.text


@pytest.mark.parametrize("body", [b"", b"&&&", b"words=%ff%fe", b"\xff\xfe", b"a=1&" * 50, b'{"words": "x"}'])
async def test_a_body_that_is_no_form_does_no_harm(browser: httpx.AsyncClient, body: bytes) -> None:
    assert (await browser.post("known", content=body)).status_code == 303


async def test_without_a_number_of_its_own_a_form_is_one_of_many(
    browser: httpx.AsyncClient, keeper: Keeper
) -> None:
    for _ in range(2):
        await browser.post("known", data={"words": "Because", "name": "Anna"})
    assert len({form for _, _, form in keeper.taken}) == 2


async def test_what_can_not_be_kept_just_now_can_be_sent_again_from_the_page(
    browser: httpx.AsyncClient, keeper: Keeper
) -> None:
    keeper.takes = False
    page = await browser.post("known", data={**FIELDS, "words": 'A "b"\n<c>'})
    assert (page.status_code, page.headers["retry-after"]) == (503, "60")
    assert 'name="words" value="A &#34;b&#34;\n&lt;c&gt;"' in page.text
    assert 'name="form" value="f00"' in page.text


@pytest.mark.parametrize(
    ("wished", "language"),
    [("", "pl"), ("en-GB,en;q=0.9,pl", "en"), ("de, pl;q=0.5, en", "pl"), ("de", "pl")],
)
async def test_where_there_is_no_question_the_browser_chooses_the_language(
    browser: httpx.AsyncClient, wished: str, language: str
) -> None:
    page = await browser.get("unknown", headers={"Accept-Language": wished})
    assert f'<html lang="{language}">' in page.text
    assert {"pl": "Tu nie ma pytania", "en": "There is no question here"}[language] in page.text


async def test_its_head_has_no_body(browser: httpx.AsyncClient) -> None:
    answer = await browser.head("known")
    assert (answer.status_code, answer.content) == (200, b"")
    assert (await browser.put("known")).status_code == 405
