"""Photos and papers before those who lead: looked at with the entry, and looked at again where some were added."""

from storage.entries import EntryState
from tests.dialogues.conftest import Network
from tests.dialogues.test_entries_checking import looks, says_otherwise, waits
from tests.dialogues.test_entries_proposing import TITLE, changes_the_title, sends
from tests.dialogues.test_entries_sharing import entry
from tests.dialogues.town_log import STOVES, opens, stands

READ_AGAIN = "Od ostatniego sprawdzenia doszły zdjęcia lub pliki."


async def adds_a_file(network: Network, number: int) -> None:
    await network.ewa.forges(f"entry:addfiles:{number}")
    await network.ewa.sends_file("Ulotka.pdf", b"%PDF")
    await network.ewa.taps("Gotowe")


async def test_a_file_of_what_is_in_the_log_calls_for_another_look_and_hides_nothing_meanwhile(
    network: Network,
) -> None:
    number = await stands(network, network.ewa)
    await adds_a_file(network, number)
    await network.ewa.taps("‹ Wstecz")
    assert "zajrzą do Twoich ostatnich zmian" in network.ewa.sees()
    await opens(network.jan, number)
    assert "Zdjęcia i pliki (1)" in network.jan.buttons()
    await looks(network.ola)
    assert READ_AGAIN in network.ola.sees()
    await network.ola.taps("Zdjęcia i pliki (1)")
    await network.ola.taps("1")
    assert network.ola.files()[-1] == ("Ulotka.pdf", b"%PDF")
    await looks(network.ola)
    await network.ola.taps("Przeczytane")
    await network.ola.says("/sprawdzanie")
    assert STOVES not in network.ola.sees()


async def test_those_who_check_an_entry_see_its_files_before_anybody_else_does(network: Network) -> None:
    number = await waits(network, network.ewa)
    await adds_a_file(network, number)
    await network.jan.forges(f"entry:files:{number}")
    await network.jan.forges("entry:file:1")
    assert network.jan.files() == []
    await looks(network.ola)
    await network.ola.taps("Zdjęcia i pliki (1)")
    await network.ola.taps("1")
    assert network.ola.files()[-1] == ("Ulotka.pdf", b"%PDF")
    assert "Usuń…" not in network.ola.buttons()
    await network.ola.taps("‹ Zdjęcia i pliki")
    await network.ola.taps("‹ Wstecz")
    await network.ola.taps("Zatwierdź")
    assert (await entry(network, number)).state is EntryState.KEPT


async def test_files_of_a_draft_are_nobody_elses(network: Network) -> None:
    number = await stands(network, network.ewa, state=EntryState.DRAFT, kept_at=None, checked_version=0)
    await adds_a_file(network, number)
    for stranger in (network.ola, network.jan):
        await stranger.forges(f"entry:files:{number}")
        await stranger.forges("entry:file:1")
        assert stranger.files() == []
        assert STOVES not in stranger.sees()


async def test_nobody_approves_a_file_that_came_since_they_looked(network: Network) -> None:
    number = await waits(network, network.ewa)
    await looks(network.ola)
    await adds_a_file(network, number)
    await network.ola.taps("Zatwierdź")
    assert "Przed chwilą wpis się zmienił." in network.ola.sees()
    assert "1 plik" in network.ola.sees()
    assert (await entry(network, number)).state is EntryState.WAITING


async def test_a_proposal_made_before_a_file_came_overwrites_nothing_that_came_after_it(
    network: Network,
) -> None:
    number = await waits(network, network.ewa)
    await looks(network.ola)
    await network.ola.taps("Zaproponuj zmiany")
    await changes_the_title(network.ola)
    await sends(network.ola)
    await adds_a_file(network, number)
    await says_otherwise(network, number, "Inaczej.")
    await network.ewa.forges("entry:proposed:1")
    await network.ewa.taps("Przyjmij")
    known = await entry(network, number)
    assert (known.title, known.done, known.state) == (TITLE, "Inaczej.", EntryState.KEPT)


async def test_a_file_makes_no_version_of_the_words(network: Network) -> None:
    number = await stands(network, network.ewa)
    await adds_a_file(network, number)
    await network.ewa.taps("‹ Wstecz")
    assert "Wcześniejsze wersje" not in network.ewa.buttons()
