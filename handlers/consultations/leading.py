"""What those who lead do with a consultation: close it early, or cancel it with all that was said."""

from facilitation.consultations import life
from facilitation.permissions import Act
from handlers.consultations import card, one, words
from handlers.consultations.door import enter, look
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from storage import consultations


async def on_close(visit: Visit, entry_id: int) -> None:
    there, _ = await look(visit, entry_id, Act.LEAD_CONSULTATIONS), visit.reader
    text = paragraphs(
        words.head(_, there.entry),
        _(
            "Close it now? Nobody can say anything any more then; you can take voices again until it is evaluated."
        ),
    )
    yes = Button(_("Yes, close it"), tap=visit.tap("cons", "closed", entry_id))
    visit.edit(Message(text, ((yes,), (_back(visit, entry_id),))))


async def on_closed(visit: Visit, entry_id: int) -> None:
    there = await enter(visit, entry_id, Act.LEAD_CONSULTATIONS)
    await life.close(visit.uow, there.consultation, visit.here.zone, visit.now)
    await card.refresh(visit, visit.here.key, entry_id)
    visit.edit(await one.page(visit, there, visit.reader("<b>Closed.</b> Now it can be evaluated.")))


async def on_cancel(visit: Visit, entry_id: int) -> None:
    there, _ = await look(visit, entry_id, Act.LEAD_CONSULTATIONS), visit.reader
    life.be_extendable(there.consultation)
    count = len(await consultations.voices(visit.uow, there.consultation.key))
    text = paragraphs(
        words.head(_, there.entry),
        _("Cancel this consultation?"),
        _.plural("What {n} person has said is deleted.", "What {n} people have said is deleted.", count)
        if count
        else None,
    )
    yes = Button(_("Yes, cancel it"), tap=visit.tap("cons", "cancelled", entry_id), style="danger")
    visit.edit(Message(text, ((yes,), (_back(visit, entry_id),))))


async def on_cancelled(visit: Visit, entry_id: int) -> None:
    there, _ = await enter(visit, entry_id, Act.LEAD_CONSULTATIONS), visit.reader
    life.be_extendable(there.consultation)
    await life.cancel(visit.uow, there.consultation, visit.now)
    await card.refresh(visit, visit.here.key, entry_id)
    entry = Button(_("‹ The entry"), tap=visit.tap("entry", "open", entry_id))
    visit.edit(Message(_("Cancelled. The card in the group says so."), ((entry,),)))


def _back(visit: Visit, entry_id: int) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("cons", "open", entry_id))
