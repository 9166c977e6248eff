"""Typing the bot's name in any chat: results for whoever types, and nothing of it left behind."""

from datetime import timedelta

import pytest
import pytest_asyncio
from markupsafe import Markup
from sqlmodel import col, select

from bot import doctor
from bot.api import Api
from facilitation.refusals import Refused
from handlers import inline
from handlers.feature import Feature
from handlers.inline import InlineResult, StartButton
from handlers.message import Button, Message
from handlers.reasons import DoorReason
from handlers.registry import Doubled, Registry
from handlers.visit import Visit
from storage import people
from storage.ends import Why
from storage.inbox import Arrival, Handling
from storage.outbox import Saying, Sending
from storage.people import Reach
from tests.dialogues.conftest import Network, without_ears
from tests.dialogues.town import Resident, Town


async def find(visit: Visit) -> None:
    asked = visit.heard.inline
    assert asked is not None
    if asked.query == "kłopot":
        raise ValueError
    if asked.query == "zakazane":
        raise Refused(DoorReason.NOT_JOINED)
    if asked.query == "ja":
        await visit.become_known()
    link = Button("Otwórz", url=visit.link("help"))
    text = Markup("<b>{}</b> {}").format(asked.query, "ą" * 5000 if asked.query == "długie" else "& więcej")
    found = InlineResult("1", Markup("A &amp; {}").format(asked.query), Message(text, ((link,),)), "z Gdyni")
    offset = "" if asked.offset else "2"
    inline.answer(visit, [found], next_offset=offset, button=StartButton("Dołącz", "join", (1,)))


FINDING = Feature(name="finding", code="finding", inline=find)


@pytest_asyncio.fixture
async def search(network: Network) -> Network:
    network.town.process.edge.registry = Registry((*without_ears(), FINDING))
    return network


async def reach_of(who: Resident) -> Reach | None:
    async with who.town.process.database.read() as uow:
        person = await people.by_telegram_id(uow, who.id)
        return person.reach if person else None


async def inline_ends(town: Town) -> list[tuple[Sending, str | None]]:
    async with town.process.database.read() as uow:
        found = select(Saying).where(Saying.kind == "inline")
        return [(saying.state, saying.error) for saying in await uow.session.exec(found)]


async def test_whoever_types_the_bots_name_is_shown_what_fits(search: Network) -> None:
    (found,) = await search.ewa.asks_inline("smog")
    assert (found["title"], found["description"]) == ("A & smog", "z Gdyni")
    answer = search.town.world.inline_answer(search.ewa.asked)
    assert answer is not None
    assert (answer["is_personal"], answer["cache_time"], answer["next_offset"]) == (True, 10, "2")
    assert answer["button"]["text"] == "Dołącz"


async def test_the_button_above_the_results_is_an_ordinary_deep_link(search: Network) -> None:
    await search.kim.asks_inline("smog")
    answer = search.town.world.inline_answer(search.kim.asked)
    assert answer is not None
    await search.kim.starts(answer["button"]["start_parameter"])
    assert "Miasto Cyfrowe" in search.kim.sees()


async def test_a_picked_result_says_its_words_without_preview_and_leads_back(search: Network) -> None:
    await search.ewa.asks_inline("smog", search.group)
    before = search.ewa.all_texts(search.group)
    await search.ewa.picks("smog", search.group)
    said = search.town.world.visible(search.jan.id, search.group)[-1]
    assert (said["text"], said["via_bot"]["id"]) == ("smog & więcej", search.town.world.bot.id)
    assert said["link_preview_options"] == {"is_disabled": True}
    assert said["reply_markup"]["inline_keyboard"][0][0]["text"] == "Otwórz"
    assert search.ewa.all_texts(search.group) == before


async def test_long_words_are_cut(search: Network) -> None:
    await search.ewa.asks_inline("długie")
    await search.ewa.picks("długie", search.group)
    said = search.town.world.visible(search.jan.id, search.group)[-1]["text"]
    assert said.endswith("…")
    assert len(said) < 2100


@pytest.mark.parametrize("private", [True, False])
async def test_what_was_picked_leaves_nothing_but_its_update_id(search: Network, private: bool) -> None:
    place = search.ewa.id if private else search.group
    await search.ewa.asks_inline("smog")
    before = search.ewa.all_texts(place)
    await search.ewa.picks("smog", place)
    assert search.ewa.all_texts(place) == before
    async with search.town.process.database.read() as uow:
        newest = select(Arrival.lane, Arrival.payload, Arrival.state, Arrival.done_at)
        last = (await uow.session.exec(newest.order_by(col(Arrival.id).desc()).limit(1))).one()
    assert tuple(last) == (0, None, Handling.DONE, None), "it was let in"


async def test_typing_the_bots_name_is_not_pressing_start(search: Network) -> None:
    await search.kim.asks_inline("smog")
    assert await reach_of(search.kim) is not Reach.OPEN
    await search.kim.asks_inline("ja")
    assert await reach_of(search.kim) is Reach.NEVER_STARTED
    await search.kim.asks_inline("smog")
    assert await reach_of(search.kim) is Reach.NEVER_STARTED


@pytest.mark.parametrize("words", ["kłopot", "zakazane"])
async def test_a_refusal_and_a_fault_show_nothing_and_write_to_nobody(search: Network, words: str) -> None:
    texts = search.kim.all_texts()
    assert await search.kim.asks_inline(words) == []
    assert search.town.world.inline_answer(search.kim.asked) is not None
    assert search.kim.all_texts() == texts
    assert await search.kim.asks_inline("smog") != []


async def test_an_answer_that_comes_too_late_is_dropped_and_disturbs_nobody(search: Network) -> None:
    town = search.town
    town.world.ask_inline(search.ewa.id, "smog")
    town.clock.moment += timedelta(minutes=5)
    await town.settle()
    assert await inline_ends(town) == [(Sending.DROPPED, Why.GONE)]
    await town.passes(minutes=30)
    assert await search.ewa.asks_inline("smog") != []


@pytest.mark.parametrize("on", [True, False])
async def test_the_doctor_says_where_searching_from_any_chat_is_switched_on(
    on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = {"id": 42, "is_bot": True, "first_name": "Spoiwo", "username": "spoiwo_bot"}

    async def get_me(*_: object) -> dict[str, object]:
        return me | {"supports_inline_queries": on}

    monkeypatch.setattr(Api, "call", get_me)
    found = await doctor._token(Api("42:TOWN"))
    assert found.ok
    assert ("/setinline" in found.says) is not on


async def test_without_a_feature_that_answers_nothing_happens(network: Network) -> None:
    network.town.process.edge.registry = Registry(without_ears())
    assert await network.ewa.asks_inline("smog") == []
    assert await inline_ends(network.town) == []


def test_only_one_feature_can_answer() -> None:
    with pytest.raises(Doubled):
        Registry((FINDING, Feature(name="other", code="other", inline=reach_of)))
