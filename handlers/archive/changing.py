"""Changing what is in the archive: another title, for whom it is, and out of it again."""

from facilitation import archive as rules
from facilitation.permissions import Act
from handlers import forms
from handlers.archive import finding
from handlers.archive.door import enter
from handlers.archive.listing import of_meeting
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message
from handlers.visit import Visit


async def on_audience(visit: Visit, file_id: int, internal: int) -> None:
    meeting, file = await enter(visit, file_id, Act.ARCHIVE)
    rules.keep_inside(visit.uow, file, internal=bool(internal))
    await finding.changed(visit, file)
    visit.edit(await of_meeting(visit, meeting))


async def on_rename(visit: Visit, file_id: int) -> None:
    await enter(visit, file_id, Act.ARCHIVE)
    await forms.begin(visit, RENAME, {"file": file_id}, network_id=visit.here.key)


async def _ask_title(visit: Visit, answers: Answers) -> Message:
    return Message(visit.reader("What shall it be called?"))


async def _take_title(visit: Visit, answers: Answers, typed: str) -> str:
    return rules.checked_title(typed)


async def _renamed(visit: Visit, answers: Answers) -> None:
    meeting, file = await enter(visit, answers["file"], Act.ARCHIVE)
    rules.rename(visit.uow, file, answers["title"])
    await finding.changed(visit, file)
    visit.edit(await of_meeting(visit, meeting))


RENAME = Form("archive_rename", (Step("title", _ask_title, take=_take_title),), _renamed)


async def on_remove(visit: Visit, file_id: int) -> None:
    """First asked back: the file would have to be sent again."""
    _meeting, file = await enter(visit, file_id, Act.ARCHIVE)
    _ = visit.reader
    text = _(
        "Remove “{title}” from the archive? The message with the file itself stays in the chat.",
        title=file.title,
    )
    yes = Button(_("Yes, remove it"), tap=visit.tap("arch", "removed", file.key), style="danger")
    no = Button(_("No, keep it"), tap=visit.tap("arch", "meeting", file.meeting_id))
    visit.edit(Message(text, ((yes, no),)))


async def on_removed(visit: Visit, file_id: int) -> None:
    meeting, file = await enter(visit, file_id, Act.ARCHIVE)
    await finding.changed(visit, file)
    rules.remove(visit.uow, file)
    visit.answer(visit.reader("Removed from the archive."))
    visit.edit(await of_meeting(visit, meeting))
