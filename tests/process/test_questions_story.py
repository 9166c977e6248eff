"""Questions over HTTP with the real process: none is lost when it is killed, and the story that the demo tells."""

from pathlib import Path

import pytest

from sandbox import history
from sandbox.story import Group, Player, Story, words
from tests.process.living import LivingBot, Sandbox

pytestmark = pytest.mark.e2e

SMOG = "Jak przekonać mieszkańców do wymiany pieców?"


async def cards(who: Player, group: Group, about: str) -> list[str]:
    """The cards of questions in the group that ask this."""
    seen = [words(message) for message in await who.sees(group)]
    return [text for text in seen if text.startswith("Pytanie do sieci") and about in text]


async def test_a_question_asked_just_before_a_kill_is_there_after_it(
    sandbox: Sandbox, story: Story, tmp_path: Path
) -> None:
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    marta, ola, group = story.people["Marta"], story.people["Ola"], story.groups["Miasto Cyfrowe"]
    await history.begin(story, marta, group)
    await history.joins(story, ola, group, "Gdynia")
    for n in range(3):
        await story.post(
            f"/world/as/{ola.id}/messages", {"chat_id": group.id, "text": f"/pytanie {n}. {SMOG}"}
        )
        await bot.kill()
        bot = await LivingBot.start(sandbox, tmp_path)
        await bot.runs()
    await story.clock.moves(minutes=2)
    assert [len(await cards(ola, group, f"{n}. {SMOG}")) for n in range(3)] == [1, 1, 1]
    await bot.kill()


async def test_what_is_asked_is_answered_and_found_again(
    sandbox: Sandbox, story: Story, tmp_path: Path
) -> None:
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    marta, group = story.people["Marta"], story.groups["Miasto Cyfrowe"]
    await history.begin(story, marta, group)
    await history.gather(story, marta, group)
    await history.share_roles(story, marta)
    await history.list_topics(story, marta)
    await history.ask_the_network(story, group)
    (boards,) = await cards(story.people["Józef"], group, history.BOARDS)
    assert "rozwiązane" in boards
    assert "Paweł Dąbrowski (Lublin)" in boards
    (seniors,) = await cards(story.people["Józef"], group, history.SENIORS)
    assert "Pyta: ktoś z sieci" in seniors
    assert "Interesuje też 1 osobę" in seniors
    assert not await cards(story.people["Józef"], group, history.BOARDS_AGAIN), "it was answered already"
    await story.clock.moves(days=12)
    told = [words(each) for who in ("Łukasz", "Marta") for each in await story.people[who].sees(story.bot)]
    about = [text for text in told if history.SENIORS in text]
    assert about, "the expert and the facilitator have heard of it"
    assert not [text for text in about if "Zofia" in text], "she did not sign"
    (seniors,) = await cards(story.people["Józef"], group, history.SENIORS)
    assert "na razie nikt nie zna odpowiedzi" in seniors
    await bot.kill()
