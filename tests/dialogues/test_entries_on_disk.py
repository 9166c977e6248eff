"""Photos and papers of entries are kept on disk where the operator wishes that, and no longer than they may be seen."""

from datetime import timedelta
from pathlib import Path

import pytest

from handlers.fetching import FetchReason, Unfetchable
from storage.entries import EntryAudience
from tests.dialogues.conftest import Network
from tests.dialogues.test_entries_checking import looks, waits
from tests.dialogues.town_log import opens, stands


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, object]:
    return {"attachments": tmp_path / "files", "catalogue": tmp_path / "baza"}


@pytest.fixture
async def shown(network: Network) -> Network:
    """Ewa's public entry with a photo."""
    number = await stands(network, network.ewa, audience=EntryAudience.PUBLIC)
    await adds_a_photo(network, number)
    return network


async def adds_a_photo(network: Network, number: int) -> None:
    await opens(network.ewa, number)
    await network.ewa.taps("Zmień…")
    await network.ewa.taps("Zdjęcia i pliki")
    await network.ewa.taps("Dodaj")
    await network.ewa.sends_photo()
    await network.ewa.taps("Gotowe")


def on_disk(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "files").iterdir())


async def test_a_photo_is_on_disk_and_on_the_web(shown: Network, tmp_path: Path) -> None:
    assert on_disk(tmp_path) == ["entry-1-1"]
    await shown.town.passes(days=1)
    assert len(list((tmp_path / "baza/f").iterdir())) == 1


async def test_it_goes_with_the_file(shown: Network, tmp_path: Path) -> None:
    await shown.ewa.forges("entry:droppedfile:1")
    assert on_disk(tmp_path) == []


async def test_it_goes_with_the_entry(shown: Network, tmp_path: Path) -> None:
    await shown.ewa.forges("entry:takenback:1")
    assert on_disk(tmp_path) == []
    await shown.town.passes(days=1)
    assert list((tmp_path / "baza/f").iterdir()) == []


async def test_each_further_photo_joins_those_that_are_there(shown: Network, tmp_path: Path) -> None:
    await adds_a_photo(shown, 1)
    assert on_disk(tmp_path) == ["entry-1-1", "entry-1-2"]


async def test_what_changes_in_one_entry_leaves_the_photos_of_all_others(
    shown: Network, tmp_path: Path
) -> None:
    """Also of those whose number begins alike."""
    for n in range(2, 11):
        last = await stands(shown, shown.ewa, f"Wpis {n}")
    await adds_a_photo(shown, last)
    await shown.ewa.forges("entry:droppedfile:1")
    assert on_disk(tmp_path) == ["entry-10-2"]


async def test_what_is_not_in_the_log_yet_is_not_on_disk(network: Network, tmp_path: Path) -> None:
    number = await waits(network, network.ewa)
    await network.ewa.forges(f"entry:addfiles:{number}")
    await network.ewa.sends_photo()
    assert not (tmp_path / "files").exists()
    await looks(network.ola)
    await network.ola.taps("Zatwierdź")
    assert on_disk(tmp_path) == ["entry-1-1"]


async def test_what_is_hidden_leaves_the_disk_and_comes_back_with_its_entry(
    shown: Network, tmp_path: Path
) -> None:
    await shown.ola.forges("entry:hide:1")
    await shown.ola.says("Są na nim mieszkańcy.")
    assert on_disk(tmp_path) == []
    await shown.ola.taps("Przywróć")
    assert on_disk(tmp_path) == ["entry-1-1"]


async def test_while_telegram_can_t_be_reached_it_is_tried_again(network: Network, tmp_path: Path) -> None:
    there = network.town.process.edge.fetch

    async def nothing(_: str) -> bytes:
        raise Unfetchable(FetchReason.UNREACHABLE)

    network.town.process.edge.fetch = nothing
    await adds_a_photo(network, await stands(network, network.ewa))
    assert not (tmp_path / "files").exists()
    network.town.process.edge.fetch = there
    await network.town.passes(minutes=timedelta(hours=1).total_seconds() / 60 + 1)
    assert on_disk(tmp_path) == ["entry-1-1"]
