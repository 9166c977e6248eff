"""Photos and papers of an entry: added by its owner, shown to whoever may read the entry."""

from typing import Any

from facilitation.entries import attaching as rules
from facilitation.entries import owning
from facilitation.entries.reasons import EntryReason
from facilitation.permissions import Act, may
from facilitation.refusals import Refused
from handlers import forms, picker
from handlers.entries import answering, door, own
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries
from storage.attached import AttachedKind
from storage.entries import Entry, EntryFile, EntryState

SHORT = 60


async def on_files(visit: Visit, entry_id: int) -> None:
    """Of one's own entry, to add and to remove them; of another one, to look at them or to check them."""
    visit.edit(await page(visit, await _seen(visit, entry_id)))


async def _seen(visit: Visit, entry_id: int) -> Entry:
    """One's own entry, one that this person checks, or one that they may read."""
    known = await entries.by_id(visit.uow, entry_id)
    if known is not None and visit.person is not None and await owning.owns(visit.uow, known, visit.me):
        return await door.enter_own(visit, entry_id, *owning.OWN)
    if known is not None and may(visit.roles_in.get(known.network_id, frozenset()), Act.CHECK_ENTRIES):
        return await door.enter_to_check(visit, entry_id)
    return await door.enter(visit, entry_id)


async def page(visit: Visit, entry: Entry) -> Message:
    _, found = visit.reader, await _of(visit, entry)
    mine = await owning.owns(visit.uow, entry, visit.me)
    text = paragraphs(
        _("<b>Photos and files</b> of “{title}”", title=own.title(_, entry)),
        lines(*(f"{n}. {_name(_, file)}" for n, file in enumerate(found, 1))) or _("None yet."),
        _fitting(_) if mine else None,
    )
    numbers = [Button(str(n), tap=visit.tap("entry", "file", file.key)) for n, file in enumerate(found, 1)]
    add = Button(_("Add…"), tap=visit.tap("entry", "addfiles", entry.key))
    whence = "own" if mine else "open" if entry.state is EntryState.KEPT else "check"
    back = Button(_("‹ Back"), tap=visit.tap("entry", whence, entry.key))
    ways = [add] if mine and len(found) < rules.MOST else []
    return Message(text, columns(numbers, 5)).with_buttons(ways, [back])


async def _of(visit: Visit, entry: Entry) -> list[EntryFile]:
    return (await entries.files.of(visit.uow, [entry.key])).get(entry.key, [])


def _name(_: Reader, file: EntryFile) -> str:
    return picker.cut(file.name, SHORT) or (_("photo") if file.kind is AttachedKind.PHOTO else _("file"))


def _fitting(_: Reader) -> str:
    return _(
        "Photos, and files that are PDF, JPEG or PNG: at most {most}, each of at most {size} MB.",
        most=rules.MOST, size=rules.LARGEST // rules.MEGABYTE,
    )  # fmt: skip


async def on_file(visit: Visit, file_id: int) -> None:
    """The file itself; its owner can remove it."""
    entry, file = await _one(visit, file_id)
    _, mine = visit.reader, await owning.owns(visit.uow, entry, visit.me)
    away = Button(_("Remove…"), tap=visit.tap("entry", "dropfile", file.key))
    back = Button(_("‹ Photos and files"), tap=visit.tap("entry", "files", entry.key))
    row = ((away, back),) if mine else ((back,),)
    visit.reply(Message(lines(_name(_, file)), row, attached=file.file))


async def _one(visit: Visit, file_id: int) -> tuple[Entry, EntryFile]:
    file = await entries.files.by_id(visit.uow, file_id)
    entry = await _seen(visit, file.entry_id if file else 0)
    if file is None:
        raise Refused(EntryReason.FILE_GONE)
    return entry, file


# adding


async def on_add(visit: Visit, entry_id: int) -> None:
    entry = await door.enter_own(visit, entry_id, *owning.OWN)
    await forms.begin(visit, FORM, {"entry": entry.key}, network_id=entry.network_id)


async def _ask_file(visit: Visit, answers: Answers) -> Message:
    _, entry = visit.reader, await answering.of(visit, answers)
    count = await entries.files.count(visit.uow, entry)
    added = answers.get("file")
    if added is None:
        return Message(
            paragraphs(_("Please send me photos or files, several at once if you like."), _fitting(_))
        )
    text = lines(
        _("Added: {name}", name=added),
        _("{n} of {most} are there. Send more, or tap “Done”.", n=count, most=rules.MOST)
        if count < rules.MOST
        else _("{most} are there, and that is as many as fit.", most=rules.MOST),
    )
    return Message(text, silent=True)


async def _take_file(visit: Visit, answers: Answers, _typed: str) -> Any:
    """Kept at once; the question stays open for the next one, also where several come together."""
    if visit.heard.attached is None:
        raise Refused(EntryReason.NO_FILE)
    entry = await answering.of(visit, answers)
    file = await rules.add(visit.uow, entry, visit.heard.attached, visit.me, visit.now)
    return str(_name(visit.reader, file))


async def _done(visit: Visit, answers: Answers) -> None:
    visit.edit(await _stopped(visit, answers))


async def _stopped(visit: Visit, answers: Answers) -> Message:
    entry = await answering.still(visit, answers)
    return await page(visit, entry) if entry is not None else answering.gone(visit)


FORM = Form(
    "entry_files", (Step("file", _ask_file, _take_file, settled=lambda answer: False),), _done, stopped=_stopped,
    stop=mark("Done"),
)  # fmt: skip


# removing


async def on_drop_file(visit: Visit, file_id: int) -> None:
    entry, file = await _own_file(visit, file_id)
    _ = visit.reader
    yes = Button(_("Yes, remove it"), tap=visit.tap("entry", "droppedfile", file.key), style="danger")
    no = Button(_("No, keep it"), tap=visit.tap("entry", "files", entry.key))
    visit.edit(Message(_("Remove “{name}” from the entry?", name=_name(_, file)), ((yes, no),)))


async def on_dropped_file(visit: Visit, file_id: int) -> None:
    entry, file = await _own_file(visit, file_id)
    await rules.remove(visit.uow, entry, file)
    visit.edit(await page(visit, entry))


async def _own_file(visit: Visit, file_id: int) -> tuple[Entry, EntryFile]:
    file = await entries.files.by_id(visit.uow, file_id)
    entry = await door.enter_own(visit, file.entry_id if file else 0, *owning.OWN)
    if file is None:
        raise Refused(EntryReason.FILE_GONE)
    return entry, file


async def ways(visit: Visit, _: Reader, entry: Entry) -> list[list[Button]]:
    """For every reader, where there are any."""
    found = await row(visit, _, entry) if entry.state is EntryState.KEPT else []
    return [found] if found else []


async def row(visit: Visit, _: Reader, entry: Entry) -> list[Button]:
    """The way to them, if there are any."""
    count = await entries.files.count(visit.uow, entry)
    label = _("Photos and files ({count})", count=count)
    return [Button(label, tap=visit.tap("entry", "files", entry.key))] if count else []
