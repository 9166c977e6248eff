"""Prolonging a round, also one that was short of answers, and cancelling one: asked once."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.ties import life
from facilitation.ties.reasons import TieReason
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.ties import card, door, one, starting, words
from handlers.visit import Visit
from storage.network import NetworkState
from storage.ties import UNDER_WAY, RoundState

CANCELLED, AGAIN = "ties.cancelled", "ties.reopened"


async def on_prolong(visit: Visit, round_id: int) -> None:
    stands, _ = await door.look(visit, round_id, Act.LEAD_TIES), visit.reader
    if stands.round.state not in one.CHANGEABLE:
        visit.edit(await one.page(visit, stands, _over(visit)))
        return
    text = paragraphs(
        words.title(_), words.how_it_stands(_, stands), _("How long from now shall I take answers?")
    )
    windows = [
        Button(starting.days_of(_, days), tap=visit.tap("tie", "prolonged", round_id, days))
        for days in life.WINDOWS
    ]
    back = Button(_("‹ Back"), tap=visit.tap("tie", "open", round_id))
    visit.edit(Message(text, (*columns(windows, 3), (back,))))


async def on_prolonged(visit: Visit, round_id: int, days: int) -> None:
    stands, _ = await door.enter(visit, round_id, Act.LEAD_TIES), visit.reader
    starting.checked_window(days)
    if stands.round.state not in one.CHANGEABLE:
        visit.edit(await one.page(visit, stands, _over(visit)))
        return
    _be_in_the_group(visit)
    was_over = stands.round.state is RoundState.SHORT
    if not await life.prolong(visit.uow, visit.here, stands.round, days, visit.now):
        visit.edit(await one.page(visit, stands, _("Answers are taken longer than that already.")))
        return
    if was_over:
        _tell_again(visit, stands.round.key)
    await card.show(visit, stands.round)
    visit.edit(await one.page(visit, stands, _("Prolonged.")))


def _tell_again(visit: Visit, round_id: int) -> None:
    _ = visit.group_reader(visit.here)
    answer = Button(_("Answer for your institution"), url=visit.link("ties", round_id))
    text = lines(words.title(_), _("Answers are taken again; all that are there count."))
    visit.announce(visit.here, Message(text, ((answer,),)), kind=AGAIN)


async def on_cancel(visit: Visit, round_id: int) -> None:
    stands, _ = await door.look(visit, round_id, Act.LEAD_TIES), visit.reader
    if stands.round.state not in UNDER_WAY:
        visit.edit(await one.page(visit, stands, _over(visit)))
        return
    text = paragraphs(
        _("<b>Shall the network picture be cancelled?</b>"),
        words.how_it_stands(_, stands),
        _("Then nothing comes of the answers, and the group hears that."),
    )
    yes = Button(_("Yes, cancel it"), tap=visit.tap("tie", "cancelled", round_id), style="danger")
    back = Button(_("‹ Back"), tap=visit.tap("tie", "open", round_id))
    visit.edit(Message(text, ((yes,), (back,))))


async def on_cancelled(visit: Visit, round_id: int) -> None:
    stands, _ = await door.enter(visit, round_id, Act.LEAD_TIES), visit.reader
    if stands.round.state not in UNDER_WAY:
        visit.edit(await one.page(visit, stands, _over(visit)))
        return
    _be_in_the_group(visit)
    await life.cancel(visit.uow, stands.round, visit.now)
    theirs = visit.group_reader(visit.here)
    text = lines(words.title(theirs), words.how_it_stands(theirs, stands))
    visit.announce(visit.here, Message(text), kind=CANCELLED)
    await card.refresh(visit, stands.round)
    visit.edit(await one.page(visit, stands, _("Cancelled. The group hears it now.")))


def _over(visit: Visit) -> Markup:
    """For whoever taps an old button, or second."""
    return visit.reader("That is over already. It stands like this:")


def _be_in_the_group(visit: Visit) -> None:
    """Refused while the bot is away: nobody there would hear of it."""
    if visit.here.state is NetworkState.AWAY:
        raise Refused(TieReason.AWAY)
