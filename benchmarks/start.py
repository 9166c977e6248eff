"""How long the process takes from its start to its first answer: a press of Start waits when it comes up.

`python -m benchmarks.start` prints seconds; the fresh start makes the database, the second finds it made.
"""

import asyncio
import signal
import statistics
import tempfile
import time
from pathlib import Path

from sandbox.players import Player
from sandbox.story import Story
from tests.process.living import LivingBot, Sandbox, answers, starts, until

ROUNDS = 5


async def first_answer(sandbox: Sandbox, story: Story, person: Player, folder: Path) -> float:
    """Seconds from the start of a process to its answer to `person`, who pressed Start before."""
    before = len(await answers(person, story.bot))
    await starts(person)
    begun = time.perf_counter()
    bot = await LivingBot.start(sandbox, folder)
    try:

        async def answered() -> bool:
            return len(await answers(person, story.bot)) > before

        await until(answered, "the first answer")
        return time.perf_counter() - begun
    finally:
        bot.send(signal.SIGTERM)
        await bot.ends()
        await story.clock.moves(seconds=5)


async def measure() -> tuple[list[float], list[float]]:
    """Fresh starts and later ones, a pair for each round."""
    sandbox = await Sandbox.start()
    fresh, later = [], []
    try:
        async with Story.at(sandbox.address) as story:
            person = story.people["Marta"]
            for _ in range(ROUNDS):
                with tempfile.TemporaryDirectory() as folder:
                    fresh.append(await first_answer(sandbox, story, person, Path(folder)))
                    later.append(await first_answer(sandbox, story, person, Path(folder)))
    finally:
        await sandbox.stop()
    return fresh, later


if __name__ == "__main__":
    for name, seconds in zip(("fresh", "later"), asyncio.run(measure()), strict=True):
        shown = " ".join(f"{second:.2f}" for second in seconds)
        print(f"{name}: median {statistics.median(seconds):.2f} s ({shown})")
