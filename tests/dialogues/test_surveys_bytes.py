"""What people write in their own words can be read in no byte that is stolen, neither on its way nor at the end."""

from pathlib import Path

from facilitation.surveys import instruments
from facilitation.surveys.instruments import Item, ItemKind
from storage import backups
from storage.surveys import SurveyState
from tests.dialogues.conftest import Network
from tests.dialogues.town import Resident
from tests.dialogues.town_surveys import as_it_is, asks_the_network, ends, texts_in_the_box
from tests.thieves import unlocked

WORDS = "Kanarek z Ćwiklic śpiewa"
ITEMS = (
    Item("i1", ItemKind.CHOICE, words="Gdzie?", options=("Tu", "Tam")),
    Item("i2", ItemKind.TEXT, words="Co pomaga?"),
)


def stolen(network: Network, folder: Path) -> bytes:
    """Every byte of database, journals, vault, keys and backups, and of whatever lies there besides."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert {"spoiwo.db", "spoiwo.vault"} <= {file.name for file in files}
    return b"\n".join(file.read_bytes() for file in files)


def sees_words(found: bytes) -> bool:
    """As they are, or as they stand in JSON."""
    return any(each in found for each in (WORDS.encode(), b"Kanarek z", b"wiklic"))


async def writes(network: Network, who: Resident, words: str) -> None:
    await who.taps("Odpowiedz na ankietę", network.group)
    for label in ("Do pierwszego pytania", "Tu", "Zapieczętuj", "Dopisz własnymi słowami"):
        await who.taps(label)
    await who.says(words)


async def test_no_byte_holds_the_words_that_somebody_wrote(
    network: Network, crowd: list[Resident], tmp_path: Path
) -> None:
    town = network.town
    survey = await asks_the_network(network, items=instruments.dumped(ITEMS), title="Nasza ankieta")
    for n, who in enumerate(crowd[:6]):
        await writes(network, who, f"{WORDS}: {n}")
        assert not sees_words(stolen(network, tmp_path))
    assert len((await texts_in_the_box(network, survey))[0]) == 6
    await network.jan.says("/moje_dane")
    await backups.make(town.process.database.url, tmp_path / "copies", town.clock.now())
    assert not sees_words(stolen(network, tmp_path))
    assert not any("Kanarek" in text for text in network.ola.all_texts())


async def test_too_few_texts_are_nowhere_at_the_end_not_even_with_all_keys(
    network: Network, crowd: list[Resident], tmp_path: Path
) -> None:
    survey = await asks_the_network(network, items=instruments.dumped(ITEMS), title="Nasza ankieta")
    for who in crowd[:4]:
        await writes(network, who, WORDS)
    await ends(network, survey)
    await network.town.passes(days=2)
    assert (await as_it_is(network, survey)).state is SurveyState.VOID
    found, keys = stolen(network, tmp_path), tmp_path / "keys"
    assert not list(keys.glob("*.ballot"))
    assert not sees_words(found + unlocked(found, keys))
