"""Changing one field of an entry; whoever changed it meanwhile is never overwritten unseen."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from facilitation.entries import content, owning, sharing
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from handlers import forms
from handlers.entries import answering, door, fields, one, own, wording
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage.entries import Entry

MINE, THEIRS, ANEW = "mine", "theirs", "anew"


async def on_fields(visit: Visit, entry_id: int) -> None:
    """Which field?"""
    entry, _ = await door.enter_own(visit, entry_id, *owning.OWN), visit.reader
    buttons = [
        Button(wording.label(_, entry.kind, name), tap=visit.tap("entry", "change", entry.key, name))
        for name in content.FIELDS[entry.kind]
    ]
    back = Button(_("‹ Back"), tap=visit.tap("entry", "own", entry.key))
    visit.edit(Message(_("What would you like to change?"), columns(buttons, 2)).with_buttons([back]))


async def on_change(visit: Visit, entry_id: int, field: str) -> None:
    await _ask(visit, await door.enter_own(visit, entry_id, *owning.OWN), field)


async def _ask(visit: Visit, entry: Entry, field: str) -> None:
    if field not in content.FIELDS[entry.kind]:
        raise Refused(DoorReason.OLD_BUTTON)
    asked = {"entry": entry.key, "field": field, "was": sharing.said(entry, field)}
    await forms.begin(visit, CHANGE, asked, network_id=entry.network_id)


async def _keep(_visit: Visit, _answers: Answers, _entry: Entry, _name: str, said: str | int) -> Any:
    return said


async def _changed(visit: Visit, answers: Answers) -> None:
    said = answers[answers["field"]]
    if said is None:
        visit.edit(await own.page(visit, await answering.of(visit, answers)))
        return
    await _save(visit, await answering.of(visit, answers), answers, said)


async def _save(visit: Visit, entry: Entry, answers: Answers, said: str | int) -> None:
    """Where somebody changed the same field meanwhile, its owner decides."""
    field = answers["field"]
    try:
        await sharing.say(visit.uow, entry, field, said, was=answers["was"], by=visit.me, now=visit.now)
    except Refused as refusal:
        if refusal.reason is not EntryReason.CHANGED_MEANWHILE:
            raise
        asked = {"entry": entry.key, "field": field, "was": sharing.said(entry, field), "mine": said}
        await forms.begin(visit, CONFLICT, asked, network_id=entry.network_id)
        return
    visit.edit(await own.page(visit, entry, visit.reader("Changed.")))


def _of(name: str) -> Callable[[Answers], bool]:
    return lambda answers: answers["field"] == name


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("entry", "own", answers["entry"]))


CHANGE = Form(
    "entry_change",
    tuple(answering.step(name, _keep, _of(name), optional=False) for name in sharing.ORDER),
    _changed,
    origin=_origin,
)


# where two changed the same


async def _ask_which(visit: Visit, answers: Answers) -> Message:
    entry, _, name = await answering.of(visit, answers), visit.reader, answers["field"]
    theirs = await fields.shown(visit, entry, name, answers["was"])
    mine = await fields.shown(visit, entry, name, answers["mine"])
    text = paragraphs(
        _("<b>This was changed meanwhile:</b> {field}", field=wording.label(_, entry.kind, name)),
        lines(_("Now it says:"), _quoted(visit, theirs)),
        lines(_("You wrote:"), _quoted(visit, mine)),
    )
    ways = [
        choice(_("Put mine in its place"), "which", MINE),
        choice(_("Keep what is there"), "which", THEIRS),
        choice(_("Write it anew…"), "which", ANEW),
    ]
    return Message(text, columns(ways, 1))


def _quoted(visit: Visit, words: Markup | str) -> Markup:
    return one.folded(words or visit.reader("nothing"))


async def _pick_which(_visit: Visit, _answers: Answers, value: Value) -> Value:
    if value not in (MINE, THEIRS, ANEW):
        raise Refused(DoorReason.OLD_BUTTON)
    return value


async def _decided(visit: Visit, answers: Answers) -> None:
    entry = await answering.of(visit, answers)
    if answers["which"] == MINE:
        await _save(visit, entry, answers, answers["mine"])
    elif answers["which"] == ANEW:
        await _ask(visit, entry, answers["field"])
    else:
        visit.edit(await own.page(visit, entry))


CONFLICT = Form("entry_conflict", (Step("which", _ask_which, pick=_pick_which),), _decided, origin=_origin)
