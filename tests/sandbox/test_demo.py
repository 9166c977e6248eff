"""The demo's town, and the sandbox as a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import aiohttp

from sandbox.demo import make_demo
from sandbox.story import Story
from sandbox.world import World
from tests.sandbox.conftest import Served, heard


def test_the_demo_is_a_network_before_its_bot_came(world: World) -> None:
    demo = make_demo(world)
    cities = [person.about.rpartition(", ")[2] for person in demo.people.values() if ", " in person.about]
    assert demo.group.title == "Miasto Cyfrowe"
    assert cities.count("Gdynia") > 1
    assert len(set(cities)) >= 8
    assert not demo.group.present(world.bot.id)
    assert not demo.group.present(demo.people["kinga_sliwa"].id)
    assert all(not person.started for person in demo.people.values())
    assert [name for name, person in demo.people.items() if person.language_code == "en"] == ["emily_carter"]
    assert heard(world) == []


async def test_the_demo_can_be_played(server: Served) -> None:
    make_demo(server.world)
    async with Story.at(server.url) as story:
        marta, group = story.people["Marta"], story.groups["Miasto Cyfrowe"]
        await marta.adds(group, story.bot, payload="demo")
        await story.people["Łukasz Wójcik"].says(group, "/dyżur co drugi wtorek 10:00")
        assert await story.people["ola_nowak"].newest(group) == "/dyżur co drugi wtorek 10:00"
        await marta.blocks()
        assert heard(server.world) == ["", "/start@spoiwo_bot demo", "/dyżur co drugi wtorek 10:00"]


async def test_it_runs_by_itself_and_keeps_a_record(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    options = ["--port", "0", "--world", "demo", "--frozen", "--start", "2026-11-21T08:00:00Z"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *options, "--record", str(record), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        address = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().strip()
        async with aiohttp.ClientSession() as http:
            async with http.get(f"{address}/bot42:sandbox/getMe") as answer:
                assert (await answer.json())["result"]["username"] == "spoiwo_bot"
            async with http.get(f"{address}/clock") as answer:
                assert (await answer.json())["now"] == "2026-11-21T08:00:00+00:00"
            async with http.get(address) as answer:
                assert answer.status == 200
    finally:
        process.terminate()
        await asyncio.wait_for(process.wait(), 10)
    [line] = record.read_text("utf-8").splitlines()
    assert json.loads(line)["method"] == "getMe"
