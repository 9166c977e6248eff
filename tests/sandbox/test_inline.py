"""Typing the bot's name in any chat: what is asked, what the bot may answer, and what becomes of a picked result."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sandbox.errors import Refused
from sandbox.people import Person
from sandbox.schema import problem
from sandbox.world import Chat, World
from tests.sandbox.conftest import Call, Served, StillClock


def article(number: str = "1", title: str = "Smog", text: str = "<b>Smog</b>", **more: Any) -> dict[str, Any]:
    said = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": number, "title": title, "input_message_content": said, **more}


def asked(world: World, who: Person) -> str:
    return world.ask_inline(who.id, "smog")


def test_the_bot_is_asked_with_what_was_typed_and_where(
    world: World, bot: Call, ola: Person, group: Chat
) -> None:
    world.ask_inline(ola.id, " smog w mieście ", chat_id=group.id)
    told = bot.getUpdates()[-1]
    assert problem("Update", told) is None
    assert told["inline_query"]["query"] == "smog w mieście"
    assert told["inline_query"]["chat_type"] == group.type


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        ({"results": [article(str(number)) for number in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article("1"), article("1")]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article("")]}, "RESULT_ID_INVALID"),
        ({"results": [article("ł" * 33)]}, "RESULT_ID_INVALID"),
        ({"results": [article(title=" ")]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [article(text="<b> </b>")]}, "MESSAGE_EMPTY"),
        ({"results": [article(text="x" * 4097)]}, "1 to 4096"),
        ({"results": [article(text="<b>")]}, "can't parse"),
        ({"results": [], "next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "Dołącz"}}, "exactly one"),
        ({"results": [], "button": {"text": "Dołącz", "start_parameter": "zażółć"}}, "START_PARAM_INVALID"),
        ({"results": [{"type": "article", "id": "1", "title": "Smog"}]}, "input_message_content"),
    ],
)
def test_an_answer_that_telegram_refuses_is_refused(
    world: World, bot: Call, ola: Person, answer: dict[str, Any], refused: str
) -> None:
    assert refused in bot.refusal("answerInlineQuery", inline_query_id=asked(world, ola), **answer)


def test_an_answer_is_taken_once_and_in_time(world: World, bot: Call, ola: Person, clock: StillClock) -> None:
    first, second = asked(world, ola), asked(world, ola)
    assert bot.answerInlineQuery(inline_query_id=first, results=[article()], cache_time=10)
    assert "query is too old" in bot.refusal("answerInlineQuery", inline_query_id=first, results=[])
    clock.pass_(minutes=1)
    assert "query is too old" in bot.refusal("answerInlineQuery", inline_query_id=second, results=[])
    assert "query is too old" in bot.refusal("answerInlineQuery", inline_query_id="7", results=[])


def test_a_picked_result_is_the_persons_own_message_by_way_of_the_bot(
    world: World, bot: Call, ola: Person, group: Chat
) -> None:
    query = asked(world, ola)
    link = {"inline_keyboard": [[{"text": "Otwórz", "url": "https://t.me/spoiwo_bot?start=q1"}]]}
    bot.answerInlineQuery(inline_query_id=query, results=[article(reply_markup=link)])
    world.pick_inline(ola.id, query, "1", group.id)
    said = bot.getUpdates()[-1]["message"]
    assert problem("Message", said) is None
    assert (said["from"]["id"], said["via_bot"]["id"], said["text"]) == (ola.id, world.bot.id, "Smog")
    assert said["reply_markup"] == link


def test_a_result_can_be_sent_where_the_bot_is_not(world: World, bot: Call, ola: Person, jan: Person) -> None:
    elsewhere = world.group("Rodzina", ola.id)
    world.add_member(ola.id, elsewhere.id, jan.id)
    query = world.ask_inline(ola.id, "smog", chat_id=elsewhere.id)
    bot.answerInlineQuery(inline_query_id=query, results=[article()])
    before = len(bot.getUpdates())
    world.pick_inline(ola.id, query, "1", elsewhere.id)
    assert world.visible(jan.id, elsewhere.id)[-1]["text"] == "Smog"
    assert len(bot.getUpdates()) == before


def test_only_whoever_asked_can_pick_and_only_what_was_offered(
    world: World, bot: Call, ola: Person, jan: Person, group: Chat
) -> None:
    query = asked(world, ola)
    bot.answerInlineQuery(inline_query_id=query, results=[article()])
    for who, result in ((jan, "1"), (ola, "2")):
        with pytest.raises(Refused):
            world.pick_inline(who.id, query, result, group.id)


async def test_a_page_asks_waits_for_the_answer_and_sends_what_was_picked(server: Served) -> None:
    ola = server.world.person("Ola", started=True)
    body = {"query": "smog", "chat_id": ola.id}
    waiting = asyncio.create_task(server.ask("POST", f"/world/as/{ola.id}/inline", body))
    while not server.world.inline_queries:
        await asyncio.sleep(0.01)
    (query,) = server.world.inline_queries
    await server.bot("answerInlineQuery", inline_query_id=query, results=[article(description="z Gdyni")])
    answer = await waiting
    assert answer["answered"]
    assert [(one["title"], one["description"]) for one in answer["results"]] == [("Smog", "z Gdyni")]
    picked = {"query_id": answer["query_id"], "result_id": "1", "chat_id": ola.id}
    said = await server.ask("POST", f"/world/as/{ola.id}/inline/picks", picked)
    assert (said["text"], said["via_bot"]["username"]) == ("Smog", "spoiwo_bot")
