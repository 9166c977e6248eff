"""What the features offer to somebody whom a network welcomes."""

from handlers.message import Rows, columns
from handlers.visit import Visit
from storage.network import Network
from storage.people import Person


async def offered_to(visit: Visit, network: Network, person: Person) -> Rows:
    """Buttons for the welcome, one in a row."""
    greeting = [feature.greets for feature in visit.registry.features if feature.greets is not None]
    return columns([button for greets in greeting for button in await greets(visit, network, person)], 1)
