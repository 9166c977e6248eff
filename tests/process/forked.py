"""Bots as processes of their own that start at once: forked from a server that has imported everything before."""

import asyncio
import multiprocessing
import os
from pathlib import Path

from tests.process.living import TOKEN, Sandbox

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["bot.cli", "bot.running", "storage.migrate"])


def _be_a_bot(settings: dict[str, str], said: str) -> None:
    """What `spoiwo run` does, with its standard error in a file."""
    os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.environ.update(settings)
    from bot.cli import main

    main(["run"])


class ForkedBot:
    """`spoiwo run`, without the seconds of its imports."""

    def __init__(self, sandbox: Sandbox, folder: Path, **settings: str) -> None:
        given = {
            "TOKEN": TOKEN, "API_URL": sandbox.address, "CLOCK_URL": f"{sandbox.address}/clock", "OPEN": "1",
            "DATA": str(folder), "HTTP_PORT": "0", "BACKUPS": "off", **settings,
        }  # fmt: skip
        folder.mkdir(exist_ok=True)
        self._said = folder / "said.txt"
        environment = {f"SPOIWO_{name}": value for name, value in given.items()}
        self.process = FORKS.Process(target=_be_a_bot, args=(environment, str(self._said)), daemon=True)
        self.process.start()

    async def ends(self, patience: float) -> int | None:
        """Its exit code, negative for a signal; None when it goes on."""
        await asyncio.to_thread(self.process.join, patience)
        return self.process.exitcode

    async def kill(self) -> None:
        self.process.kill()
        await asyncio.to_thread(self.process.join)

    def said(self) -> str:
        return self._said.read_text() if self._said.exists() else ""
