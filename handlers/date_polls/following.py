"""What follows from what happens elsewhere: people come, go and change roles, institutions merge, the group moves."""

from facilitation.date_polls import polls
from facilitation.facts import DateSought, GroupFound, NetworkChanged, RoleChanged, SpeechChanged
from handlers import posts
from handlers.date_polls import card
from handlers.visit import Visit
from storage import date_polls, due_work
from storage import network as networks
from storage.date_polls import DatePollState
from storage.due_work import DueWork

FOLLOW, AGAIN = "date_polls.follow", "date_polls.again"
SHOWN = (DatePollState.OPEN, DatePollState.CLOSED)
MOST = 20


async def on_sought(visit: Visit, fact: DateSought) -> None:
    await posts.post(visit, card.CARD, fact.network_id, fact.date_poll_id)


async def on_people_changed(visit: Visit, fact: NetworkChanged | RoleChanged) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, FOLLOW, str(at), visit.now, network_id=at)


async def follow(visit: Visit, work: DueWork) -> None:
    """Others are asked now than before, or represent something else: the cards count anew."""
    assert work.network_id is not None
    for poll in await date_polls.of_network(visit.uow, work.network_id, SHOWN, MOST):
        await card.refresh(visit, poll)


async def on_group_changed(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, AGAIN, str(at), visit.now, network_id=at)


async def again(visit: Visit, work: DueWork) -> None:
    """The group speaks another language or is another chat: the cards stand there again, and what was missed while
    the bot was away comes now."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    if network is None:
        return
    for poll in await date_polls.of_network(visit.uow, network.key, SHOWN, MOST):
        await card.show(visit, poll)
        if poll.state is DatePollState.OPEN:
            await polls.plan(visit.uow, poll, network.zone, visit.now)
