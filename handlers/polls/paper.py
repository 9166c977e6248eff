"""Voting in private chat where one tap is not enough, and in every secret vote.

What is chosen so far rides on the buttons of the ballot paper; it is kept nowhere else until the vote is cast.
"""

from facilitation.permissions import Act
from facilitation.polls import paper, seats, voting
from facilitation.polls.reasons import PollReason
from facilitation.polls.seats import Electorate
from facilitation.refusals import Refused
from handlers import refusals
from handlers.polls import answers, card, casting, one, secret, sheet
from handlers.polls.door import enter, look
from handlers.polls.sheet import Sheet
from handlers.visit import Visit
from storage import polls
from storage.polls import Poll, PollKind, PollState


async def on_paper(visit: Visit, poll_id: int) -> None:
    """Before the first choice in a secret vote, what secret means; where one tap is enough, the poll's page."""
    poll = await look(visit, poll_id, Act.VOTE)
    if is_over(visit, poll):
        await show_end(visit, poll)
    elif poll.secret:
        visit.edit(await secret.before(visit, poll))
    elif poll.kind in answers.TAPPED:
        visit.edit(await one.page(visit, poll))
    else:
        everyone = await seats.electorate(visit.uow, poll, visit.now)
        visit.edit(await sheet.page(visit, await of(visit, poll, everyone)))


async def on_link(visit: Visit, poll_id: int) -> None:
    """By the link on the card: straight to the paper; to the page for whoever looks on or can't vote any more."""
    poll = await look(visit, poll_id)
    if not visit.may(Act.VOTE):
        visit.edit(await one.page(visit, poll))
        return
    try:
        await on_paper(visit, poll_id)
    except Refused as refused:
        if refused.reason not in (PollReason.NO_SEAT, PollReason.FINAL):
            raise
        visit.edit(await one.page(visit, poll, refusals.sentence(visit, refused)))


async def on_mark(visit: Visit, poll_id: int, chosen: str) -> None:
    """The same paper with something else chosen."""
    marked = await _opened(visit, poll_id, chosen)
    if marked is None:
        return
    if paper.is_too_much(marked.poll, marked.chosen):
        visit.answer(sheet.too_much(visit.reader, marked.poll))
    else:
        visit.edit(await sheet.page(visit, marked))


async def on_review(visit: Visit, poll_id: int, chosen: str) -> None:
    """What is about to be sealed, to be looked at once more."""
    marked = await _opened(visit, poll_id, chosen)
    if marked is None:
        return
    if not marked.poll.secret or not marked.is_complete:
        raise Refused(PollReason.NOT_THIS_WAY)
    visit.edit(sheet.review(visit, marked))


async def on_cast(visit: Visit, poll_id: int, chosen: str) -> None:
    poll = await look(visit, poll_id, Act.VOTE)
    if poll.kind is PollKind.OPEN_LIST:
        poll = await enter(
            visit, poll_id, Act.VOTE
        )  # so that nothing is taken off the list at the same moment
    if is_over(visit, poll):
        await casting.too_late(visit, poll)
        visit.edit(await one.page(visit, poll))
    elif poll.secret:
        await secret.drop_in(visit, poll, chosen)
    elif poll.kind in answers.TAPPED:
        raise Refused(PollReason.NOT_THIS_WAY)
    else:
        await _cast(visit, poll, chosen)


async def _cast(visit: Visit, poll: Poll, chosen: str) -> None:
    """The vote that counts from now on; where the list has changed meanwhile, the paper comes again."""
    _, options = visit.reader, (await polls.options(visit.uow, [poll.key]))[poll.key]
    ballot = paper.read(poll, options, chosen)
    if poll.kind is PollKind.OPEN_LIST and not voting.fits(poll, options, ballot):
        visit.answer(_("What you chose is no longer on the list. Please choose again."), alert=True)
        everyone = await seats.electorate(visit.uow, poll, visit.now)
        visit.edit(await sheet.page(visit, await of(visit, poll, everyone, chosen)))
        return
    await voting.vote(visit.uow, poll, visit.me, ballot, visit.since, visit.now)
    await card.refresh(visit, poll)
    visit.answer(_("Your vote is cast."))
    visit.edit(await one.page(visit, poll))


async def _opened(visit: Visit, poll_id: int, chosen: str) -> Sheet | None:
    """The paper, unless the vote is over, or theirs in the box: then they see that."""
    poll = await look(visit, poll_id, Act.VOTE)
    if is_over(visit, poll):
        await show_end(visit, poll)
        return None
    everyone = await seats.electorate(visit.uow, poll, visit.now)
    if poll.secret and await secret.is_in_the_box(visit, poll, everyone):
        visit.edit(secret.in_the_box(visit, poll))
        return None
    return await of(visit, poll, everyone, chosen)


async def of(visit: Visit, poll: Poll, everyone: Electorate, chosen: str | None = None) -> Sheet:
    """The paper of whoever taps, with what their button says; without one, with the vote that they have cast."""
    seat = voting.seat_for(everyone, visit.me)
    options = (await polls.options(visit.uow, [poll.key]))[poll.key]
    counts = None if poll.secret else await voting.mine(visit.uow, poll, everyone, visit.me)
    if counts is not None and not poll.revote:
        raise Refused(PollReason.FINAL)
    opened = Sheet(
        poll, options, seat, everyone.in_place_of[visit.me.key], counts, paper.blank(poll, options)
    )
    if chosen is None:
        return opened.with_what_was_cast()
    return opened.with_chosen(paper.read(poll, options, chosen))


def is_over(visit: Visit, poll: Poll) -> bool:
    return poll.state is not PollState.OPEN or poll.closes_at <= visit.since


async def show_end(visit: Visit, poll: Poll) -> None:
    visit.answer(visit.reader("The vote is over."))
    visit.edit(await one.page(visit, poll))
