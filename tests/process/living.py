"""A sandbox and a bot as real processes, and patience that ends."""

import asyncio
import os
import re
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp

from sandbox.story import Bot, Player, Story, words

TOKEN = "42:sandbox"
DEADLINE = 60.0
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def until(found: Callable[[], Awaitable[Any]], what: str) -> Any:
    """What `found` answers as soon as it is true; fails when that takes too long."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        if answer := await found():
            return answer
        await asyncio.sleep(0.02)
    raise AssertionError(f"waited in vain for {what}")


class Sandbox:
    """`python -m sandbox` and its address."""

    def __init__(self, process: Process, address: str) -> None:
        self.process, self.address = process, address

    @classmethod
    async def start(cls, *options: str, running: bool = False) -> "Sandbox":
        command = (
            "-m",
            "sandbox",
            "--world",
            "demo",
            "--port",
            "0",
            "--start",
            "2026-09-07T08:00:00Z",
            *(() if running else ("--frozen",)),
            *options,
        )
        process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=PIPE)
        assert process.stdout is not None
        line = await asyncio.wait_for(process.stdout.readline(), DEADLINE)
        found = ADDRESS.search(line.decode())
        assert found is not None, line
        return cls(process, found[0])

    async def stop(self) -> None:
        if self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()


class LivingBot:
    """`spoiwo run` as a process of its own."""

    def __init__(self, process: Process, port: int) -> None:
        self.process, self.port = process, port

    @classmethod
    async def start(cls, sandbox: Sandbox, folder: Path, **settings: str) -> "LivingBot":
        port = int(settings.get("HTTP_PORT", free_port()))
        given = {
            "TOKEN": TOKEN, "API_URL": sandbox.address, "CLOCK_URL": f"{sandbox.address}/clock", "OPEN": "1",
            "DATA": str(folder), "HTTP_PORT": str(port), **settings,
        }  # fmt: skip
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SPOIWO_")}
        environment |= {f"SPOIWO_{name}": value for name, value in given.items()}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=environment, stdout=DEVNULL, stderr=PIPE
        )
        return cls(process, port)

    async def runs(self) -> None:
        """Wait until it is well."""
        async with aiohttp.ClientSession() as session:

            async def healthy() -> bool:
                assert self.process.returncode is None, await self.said()
                try:
                    async with session.get(f"http://127.0.0.1:{self.port}/health") as answer:
                        return answer.status == 200
                except aiohttp.ClientError:
                    return False

            await until(healthy, "the bot's health")

    def send(self, sign: signal.Signals) -> None:
        self.process.send_signal(sign)

    async def ends(self) -> tuple[int, str]:
        """Its exit code and what it wrote on standard error."""
        said = await self.said()
        return await asyncio.wait_for(self.process.wait(), DEADLINE), said

    async def said(self) -> str:
        assert self.process.stderr is not None
        return (await asyncio.wait_for(self.process.stderr.read(), DEADLINE)).decode()

    async def kill(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


async def starts(person: Player) -> None:
    """Press Start without waiting for the bot: it may not be there."""
    await person._story.post(f"/world/as/{person.id}/start", {})


async def answers(person: Player, bot: Bot) -> list[str]:
    """The bot's messages in a private chat."""
    return [
        words(message) for message in await person.sees(bot) if message.get("from", {}).get("id") == bot.id
    ]


async def answered(story: Story, *people: Player) -> None:
    for person in people:
        await until(lambda person=person: answers(person, story.bot), f"an answer to {person.name}")  # type: ignore[misc]


async def killed(bot: LivingBot, sandbox: Sandbox, folder: Path) -> LivingBot:
    """The bot that takes its place."""
    await bot.kill()
    again = await LivingBot.start(sandbox, folder)
    await again.runs()
    return again
