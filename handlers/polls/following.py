"""What follows from what happens elsewhere: people come, go and change roles, institutions merge, the group moves."""

from facilitation.facts import Forgotten, GroupFound, NetworkChanged, RoleChanged, SpeechChanged
from facilitation.polls import completing, life, native, secret
from handlers.polls import begins, card, glancing
from handlers.visit import Visit
from storage import due_work, polls
from storage import network as networks
from storage.due_work import DueWork
from storage.polls import PollState, Unit

FOLLOW, AGAIN, FORGET = "polls.follow", "polls.again", "polls.forget"


async def on_people_changed(visit: Visit, fact: NetworkChanged | RoleChanged) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, FOLLOW, str(at), visit.now, network_id=at)


async def follow(visit: Visit, work: DueWork) -> None:
    """Others may vote now than before: the cards count anew, and boxes of secret votes know whom they take one from.

    They learn it here, and not when somebody votes, so that nothing changes at that moment.
    """
    assert work.network_id is not None
    for poll in await polls.of_network(visit.uow, work.network_id, [PollState.OPEN], life.MOST_AT_ONCE):
        await card.refresh(visit, poll)
        await completing.plan_end(visit.uow, poll, visit.now)
        if poll.secret:
            await secret.invite(visit.uow, poll, visit.now)
        else:
            await native.follow(visit.uow, poll, visit.now)


async def on_forgotten(visit: Visit, fact: Forgotten) -> None:
    await due_work.plan(visit.uow, FORGET, str(fact.person_id), visit.now, person=fact.person_id)


async def forget(visit: Visit, work: DueWork) -> None:
    """Their secret votes are nobody's from now on, and count."""
    for poll in await polls.secret_ones(visit.uow):
        if poll.unit is Unit.PEOPLE:
            await visit.uow.vault.forget(work.arguments["person"], poll.ballot)


async def on_group_changed(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, AGAIN, str(at), visit.now, network_id=at)
    if isinstance(fact, GroupFound):
        await native.leave_behind(visit.uow, at, visit.now)


async def again(visit: Visit, work: DueWork) -> None:
    """The group speaks another language or is another chat: the cards stand there again, and what was missed while
    the bot was away comes now."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    if network is None:
        return
    for poll in await polls.of_network(visit.uow, network.key, [PollState.OPEN], life.MOST_AT_ONCE):
        if poll.secret:
            await begins.look_for_box(visit, network, poll)
        if poll.state is not PollState.OPEN:
            continue
        if not await native.holds(visit.uow, poll):
            await card.show(visit, poll)
        if poll.secret:
            await glancing.plan(visit, poll)
        await life.plan(visit.uow, poll, network.zone, visit.now)
