"""What one update asks of the database stays small, however many people the network has."""

import pytest

from tests.dialogues.conftest import Network
from tests.dialogues.statements import SIMPLE


@pytest.mark.parametrize("words", ["/pomoc", "/jezyk"])
async def test_a_command_that_reads_one_thing_is_cheap(network: Network, words: str) -> None:
    network.town.statements.handled.clear()
    await network.ewa.says(words)
    (handled,) = network.town.statements.handled
    assert len(handled) <= SIMPLE, "\n".join(handled)


async def test_a_tap_that_changes_one_thing_is_cheap(network: Network) -> None:
    await network.ewa.says("/jezyk")
    network.town.statements.handled.clear()
    await network.ewa.taps("English")
    (handled,) = network.town.statements.handled
    assert len(handled) <= SIMPLE + 1, "\n".join(handled)  # and the menu is planned


async def test_a_larger_network_takes_no_more_statements(network: Network) -> None:
    await network.ola.says("/ludzie")
    before = len(network.town.statements.handled[-1])
    for number in range(8):
        someone = network.town.resident(f"Osoba{number}")
        network.town.world.join(someone.id, network.group)
        await network.town.joins(someone, network.group, f"Miasto{number}")
    await network.ola.says("/ludzie")
    assert len(network.town.statements.handled[-1]) <= before
