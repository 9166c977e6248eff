"""Whether a network wants such pictures at all: only once it has decided so."""

from facilitation import settings
from facilitation.refusals import Refused
from facilitation.settings import Setting
from facilitation.ties.reasons import TieReason
from storage.unit_of_work import UnitOfWork

WANTED = Setting("ties.wanted", usual=False)


async def is_wanted(uow: UnitOfWork, network_id: int) -> bool:
    wanted: bool = (await settings.of_network(uow, network_id))[WANTED]
    return wanted


async def require_wanted(uow: UnitOfWork, network_id: int) -> None:
    if not await is_wanted(uow, network_id):
        raise Refused(TieReason.OFF)
