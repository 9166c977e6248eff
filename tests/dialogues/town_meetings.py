"""A meeting as dialogues need one: planned by whoever leads the network."""

from tests.dialogues.town import Resident


async def plan(
    who: Resident, when: str = "20 października 10:00–15:00", place: str = "Gdynia, ratusz"
) -> None:
    """A meeting in person, without a host, a format and a title."""
    await who.says(f"/spotkanie {when}")
    await who.taps("Na żywo")
    await who.taps("Pomiń")
    await who.says(place)
    for _ in range(3):
        await who.taps("Pomiń")
    await who.taps("Tak, zapowiedz")
