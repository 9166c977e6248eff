"""A field of an entry as a question of a form: asked with its example, taken by words or a tap, put down."""

from collections.abc import Awaitable, Callable
from typing import Any

from markupsafe import Markup

from facilitation.entries import content, owning, sharing
from facilitation.refusals import Refused
from handlers.entries import door, fields, one
from handlers.forms import Answers, FormReason, Step, choice
from handlers.message import Button, Message, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from locales.reader import Reader
from storage import entries
from storage.entries import Entry

Put = Callable[[Visit, Answers, Entry, str, str | int], Awaitable[Any]]
"""What is done with an answer: (visit, answers, entry, field, what was said)."""
TWIN = "twin"


def step(name: str, put: Put, when: Callable[[Answers], bool], *, optional: bool) -> Step:
    """The question of a field; a title that is taken already is asked about once more."""

    async def ask(visit: Visit, answers: Answers) -> Message:
        return await _question(visit, answers, name)

    async def take(visit: Visit, answers: Answers, typed: str) -> Any:
        if name in sharing.CHOSEN:
            raise Refused(FormReason.PLEASE_TAP)
        entry = await of(visit, answers)
        words = content.checked(name, typed)
        if name == "title" and await twin(visit, entry, words) is not None:
            return {TWIN: words}
        return await put(visit, answers, entry, name, words)

    async def pick(visit: Visit, answers: Answers, value: Value) -> Any:
        entry = await of(visit, answers)
        known = answers.get(name)
        if value == fields.KEEP and isinstance(known, dict):
            return await put(visit, answers, entry, name, content.checked(name, known[TWIN]))
        emptied = value == fields.EMPTY and fields.may_be_empty(entry, name)
        if not await fields.fits(visit, entry, name, value) or (value == fields.EMPTY and not emptied):
            raise Refused(DoorReason.OLD_BUTTON)
        return await put(visit, answers, entry, name, "" if emptied else value)

    return Step(
        name, ask, take, pick, when=when, optional=optional, settled=lambda answer: not isinstance(answer, dict)
    )  # fmt: skip


async def of(visit: Visit, answers: Answers) -> Entry:
    """The entry that a form is about, held for a change by its owner."""
    return await door.enter_own(visit, answers["entry"], *owning.OWN)


async def still(visit: Visit, answers: Answers) -> Entry | None:
    """The same, or None where it went while the form was open."""
    known = await entries.by_id(visit.uow, answers["entry"])
    return await of(visit, answers) if known is not None and known.state in owning.OWN else None


def gone(visit: Visit) -> Message:
    """Instead of its page."""
    _ = visit.reader
    back = Button(_("‹ My entries"), tap=visit.tap("entry", "mine", visit.here.key, 0))
    return Message(_("This entry is not there any more."), ((back,),))


async def twin(visit: Visit, entry: Entry, title: str) -> Entry | None:
    """Another entry of this title, in the log or of this person: nobody learns what others have not shared yet."""
    return await entries.with_title(visit.uow, entry.network_id, title, own=visit.me.key, but=entry.key)


async def _question(visit: Visit, answers: Answers, name: str) -> Message:
    _, entry = visit.reader, await of(visit, answers)
    known = answers.get(name)
    if isinstance(known, dict):
        return await _about_twin(visit, _, entry, known[TWIN])
    now = await fields.shown(visit, entry, name, sharing.said(entry, name))
    empty = (
        [choice(_("Leave it empty"), name, fields.EMPTY)] if now and fields.may_be_empty(entry, name) else []
    )
    said = lines(_("Now it says:"), one.folded(now)) if now else None
    text = paragraphs(place_in_form(_, answers, name), fields.asked(_, entry.kind, name), said)
    return Message(text, await fields.choices(visit, entry, name)).with_buttons(empty)


def place_in_form(_: Reader, answers: Answers, name: str) -> Markup | None:
    """How far somebody has come, where several are asked."""
    names = answers.get("open", [])
    if len(names) < 2 or name not in names:
        return None
    n = names.index(name) + 1
    first = _("Each answer is saved at once. Stop whenever you like; /practice goes on from there.")
    return lines(
        Markup("<i>{}</i>").format(_("{n} of {all}", n=n, all=len(names))), first if n == 1 else None
    )


async def _about_twin(visit: Visit, _: Reader, entry: Entry, title: str) -> Message:
    """Two entries may be called alike; but perhaps it is the same one."""
    other = await twin(visit, entry, title)
    text = lines(
        _("There is an entry called “{title}” already.", title=title),
        _("Is yours about something else? Then write a title that tells them apart, or keep this one."),
    )
    keep = choice(_("Keep this title"), "title", fields.KEEP)
    rows: list[list[Button]] = [[keep]]
    if other is not None:
        action = "own" if other.author_id == visit.me.id else "open"
        rows.append([Button(_("Look at the other one"), tap=visit.tap("entry", action, other.key))])
    return Message(text).with_buttons(*rows)
