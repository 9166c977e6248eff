"""`python -m tests.soak`: blow, and print the promises with their counts."""

import asyncio
import tempfile
from pathlib import Path

import click

from sandbox.story import Story
from tests.databases import fresh
from tests.process.living import Sandbox
from tests.soak.promises import Promise, Remains, promises
from tests.soak.storm import Plan, Storm


async def soak(plan: Plan, folder: Path) -> tuple[Storm, list[Promise]]:
    """A storm over a database of its own, and what is left of the promises."""
    async with fresh("soak") as url:
        sandbox = await Sandbox.start("--forget-after", "1.2", running=True)
        try:
            async with Story.at(sandbox.address, patience=0) as story:
                storm = Storm.over(plan, sandbox, story, url.render_as_string(hide_password=False), folder)
                try:
                    await storm.blows()
                    return storm, promises(await Remains.of(storm))
                finally:
                    await storm.ends()
        finally:
            await sandbox.stop()


@click.command()
@click.option("--seed", default=1, show_default=True)
@click.option("--kills", default=60, show_default=True)
@click.option("--messages", default=3000, show_default=True)
def main(seed: int, kills: int, messages: int) -> None:
    """Three processes on PostgreSQL, killed at random while Telegram misbehaves."""
    with tempfile.TemporaryDirectory() as folder:
        storm, kept = asyncio.run(soak(Plan(seed=seed, kills=kills, messages=messages), Path(folder)))
    click.echo(
        f"{storm.asked} asked, {storm.laid} laid, {storm.killed} kills, {storm.faults} faults, seed {seed}"
    )
    for promise in kept:
        click.echo(f"{'kept  ' if promise.kept else 'BROKEN'} {promise.checked:>6}  {promise.says}")
        for each in promise.broken[:10]:
            click.echo(f"               {each}")
    raise SystemExit(not (storm.calm and all(promise.kept for promise in kept)))


if __name__ == "__main__":
    main()
