"""The part of the demo's past in which the network was asked how it is: two rounds of the trust pulse, and what members
expect, which is being asked just now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sandbox.players import Bot, Group, Player
from sandbox.story import Story

PULSE, EXPECTATIONS = "Puls zaufania", "Oczekiwania wobec sieci"
AGREEMENT = (
    "Pomiń", "Zdecydowanie się nie zgadzam", "Raczej się nie zgadzam", "Ani tak, ani nie", "Raczej się zgadzam",
    "Zdecydowanie się zgadzam", "Trudno powiedzieć",
)  # fmt: skip
IMPORTANCE = (
    "Pomiń", "Nieważne", "Mało ważne", "Średnio ważne", "Ważne", "Bardzo ważne", "Trudno powiedzieć",
)  # fmt: skip
FIRST = {
    "Marta": (4, 3, 4, 3, 3, 3, 4), "Łukasz": (3, 3, 4, 2, 3, 4, 3), "Stanisław": (4, 4, 4, 3, 2, 3, 4),
    "Ola": (4, 3, 4, 3, 4, 3, 4), "Żaneta": (3, 2, 3, 2, 4, 3, 3), "Paweł": (4, 4, 5, 4, 2, 4, 4),
    "Grażyna": (3, 3, 3, 2, 3, 2, 3), "Michał": (4, 3, 4, 3, 3, 4, 4), "Agnieszka": (2, 3, 3, 1, 4, 3, 3),
    "Zofia": (3, 4, 4, 3, 2, 3, 4),
}  # fmt: skip
SECOND = {
    "Marta": (5, 4, 4, 4, 2, 4, 5, 0), "Łukasz": (4, 4, 5, 3, 2, 4, 4, 0), "Stanisław": (4, 4, 5, 4, 2, 4, 4, 0),
    "Ola": (5, 4, 5, 4, 2, 4, 5, 0), "Żaneta": (4, 3, 4, 3, 3, 4, 4, 0), "Paweł": (5, 5, 5, 4, 1, 5, 5, 0),
    "Grażyna": (4, 4, 4, 3, 3, 3, 4, 0), "Michał": (4, 4, 5, 4, 2, 4, 4, 0), "Agnieszka": (4, 3, 4, 3, 3, 4, 4, 0),
    "Zofia": (4, 5, 4, 4, 2, 4, 5, 0),
}  # fmt: skip
WISHES = {"Ola": (5, 4, 3, 5, 0, 0), "Paweł": (4, 5, 5, 2, 0, 3), "Grażyna": (3, 5, 4, 4, 0, 0)}


async def first_round(story: Story, group: Group) -> None:
    """Closed by the time that passes next, as the second one."""
    await _begins(story, PULSE)
    await _all_answer(story, group, FIRST, AGREEMENT)


async def second_round(story: Story, group: Group) -> None:
    """Some weeks later; with those who lead, who are asked again, ten answer."""
    await _begins(story, PULSE)
    await _all_answer(story, group, SECOND, AGREEMENT)


async def ask_what_is_expected(story: Story, group: Group) -> None:
    """Open just now; some have answered, and skipped what they had no time for."""
    await _begins(story, EXPECTATIONS)
    await _all_answer(story, group, WISHES, IMPORTANCE)


async def _begins(story: Story, title: str) -> None:
    marta = story.people["Marta"]
    await marta.says(story.bot, "/ankieta")
    for label in ("Przygotuj ankietę", title, "Pytaj także prowadzących", "Rozpocznij ankietę…"):
        await marta.taps(story.bot, label)
    await marta.taps(story.bot, "Tak, rozpocznij ankietę")
    await story.clock.moves(seconds=10)


async def _all_answer(
    story: Story, group: Group, given: Mapping[str, Sequence[int]], steps: Sequence[str]
) -> None:
    """All at the same time, as after a meeting: each step of one is a step of everybody."""
    people = [story.people[name] for name in given]
    await _all_tap(story, group, dict.fromkeys(people, "Odpowiedz na ankietę"))
    await _all_tap(story, story.bot, dict.fromkeys(people, "Do pierwszego pytania"))
    for step in zip(*given.values(), strict=True):
        await _all_tap(story, story.bot, {who: steps[n] for who, n in zip(people, step, strict=True)})
    await _all_tap(story, story.bot, dict.fromkeys(people, "Zapieczętuj"))


async def _all_tap(story: Story, place: Group | Bot, labels: Mapping[Player, str]) -> None:
    async with story.at_once():
        for person, label in labels.items():
            await person.taps(place, label)
