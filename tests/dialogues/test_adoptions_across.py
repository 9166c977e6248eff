"""Transfers between networks, and who is named for which eyes: on pages, lists, papers and everywhere else."""

from dataclasses import dataclass

import pytest_asyncio

from handlers.adoptions import page
from handlers.heard import Heard
from handlers.visit import Visit
from storage import entries
from storage.entries import ANYBODY, EntryAudience, Sight
from tests.dialogues.conftest import Network
from tests.dialogues.test_adoptions import confirms, kept, takes
from tests.dialogues.town import Resident
from tests.dialogues.town_log import STOVES, opens, stands

HERE, THERE = Sight(frozenset({1}), installation=True), Sight(frozenset({2}), installation=True)


@dataclass
class Across:
    """Ewa's practice in one network; Mila of Czarne, and Nina who leads, in another."""

    network: Network
    number: int
    group: int
    mila: Resident
    nina: Resident

    async def on_paper(self, sight: Sight) -> list[str]:
        """The places that paper names for these eyes."""
        edge = self.network.town.process.edge
        async with self.network.town.process.database.read() as uow:
            visit = Visit(
                uow, self.network.town.clock.now(), Heard(0, private=True), edge.installation, edge.registry
            )
            found = await entries.seen.by_ids(uow, sight, [self.number])
            added = await page.on_paper(visit, visit.reader, list(found.values()), sight)
            return [each.place for on_paper in added.values() for each in on_paper.transfers]


@pytest_asyncio.fixture
async def across(network: Network) -> Across:
    town = network.town
    nina, mila = town.resident("Nina", started=True), town.resident("Mila", started=True)
    group = town.group("Zielone Miasta", nina, mila)
    await town.add_bot(nina, group)
    await nina.taps("zaczynamy", group)
    await town.joins(mila, group, "Czarne")
    number = await stands(network, network.ewa, audience=EntryAudience.PUBLIC)
    return Across(network, number, group, mila, nina)


async def test_an_institution_of_another_network_takes_over_what_travels_so_far(across: Across) -> None:
    await takes(across.mila, across.number)
    assert across.network.ewa.sees().startswith("Skorzystać chce: Czarne")
    assert "Sieć: Zielone Miasta" in across.network.ewa.sees()
    assert [each.network_id for each in await kept(across.network, across.number)] == [2]


async def test_what_stays_in_its_network_can_not_be_taken_over_elsewhere(across: Across) -> None:
    number = await stands(across.network, across.network.ewa, "Tylko u nas")
    await across.mila.forges(f"adopt:want:{number}")
    assert await kept(across.network, number) == []
    assert "Tylko u nas" not in across.mila.sees()


async def test_named_in_their_network_only_others_see_a_number(across: Across) -> None:
    await takes(across.mila, across.number)
    await confirms(across.mila, named="Tak: tylko w naszej sieci")
    await opens(across.nina, across.number)
    assert "Działa w: Gdynia → Czarne" in across.nina.sees()
    await opens(across.network.jan, across.number)
    assert "Działa w 1 instytucji" in across.network.jan.sees()
    assert "Czarne" not in across.network.jan.sees()
    assert "Działa bez zarzutu." not in across.network.jan.sees()
    assert [await across.on_paper(sight) for sight in (HERE, THERE, ANYBODY)] == [[], ["Czarne"], []]


async def test_named_wherever_the_entry_is_shown(across: Across) -> None:
    await takes(across.mila, across.number)
    await confirms(across.mila, named="Tak: wszędzie")
    await opens(across.network.jan, across.number)
    assert "Działa w: Gdynia → Czarne" in across.network.jan.sees()
    assert [await across.on_paper(sight) for sight in (HERE, THERE, ANYBODY)] == [["Czarne"]] * 3


async def test_what_is_agreed_for_networks_is_not_shown_on_the_web_when_the_entry_goes_further(
    across: Across,
) -> None:
    await open_to(across, EntryAudience.INSTALLATION)
    await takes(across.mila, across.number)
    await confirms(across.mila, named="Tak: w sieciach")
    await open_to(across, EntryAudience.PUBLIC)
    assert [await across.on_paper(sight) for sight in (HERE, THERE, ANYBODY)] == [["Czarne"], ["Czarne"], []]


async def test_who_only_tries_is_a_number_in_other_networks(across: Across) -> None:
    await takes(across.mila, across.number)
    await across.mila.taps("Próbujemy")
    await opens(across.network.jan, across.number)
    assert "Próbują: 1\n" in f"{across.network.jan.sees()}\n"
    await opens(across.nina, across.number)
    assert "Próbują: 1 (Czarne)" in across.nina.sees()
    assert await across.on_paper(THERE) == []


async def test_revoked_consent_empties_every_paper_at_once(across: Across) -> None:
    await takes(across.mila, across.number)
    await confirms(across.mila, named="Tak: wszędzie")
    await across.mila.taps("Nigdzie nie pokazuj")
    assert [await across.on_paper(sight) for sight in (HERE, THERE, ANYBODY)] == [[], [], []]


async def test_an_entry_that_comes_home_is_no_longer_shown_elsewhere(across: Across) -> None:
    await takes(across.mila, across.number)
    await confirms(across.mila, named="Tak: wszędzie")
    await open_to(across, EntryAudience.NETWORK)
    await across.nina.says("/wdrozenia")
    assert STOVES not in across.nina.sees()
    await opens(across.network.jan, across.number)
    assert "Działa w: Gdynia → Czarne" in across.network.jan.sees()


async def test_the_same_city_in_two_networks_takes_over_from_itself(across: Across) -> None:
    """What Gdynia has tried in one network, Gdynia's school board may use in another."""
    zoe = across.network.town.resident("Zoe", started=True)
    across.network.town.world.add_member(across.nina.id, across.group, zoe.id)
    await across.network.town.joins(zoe, across.group, "Gdynia")
    await takes(zoe, across.number)
    assert len(await kept(across.network, across.number)) == 1


async def test_the_win_is_told_where_the_adopter_is(across: Across) -> None:
    await takes(across.mila, across.number)
    await confirms(across.mila, named="Tak: tylko w naszej sieci")
    assert across.nina.sees(across.group).startswith("Pierwsza praktyka z bazy działa też gdzie indziej!")
    assert not [
        text for text in across.network.kim.all_texts(across.network.group) if "Pierwsza praktyka" in text
    ]


async def test_both_networks_have_it_on_their_list_as_far_as_they_may(across: Across) -> None:
    await takes(across.mila, across.number)
    await confirms(across.mila, named="Tak: tylko w naszej sieci")
    await across.network.jan.says("/wdrozenia")
    assert "Potwierdzone: 1" in across.network.jan.sees()
    assert "Czarne" not in across.network.jan.sees()
    await across.nina.says("/wdrozenia")
    assert f"1. {STOVES}\nGdynia → Czarne" in across.nina.sees()


async def test_a_talk_across_networks(across: Across) -> None:
    await takes(across.mila, across.number)
    await across.mila.taps("Porozmawiaj")
    await across.network.ewa.taps("Tak, chętnie")
    assert "Obie strony chcą porozmawiać: Ewa Żak, Gdynia" in across.mila.sees()


async def open_to(across: Across, audience: EntryAudience) -> None:
    async with across.network.town.process.database.write() as uow:
        entry = await entries.to_change(uow, across.number)
        assert entry is not None
        entry.audience = audience
        uow.session.add(entry)
