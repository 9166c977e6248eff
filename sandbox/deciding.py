"""The part of the demo's past that was put to the vote: a decision that was taken, and a ranking that is under way."""

from __future__ import annotations

from sandbox.players import Group
from sandbox.story import Story

SPEAKER = (
    "/glosowanie Czy na następne spotkanie zapraszamy prelegentkę z Krakowa? Tak / Nie / Obojętne za 3 dni"
)
GROUNDS = "Kraków pokaże dane z czujników, o które pytaliśmy na ostatnim spotkaniu."
FIRST = (
    "/glosowanie ranking: Od czego zaczynamy wspólny zakup? Czujniki pyłu; Tablice z wynikami; Szkolenie dla szkół; "
    "Aplikacja dla mieszkańców za tydzień"
)
RANKED = {
    "Ola": ("Czujniki pyłu", "Tablice z wynikami", "Szkolenie dla szkół"),
    "Paweł": ("Szkolenie dla szkół", "Czujniki pyłu"),
    "Grażyna": ("Tablice z wynikami", "Czujniki pyłu", "Aplikacja dla mieszkańców"),
}


async def decide(story: Story, group: Group) -> None:
    """Most want her to come; Marta writes down why."""
    people, marta = story.people, story.people["Marta"]
    await marta.says(story.bot, SPEAKER)
    await marta.taps(story.bot, "Tak, zacznij głosowanie")
    for name in ("Ola", "Żaneta", "Paweł", "Michał", "Łukasz", "Zofia"):
        await people[name].taps(group, "Tak")
    await people["Grażyna"].taps(group, "Nie")
    await people["Agnieszka"].taps(group, "Obojętne")
    await story.clock.moves(days=3, hours=12)
    await marta.says(story.bot, "/glosowanie")
    await marta.taps(story.bot, "Czy na następne")
    await marta.taps(story.bot, "Uzasadnienie")
    await marta.says(story.bot, GROUNDS)


async def put_to_the_vote(story: Story, group: Group) -> None:
    """What the network is asked just now; some have answered."""
    marta = story.people["Marta"]
    await marta.says(story.bot, FIRST)
    await marta.taps(story.bot, "Tak, zacznij głosowanie")
    for name, wishes in RANKED.items():
        person = story.people[name]
        await person.taps(group, "Zagłosuj")
        for wish in wishes:
            await person.taps(story.bot, wish)
        await person.taps(story.bot, "Oddaj głos")
