"""Some people work on one thing: a subgroup is founded, joined, meets on its own, and ends."""

import pytest_asyncio

from tests.dialogues.conftest import Network
from tests.dialogues.test_meetings import cards


@pytest_asyncio.fixture
async def smog(network: Network) -> Network:
    """Ola has founded a subgroup, and Jan works in it."""
    await network.ola.says("/podgrupy")
    await network.ola.taps("Nowa podgrupa…")
    await network.ola.says("Smog")
    await network.jan.says("/podgrupy")
    await network.jan.taps("Smog")
    await network.jan.taps("Dołączam do podgrupy")
    return network


async def test_whoever_joins_is_named_in_it_until_they_leave_it(smog: Network) -> None:
    assert "Skład: Jan Łoś i Ola Wójcik" in smog.jan.sees()
    await smog.jan.taps("Wychodzę z podgrupy")
    assert "Skład: Ola Wójcik" in smog.jan.sees()


async def test_whoever_leaves_the_network_is_in_none_of_its_subgroups(smog: Network) -> None:
    await smog.jan.says("/opusc")
    await smog.jan.taps("Odchodzę z sieci")
    await smog.ola.says("/podgrupy")
    assert "• Smog (1 osoba)" in smog.ola.sees()


async def test_the_same_name_is_taken_once_however_it_is_written(smog: Network) -> None:
    await smog.ola.says("/podgrupy")
    await smog.ola.taps("Nowa podgrupa…")
    await smog.ola.says("  SMOG ")
    assert "Podgrupa „SMOG” już jest" in smog.ola.sees()


async def test_a_subgroup_meets_on_its_own_and_only_its_people_open_the_meeting(smog: Network) -> None:
    await smog.ola.says("/podgrupy")
    for label in ("Smog", "Zaplanuj jej spotkanie"):
        await smog.ola.taps(label)
    await smog.ola.says("20 października 10:00–12:00")
    for label in ("Online", "Pomiń", "Pomiń", "Pomiń", "Tak, zapowiedz"):
        await smog.ola.taps(label)
    assert "Dla podgrupy: Smog" in cards(smog.jan, smog.group)[0]
    await smog.jan.taps("Szczegóły", smog.group)
    assert "Dla podgrupy: Smog" in smog.jan.sees()
    await smog.ewa.taps("Szczegóły", smog.group)
    assert "Tego spotkania już nie ma" in smog.ewa.sees()
    await smog.ewa.says("/spotkanie")
    assert "Na razie żadne nie jest zaplanowane" in smog.ewa.sees()


async def test_an_ended_subgroup_is_gone_from_the_list(smog: Network) -> None:
    await smog.ola.says("/podgrupy")
    for label in ("Smog", "Zakończ…", "Tak, kończy"):
        await smog.ola.taps(label)
    assert "Na razie nie ma żadnej." in smog.ola.sees()
    await smog.jan.taps("Wychodzę z podgrupy")
    assert "Ta podgrupa zakończyła pracę" in (smog.jan.toast or "")
