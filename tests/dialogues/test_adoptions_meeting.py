"""Adopter and author are put in touch when both want it; nobody learns who said no."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.test_adoptions import colleague, shared, takes
from tests.dialogues.town import Resident

__all__ = ["shared"]


def mentioned(who: Resident) -> list[int]:
    """Whom the newest message links to."""
    entities = who.messages()[-1].get("entities", [])
    return [each["user"]["id"] for each in entities if each["type"] == "text_mention"]


async def wants_to_talk(who: Resident, number: int) -> None:
    await takes(who, number)
    await who.taps("Porozmawiaj")


async def test_both_say_yes_and_each_gets_the_others_name(network: Network, shared: int) -> None:
    await wants_to_talk(network.jan, shared)
    assert "Ktoś chce porozmawiać o Twoim wpisie. Skąd: Łódź" in network.ewa.sees()
    assert not [text for text in network.ewa.all_texts() if "Jan" in text]
    await network.ewa.taps("Tak, chętnie")
    assert "Obie strony chcą porozmawiać: Jan Łoś, Łódź" in network.ewa.sees()
    assert "Obie strony chcą porozmawiać: Ewa Żak, Gdynia" in network.jan.sees()
    assert mentioned(network.ewa) == [network.jan.id]
    assert mentioned(network.jan) == [network.ewa.id]


async def test_a_no_of_the_author_is_nobodys(network: Network, shared: int) -> None:
    await wants_to_talk(network.jan, shared)
    await network.ewa.taps("Raczej nie")
    assert "rozmowa nie dojdzie do skutku" in network.ewa.sees()
    assert "Rozmowa tym razem nie dojdzie do skutku." in network.jan.sees()
    assert "Ewa" not in network.jan.sees()
    assert not [text for text in network.ewa.all_texts() if "Jan" in text]


async def test_an_author_who_cannot_be_written_to_looks_the_same(network: Network, shared: int) -> None:
    await network.ewa.blocks_the_bot()
    await wants_to_talk(network.jan, shared)
    assert "Rozmowa tym razem nie dojdzie do skutku." in network.jan.sees()


async def test_the_adopter_may_think_better_of_it(network: Network, shared: int) -> None:
    await wants_to_talk(network.jan, shared)
    await network.jan.taps("Jednak bez rozmowy")
    await network.ewa.taps("Tak, chętnie")
    assert "Rozmowa tym razem nie dojdzie do skutku." in network.ewa.sees()
    assert not [text for text in network.ewa.all_texts() if "Jan" in text]
    assert not [text for text in network.jan.all_texts() if "Obie strony" in text]


async def test_who_takes_the_care_on_says_for_themselves_whether_to_talk(
    network: Network, shared: int
) -> None:
    lena = await colleague(network)
    await wants_to_talk(network.jan, shared)
    await takes_on(lena)
    await network.ewa.taps("Tak, chętnie")
    assert "Rozmowa tym razem nie dojdzie do skutku." in network.ewa.sees()
    assert "Lena" not in network.ewa.sees()


async def takes_on(who: Resident) -> None:
    await who.says("/wdrozenia")
    await who.taps("1")
    await who.taps("Zaopiekuję się tym")


@pytest.mark.parametrize("agrees", [0, 1])
async def test_nobody_else_answers_for_the_author(network: Network, shared: int, agrees: int) -> None:
    await wants_to_talk(network.jan, shared)
    await network.jan.forges(f"adopt:agree:1:{agrees}")
    assert network.jan.toast is not None
    assert "tylko osoby z tej instytucji" in network.jan.toast
    await network.ewa.taps("Tak, chętnie")
    assert "Obie strony" in network.ewa.sees()


async def test_where_the_author_has_left_colleagues_hear_and_may_agree(network: Network, shared: int) -> None:
    lena = await colleague(network, city="Gdynia")
    network.town.world.remove_member(network.ola.id, network.group, network.ewa.id)
    await network.town.settle()
    await wants_to_talk(network.jan, shared)
    assert any("Skorzystać chce: Łódź" in text for text in lena.all_texts())
    await lena.taps("Tak, chętnie")
    assert "Obie strony chcą porozmawiać: Lena, Gdynia" in network.jan.sees()


async def test_where_nobody_of_them_can_be_written_to_those_who_lead_hear(
    network: Network, shared: int
) -> None:
    await network.ewa.blocks_the_bot()
    await takes(network.jan, shared)
    assert "Skorzystać chce: Łódź" in network.ola.sees()
