"""Whoever has left a network still decides how far what they shared there travels, and takes it back; nothing else."""

from handlers.taps import encode_link
from storage import entries
from storage.entries import EntryAudience, EntryState
from tests.dialogues.conftest import Network
from tests.dialogues.test_entries_changing import colleague
from tests.dialogues.test_entries_drafts import drafted, leaves
from tests.dialogues.test_entries_sharing import entry
from tests.dialogues.town_log import SHOWN, STOVES, stands

STAYS = "Twoje wpisy zostają w bazie sieci „Miasto Cyfrowe”."


async def left(network: Network, audience: EntryAudience = EntryAudience.PUBLIC) -> int:
    """Ewa has shared an entry and left; her colleagues never were there."""
    number = await stands(network, network.ewa, audience=audience)
    await leaves(network.ewa)
    assert STAYS in network.ewa.sees()
    await network.ewa.taps("Moje wpisy")
    await network.ewa.taps(STOVES[:20])
    return number


async def test_whoever_has_left_takes_back_what_they_shared(network: Network) -> None:
    number = await left(network)
    assert network.ewa.buttons() == ["Dla kogo…", "Wycofaj…", "‹ Moje wpisy"]
    await network.ewa.taps("Wycofaj…")
    await network.ewa.taps("Tak, wycofaj")
    known = await entry(network, number)
    assert (known.state, known.title) == (EntryState.TAKEN_BACK, "")
    await network.jan.says("/szukaj kominiarz")
    assert STOVES not in network.jan.sees()


async def test_whoever_has_left_narrows_what_they_shared_and_widens_nothing(network: Network) -> None:
    number = await left(network, EntryAudience.INSTALLATION)
    await network.ewa.taps("Dla kogo…")
    assert network.ewa.buttons() == ["Tylko ta sieć", "✓ Wszystkie sieci", "‹ Wstecz"]
    await network.ewa.forges(f"entry:opento:{number}:~public")
    assert (await entry(network, number)).audience is EntryAudience.INSTALLATION
    await network.ewa.taps("Tylko ta sieć")
    assert (await entry(network, number)).audience is EntryAudience.NETWORK
    async with network.town.process.database.read() as uow:
        assert await entries.seen.one(uow, entries.Sight(installation=True), number) is None
    assert network.ewa.buttons() == ["Wycofaj…", "‹ Moje wpisy"]


async def test_the_way_there_stays_open_later(network: Network) -> None:
    number = await stands(network, network.ewa)
    await leaves(network.ewa)
    await network.town.passes(days=400)
    await network.ewa.starts(encode_link("myentries", 1))
    assert STOVES[:20] in " ".join(network.ewa.buttons())
    assert "Podziel się czymś nowym" not in network.ewa.buttons()
    await network.ewa.starts(encode_link("ownentry", number))
    assert "Wycofaj…" in network.ewa.buttons()


async def test_whoever_has_left_changes_and_reads_nothing_there(network: Network) -> None:
    other = await stands(network, network.jan, "Coś Jana")
    number = await left(network)
    for data in (
        f"entry:change:{number}:~done", f"entry:addfiles:{number}", f"entry:versions:{number}",
        f"entry:open:{other}", f"entry:own:{other}", f"entry:takenback:{other}", "entry:list:1:0",
    ):  # fmt: skip
        await network.ewa.forges(data)
        assert "Coś Jana" not in network.ewa.sees()
    assert (await entry(network, number)).done == SHOWN
    assert (await entry(network, other)).state is EntryState.KEPT


async def test_what_colleagues_left_is_not_listed_for_somebody_who_left(network: Network) -> None:
    number = await stands(network, network.ewa)
    ida = await colleague(network)
    await stands(network, ida, "Wpis Idy")
    await leaves(ida)
    await leaves(network.ewa)
    await network.ewa.taps("Moje wpisy")
    listed = " ".join(network.ewa.buttons())
    assert STOVES[:20] in listed
    assert "Wpis Idy" not in listed
    await ida.forges(f"entry:takenback:{number}")
    assert (await entry(network, number)).state is EntryState.KEPT


async def test_who_shared_nothing_hears_nothing_and_finds_nothing(network: Network) -> None:
    await drafted(network.jan)
    await leaves(network.jan)
    assert STAYS not in "".join(network.jan.all_texts())
    await network.jan.starts(encode_link("myentries", 1))
    assert "Moje wpisy" not in network.jan.sees()


async def test_who_leaves_with_the_group_hears_it_too(network: Network) -> None:
    await stands(network, network.ewa)
    network.town.world.remove_member(network.ola.id, network.group, network.ewa.id)
    await network.town.settle()
    assert any(STAYS in text for text in network.ewa.all_texts())


async def test_in_a_group_nobody_takes_back_what_they_left(network: Network) -> None:
    number = await stands(network, network.ewa)
    await network.ewa.says("/opusc")
    await network.ewa.taps("Odchodzę z sieci")
    await network.ewa.forges(f"entry:takenback:{number}", network.group)
    assert (await entry(network, number)).state is EntryState.KEPT
