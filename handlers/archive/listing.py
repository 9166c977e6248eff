"""`/archiwum`: meetings with their papers and files, the newest first; and what can be done with each file."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import picker, printing
from handlers.archive import adding
from handlers.archive.door import enter, sees_internal
from handlers.feature import Known
from handlers.meetings import door
from handlers.meetings import words as about
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Bullets
from storage import archive
from storage.archive import ArchivedFile
from storage.meetings import Meeting
from storage.network import Network

PAGE = 8


async def show(visit: Visit, typed: str) -> None:
    """As a reply to a file it is archived; else the archive is shown, in private chat where that is possible."""
    quoted = visit.heard.quoted
    if quoted is not None and quoted.attached is not None:
        await adding.begin(visit, quoted.attached, typed or quoted.words)
    elif visit.heard.attached is not None:
        await adding.begin(visit, visit.heard.attached, typed)
    elif visit.step_aside():
        visit.reply(await _page(visit, visit.here, 0))
    else:
        _ = visit.reader
        private = Button(_("The archive"), url=visit.link("archive", visit.here.key))
        visit.reply(Message(_("The papers and files of our meetings, in private chat:"), ((private,),)))


async def on_link(visit: Visit, network_id: int) -> None:
    await on_list(visit, network_id, 0)


async def on_list(visit: Visit, network_id: int, page: int) -> None:
    network = await visit.enter(network_id)
    visit.require(Act.SEE_MEETINGS)
    visit.edit(await _page(visit, network, page))


async def _page(visit: Visit, network: Network, page: int) -> Message:
    if not 0 <= page < 1000:
        raise Refused(DoorReason.OLD_BUTTON)
    _, internal = visit.reader, sees_internal(visit)
    found = await archive.meetings(
        visit.uow, network.key, internal=internal, limit=PAGE + 1, skip=page * PAGE
    )
    shown = [each for each in found[:PAGE] if await door.may_see(visit, each)]
    counts = await archive.counts(visit.uow, [each.key for each in shown], internal=internal)
    text = paragraphs(
        _("<b>The archive</b> of the network <b>{topic}</b>", topic=network.topic),
        _("Papers and files of each meeting. /search finds files by their titles.")
        if shown
        else _nothing(visit),
    )
    rows = tuple((_button(visit, each, counts.get(each.key, 0)),) for each in shown)
    turns = [
        Button(label, tap=visit.tap("arch", "list", network.key, to))
        for label, to, there in (
            (_("‹ Newer"), page - 1, page > 0),
            (_("Earlier ›"), page + 1, len(found) > PAGE),
        )
        if there
    ]
    return Message(text, rows).with_buttons(turns)


def _nothing(visit: Visit) -> str:
    _ = visit.reader
    if visit.may(Act.ARCHIVE):
        return _(
            "There is nothing here yet. Reply with /archive to a file of a meeting, and it is kept here."
        )
    return _("There is nothing here yet. Papers and files come with the meetings.")


def _button(visit: Visit, meeting: Meeting, count: int) -> Button:
    _ = visit.reader
    files = _.plural("{n} file", "{n} files", count) if count else ""
    label = picker.Option(0, about.label(_, meeting), files).label
    return Button(label, tap=visit.tap("arch", "meeting", meeting.key))


# one meeting


async def on_page(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Message | None:
    """What the archive adds to the page of a meeting: the way there."""
    internal = sees_internal(visit)
    count = (await archive.counts(visit.uow, [meeting.key], internal=internal)).get(meeting.key, 0)
    if not count and not printing.offered(visit):
        return None
    label = _("Papers and files ({count})", count=count) if count else _("Papers and files")
    return Message(Markup(""), ((Button(label, tap=visit.tap("arch", "meeting", meeting.key)),),))


async def on_meeting(visit: Visit, meeting_id: int) -> None:
    visit.edit(await of_meeting(visit, await door.enter(visit, meeting_id)))


async def of_meeting(visit: Visit, meeting: Meeting) -> Message:
    _ = visit.reader
    files = await archive.of_meeting(visit.uow, meeting.key, internal=sees_internal(visit))
    listed = [
        _("{n}. {title} (internal)", n=n, title=file.title)
        if file.internal
        else _("{n}. {title}", n=n, title=file.title)
        for n, file in enumerate(files, 1)
    ]
    text = paragraphs(
        lines(
            _("<b>Papers and files</b>: {meeting}", meeting=about.title(_, meeting)), about.when(_, meeting)
        ),
        lines(*listed) or _("No files yet."),
    )
    papers = [printing.buttons(visit, _, meeting, name, paper) for name, paper in printing.offered(visit)]
    numbers = [Button(str(n), tap=visit.tap("arch", "file", file.key)) for n, file in enumerate(files, 1)]
    add = Button(_("Add a file"), tap=visit.tap("arch", "add", meeting.key))
    back = [
        Button(_("‹ The meeting"), tap=visit.tap("m", "one", meeting.key)),
        Button(_("The archive"), tap=visit.tap("arch", "list", meeting.network_id, 0)),
    ]
    message = Message(text, columns(numbers, 6)).with_buttons(*papers)
    return message.with_buttons([add] if visit.may(Act.ARCHIVE) else [], back)


async def report_part(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Known:
    """The files of the meeting, by their titles; internal ones stay inside."""
    files = await archive.of_meeting(visit.uow, meeting.key, internal=False)
    return Known((Bullets(tuple(file.title for file in files)),)) if files else Known()


# one file


async def on_file(visit: Visit, file_id: int) -> None:
    """The file itself, and for those who archive what can be done with it."""
    meeting, file = await enter(visit, file_id)
    _ = visit.reader
    text = lines(
        _("<b>{title}</b>", title=file.title),
        about.label(_, meeting),
        _("Internal: observers don't see it.") if file.internal else None,
    )
    visit.reply(Message(text, _ways(visit, file), attached=file.file))


def _ways(visit: Visit, file: ArchivedFile) -> tuple[tuple[Button, ...], ...]:
    _ = visit.reader
    if not visit.may(Act.ARCHIVE):
        return ()
    audience = _("Show it to observers too") if file.internal else _("Hide it from observers")
    return (
        (Button(_("Rename"), tap=visit.tap("arch", "rename", file.key)),
         Button(_("Remove"), tap=visit.tap("arch", "remove", file.key))),
        (Button(audience, tap=visit.tap("arch", "audience", file.key, int(not file.internal))),),
    )  # fmt: skip
