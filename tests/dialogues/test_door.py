"""At the door: what the bot answers before anyone belongs to a network."""

from tests.dialogues.town import Town


async def test_a_stranger_gets_a_kind_answer_with_the_next_step(town: Town) -> None:
    ola = town.resident("Ola")
    await ola.starts()
    await ola.says("dzień dobry")
    assert "/help" in ola.sees() or "/pomoc" in ola.sees()
