"""Ending an open vote before its time: asked once, told kindly to whoever comes second."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls import life, result
from facilitation.polls.reasons import PollReason
from facilitation.refusals import Refused
from handlers.message import Button, Message, lines, paragraphs
from handlers.polls import card, one, words
from handlers.polls.door import enter, look
from handlers.visit import Visit
from storage.network import NetworkState
from storage.polls import Poll, PollState


async def on_close(visit: Visit, poll_id: int) -> None:
    poll, _ = await look_as_leader(visit, poll_id), visit.reader
    if poll.state is not PollState.OPEN:
        visit.edit(await one.page(visit, poll, as_it_stands(visit, poll)))
        return
    if poll.secret:
        raise Refused(PollReason.SECRET_GOES_ON)
    stands = await result.standing(visit.uow, poll, visit.now)
    text = paragraphs(
        _("<b>Shall the vote end now?</b>"),
        lines(Markup("<b>{}</b>").format(poll.question), words.turnout(_, poll, stands.turnout)),
        _("Then no more votes are taken, and the group reads what came of it."),
    )
    yes = Button(_("Yes, end it now"), tap=visit.tap("poll", "closed", poll.key), style="danger")
    back = Button(_("‹ Back"), tap=visit.tap("poll", "open", poll.key))
    visit.edit(Message(text, ((yes,), (back,))))


async def on_closed(visit: Visit, poll_id: int) -> None:
    """Votes that came in before this tap are counted first, if any still wait to be handled."""
    poll, _ = await enter(visit, poll_id), visit.reader
    if poll.state is not PollState.OPEN:
        visit.edit(await one.page(visit, poll, as_it_stands(visit, poll)))
        return
    be_in_the_group(visit)
    if await life.close_now(visit.uow, poll, visit.since, visit.now):
        visit.edit(await one.page(visit, poll))
    else:
        visit.edit(await one.page(visit, poll, _("It ends now; the last votes are still being counted.")))
    await card.refresh(visit, poll)


async def look_as_leader(visit: Visit, poll_id: int) -> Poll:
    return await look(visit, poll_id, Act.START_POLL)


def be_in_the_group(visit: Visit) -> None:
    """Refused while the bot is away: nobody there would ever read what came of it."""
    if visit.here.state is NetworkState.AWAY:
        raise Refused(PollReason.AWAY)


def as_it_stands(visit: Visit, poll: Poll) -> Markup:
    """For whoever taps an old button, or second."""
    _ = visit.reader
    if poll.state is PollState.OPEN:
        return _("This vote is not over yet. It stands like this:")
    return _("This vote is over already. It stands like this:")
