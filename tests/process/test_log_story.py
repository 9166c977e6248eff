"""The shared log over HTTP with the real process: from a chat message to a model practice, and what the demo holds."""

import re
from pathlib import Path

import pytest

from sandbox import history, sharing
from sandbox.experiences import SENSORS
from sandbox.players import Group, Player
from sandbox.story import Story, words
from tests.process.living import LivingBot, Sandbox, killed

pytestmark = pytest.mark.e2e

TOLD = (
    "Kominiarz pokazuje na podwórkach, jak palić od góry. Przyszło trzysta osób, skarg jest o połowę mniej."
)
STOVES, WINDOWS = "Palenie od góry na podwórkach", "Spacer z kamerą termowizyjną"
WIN, HOW = "Pierwsza praktyka z bazy działa", "Jak poszło?\n\n"


async def test_a_message_in_the_group_becomes_a_practice_that_travels(
    sandbox: Sandbox, story: Story, tmp_path: Path
) -> None:
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    marta, group = story.people["Marta"], story.groups["Miasto Cyfrowe"]
    ola, paweł, michał = (story.people[name] for name in ("Ola", "Paweł", "Michał"))
    await history.begin(story, marta, group)
    for person, city in ((ola, "Gdynia"), (paweł, "Lublin"), (michał, "Łódź")):
        await history.joins(story, person, group, city)
    await from_the_chat(story, ola, marta, group)
    bot = await killed(bot, sandbox, tmp_path)
    await two_take_it_over(story, paweł, michał)
    await confirms_unheard(story, paweł)
    bot = await killed(bot, sandbox, tmp_path)
    await story.clock.moves(hours=12)
    await sharing.works(
        story, michał, "Działa w zmienionej wersji…", "Zamiast kominiarza pokazują strażacy.", "Idzie."
    )
    await story.clock.moves(hours=24)
    won = [said for said in await texts(ola, group) if said.startswith(WIN)]
    assert len(won) == 1, "announced once, although the process was killed"
    assert "Gdynia → Lublin" in won[0]
    await sharing.read(story, marta, STOVES)
    assert "Gdynia → Lublin, Łódź (w zmienionej wersji)" in await marta.newest(story.bot)
    await story.clock.moves(days=30)
    for person in (paweł, michał):
        assert sum(said.startswith(HOW) for said in await texts(person, story.bot)) == 1
    await a_model_of_two(story, paweł, marta)
    await bot.kill()


async def from_the_chat(story: Story, author: Player, marta: Player, group: Group) -> None:
    """A reply to one's own message begins it; the rest is left empty."""
    await author.says(group, TOLD)
    await author.replies(group, TOLD, "/praktyka")
    await author.taps(story.bot, "Odpowiadaj dalej")
    await author.says(story.bot, STOVES)
    await stops_and_hands_in(story, author, marta, STOVES)


async def stops_and_hands_in(story: Story, author: Player, marta: Player, title: str) -> None:
    await author.taps(story.bot, "Na dziś wystarczy")
    await sharing.hand_in(story, author, sharing.EVERYBODY)
    await sharing.check(story, marta, title)
    await marta.taps(story.bot, "Zatwierdź")


async def two_take_it_over(story: Story, *people: Player) -> None:
    for person in people:
        await sharing.read(story, person, STOVES)
        await person.taps(story.bot, "Skorzystamy")


async def confirms_unheard(story: Story, person: Player) -> None:
    """The last tap comes in, and the process dies before anything more is done."""
    await person.taps(story.bot, "Działa u nas")
    await person.says(story.bot, "Dwa pokazy, sto osób.")
    message, button = await person._button(story.bot, "Tak: tylko w naszej sieci")
    tap = {"chat_id": person.id, "message_id": message["message_id"], "data": button["callback_data"]}
    await story.post(f"/world/as/{person.id}/taps", tap)


async def a_model_of_two(story: Story, author: Player, marta: Player) -> None:
    """Another practice, both side by side, and what they have in common as an entry of its own."""
    await author.says(story.bot, f"/praktyka {WINDOWS}")
    await author.taps(story.bot, "Dobra praktyka")
    await author.taps(story.bot, "Pomiń")
    await author.taps(story.bot, "Pomiń")
    await author.says(
        story.bot, "Wieczorem idziemy ulicą z kamerą i od razu pokazujemy, którędy ucieka ciepło."
    )
    await stops_and_hands_in(story, author, marta, WINDOWS)
    await sharing.choose(story, marta, STOVES, WINDOWS)
    await marta.taps(story.bot, "Tekst")
    assert "Porównanie wpisów" in await marta.newest(story.bot)
    await marta.taps(story.bot, "Praktyka modelowa…")
    await marta.says(story.bot, "Pokazać, zanim się zakaże")
    await marta.taps(story.bot, "Uzupełnij")
    await marta.taps(story.bot, "Odpowiadaj dalej")
    await marta.taps(story.bot, "Pomiń")
    await marta.says(story.bot, "Pokaz na ulicy, z kimś, kogo sąsiedzi znają.")
    await marta.taps(story.bot, "Na dziś wystarczy")
    await sharing.hand_in(story, marta, sharing.NETWORK)
    await sharing.read(story, author, "Pokazać, zanim się zakaże")
    model = await author.newest(story.bot)
    assert STOVES in model
    assert WINDOWS in model


async def test_the_log_of_the_demo_has_a_dozen_entries_and_transfers(
    sandbox: Sandbox, story: Story, tmp_path: Path
) -> None:
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    marta, group = story.people["Marta"], story.groups["Miasto Cyfrowe"]
    await history.begin(story, marta, group)
    await history.gather(story, marta, group)
    await history.share_roles(story, marta)
    await history.list_topics(story, marta)
    await sharing.share(story)
    await sharing.take_over(story)
    await marta.says(story.bot, "/baza")
    shown = await marta.newest(story.bot)
    count = re.search(r"(\d+) wpis", shown)
    assert count is not None
    assert int(count[1]) >= 12
    assert "wdrożenia u innych: 2" in shown
    assert [said for said in await texts(marta, group) if said.startswith(WIN) and SENSORS["title"] in said]
    await sharing.make_a_model(story)
    await sharing.consult(story, group)
    assert "Wypowiedziały się 3 osoby." in await marta.newest(group)
    await bot.kill()


async def texts(who: Player, place: Group | object) -> list[str]:
    return [words(message) for message in await who.sees(place)]  # type: ignore[arg-type]
