"""What happens by itself: a poll begins, reminds, comes to its end, and a box of secret votes is destroyed."""

from datetime import timedelta

from facilitation.polls import completing, life, outages, seats, secret
from handlers.polls import begins, card, glancing, native
from handlers.visit import Visit
from storage import due_work, polls
from storage.due_work import DueWork
from storage.network import Network
from storage.polls import Poll, PollState

A_MOMENT, PATIENCE = timedelta(seconds=1), timedelta(minutes=1)


async def begun(visit: Visit, work: DueWork) -> None:
    """Right after a poll was started: the box of a secret one first, also where the bot has just been put out of the
    group; then the card."""
    await _make_box(visit, work)
    network, poll = await of(visit, work)
    if network is None or poll is None:
        return
    if poll.secret:
        await glancing.plan(visit, poll)
    await native.put(visit, network, poll)


async def _make_box(visit: Visit, work: DueWork) -> None:
    poll = await polls.to_change(visit.uow, work.arguments["poll"])
    if poll is not None and poll.ballot is not None and poll.state is PollState.OPEN:
        everyone = await seats.electorate(visit.uow, poll, visit.now)
        await visit.uow.vault.open(poll.ballot, list(everyone.seats))


async def close(visit: Visit, work: DueWork) -> None:
    """The time is over: first every vote that came in before is handled. Where the bot was away, it says so."""
    network, poll = await of(visit, work)
    if network is None or poll is None or poll.closes_at > visit.now:
        return
    if not await life.may_close(visit.uow, poll) and visit.now < poll.closes_at + PATIENCE:
        await due_work.plan(
            visit.uow, life.CLOSE, str(poll.key), visit.now + A_MOMENT, network_id=network.key, poll=poll.key
        )
        return
    if poll.secret and await secret.is_lost(visit.uow, poll):
        await begins.lose(visit, network, poll)
        return
    poll.late_until = await outages.deaf_until(visit.uow, poll, visit.now)
    await life.close(visit.uow, poll, visit.now)
    await card.refresh(visit, poll)


async def voted(visit: Visit, work: DueWork) -> None:
    """Right after a vote: when nobody is missing any more, the end comes soon. Whoever votes meanwhile has this looked
    at again, so the poll is not held: they would wait for each other."""
    network = await visit.leave_for_network(work.network_id)
    poll = await polls.by_id(visit.uow, work.arguments["poll"])
    if network is not None and poll is not None and poll.state is PollState.OPEN:
        await completing.plan_end(visit.uow, poll, visit.now)


async def complete(visit: Visit, work: DueWork) -> None:
    """All have voted, and nobody has thought better of it since."""
    network, poll = await of(visit, work)
    if network is not None and poll is not None and await completing.end(visit.uow, poll, visit.now):
        await card.refresh(visit, poll)


async def burn(visit: Visit, work: DueWork) -> None:
    """What was counted, or must not be counted, is destroyed."""
    await visit.uow.vault.destroy([str(work.arguments["ballot"])])


async def of(visit: Visit, work: DueWork) -> tuple[Network | None, Poll | None]:
    """The network, unless the bot is away; the poll, as long as it is open."""
    network = await visit.leave_for_network(work.network_id)
    poll = await polls.to_change(visit.uow, work.arguments["poll"]) if network else None
    return network, poll if poll is not None and poll.state is PollState.OPEN else None
