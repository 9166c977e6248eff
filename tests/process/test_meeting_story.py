"""One meeting over HTTP with the real process, from its proposal to its report, with kills in between."""

from datetime import timedelta
from pathlib import Path

import pytest

from sandbox import gathering, history
from sandbox.players import Bot
from sandbox.story import Group, Player, Story, words
from tests.process.living import LivingBot, Sandbox, killed

pytestmark = pytest.mark.e2e


async def about(who: Player, place: Group | Bot, beginning: str) -> list[str]:
    seen = await who.sees(place)
    return [text for text in map(words, seen) if text.startswith(beginning)]


async def test_three_months_of_one_meeting_from_its_proposal_to_its_report(
    sandbox: Sandbox, story: Story, tmp_path: Path
) -> None:
    bot = await LivingBot.start(sandbox, tmp_path)
    await bot.runs()
    people, group = story.people, story.groups["Miasto Cyfrowe"]
    marta, ola, observer = (people[name] for name in ("Marta", "Ola", "Ewa"))
    began = await story.clock.now()
    await history.begin(story, marta, group)
    await history.gather(story, marta, group)
    await history.share_roles(story, marta)
    starts = await gathering.wait_for_proposal(story)
    await gathering.fill(story, group, starts)
    (card,) = await about(ola, group, gathering.TITLE)
    assert "Gospodarz: Łódź" in card
    assert "Będzie: 7 · zdalnie: 1 · nie będzie: 1" in card
    assert len(await about(ola, group, "Program:")) == 1
    bot = await killed(bot, sandbox, tmp_path)
    await story.clock.moves_to(starts - timedelta(hours=2))
    assert await asked(marta, story.bot), "she has not answered"
    assert not await asked(ola, story.bot), "she has"
    await gathering.hold(story, group, starts)
    bot = await killed(bot, sandbox, tmp_path)
    await gathering.write_down(story, starts)
    (card,) = await about(ola, group, gathering.TITLE)
    assert "Obecność: 7 osób z 4 instytucji" in card
    assert "Notatka ze spotkania jest gotowa." in card
    assert len(await about(observer, group, "Notatka")) == 1
    assert await about(marta, story.bot, "Wciąż brakuje sprawozdania") == []
    await marta.says(story.bot, "/archiwum")
    await marta.taps(story.bot, gathering.short(starts))
    await marta.taps(story.bot, "Sprawozdanie: PDF")
    await story.clock.moves(minutes=1)
    files = [message["document"] for message in await marta.sees(story.bot) if "document" in message]
    assert any(file["file_name"].startswith("sprawozdanie") for file in files)
    assert await story.clock.now() - began > timedelta(days=60)
    await bot.kill()


async def asked(who: Player, bot: Bot) -> bool:
    """Whether the bot has asked them privately if they come."""
    return any("Czy będziesz?" in words(message) for message in await who.sees(bot))
