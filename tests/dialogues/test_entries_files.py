"""Photos and papers of an entry: what fits is kept, what does not gets a clear answer, readers can look at them."""

import pytest

from facilitation.entries import attaching
from storage import entries
from storage.entries import EntryFile
from tests.dialogues.conftest import Network
from tests.dialogues.test_entries_sharing import entry
from tests.dialogues.town import PICTURE, Resident
from tests.dialogues.town_log import opens, stands


async def files(network: Network, number: int) -> list[EntryFile]:
    async with network.town.process.database.read() as uow:
        found = (await entries.files.of(uow, [number])).get(number, [])
        for each in found:
            uow.session.expunge(each)
        return found


async def adds(network: Network) -> int:
    """Ewa is about to add files to her entry."""
    number = await stands(network, network.ewa)
    await opens(network.ewa, number)
    await network.ewa.taps("Zmień…")
    await network.ewa.taps("Zdjęcia i pliki")
    await network.ewa.taps("Dodaj…")
    return number


async def test_photos_and_papers_are_added_until_that_is_all(network: Network) -> None:
    number, ewa = await adds(network), network.ewa
    assert "najwyżej 10, każdy do 20 MB" in ewa.sees()
    await ewa.sends_photo()
    assert "Jest 1 z 10." in ewa.sees()
    await ewa.sends_file("Ulotka o paleniu.pdf", b"%PDF")
    assert "Dodane: Ulotka o paleniu.pdf" in ewa.sees()
    await ewa.taps("Gotowe")
    assert "1. zdjęcie\n2. Ulotka o paleniu.pdf" in ewa.sees()
    kinds = [(each.media_type, each.name, each.kept_as) for each in await files(network, number)]
    assert kinds == [("image/jpeg", "", ""), ("application/pdf", "Ulotka o paleniu.pdf", "")]
    assert [each.size for each in await files(network, number)] == [PICTURE.stat().st_size, 4]


async def test_of_several_that_come_together_none_is_lost(network: Network) -> None:
    number, world = await adds(network), network.town.world
    for n in range(4):
        world.send_file(network.ewa.id, network.ewa.id, f"plan {n}.pdf", b"%PDF")
    await network.town.settle()
    assert [each.name for each in await files(network, number)] == [f"plan {n}.pdf" for n in range(4)]


async def test_ten_fit_and_the_eleventh_is_told_so(network: Network) -> None:
    number = await adds(network)
    for n in range(11):
        await network.ewa.sends_file(f"plan {n}.pdf", b"%PDF")
    assert "Przy tym wpisie jest już 10 plików" in network.ewa.sees()
    assert len(await files(network, number)) == 10


@pytest.mark.parametrize(
    ("name", "mime"),
    [("plan.docx", None), ("wirus.exe", "application/pdf"), ("film.mp4", None), ("a.pdf.zip", None)],
)
async def test_what_does_not_fit_gets_a_clear_answer(network: Network, name: str, mime: str | None) -> None:
    number = await adds(network)
    network.town.world.send_file(network.ewa.id, network.ewa.id, name, b"x", mime=mime)
    await network.town.settle()
    assert "Pasują zdjęcia oraz pliki PDF, JPEG i PNG" in network.ewa.sees()
    assert await files(network, number) == []
    await network.ewa.sends_file("plan.pdf", b"%PDF")
    assert len(await files(network, number)) == 1


async def test_words_instead_of_a_file_are_told_what_is_awaited(network: Network) -> None:
    await adds(network)
    await network.ewa.says("zaraz wyślę")
    assert "Nie widzę pliku." in network.ewa.sees()


async def test_what_is_too_large_is_told_how_large_it_may_be(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await adds(network)
    monkeypatch.setattr(attaching, "LARGEST", attaching.MEGABYTE)
    await network.ewa.sends_file("plan.pdf", b"%PDF" + b"0" * (2 * attaching.MEGABYTE))
    assert "Ten plik ma 3 MB, a zmieści się najwyżej 1 MB." in network.ewa.sees()
    assert await files(network, number) == []


async def test_readers_look_at_them_and_remove_none(network: Network) -> None:
    number = await adds(network)
    await network.ewa.sends_file("Ulotka.pdf", b"%PDF")
    await looks(network.jan, number)
    assert network.jan.files()[-1] == ("Ulotka.pdf", b"%PDF")
    assert "Usuń…" not in network.jan.buttons()
    await network.jan.forges("entry:droppedfile:1")
    assert len(await files(network, number)) == 1


async def looks(who: Resident, number: int) -> None:
    await opens(who, number)
    await who.taps("Zdjęcia i pliki (1)")
    await who.taps("1")


async def test_nobody_looks_at_files_of_what_they_may_not_read(network: Network) -> None:
    number = await adds(network)
    await network.ewa.sends_file("Ulotka.pdf", b"%PDF")
    await network.ewa.taps("Gotowe")
    await network.ewa.taps("‹ Wstecz")
    await network.ewa.taps("Wycofaj…")
    await network.jan.says("/pomoc")
    await network.ewa.taps("Tak, wycofaj")
    await network.jan.forges("entry:file:1")
    await network.jan.forges(f"entry:files:{number}")
    assert network.jan.files() == []
    assert (await entry(network, number)).title == ""


async def test_its_owner_removes_one_after_a_second_word(network: Network) -> None:
    number = await adds(network)
    await network.ewa.sends_file("Ulotka.pdf", b"%PDF")
    await network.ewa.taps("Gotowe")
    await network.ewa.taps("1")
    await network.ewa.taps("Usuń…")
    assert "Usunąć „Ulotka.pdf” z wpisu?" in network.ewa.sees()
    await network.ewa.taps("Tak, usuń")
    assert "Na razie nie ma żadnych." in network.ewa.sees()
    assert await files(network, number) == []
