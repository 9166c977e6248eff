"""Putting a file into the archive: by a reply to it, or by sending it after a tap on the meeting's page."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation import archive as rules
from facilitation.archive import ArchiveReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms, picker
from handlers.archive import finding
from handlers.forms import Answers, Form, Step, choice
from handlers.meetings import door
from handlers.meetings import words as about
from handlers.message import Button, Message, lines
from handlers.picker import Option
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage import archive, meetings
from storage.attached import Attached, AttachedKind
from storage.meetings import TAKING_PLACE, Meeting

RECENT = 20
SUGGESTED = 1
EVERYONE, INSIDE = 0, 1


async def begin(visit: Visit, file: Attached, suggested: str) -> None:
    """A file that is there already; the rest is asked in private chat."""
    visit.require(Act.ARCHIVE)
    if not visit.step_aside():
        _ = visit.reader
        text = _("Let's do this in private chat: send me the file there, as a reply to it write /archive.")
        private = Button(_("Private chat"), url=visit.link("archive", visit.here.key))
        visit.reply(Message(text, ((private,),)))
        return
    if not await _meetings(visit):
        raise Refused(ArchiveReason.NO_MEETING)
    answers = {"file": _kept(file), "suggested": _title(suggested, file)}
    await forms.begin(visit, FORM, answers, network_id=visit.here.key)


async def on_add(visit: Visit, meeting_id: int) -> None:
    """From the page of a meeting."""
    meeting = await door.enter(visit, meeting_id, Act.ARCHIVE)
    await forms.begin(visit, FORM, {"of": meeting.key}, network_id=visit.here.key)


def _kept(file: Attached) -> list[str]:
    return [file.kind.value, file.file_id, file.name]


def _title(words: str, file: Attached) -> str:
    """What the file may be called: its caption, or its name without the ending."""
    suggested = words.strip().split("\n")[0] or file.name.rpartition(".")[0] or file.name
    suggested = picker.cut(" ".join(suggested.split()), rules.LONGEST - 1)
    return suggested if len(suggested) >= rules.SHORTEST else ""


# the questions


async def _ask_file(visit: Visit, answers: Answers) -> Message:
    return Message(visit.reader("Please send me the file: a document, a photo, a recording."))


async def _take_file(visit: Visit, answers: Answers, typed: str) -> list[str]:
    if visit.heard.attached is None:
        raise Refused(ArchiveReason.NO_FILE)
    answers["suggested"] = _title(typed, visit.heard.attached)
    return _kept(visit.heard.attached)


async def _ask_meeting(visit: Visit, answers: Answers) -> Markup:
    return visit.reader("Which meeting does it belong to?")


async def _options(visit: Visit, answers: Answers) -> Sequence[Option]:
    _ = visit.reader
    return [Option(each.key, about.label(_, each)) for each in await _meetings(visit)]


async def _meetings(visit: Visit) -> list[Meeting]:
    """What takes place now or next first, then those that were."""
    network = visit.here.key
    ahead = list(await meetings.of_network(visit.uow, network, TAKING_PLACE, visit.now))
    were = await archive.meetings(visit.uow, network, internal=True, limit=RECENT, skip=0)
    every = {each.key: each for each in (*ahead[:1], *were, *ahead[1:])}
    return [each for each in every.values() if await door.may_see(visit, each)]


async def _ask_title(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    known = answers.get("suggested")
    rows = ((choice(picker.cut(known, picker.LONGEST_LABEL), "title", SUGGESTED),),) if known else ()
    return Message(_("What is it called? People find it by these words."), rows)


async def _take_title(visit: Visit, answers: Answers, typed: str) -> str:
    return rules.checked_title(typed)


async def _pick_title(visit: Visit, answers: Answers, value: Value) -> str:
    if value != SUGGESTED:
        raise Refused(DoorReason.OLD_BUTTON)
    return rules.checked_title(answers.get("suggested") or "")


async def _ask_audience(visit: Visit, answers: Answers) -> Message:
    _ = visit.reader
    everyone = choice(_("Everyone, observers too"), "audience", EVERYONE)
    inside = choice(_("Only members and those who lead"), "audience", INSIDE)
    return Message(_("Who may see it?"), ((everyone,), (inside,)))


async def _pick_audience(visit: Visit, answers: Answers, value: Value) -> int:
    if value not in (EVERYONE, INSIDE):
        raise Refused(DoorReason.OLD_BUTTON)
    return int(value)


async def _done(visit: Visit, answers: Answers) -> None:
    meeting = await door.enter(visit, answers["of"] if "of" in answers else answers["meeting"], Act.ARCHIVE)
    kind, file_id, name = answers["file"] if "file" in answers else answers["given"]
    file = await rules.add(
        visit.uow, meeting, Attached(AttachedKind(kind), file_id, name), answers["title"], visit.me, visit.now,
        internal=answers["audience"] == INSIDE,
    )  # fmt: skip
    await finding.changed(visit, file)
    _ = visit.reader
    said = lines(
        _("<b>In the archive: {title}</b>", title=file.title), about.title(_, meeting), about.when(_, meeting)
    )
    page = Button(_("Papers and files"), tap=visit.tap("arch", "meeting", meeting.key))
    another = Button(_("Add another file"), tap=visit.tap("arch", "add", meeting.key))
    visit.edit(Message(said, ((another,), (page,))))


def _origin(visit: Visit, answers: Answers) -> Button:
    if "of" in answers:
        return Button(visit.reader("Papers and files"), tap=visit.tap("arch", "meeting", answers["of"]))
    return Button(visit.reader("The archive"), tap=visit.tap("arch", "list", visit.here.key, 0))


FORM = Form(
    "archive",
    (
        Step("given", _ask_file, take=_take_file, when=lambda answers: "file" not in answers),
        picker.step("meeting", _ask_meeting, _options, when=lambda answers: "of" not in answers),
        Step("title", _ask_title, take=_take_title, pick=_pick_title),
        Step("audience", _ask_audience, pick=_pick_audience),
    ),
    _done,
    _origin,
)
