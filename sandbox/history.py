"""The demo's past, played and not inserted: the network "Miasto Cyfrowe" from its first day up to now.

    python -m sandbox.history ADDRESS

The sandbox's clock has to begin some weeks before the present, with a bot that follows it.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime

from sandbox.players import Group, Player
from sandbox.story import Story

REPRESENTATIVES = {
    "Ola": "Gdynia",
    "Żaneta": "Gdynia",
    "Paweł": "Lublin",
    "Grażyna": "Rybnik",
    "Michał": "Łódź",
    "Agnieszka": "Tarnów",
    "Zofia": "Elbląg",
    "Ewa": "Chełm",
}
WITHOUT_INSTITUTION = ("Łukasz", "Stanisław")
ROLES = {"Łukasz": "Ekspert", "Stanisław": "Opieka", "Ewa": "Obserwator"}
EXPECTED = "\n".join(("Gdynia 2", "Lublin 2", "Rybnik 1", "Łódź 2", "Tarnów 1", "Elbląg 1", "Chełm 2"))


async def play(story: Story) -> None:
    """From the day the bot was added until now."""
    marta, group = story.people["Marta"], story.groups["Miasto Cyfrowe"]
    await begin(story, marta, group)
    await gather(story, marta, group)
    await share_roles(story, marta)
    await announce_office_hours(story, story.people["Łukasz"])
    await story.clock.moves_to(datetime.now(UTC))


async def begin(story: Story, marta: Player, group: Group) -> None:
    """Marta adds the bot, lets it pin the card, and tells whom to expect."""
    await marta.adds(group, story.bot)
    await marta.promotes(group, story.bot)
    await marta.taps(group, "zaczynamy")
    await joins(story, marta, group, None)
    await marta.says(story.bot, "/instytucje")
    await marta.taps(story.bot, "Lista oczekiwanych")
    await marta.says(story.bot, EXPECTED)
    await marta.taps(story.bot, "Zapisz listę")


async def gather(story: Story, marta: Player, group: Group) -> None:
    """On the first day most people join; Józef never presses Start, Emily and Krzysztof take their time."""
    for name, institution in REPRESENTATIVES.items():
        await story.clock.moves(hours=1)
        await joins(story, story.people[name], group, institution)
    for name in WITHOUT_INSTITUTION:
        await joins(story, story.people[name], group, None)
    await marta.says(group, "Dzień dobry! Miło, że tylu nas już jest. W środę Łukasz zapowie swoje dyżury.")


async def joins(story: Story, person: Player, group: Group, institution: str | None) -> None:
    """From the card's button through the private questions."""
    await person.taps(group, "Dołącz do sieci")
    if institution is None:
        await person.taps(story.bot, "Nie reprezentuję")
    else:
        await person.says(story.bot, institution)
    await person.taps(story.bot, "Zgadzam się")


async def share_roles(story: Story, marta: Player) -> None:
    for name, role in ROLES.items():
        await marta.says(story.bot, "/role")
        await marta.taps(story.bot, "Nadaj rolę")
        await marta.says(story.bot, name)
        await marta.taps(story.bot, role)


async def announce_office_hours(story: Story, expert: Player) -> None:
    await story.clock.moves(days=1, hours=16)
    await expert.says(story.bot, "/dyzur co drugi wtorek 10:00–11:00")
    await expert.taps(story.bot, "Tak, zapowiedz")


async def main(address: str) -> None:
    async with Story.at(address) as story:
        await play(story)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
