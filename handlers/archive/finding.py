"""Files of the archive in the search: by their titles."""

from collections.abc import Collection

from facilitation.search import Text, drop, keep
from handlers.finding import Finding
from handlers.meetings import words
from handlers.visit import Visit
from locales.reader import Reader
from storage import archive, due_work, meetings
from storage.archive import ArchivedFile
from storage.due_work import DueWork
from storage.search import Audience, Kind


async def changed(visit: Visit, file: ArchivedFile) -> None:
    """What can be found follows right after this transaction."""
    await due_work.plan(
        visit.uow, "archive.index", str(file.key), visit.now, network_id=file.network_id, file=file.key
    )


async def index(visit: Visit, work: DueWork) -> None:
    file = await archive.by_id(visit.uow, work.arguments["file"])
    meeting = await meetings.by_id(visit.uow, file.meeting_id) if file else None
    if file is None or file.removed or meeting is None or meeting.subgroup_id is not None:
        await drop(visit.uow, Kind.FILE, work.arguments["file"])
        return
    text = Text(
        network_id=file.network_id,
        kind=Kind.FILE,
        subject=file.key,
        title=file.title,
        words=file.attached_name,
        at=file.archived_at,
        audience=Audience.MEMBERS if file.internal else Audience.NETWORK,
        settled=False,
    )
    await keep(visit.uow, text)


async def findings(visit: Visit, _: Reader, subjects: Collection[int]) -> dict[int, Finding]:
    found = await archive.by_ids(visit.uow, subjects)
    of = {each.key: each for each in await meetings.by_ids(visit.uow, {file.meeting_id for file in found})}
    return {
        file.key: Finding(
            title=_("“{words}”", words=file.title),
            about=_("File of the meeting: {meeting}", meeting=words.label(_, of[file.meeting_id])),
            tap=visit.tap("arch", "file", file.key),
            link=visit.link("archfile", file.key),
        )
        for file in found
        if file.meeting_id in of
    }
