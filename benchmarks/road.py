"""The whole road against bots without one: `python -m benchmarks.road` measures and writes docs/performance.md.

Each round runs every contender in turn against a fake Bot API in another process, so that whatever else the machine
does falls on all of them; the medians are compared.
"""

import asyncio
import socket
import statistics
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 5
CHATS = 200
ECHO = "dzień dobry"
PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


NOTE = """\
The others answer and remember nothing. Spoiwo commits what arrives before Telegram is told so, then the effect with its
answer, then the claim of what is sent, then how that ended: four transactions of SQLite for an update that comes alone.
All that wait at the same moment share them, and the statements in them too. What Telegram lets through is 30 messages a
second.
"""


@dataclass(frozen=True)
class Run:
    """One contender's task."""

    name: str
    count: int
    words: str = ECHO


MANY = (Run("stock_aiogram", 1500), Run("ptb_on_our_transport", 1500), Run("spoiwo", 1500, f"/echo {ECHO}"))
RUNS = {0: (Run("stock_ptb", 400), *MANY), 50: (Run("stock_ptb", 60), *MANY)}
"""By the milliseconds that the Bot API takes to answer."""


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def rate(run: Run, latency: int) -> float:
    """Answered messages a second."""
    port = _port()
    with tempfile.TemporaryDirectory() as folder:
        api = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.fake_api", str(port), str(run.count), str(CHATS), str(latency), run.words,
            stdout=PIPE,
        )  # fmt: skip
        assert api.stdout is not None
        await api.stdout.readline()
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.contenders", run.name, f"http://127.0.0.1:{port}", folder,
            stdout=DEVNULL, stderr=DEVNULL,
        )  # fmt: skip
        try:
            took = await asyncio.wait_for(api.stdout.readline(), 300)
        finally:
            for process in (bot, api):
                if process.returncode is None:
                    process.kill()
                await process.wait()
    return run.count / float(took)


async def measure() -> dict[int, dict[str, list[float]]]:
    rates: dict[int, dict[str, list[float]]] = {
        latency: {run.name: [] for run in runs} for latency, runs in RUNS.items()
    }
    for _ in range(ROUNDS):
        for latency, runs in RUNS.items():
            for run in runs:
                rates[latency][run.name].append(await rate(run, latency))
    return rates


def page(rates: dict[int, dict[str, list[float]]]) -> Iterator[str]:
    """The document, line by line."""
    yield "# Performance\n"
    yield f"Made by `make bench`: medians of {ROUNDS} rounds, {CHATS} private chats, messages answered a second.\n"
    yield NOTE
    for latency, by_name in rates.items():
        yield f"## Bot API that answers in {latency} ms\n"
        yield "| bot | median | lowest–highest | spoiwo is |\n|---|---|---|---|"
        own = statistics.median(by_name["spoiwo"])
        for name, each in by_name.items():
            median = statistics.median(each)
            ratio = f"{own / median:.2f} ×" if name != "spoiwo" else ""
            yield f"| {name.replace('_', ' ')} | {median:.0f} | {min(each):.0f}–{max(each):.0f} | {ratio} |"
        yield ""


if __name__ == "__main__":
    text = "\n".join(page(asyncio.run(measure())))
    print(text)
    PAGE.write_text(text)
