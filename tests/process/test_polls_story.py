"""Forty people of ten cities vote over HTTP with the real process, which is killed in between."""

from pathlib import Path

import pytest

from sandbox import history
from sandbox.players import Group, Player
from sandbox.story import Story, words
from tests.process.living import LivingBot, Sandbox, killed

pytestmark = pytest.mark.e2e

CITIES = ("Gdynia", "Łódź", "Radlin", "Lublin", "Rybnik", "Tarnów", "Elbląg", "Chełm", "Czarne", "Opole")
QUESTION = "Czy zapraszamy prelegentkę?"
OPEN = f"/glosowanie {QUESTION} Tak / Nie / Obojętne za 2 dni"
BY_CITY = "/glosowanie na instytucję: Kto gości nas wiosną? Gdynia / Łódź / Radlin za 2 dni"
SECRET = "/glosowanie tajne: Komu ufamy z liczeniem? Gdynia / Łódź / Radlin za 2 dni"


async def test_forty_people_vote_openly_by_city_and_secretly(
    sandbox: Sandbox, story: Story, tmp_path: Path
) -> None:
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    marta = story.people["Marta"]
    group = await marta.makes_group("Czterdzieścioro")
    forty = await gathered(story, marta, group)
    await begins(story, marta, OPEN)
    for person in forty[:25]:
        await person.votes(group, "Tak")
    bot = await killed(bot, sandbox, tmp_path)
    for person in forty[25:]:
        await person.votes(group, "Nie")
    for person in forty[:3]:
        await person.votes(group)
    told = await result(story, forty[0], group)
    assert "Postanowiono: Tak" in told
    assert "Tak – 22 (59%)\nNie – 15 (41%)" in told
    await by_city_and_secretly(story, marta, group, forty)
    await bot.kill()


async def by_city_and_secretly(story: Story, marta: Player, group: Group, forty: list[Player]) -> None:
    """Of each city the last vote counts; of the secret ones only the sums are ever told."""
    await begins(story, marta, BY_CITY)
    for person in forty[:10]:
        await person.taps(group, "Gdynia")
    for person in forty[30:36]:
        await person.taps(group, "Łódź")
    told = await result(story, marta, group)
    assert "Łódź – 6 (60%)\nGdynia – 4 (40%)" in told
    assert "Głosujące instytucje: 10 z 10" in told
    await begins(story, marta, SECRET)
    for n, person in enumerate(forty[:12]):
        for place, label in ((group, "Zagłosuj"), (story.bot, "Do karty"), (story.bot, CITIES[n % 2])):
            await person.taps(place, label)
        await person.taps(story.bot, "Zapieczętuj")
    shown = await marta.newest(group)
    assert "głosów: 10 lub więcej" in shown or "mniej niż 5" in shown
    assert "Łódź – " not in shown
    told = await result(story, marta, group)
    assert "Remis: Gdynia i Łódź" in told
    assert "Gdynia – 6 (50%)\nŁódź – 6 (50%)" in told


async def gathered(story: Story, marta: Player, group: Group) -> list[Player]:
    """All forty have joined, four of each city."""
    await marta.adds(group, story.bot)
    await marta.promotes(group, story.bot)
    await marta.taps(group, "zaczynamy")
    await history.joins(story, marta, group, None)
    await marta.says(story.bot, "/instytucje")
    await marta.taps(story.bot, "Lista oczekiwanych")
    await marta.says(story.bot, "\n".join(f"{city} 4" for city in CITIES))
    await marta.taps(story.bot, "Zapisz listę")
    forty = []
    for n in range(40):
        person = await story.someone(f"Osoba{n}", "Ćwiąkała", language_code="pl")
        await marta.adds(group, person)
        forty.append(person)
    for n, person in enumerate(forty):
        await history.joins(story, person, group, CITIES[n % 10])
    return forty


async def begins(story: Story, marta: Player, typed: str) -> None:
    await marta.says(story.bot, typed)
    await marta.taps(story.bot, "Tak, zacznij głosowanie")
    await story.clock.moves(seconds=10)


async def result(story: Story, who: Player, group: Group) -> str:
    """What the group reads once the time is over."""
    await story.clock.moves(days=2, hours=12)
    return words((await who.sees(group))[-1])
