"""The doors of the archive: who may see a file, and who may change it."""

from facilitation import archive as rules
from facilitation.archive import ArchiveReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.meetings import door
from handlers.visit import Visit
from storage import archive
from storage.archive import ArchivedFile
from storage.meetings import Meeting


async def enter(visit: Visit, file_id: int, act: Act = Act.SEE_MEETINGS) -> tuple[Meeting, ArchivedFile]:
    """A file and its meeting, for someone of the network who may do this; internal ones are not for observers."""
    known = await archive.by_id(visit.uow, file_id)
    network = await visit.enter(known.network_id if known else None)
    visit.require(act)
    file = await rules.of_network(visit.uow, network, file_id)
    if file.internal and not sees_internal(visit):
        raise Refused(ArchiveReason.GONE)
    return await door.enter(visit, file.meeting_id, act), file


def sees_internal(visit: Visit) -> bool:
    """Members and those who lead; not whoever only observes."""
    return visit.may(Act.ASK)
