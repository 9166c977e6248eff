"""Voting with one tap on the card in the group, or on the poll's page."""

from facilitation.permissions import Act
from facilitation.polls import outages, voting
from facilitation.polls.draft import NO_OBJECTION
from facilitation.polls.reasons import PollReason
from facilitation.polls.voting import Cast
from facilitation.refusals import Refused
from handlers import posts
from handlers.polls import answers, card, objections, one, words
from handlers.polls.door import look
from handlers.visit import Visit
from storage import polls
from storage.polls import Poll, PollKind, PollState, Unit


async def on_vote(visit: Visit, poll_id: int, number: int) -> None:
    """The vote of whoever tapped. Whoever is too late reads how it stands."""
    poll = await look(visit, poll_id, Act.VOTE)
    if poll.kind not in answers.TAPPED or (poll.kind is PollKind.CONSENT and number != NO_OBJECTION):
        raise Refused(PollReason.NOT_THIS_WAY)
    if not visit.heard.private and visit.heard.message_id:
        await posts.stands_there(visit, card.CARD, poll.key, visit.heard.message_id)
    if poll.state is PollState.OPEN and poll.closes_at > visit.since:
        cast = await voting.vote(visit.uow, poll, visit.me, (number,), visit.since, visit.now)
        await card.refresh(visit, poll)
        await objections.follow(visit, poll, cast.instead)
        visit.answer(_toast(visit, poll, cast, number))
    else:
        await too_late(visit, poll)
    if visit.heard.private:
        visit.edit(await one.page(visit, poll))


async def too_late(visit: Visit, poll: Poll) -> None:
    """The vote came in after the end; where the bot was away then, its result says how many did."""
    held = await polls.to_change(visit.uow, poll.key)
    if held is not None and await outages.missed(visit.uow, held, visit.since, visit.now):
        await card.refresh(visit, poll)
    visit.answer(visit.reader("The vote is over; this one came too late."), alert=True)


async def on_take_back(visit: Visit, poll_id: int) -> None:
    """Nobody has voted on this seat; where nobody had, nothing changes."""
    poll, _ = await look(visit, poll_id, Act.VOTE), visit.reader
    before = await objections.standing(visit, poll)
    if await voting.take_back(visit.uow, poll, visit.me, visit.since, visit.now):
        await card.refresh(visit, poll)
        await objections.follow(visit, poll, before)
        visit.answer(_("Your vote is taken back."))
    visit.edit(await one.page(visit, poll))


def _toast(visit: Visit, poll: Poll, cast: Cast, number: int) -> str:
    """As in "Głos: Tak", and for whom it is where that is not clear."""
    _ = visit.reader
    chosen = words.names(cast.options, _, poll)[number].unescape()
    if poll.unit is Unit.INSTITUTIONS or cast.seat.key != visit.me.key:
        return _("The vote of {name}: {option}", name=cast.seat.name, option=chosen)
    return _("Your vote: {option}", option=chosen)
