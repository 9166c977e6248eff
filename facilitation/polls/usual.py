"""How a network usually votes."""

from facilitation import settings
from facilitation.polls.draft import Draft
from facilitation.settings import Setting
from storage.network import Network
from storage.unit_of_work import UnitOfWork

REVOTE = Setting("polls.revote")


async def draft(uow: UnitOfWork, network: Network) -> Draft:
    """An empty one, with what the network has decided for all."""
    return Draft("", revote=(await settings.of_network(uow, network.key))[REVOTE])
