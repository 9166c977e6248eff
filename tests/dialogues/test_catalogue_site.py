"""The web catalogue of what is public: built every night and soon after a change, and never with anything else."""

from pathlib import Path

import pytest

from bot.catalogue import publish
from bot.settings import Settings
from bot.troubles import Trouble
from handlers.catalogue import site
from storage import due_work
from storage.due_work import Doing
from storage.entries import EntryAudience
from tests.dialogues.conftest import Network
from tests.dialogues.town_log import opens, stands


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, object]:
    return {"catalogue": tmp_path / "baza", "catalogue_url": "https://siec.example/baza"}


def whole(folder: Path) -> str:
    """All that stands in the pages, the index and the feeds."""
    files = [file for file in folder.rglob("*") if file.suffix in (".html", ".js", ".xml")]
    assert files
    return "\n".join(file.read_text("utf-8") for file in files)


@pytest.fixture
async def published(network: Network, tmp_path: Path) -> tuple[Network, Path, int]:
    """One public entry, and one for the networks of the installation, built during the night."""
    await stands(network, network.ewa, "Tajna pralnia", audience=EntryAudience.INSTALLATION)
    number = await stands(network, network.ewa, "Jawna kuchnia", audience=EntryAudience.PUBLIC)
    await network.town.passes(days=1)
    return network, tmp_path / "baza", number


async def test_the_nightly_catalogue_has_what_is_public_and_nothing_else(
    published: tuple[Network, Path, int],
) -> None:
    _network, folder, number = published
    pages = whole(folder)
    assert "Jawna kuchnia" in pages
    assert "Tajna" not in pages
    assert "pralni" not in pages, "nor its stems in the index"
    assert (folder / f"pl/w/{number}.html").exists()
    assert "Ewa Żak" not in pages, "its author is named by no page"
    assert "t.me" not in pages, "readers of the web have no way into the chat"


async def test_what_is_revoked_leaves_every_page_at_the_next_build(
    published: tuple[Network, Path, int],
) -> None:
    network, folder, number = published
    await opens(network.ewa, number)
    await network.ewa.taps("Usuń z bazy")
    await network.ewa.taps("Tak, wycofaj")
    await network.town.passes(minutes=11)
    assert "kuchni" not in whole(folder)


@pytest.mark.parametrize("restarts", [True, False])
async def test_after_builds_that_came_to_nothing_the_next_start_or_change_builds_anew(
    published: tuple[Network, Path, int], *, restarts: bool
) -> None:
    network, folder, _number = published
    later = await stands(network, network.ewa, "Nowa świetlica", audience=EntryAudience.PUBLIC)
    async with network.town.process.database.write() as uow:
        row = await due_work.find(uow, site.BUILD, "all")
        assert row is not None
        row.state, row.due_at = Doing.DEAD, network.town.clock.now()
        uow.session.add(row)
    if restarts:
        await network.town.restart()
    else:
        await opens(network.ewa, later)
        await network.ewa.taps("Nieaktualne")
        await network.town.passes(minutes=11)
    assert "Nowa świetlica" in whole(folder)


async def test_the_command_line_builds_it_too(published: tuple[Network, Path, int], tmp_path: Path) -> None:
    network, _folder, _number = published
    known = network.town.process.database.url
    settings = Settings(token="1:x", data=tmp_path / "data", database_url=known.render_as_string())  # type: ignore[arg-type]
    told = await publish(settings, tmp_path / "by hand", network.town.clock.now())
    assert "by hand: 1 entries on " in told
    assert "Jawna kuchnia" in whole(tmp_path / "by hand")


async def test_a_folder_with_something_else_is_left_alone(
    published: tuple[Network, Path, int], tmp_path: Path
) -> None:
    network, _folder, _number = published
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("…")
    settings = Settings(
        token="1:x", data=tmp_path / "data", database_url=str(network.town.process.database.url)
    )  # type: ignore[arg-type]
    with pytest.raises(Trouble, match="something else than a catalogue"):
        await publish(settings, tmp_path / "letters", network.town.clock.now())
    assert (tmp_path / "letters" / "dear.txt").exists()
