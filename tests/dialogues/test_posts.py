"""A card is edited instead of repeated, and many changes at once are one edit."""

from tests.dialogues.conftest import Network

CROWD = 12


async def test_a_crowd_joins_within_a_second_and_the_card_counts_all_in_two_edits_at_most(
    network: Network,
) -> None:
    town, group = network.town, network.group
    crowd = [town.resident(f"Osoba{number}") for number in range(CROWD)]
    for someone in crowd:
        town.world.join(someone.id, group)
        await someone.taps("Dołącz", group)
        await someone.taps("Gdynia")
    before = len(town.world.record.accepted)
    for someone in crowd:
        message, button = someone.button("Zgadzam")
        town.world.tap(someone.id, someone.id, message["message_id"], button["callback_data"])
    await town.settle()
    edits = [
        asked
        for asked in town.world.record.after(before)
        if asked["method"] == "editMessageText" and asked["params"]["chat_id"] == group
    ]
    assert 1 <= len(edits) <= 2
    await network.ola.says("/siec")
    assert f"W sieci: {CROWD + 2} przedstawicieli" in network.ola.sees()
