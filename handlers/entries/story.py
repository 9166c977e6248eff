"""Telling what one has learned: one field a message, each kept in the draft at once."""

from collections.abc import Callable
from typing import Any

from facilitation.entries import content, sharing
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from handlers import forms
from handlers.entries import answering, door, own, tagging
from handlers.forms import Answers, Form
from handlers.message import Message
from handlers.visit import Visit
from locales.reader import mark
from storage.entries import Entry, EntryState

ALWAYS_NEEDED = ("title", "done", "otherwise")


async def on_go_on(visit: Visit, entry_id: int) -> None:
    """From the page of a draft: what it does not say yet."""
    entry = await door.enter_own(visit, entry_id, EntryState.DRAFT)
    empty = [name for name in _fields(entry) if not sharing.said(entry, name)]
    if not empty:
        visit.edit(await own.page(visit, entry))
        return
    await forms.begin(visit, FORM, {"entry": entry.key, "open": empty}, network_id=entry.network_id)


async def tell(visit: Visit, entry: Entry, title: str = "") -> None:
    """From the beginning; a `title` that another entry has too is asked about first."""
    names = [name for name in _fields(entry) if not getattr(entry, name)]
    answers: Answers = {"entry": entry.key, "open": names}
    if title:
        answers["title"] = {answering.TWIN: title}
    await forms.begin(visit, FORM, answers, network_id=entry.network_id)


def _fields(entry: Entry) -> list[str]:
    return [name for name in sharing.ORDER if name in content.FIELDS[entry.kind]]


async def _put(visit: Visit, _answers: Answers, entry: Entry, name: str, said: str | int) -> Any:
    if entry.state is not EntryState.DRAFT:
        raise Refused(EntryReason.NOT_NOW)
    was = sharing.said(entry, name)
    await sharing.say(visit.uow, entry, name, said, was=was, by=visit.me, now=visit.now)
    return True


async def _done(visit: Visit, answers: Answers) -> None:
    """All was asked; what remains is what it is about, where the network has topics."""
    entry = await answering.of(visit, answers)
    if await tagging.is_untagged(visit, entry):
        visit.edit(await tagging.page(visit, entry))
    else:
        visit.edit(await own.page(visit, entry))


async def _stopped(visit: Visit, answers: Answers) -> Message:
    entry = await answering.still(visit, answers)
    if entry is None:
        return answering.gone(visit)
    return await own.page(visit, entry, visit.reader("Saved. You can go on at any time: /practice"))


def _among(name: str) -> Callable[[Answers], bool]:
    return lambda answers: name in answers["open"]


FORM = Form(
    "entry_story",
    tuple(
        answering.step(name, _put, _among(name), optional=name not in ALWAYS_NEEDED) for name in sharing.ORDER
    ),
    _done,
    stopped=_stopped,
    stop=mark("Stop here"),
)
