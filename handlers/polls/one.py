"""The page of one poll in private chat: how it stands, one's own vote, and the ways to vote and to see more."""

from collections.abc import Sequence

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.polls import ballots, native, result, seats
from facilitation.polls.result import Standing
from facilitation.polls.seats import Seat
from handlers.message import Message, paragraphs
from handlers.polls import card, outcome, summary, ways, words
from handlers.polls.door import look
from handlers.visit import Visit
from locales.reader import Reader
from storage import polls
from storage.polls import Option, Poll, PollState, Unit, Vote


async def on_open(visit: Visit, poll_id: int) -> None:
    """By a button or by the link on the card."""
    visit.edit(await page(visit, await look(visit, poll_id)))


async def page(visit: Visit, poll: Poll, *more: Markup | None) -> Message:
    """For whoever looks, after `more` words."""
    _ = visit.reader
    stands = None if poll.secret else await result.standing(visit.uow, poll, visit.now)
    everyone = stands.electorate if stands else await seats.electorate(visit.uow, poll, visit.now)
    options = stands.options if stands else (await polls.options(visit.uow, [poll.key]))[poll.key]
    is_open = poll.state is PollState.OPEN
    shown = await card.running(visit, _, poll, options, stands) if is_open else _ended(_, poll, options)
    seat = everyone.seat_of(visit.me.key) if visit.may(Act.VOTE) else None
    mine = stands.vote_of(visit.me.key) if stands and seat else None
    elsewhere = is_open and seat is not None and await native.holds(visit.uow, poll)
    text = paragraphs(
        *more,
        shown,
        _own(visit, _, stands, seat, mine) if stands and seat and mine else None,
        _("We vote in the poll in the group.") if elsewhere else None,
    )
    may_vote = seat is not None and not elsewhere
    return Message(text, ways.buttons(visit, _, poll, options, may_vote=may_vote, has_voted=mine is not None))


def _ended(_: Reader, poll: Poll, options: Sequence[Option]) -> Markup:
    if poll.state is PollState.CANCELLED:
        return card.ended(_, poll, options)
    return paragraphs(summary.whole(_, poll, options), poll.about or None, outcome.grounds(_, poll))


def _own(visit: Visit, _: Reader, stands: Standing, seat: Seat, mine: Vote) -> Markup:
    """What counts at present for whoever looks; of a secret vote nobody is told, not even they."""
    named = words.names(stands.options, _, stands.poll)
    chosen = words.ballot(_, stands.poll, named, ballots.from_text(mine.choices))
    if stands.poll.unit is Unit.INSTITUTIONS or seat.key != visit.me.key:
        return _("The vote of {name}: {option}", name=seat.name, option=chosen)
    return _("Your vote: {option}", option=chosen)
