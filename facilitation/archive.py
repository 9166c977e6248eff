"""The archive of meetings: files that people put there, each with a title; some only for the inside."""

from datetime import datetime

from facilitation.refusals import Reason, Refused
from storage import archive
from storage.archive import ArchivedFile
from storage.attached import Attached
from storage.meetings import Meeting
from storage.network import Network
from storage.people import Person
from storage.unit_of_work import UnitOfWork

SHORTEST, LONGEST = 2, 120
MOST_FILES = 100


class ArchiveReason(Reason):
    """Why a file can't be archived, or not be found there."""

    NO_FILE = "no file to archive"
    TITLE_LENGTH = "title of a file"
    MANY = "many files"
    GONE = "archived file gone"
    NO_MEETING = "no meeting to archive for"


async def add(
    uow: UnitOfWork,
    meeting: Meeting,
    file: Attached,
    title: str,
    by: Person,
    now: datetime,
    *,
    internal: bool,
) -> ArchivedFile:
    """A file of a meeting; the same file a second time only gets its new title."""
    known = await archive.of_meeting(uow, meeting.key, internal=True)
    for each in known:
        if each.attached_id == file.file_id:
            each.title, each.internal = title, internal
            uow.session.add(each)
            return each
    if len(known) >= MOST_FILES:
        raise Refused(ArchiveReason.MANY, most=MOST_FILES)
    new = ArchivedFile(
        network_id=meeting.network_id, meeting_id=meeting.key, archived_by_id=by.key, title=title,
        internal=internal, attached=file.kind, attached_id=file.file_id, attached_name=file.name, archived_at=now,
    )  # fmt: skip
    return await archive.add(uow, new)


async def of_network(uow: UnitOfWork, network: Network, file_id: int) -> ArchivedFile:
    """A file of this network, to change; refused where it is not there any more."""
    file = await archive.to_change(uow, file_id)
    if file is None or file.removed or file.network_id != network.id:
        raise Refused(ArchiveReason.GONE)
    return file


def rename(uow: UnitOfWork, file: ArchivedFile, title: str) -> None:
    file.title = title
    uow.session.add(file)


def keep_inside(uow: UnitOfWork, file: ArchivedFile, *, internal: bool) -> None:
    """Whether observers see it."""
    file.internal = internal
    uow.session.add(file)


def remove(uow: UnitOfWork, file: ArchivedFile) -> None:
    """Nobody finds it here any more; what was sent stays in its chat."""
    file.removed, file.title, file.attached_id, file.attached_name = True, "", "", ""
    uow.session.add(file)


def checked_title(typed: str) -> str:
    title = " ".join(typed.split())
    if not SHORTEST <= len(title) <= LONGEST:
        raise Refused(ArchiveReason.TITLE_LENGTH, least=SHORTEST, most=LONGEST)
    return title
