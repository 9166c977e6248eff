"""The control API: people act and look, pages listen, what goes wrong has a reason."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from sandbox.files import Upload
from sandbox.people import Person
from sandbox.story import Impossible, Story
from tests.sandbox.conftest import PNG, Served


@pytest.fixture
def ola(server: Served) -> Person:
    return server.world.person("Ola", "Wójcik", "ola", started=True)


async def test_people_act_over_the_control_api(server: Served) -> None:
    async with Story.at(server.url) as story:
        ola, jan = await story.someone("Ola", "Wójcik"), await story.someone("Jan", "Żak", username="jan")
        group = await ola.makes_group("Sieć", supergroup=False)
        await ola.adds(group, jan)
        await ola.adds(group, story.bot, payload="zaproszenie")
        await ola.promotes(group, story.bot)
        await ola.renames(group, "Nowa sieć")
        await ola.upgrades(group)
        await jan.starts("dolacz")
        await jan.says(group, "Kto dziś?")
        await ola.replies(group, "Kto dziś?", "Ja!")
        await jan.edits(group, "Kto dziś?", "Kto jutro?")
        await ola.reacts(group, "Kto jutro?", "👍")
        await jan.sends(group, "plakat.png", PNG, caption="Plakat", photo=True)
        seen = await ola.sees(group)
        assert [message.get("text", message.get("caption", "")) for message in seen][-3:] == [
            "Kto jutro?",
            "Ja!",
            "Plakat",
        ]
        assert seen[-3]["reactions"] == [{"emoji": "👍", "count": 1, "mine": True}]
        picture = seen[-1]["photo"][0]["file_id"]
        async with server.http.get(f"{server.url}/world/files/{picture}") as file:
            assert await file.read() == PNG
        await jan.leaves(group)
        assert await jan.sees(group) == []
        with pytest.raises(Impossible, match="is not in the chat"):
            await jan.says(group, "?")


async def test_a_story_taps_votes_and_follows_links(server: Served) -> None:
    async with Story.at(server.url) as story:
        ola = await story.someone("Ola")
        group = await ola.makes_group("Sieć")
        await ola.adds(group, story.bot)
        link = {"text": "Dołącz", "url": "https://t.me/spoiwo_bot?start=dolacz"}
        await server.bot(
            "sendMessage", chat_id=group.id, text="Karta", reply_markup={"inline_keyboard": [[link]]}
        )
        await ola.taps(group, "Dołącz")
        assert await ola.newest(story.bot) == "/start dolacz"
        await server.bot("sendPoll", chat_id=group.id, question="Kiedy?", options=[{"text": "we wtorek"}])
        await ola.votes(group, "wtorek")
        assert (await ola.finds(group, "Kiedy?"))["poll"]["my_options"] == [0]
        await ola.ends_the_poll(group)
        assert (await ola.finds(group, "Kiedy?"))["poll"]["is_closed"]
        assert [entry["method"] for entry in await story.record()] == ["sendMessage", "sendPoll"]
        assert await story.refused() == []


async def test_a_person_sees_chats_with_menus(server: Served, ola: Person) -> None:
    await server.bot("setMyCommands", commands=[{"command": "pomoc", "description": "Pomoc"}])
    await server.bot("sendMessage", chat_id=ola.id, text="Witaj")
    seen = await server.ask("GET", f"/world/as/{ola.id}")
    [chat] = seen["chats"]
    assert (chat["title"], chat["unread"], chat["can_write"]) == ("Spoiwo", 1, True)
    assert chat["commands"] == [{"command": "pomoc", "description": "Pomoc"}]
    await server.ask("POST", f"/world/as/{ola.id}/read", {"chat_id": ola.id})
    assert (await server.ask("GET", f"/world/as/{ola.id}"))["chats"][0]["unread"] == 0


async def test_a_page_hears_of_changes(server: Served, ola: Person) -> None:
    server.world.private_chat(ola.id)
    async with server.http.get(f"{server.url}/world/as/{ola.id}/events") as stream:
        assert (await next_event(stream))[0] == "clock"
        assert (await next_event(stream))[0] == "chat"
        server.world.say(ola.id, ola.id, "cześć")
        name, chat = await next_event(stream)
        assert (name, chat["messages"][-1]["text"]) == ("chat", "cześć")


async def test_a_page_hears_that_a_chat_is_gone(server: Served, ola: Person) -> None:
    jan = server.world.person("Jan")
    group = server.world.group("Sieć", creator=jan.id)
    server.world.add_member(jan.id, group.id, ola.id)
    async with server.http.get(f"{server.url}/world/as/{ola.id}/events") as stream:
        await next_event(stream)
        assert (await next_event(stream))[1]["id"] == group.id
        server.world.remove_member(ola.id, group.id, ola.id)
        assert await next_event(stream) == ("chat", {"id": group.id, "gone": True})


async def test_a_page_that_looked_before_it_listened_hears_what_went_in_between(
    server: Served, ola: Person
) -> None:
    jan = server.world.person("Jan")
    left, grown = (
        server.world.group("Zamknięta", jan.id),
        server.world.group("Rosnąca", jan.id, supergroup=False),
    )
    for group in (left, grown):
        server.world.add_member(jan.id, group.id, ola.id)
    looked = await server.ask("GET", f"/world/as/{ola.id}")
    server.world.remove_member(jan.id, left.id, ola.id)
    successor = server.world.upgrade(jan.id, grown.id)
    assert {chat["id"] for chat in looked["chats"]} == {left.id, grown.id}
    async with asyncio.timeout(5), server.http.get(f"{server.url}/world/as/{ola.id}/events") as stream:
        heard = [(await next_event(stream))[1] for _ in range(4)][1:]
    assert {(chat["id"], chat.get("gone", False)) for chat in heard} == {
        (left.id, True),
        (grown.id, True),
        (successor, False),
    }


async def test_pages_that_only_listen_do_not_end_with_another(server: Served, ola: Person) -> None:
    jan = server.world.person("Jan")
    group = server.world.group("Sieć", creator=ola.id)
    server.world.add_member(ola.id, group.id, jan.id)
    url = f"{server.url}/world/as"
    async with server.http.get(f"{url}/{jan.id}/events") as kept:
        async with server.http.get(f"{url}/{ola.id}/events") as closed:
            for stream in (kept, closed):
                assert [(await next_event(stream))[0] for _ in range(2)] == ["clock", "chat"]
        while open_streams(server) > 1:
            await asyncio.sleep(0.005)
        server.world.say(ola.id, group.id, "Kto dziś?")
        _, chat = await asyncio.wait_for(next_event(kept), 5)
        assert chat["messages"][-1]["text"] == "Kto dziś?"


def open_streams(server: Served) -> int:
    return len(server.sandbox.road.heard.also_set)


async def next_event(stream: aiohttp.ClientResponse) -> tuple[str, dict[str, Any]]:
    name = ""
    async for raw in stream.content:
        line = raw.decode().strip()
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            return name, json.loads(line.removeprefix("data: "))
    raise AssertionError("the stream ended")


async def test_what_was_pinned_long_ago_is_still_sent_whole(server: Served, ola: Person) -> None:
    group = server.world.group("Sieć", creator=ola.id)
    cards = [server.world.say(ola.id, group.id, f"Karta {number}") for number in range(3)]
    group.pinned = [cards[2].id, cards[0].id, cards[1].id]
    cards[0].deleted = True
    for number in range(300):
        server.world.say(ola.id, group.id, f"wiadomość {number}")
    [chat] = (await server.ask("GET", f"/world/as/{ola.id}"))["chats"]
    assert chat["messages"][0]["text"] == "wiadomość 0"
    assert [message["text"] for message in chat["pinned"]] == ["Karta 2", "Karta 1"]


@pytest.mark.parametrize(
    ("name", "mime", "saved"),
    [
        (
            'Zażółć "jaźń".html',
            "text/html",
            "attachment; filename*=UTF-8''Za%C5%BC%C3%B3%C5%82%C4%87%20%22ja",
        ),
        ("plakat.png", "image/png", ""),
    ],
)
async def test_a_file_from_anyone_runs_nothing(server: Served, name: str, mime: str, saved: str) -> None:
    file = server.world.files.add(Upload(name, b"<script>", mime))
    async with server.http.get(f"{server.url}/world/files/{file.file_id}") as response:
        headers = response.headers
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers.get("Content-Disposition", "").startswith(saved)
    assert ("Content-Disposition" in headers) is bool(saved)


async def test_mistakes_get_a_reason_and_a_sentence(server: Served, ola: Person) -> None:
    own = f"/world/as/{ola.id}"
    wrong: list[tuple[str, str, Any, str]] = [
        ("GET", "/world/as/1", None, "no_person"),
        ("POST", f"{own}/messages", {"text": "x"}, "incomplete"),
        ("POST", f"{own}/messages", {"chat_id": ola.id, "text": "x" * 5000}, "text_length"),
        ("POST", f"{own}/messages", {"chat_id": -1, "text": "x"}, "not_in_chat"),
        ("POST", f"{own}/groups/-1/join", {}, "no_group"),
        ("POST", "/world/faults", {"kind": "fire"}, "unknown_fault"),
        ("POST", "/clock/move", {"to": "yesterday"}, "incomplete"),
        ("POST", "/clock/move", {"by": -1}, "time_goes_forward"),
        ("GET", "/world/files/none", None, "no_file"),
    ]
    for method, path, given, reason in wrong:
        answer = await server.ask(method, path, given)
        assert (answer["reason"], bool(answer["error"])) == (reason, True)


async def test_a_public_vote_shows_who_chose_what_once_one_voted(server: Served, ola: Person) -> None:
    jan = server.world.person("Jan")
    group = server.world.group("Sieć", creator=ola.id)
    for user_id in (jan.id, server.world.bot.id):
        server.world.add_member(ola.id, group.id, user_id)
    options = [{"text": "wtorek"}, {"text": "środa"}]
    asked = {"chat_id": group.id, "question": "Kiedy?", "options": options}
    public = (await server.bot("sendPoll", **asked, is_anonymous=False))["result"]["message_id"]
    secret = (await server.bot("sendPoll", **asked))["result"]["message_id"]
    for poll in (public, secret):
        server.world.vote(ola.id, group.id, poll, [1])
    polls = {m["message_id"]: m["poll"] for m in server.world.visible(ola.id, group.id) if "poll" in m}
    assert polls[public]["voters"] == [[], [ola.id]]
    assert "voters" not in polls[secret]
    assert all("voters" not in m.get("poll", {}) for m in server.world.visible(jan.id, group.id))
