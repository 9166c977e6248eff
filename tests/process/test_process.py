"""The real process over HTTP: it starts, answers, stops, and loses nothing when it is killed."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.troubles import Exit
from sandbox.story import Story
from tests.process.living import LivingBot, Sandbox, answered, answers, free_port, starts, until

pytestmark = pytest.mark.e2e

Run = Callable[..., Awaitable[LivingBot]]


@pytest_asyncio.fixture
async def run(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Run]:
    """Starts bots, on one data folder unless told otherwise."""
    bots: list[LivingBot] = []

    async def begin(folder: str = "data", **settings: str) -> LivingBot:
        bots.append(await LivingBot.start(sandbox, tmp_path / folder, **settings))
        return bots[-1]

    yield begin
    for bot in bots:
        await bot.kill()


async def test_it_starts_answers_and_stops(run: Run, story: Story) -> None:
    ola = story.people["Ola"]
    await starts(ola)
    bot = await run()
    await answered(story, ola)
    stopping = time.monotonic()
    bot.send(signal.SIGTERM)
    code, said = await bot.ends()
    assert code == 0, said
    assert time.monotonic() - stopping < 10
    assert "Traceback" not in said
    assert "42:sandbox" not in said
    assert await story.refused() == []


async def test_a_killed_bot_loses_nothing_and_says_nothing_twice(run: Run, story: Story) -> None:
    people = [story.people[name] for name in ("Ola", "Marta", "Łukasz", "Paweł", "Michał", "Zofia")]
    bot = await run()
    await bot.runs()
    for number, person in enumerate(people):
        await starts(person)
        if number % 2:
            bot.send(signal.SIGKILL)
            await bot.kill()
            bot = await run()
    await bot.runs()
    await story.clock.moves(seconds=5)  # who takes over waits for what may still be on its way
    await answered(story, *people)
    for person in people:
        assert len(await answers(person, story.bot)) in (
            1,
            2,
        )  # twice only if killed between acceptance and record
    bot.send(signal.SIGTERM)
    assert (await bot.ends())[0] == 0


async def test_time_can_be_moved_with_the_bot_and_without_it(run: Run, story: Story) -> None:
    bot = await run()
    await bot.runs()
    before = await story.clock.now()
    await story.clock.moves(days=1)
    bot.send(signal.SIGKILL)
    await bot.kill()
    bot = await run()
    await bot.runs()
    await story.clock.moves(days=1)
    assert (await story.clock.now() - before).days == 2
    await starts(story.people["Ola"])
    await answered(story, story.people["Ola"])


async def test_the_second_poller_gives_way(run: Run, story: Story) -> None:
    first = await run()
    await first.runs()
    await starts(story.people["Ola"])
    await answered(story, story.people["Ola"])
    code, said = await (await run("elsewhere")).ends()
    assert code == Exit.SECOND_POLLER
    assert said.splitlines()[-1].startswith("Another process fetches updates with this token")
    await starts(story.people["Marta"])
    await answered(story, story.people["Marta"])


async def test_a_wrong_token_is_told(run: Run) -> None:
    code, said = await (await run(TOKEN="42:wrong-one")).ends()
    assert code == Exit.TOKEN
    assert said.splitlines()[-1].startswith("Telegram refuses the token")
    assert "wrong-one" not in said


async def test_an_unreachable_api_is_waited_for(run: Run) -> None:
    bot = await run(API_URL="http://127.0.0.1:1", LOG_LEVEL="warning")
    assert bot.process.stderr is not None
    line = await asyncio.wait_for(bot.process.stderr.readline(), 20)
    assert b"Telegram can't be reached; waiting" in line
    bot.send(signal.SIGTERM)
    assert (await bot.ends())[0] == 0


async def test_a_second_signal_stops_at_once(run: Run, story: Story) -> None:
    bot = await run()
    await bot.runs()
    await story.fault("slow", method="sendMessage", seconds=30)
    await starts(story.people["Ola"])
    await answered(story, story.people["Ola"])  # Telegram has it, the bot still waits to hear so
    bot.send(signal.SIGTERM)
    assert bot.process.stderr is not None
    async with asyncio.timeout(20):
        while b"stopping" not in await bot.process.stderr.readline():
            pass
    bot.send(signal.SIGTERM)
    assert (await bot.ends())[0] == 128 + signal.SIGTERM


async def test_with_metrics_a_running_bot_tells_what_it_sent(run: Run, story: Story) -> None:
    bot = await run(METRICS="true")
    await bot.runs()
    await starts(story.people["Ola"])
    await answered(story, story.people["Ola"])
    sent = b'spoiwo_sends_total{kind="answer",method="sendMessage",outcome="sent"} 1.0'

    async def told() -> bool:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{bot.port}/metrics") as answer,
        ):
            return sent in await answer.read()

    await until(told, "the metrics")


def test_a_bot_without_metrics_does_not_load_their_library() -> None:
    look = "import sys, bot.running; sys.exit('prometheus_client' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


async def test_updates_come_by_webhook(run: Run, story: Story) -> None:
    port = free_port()
    bot = await run(
        WEBHOOK_URL=f"http://127.0.0.1:{port}",
        WEBHOOK_SECRET="open-sesame",
        HTTP_PORT=str(port),
    )
    await bot.runs()
    await starts(story.people["Ola"])
    await answered(story, story.people["Ola"])
    methods = {entry["method"] for entry in await story.record()}
    assert "setWebhook" in methods
    assert "getUpdates" not in methods
    bot.send(signal.SIGTERM)
    assert (await bot.ends())[0] == 0


async def test_two_processes_share_a_postgresql_and_one_takes_over(
    run: Run, story: Story, postgres_url: str
) -> None:
    first = await run(DATABASE_URL=postgres_url)
    await first.runs()
    second = await run(DATABASE_URL=postgres_url)
    await second.runs()
    await starts(story.people["Ola"])
    await answered(story, story.people["Ola"])
    await story.clock.moves(seconds=1)
    first.send(signal.SIGKILL)
    await first.kill()
    await starts(story.people["Marta"])
    await answered(story, story.people["Marta"])
    second.send(signal.SIGTERM)
    assert (await second.ends())[0] == 0
