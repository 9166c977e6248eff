"""What an entry said before: its versions, how they differ field by field, and one of them said again."""

from markupsafe import Markup

from facilitation.entries import content, owning, sharing
from facilitation.entries.content import Content
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from handlers import picker
from handlers.entries import door, own, wording
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import entries
from storage.entries import Entry, EntryKind, EntryVersion

SHOWN = 20
SHORT = 300
"""Signs of what a field said, where several are compared."""


async def on_versions(visit: Visit, entry_id: int) -> None:
    """The newest first; the numbers are those of the buttons only."""
    entry, _ = await door.enter_own(visit, entry_id, *owning.OWN), visit.reader
    found = (await entries.versions.of(visit.uow, entry.key))[:SHOWN]
    listed = [
        _("{n}. until {moment}", n=n, moment=_.moment(version.replaced_at))
        for n, version in enumerate(found, 1)
    ]
    text = paragraphs(
        _("<b>Earlier versions</b> of “{title}”", title=own.title(_, entry)),
        lines(*listed) or _("There are none: it says what it said from the beginning."),
    )
    numbers = [
        Button(str(n), tap=visit.tap("entry", "version", entry.key, version.number))
        for n, version in enumerate(found, 1)
    ]
    back = Button(_("‹ Back"), tap=visit.tap("entry", "own", entry.key))
    visit.edit(Message(text, columns(numbers, 5)).with_buttons([back]))


async def on_version(visit: Visit, entry_id: int, number: int) -> None:
    """What became otherwise with the next version."""
    entry, version = await _enter(visit, entry_id, number)
    following = await _after(visit, entry, version)
    _show(visit, _compared(visit, entry, version, following, newest=following == content.of(entry)))


async def on_version_now(visit: Visit, entry_id: int, number: int) -> None:
    """What is otherwise today."""
    entry, version = await _enter(visit, entry_id, number)
    _show(visit, _compared(visit, entry, version, content.of(entry), newest=True))


def _show(visit: Visit, message: Message) -> None:
    """In place of what was tapped, unless it takes several messages."""
    if len(message.parts()) > 1:
        visit.reply(message)
    else:
        visit.edit(message)


async def _enter(visit: Visit, entry_id: int, number: int) -> tuple[Entry, EntryVersion]:
    entry = await door.enter_own(visit, entry_id, *owning.OWN)
    version = await entries.versions.numbered(visit.uow, entry.key, number)
    if version is None:
        raise Refused(EntryReason.VERSION_GONE)
    return entry, version


async def _after(visit: Visit, entry: Entry, version: EntryVersion) -> Content:
    """What it said next, or says now."""
    later = [each for each in await entries.versions.of(visit.uow, entry.key) if each.number > version.number]
    return content.from_json(later[-1].content) if later else content.of(entry)


def _compared(visit: Visit, entry: Entry, version: EntryVersion, after: Content, *, newest: bool) -> Message:
    _, before = visit.reader, content.from_json(version.content)
    differing = [change(_, entry.kind, name, was, now) for name, was, now in content.changes(before, after)]
    head = _("<b>What is otherwise now</b>") if newest else _("<b>What the next version changed</b>")
    text = paragraphs(
        head,
        _("Until {moment}", moment=_.moment(version.replaced_at)),
        *differing,
        None if differing else _("Both say the same."),
    )
    restore = Button(
        _("Put this version back"),
        tap=visit.tap("entry", "restore", entry.key, version.number, entry.version),
    )
    now = Button(_("Compare with now"), tap=visit.tap("entry", "versionnow", entry.key, version.number))
    back = Button(_("‹ Earlier versions"), tap=visit.tap("entry", "versions", entry.key))
    return Message(text).with_buttons([] if newest else [now], [restore], [back])


def change(_: Reader, kind: EntryKind, name: str, was: object, now: object) -> Markup:
    """A field before and after, also for those who check an entry."""
    return lines(
        Markup("<b>{}</b>").format(wording.label(_, kind, name)),
        _("Before: {words}", words=_short(_, name, was)),
        _("After: {words}", words=_short(_, name, now)),
    )


def _short(_: Reader, name: str, said: object) -> Markup | str:
    words = wording.value(_, name, said)
    return picker.cut(words, SHORT) if words else _("nothing")


async def on_restore(visit: Visit, entry_id: int, number: int, based_on: int) -> None:
    """As its newest version; refused when somebody changed the entry since it was looked at."""
    entry, version = await _enter(visit, entry_id, number)
    old = content.from_json(version.content)
    await sharing.restore(visit.uow, entry, old, based_on=based_on, by=visit.me, now=visit.now)
    visit.edit(await own.page(visit, entry, visit.reader("That version is back.")))
