"""Beginning a consultation, and giving one another end: until when, read back, and then the group hears it."""

from datetime import datetime
from typing import Any

from facilitation.calendar.until import evening_in
from facilitation.consultations import life
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers import forms
from handlers.consultations import card, one, words
from handlers.consultations.door import Consulted, enter, enter_entry, look
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, columns, paragraphs
from handlers.reasons import DoorReason
from handlers.taps import Value
from handlers.visit import Visit
from storage import consultations, entries, people
from storage.entries import Entry

YES, BEGUN = "yes", "consultations.begun"


async def on_begin(visit: Visit, entry_id: int) -> None:
    entry = await enter_entry(visit, entry_id, Act.LEAD_CONSULTATIONS)
    life.be_beginnable(visit.here, entry, await consultations.of_entry(visit.uow, entry.key))
    await forms.begin(visit, BEGIN, {"entry": entry.key}, network_id=visit.here.key)


async def on_until(visit: Visit, entry_id: int) -> None:
    """Later, sooner, or open again as long as it is not evaluated."""
    there = await look(visit, entry_id, Act.LEAD_CONSULTATIONS)
    life.be_extendable(there.consultation)
    await forms.begin(visit, UNTIL, {"entry": there.entry.key}, network_id=visit.here.key)


async def _ask_until(visit: Visit, _answers: Answers) -> Message:
    _, zone = visit.reader, visit.here.zone
    buttons = [
        choice(_("{days}: until {moment}", days=_.plural("{n} day", "{n} days", days),
                 moment=_.plain_moment(evening_in(days, visit.now, zone))), "until", days)
        for days in life.DAYS
    ]  # fmt: skip
    return Message(
        _(
            "Until when can people say what they think? Tap, or write it, e.g. “Friday” or “14 January 12:00”."
        ),
        columns(buttons, 1),
    )


async def _take_until(visit: Visit, _answers: Answers, typed: str) -> Any:
    return life.read_end(typed, visit.now, visit.here.zone, visit.reader.language).isoformat()


async def _pick_until(visit: Visit, _answers: Answers, value: Value) -> Any:
    if value not in life.DAYS:
        raise Refused(DoorReason.OLD_BUTTON)
    return evening_in(int(value), visit.now, visit.here.zone).isoformat()


async def _ask_sure(visit: Visit, answers: Answers) -> Message:
    _, entry = visit.reader, await enter_entry(visit, answers["entry"], Act.LEAD_CONSULTATIONS)
    known = await consultations.of_entry(visit.uow, entry.key)
    text = paragraphs(
        _("<b>Is this right?</b>"),
        words.head(_, entry),
        _("What you think can be said until {moment}.", moment=_.moment(_end(answers))),
        _("Members and observers are asked. You and the author read what they say with names, the group sees numbers."),
        _("It takes the place of the earlier consultation and its evaluation. What was said to the entry as it is now "
          "stays; what was said to an earlier version is deleted.") if known else None,
        _("Once you confirm, a card appears in the group “{title}”.", title=visit.here.title),
    )  # fmt: skip
    return Message(text, ((choice(_("Begin"), "sure", YES, style="success"),),))


async def _pick_sure(_visit: Visit, _answers: Answers, value: Value) -> Any:
    if value != YES:
        raise Refused(DoorReason.OLD_BUTTON)
    return value


def _end(answers: Answers) -> datetime:
    return datetime.fromisoformat(answers["until"])


async def _begun(visit: Visit, answers: Answers) -> None:
    """Of two who confirm at once the second reads that it is under way."""
    await enter_entry(visit, answers["entry"], Act.LEAD_CONSULTATIONS)
    entry = await entries.to_change(visit.uow, answers["entry"])
    assert entry is not None
    known = await life.begin(visit.uow, visit.here, entry, _end(answers), visit.me, visit.now)
    await card.show_first(visit, visit.here, entry, known)
    await _tell_author(visit, entry)
    told = visit.reader("<b>It has begun.</b> The card is in the group.")
    visit.edit(await one.page(visit, Consulted(entry, known), told))


async def _tell_author(visit: Visit, entry: Entry) -> None:
    author = await people.by_id(visit.uow, entry.author_id) if entry.author_id else None
    if author is None or author.id == visit.me.id:
        return
    _ = visit.reader_of(author)
    text = _("The network is consulted on what you shared: <b>{title}</b>. You can read what people say.",
             title=entry.title)  # fmt: skip
    button = Button(_("Consultation"), tap=visit.tap("cons", "open", entry.key))
    visit.tell(author, Message(text, ((button,),)), kind=BEGUN, network=visit.here, about=entry.key)


async def _extended(visit: Visit, answers: Answers) -> None:
    there, _ = await enter(visit, answers["entry"], Act.LEAD_CONSULTATIONS), visit.reader
    until = _end(answers)
    await life.extend(visit.uow, there.consultation, until, visit.here.zone, visit.now)
    await card.refresh(visit, visit.here.key, there.entry.key)
    visit.edit(
        await one.page(
            visit, there, _("<b>Changed.</b> I take voices until {moment}.", moment=_.moment(until))
        )
    )


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ The entry"), tap=visit.tap("entry", "open", answers["entry"]))


def _back(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("cons", "open", answers["entry"]))


UNTIL_WHEN = Step("until", _ask_until, _take_until, _pick_until)
BEGIN: Form = Form(
    "consultation_begin", (UNTIL_WHEN, Step("sure", _ask_sure, pick=_pick_sure)), _begun, _origin
)
UNTIL: Form = Form("consultation_until", (UNTIL_WHEN,), _extended, _back)
