"""What both sides of the topics begin with: their network, and the way to add some."""

from facilitation.permissions import Act
from handlers.message import Button
from handlers.visit import Visit
from storage.network import Network


async def enter(visit: Visit, network_id: int, act: Act) -> Network:
    network = await visit.enter(network_id)
    visit.require(act)
    return network


def add_button(visit: Visit, network: Network) -> Button:
    return Button(visit.reader("Add topics…"), tap=visit.tap("topic", "add", network.key))
