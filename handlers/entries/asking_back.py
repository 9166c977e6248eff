"""A question before an entry comes into the log: asked back, answered by a change or in words, handed in again."""

from typing import Any

from facilitation.entries import checking
from facilitation.entries.checking import Verdict
from handlers import forms
from handlers.entries import checking as page
from handlers.entries import comparing, door, wording
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from storage.entries import Entry, EntryState
from storage.people import Person

BACK = (EntryState.RETURNED, EntryState.HIDDEN)
REPLY = "entries.reply"


async def on_ask_back(visit: Visit, entry_id: int) -> None:
    entry = await door.enter_to_check(visit, entry_id)
    if entry.state is not EntryState.WAITING:
        await page.too_late(visit, entry)
        return
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    await forms.begin(visit, ASK, {"entry": entry.key}, network_id=visit.here.key)


async def _ask_question(visit: Visit, _answers: Answers) -> Message:
    return Message(
        visit.reader("What would you like to know from the author? Please write it in one message.")
    )


async def take_words(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return checking.checked_words(typed)


async def _asked(visit: Visit, answers: Answers) -> None:
    entry = await door.enter_to_check(visit, answers["entry"])
    if entry.state is not EntryState.WAITING:
        await page.too_late(visit, entry)
        return
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    checking.ask_back(visit.uow, entry, answers["words"])
    await checking.decided(visit.uow, visit.here, entry, Verdict.RETURNED, visit.me, visit.now)
    _ = visit.reader
    said = (
        _("The author gets your question privately. I'll tell you the answer.")
        if await page.author_hears(visit, entry)
        else _("The author can't be written to just now. The question stands with the entry.")
    )
    page.done(visit, entry, said)


def to_page(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("entry", "check", answers["entry"]))


# its owner


async def on_again(visit: Visit, entry_id: int) -> None:
    """It is as its owner wants it now."""
    entry = await door.enter_own(visit, entry_id)
    _ = visit.reader
    if entry.state is EntryState.WAITING:
        visit.edit(Message(_("It is handed in. I'll tell you what those who lead the network say.")))
        return
    entry = await door.enter_own(visit, entry_id, *BACK)
    await checking.hand_in_again(visit.uow, entry, visit.now)
    visit.edit(
        Message(_("Thank you! It is handed in again. I'll tell you what those who lead the network say."))
    )


async def on_answer(visit: Visit, entry_id: int) -> None:
    entry = await door.enter_own(visit, entry_id, *BACK)
    await forms.begin(visit, ANSWER, {"entry": entry.key}, network_id=visit.here.key)


async def _ask_answer(visit: Visit, _answers: Answers) -> Message:
    return Message(
        visit.reader("Please write your answer in one message. I'll pass it on to those who asked.")
    )


async def _answered(visit: Visit, answers: Answers) -> None:
    """The words go to whoever asked; after a question the entry waits to be checked again."""
    entry = await door.enter_own(visit, answers["entry"], EntryState.WAITING, *BACK)
    heard = await _pass_on(visit, entry, answers["words"])
    if entry.state is EntryState.RETURNED:
        await checking.hand_in_again(visit.uow, entry, visit.now)
    _ = visit.reader
    said = (
        _("Thank you! I have passed it on.")
        if heard
        else _(
            "Nobody who leads the network can be written to just now. Please write it into the entry instead."
        )
    )
    change = Button(_("Change it"), tap=comparing.own_page(visit, entry))
    visit.edit(Message(said, ((change,),)))


async def _pass_on(visit: Visit, entry: Entry, words: str) -> bool:
    """To whoever asked, where they still lead and can be written to; otherwise to all who may check it."""
    readers = await checking.readers(visit.uow, entry, visit.now)
    last = await checking.last_decision(visit.uow, entry)
    asker = next((each for each in readers if last is not None and each.id == last[1]), None)
    if asker is not None and _reply(visit, asker, entry, words):
        return True
    heard = [_reply(visit, each, entry, words) for each in readers if each is not asker]
    return any(heard)


def _reply(visit: Visit, reader: Person, entry: Entry, words: str) -> bool:
    _ = visit.reader_of(reader)
    text = paragraphs(
        _("An answer about an entry that is to come into the log, from: {who}.", who=visit.me.name),
        wording.title(entry),
        _("The question was: {question}", question=entry.reason) if entry.reason else None,
        wording.quoted(words),
    )
    check = Button(_("Check it"), tap=visit.tap("entry", "check", entry.key))
    told = Message(text, ((check,),), frozenset({visit.me.key}))
    return visit.tell(reader, told, kind=REPLY, network=visit.here, about=entry.key)


ASK: Form = Form("entry_ask_back", (Step("words", _ask_question, take_words),), _asked, to_page)
ANSWER: Form = Form("entry_answer", (Step("words", _ask_answer, take_words),), _answered)
