"""Stepping out of the picture: before it appears, and back into it; and out of a published one, for good."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.ties import answering
from facilitation.ties.standing import Standing
from handlers.message import Button, Message, paragraphs
from handlers.ties import card, door, one, publishing
from handlers.visit import Visit
from storage.ties import RoundState


async def on_hide(visit: Visit, round_id: int, hidden: int) -> None:
    """The button says what is wanted, so that two colleagues who agree are one."""
    stands, _ = await door.enter(visit, round_id, Act.ANSWER_TIES), visit.reader
    await answering.hide(visit.uow, stands, visit.me, visit.now, hidden=bool(hidden))
    told = _("Noted: you will not be seen.") if hidden else _("Noted: you stay in the picture.")
    if stands.round.state is RoundState.PUBLISHED:
        await publishing.plan_replacing(visit, stands.round)
        await card.refresh(visit, stands.round)
        told = _taken_out(visit, stands)
    visit.edit(await one.page(visit, await door.look(visit, round_id), told))


async def on_withdraw(visit: Visit, round_id: int) -> None:
    """Asked once: there is no way back into a published picture."""
    stands, _ = await door.look(visit, round_id, Act.ANSWER_TIES), visit.reader
    place = answering.place_of(stands, visit.me)
    if stands.round.state is not RoundState.PUBLISHED or place.key not in stands.picture.shown:
        visit.edit(await one.page(visit, stands))
        return
    text = paragraphs(
        _("<b>Shall {name} be taken out of the picture?</b>", name=place.institution.name),
        _("Its name and all its ties go from the picture, and it can't come back into this one."),
    )
    yes = Button(_("Yes, take us out"), tap=visit.tap("tie", "hide", round_id, 1), style="danger")
    back = Button(_("‹ Back"), tap=visit.tap("tie", "open", round_id))
    visit.edit(Message(text, ((yes,), (back,))))


def _taken_out(visit: Visit, stands: Standing) -> Markup:
    """Honestly: what somebody has saved, nobody can take back."""
    _ = visit.reader
    if publishing.can_be_replaced(visit.here, stands.round):
        return _(
            "You are taken out. In a moment another picture takes the place of the one in the group; what somebody has "
            "saved already, I can't take back."
        )
    return _(
        "You are taken out of every picture that I draw from now on. The one in the group I can't change any more; "
        "whoever leads can delete it there."
    )
