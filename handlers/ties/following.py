"""What follows from what happens elsewhere: people come, go and change roles, institutions merge, the group moves."""

from facilitation.facts import GroupFound, NetworkChanged, RoleChanged, SpeechChanged
from facilitation.ties import life
from handlers.ties import card
from handlers.visit import Visit
from storage import due_work, ties
from storage import network as networks
from storage.due_work import DueWork

FOLLOW, AGAIN = "ties.follow", "ties.again"


async def on_people_changed(visit: Visit, fact: NetworkChanged | RoleChanged) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, FOLLOW, str(at), visit.now, network_id=at)


async def follow(visit: Visit, work: DueWork) -> None:
    """Others are asked now than before, or represent something else: the card counts anew."""
    assert work.network_id is not None
    if round_ := await ties.under_way(visit.uow, work.network_id):
        await card.refresh(visit, round_)


async def on_group_changed(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, AGAIN, str(at), visit.now, network_id=at)


async def again(visit: Visit, work: DueWork) -> None:
    """The group speaks another language or is another chat: the card stands there again, and what was missed while the
    bot was away comes now."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    round_ = await ties.under_way(visit.uow, network.key) if network else None
    if network is not None and round_ is not None:
        await card.show(visit, round_)
        await life.plan(visit.uow, round_, network, visit.now)
