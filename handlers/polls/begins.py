"""When the process starts: an open secret vote without its box has come to nothing."""

from facilitation.polls import life, secret
from handlers.message import Message, lines
from handlers.polls import card, outcome, words
from handlers.visit import Visit
from storage import due_work, polls
from storage import network as networks
from storage.due_work import Doing
from storage.network import Network, NetworkState
from storage.polls import Poll
from storage.unit_of_work import UnitOfWork


async def begin(visit: Visit) -> None:
    for poll in await polls.secret_ones(visit.uow):
        network = await networks.by_id(visit.uow, poll.network_id)
        if network is not None and network.state is NetworkState.ACTIVE:
            await look_for_box(visit, network, poll)


async def boxes(uow: UnitOfWork) -> set[str]:
    """Which ballots in the vault are still needed."""
    return {poll.ballot for poll in await polls.secret_ones(uow) if poll.ballot is not None}


async def look_for_box(visit: Visit, network: Network, poll: Poll) -> None:
    """A vote without its box is lost; while the bot is away from the group, nobody there could be told."""
    if not await _begins_yet(visit, poll) and await secret.is_lost(visit.uow, poll):
        await lose(visit, network, poll)


async def _begins_yet(visit: Visit, poll: Poll) -> bool:
    """Whether its box is still to be made."""
    work = await due_work.find(visit.uow, life.BEGUN, str(poll.key))
    return work is not None and work.state is Doing.PLANNED


async def lose(visit: Visit, network: Network, poll: Poll) -> None:
    """Its votes are gone: nothing can come of it, and the group hears why."""
    held = await polls.to_change(visit.uow, poll.key)
    assert held is not None
    await life.lose(visit.uow, held, visit.now)
    await card.refresh(visit, held)
    _ = visit.group_reader(network)
    visit.announce(
        network, Message(lines(words.title(_, held), outcome.why_cancelled(_, held))), kind="polls.lost"
    )
