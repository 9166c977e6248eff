"""What follows from what happens elsewhere: entries change and go, people change roles, the group moves."""

from facilitation.consultations import life, voices
from facilitation.facts import EntryChanged, GroupFound, NetworkChanged, RoleChanged, SpeechChanged
from handlers.consultations import card
from handlers.visit import Visit
from storage import consultations, due_work, entries
from storage import network as networks
from storage.due_work import DueWork
from storage.entries import EntryState

CHANGED, FOLLOW, AGAIN = "consultations.changed", "consultations.follow", "consultations.again"


async def on_entry_changed(visit: Visit, fact: EntryChanged) -> None:
    """An entry that was never consulted asks for nothing."""
    if await consultations.of_entry(visit.uow, fact.entry_id) is not None:
        await due_work.plan(
            visit.uow, CHANGED, str(fact.entry_id), visit.now, network_id=fact.network_id, entry=fact.entry_id
        )


async def changed(visit: Visit, work: DueWork) -> None:
    """What was taken back is consulted no more, and what people said of it goes; what is hidden may come back."""
    assert work.network_id is not None
    key = work.arguments["entry"]
    entry, known = await entries.by_id(visit.uow, key), await consultations.to_change(visit.uow, key)
    network = await networks.by_id(visit.uow, work.network_id)
    if known is None or network is None:
        return
    if entry is None or entry.state is EntryState.TAKEN_BACK:
        await life.cancel(visit.uow, known, visit.now)
    elif entry.state is EntryState.KEPT:
        await life.plan_again(visit.uow, known, network.zone, visit.now)
    await card.refresh(visit, network.key, key)


async def on_people_changed(visit: Visit, fact: NetworkChanged | RoleChanged) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, FOLLOW, str(at), visit.now, network_id=at)


async def follow(visit: Visit, work: DueWork) -> None:
    """Somebody who observed is a member now, or was forgotten: the cards count anew."""
    assert work.network_id is not None
    for each in await consultations.under_way(visit.uow, work.network_id):
        await voices.follow_roles(visit.uow, each, visit.now)
        await card.refresh(visit, each.network_id, each.entry_id)


async def on_group_changed(visit: Visit, fact: SpeechChanged | GroupFound) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, AGAIN, str(at), visit.now, network_id=at)


async def again(visit: Visit, work: DueWork) -> None:
    """The group speaks another language or is another chat: the cards stand there again, and what was missed while
    the bot was away comes now."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    if network is None:
        return
    for each in await consultations.under_way(visit.uow, network.key):
        await card.show(visit, network.key, each.entry_id)
        await life.plan_again(visit.uow, each, network.zone, visit.now)
