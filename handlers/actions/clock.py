"""What follows from actions by itself: reminders, cards brought up to date, and what somebody leaves behind."""

from facilitation.actions import keeping as rules
from facilitation.actions.reminding import When
from facilitation.facts import ActionChanged, Left, RoleChanged
from handlers import posts
from handlers.actions import card, telling
from handlers.visit import Visit
from storage import actions, due_work, people
from storage import network as networks
from storage.actions import ActionState
from storage.due_work import DueWork
from storage.network import NetworkState
from storage.roles import Role

LEFT = "actions.left"


async def on_changed(visit: Visit, fact: ActionChanged) -> None:
    await posts.refresh(visit, card.CARD, fact.network_id, fact.action_id)


async def remind(visit: Visit, work: DueWork) -> None:
    """The owner; where there is none who could be written to, those who facilitate."""
    network = await visit.leave_for_network(work.network_id)
    action = await actions.by_id(visit.uow, work.arguments["action"])
    if network is None or action is None or action.state is not ActionState.OPEN:
        return
    when = When(work.arguments["when"])
    owner = await people.by_id(visit.uow, action.owner_id) if action.owner_id else None
    if owner is None:
        await telling.facilitators(visit, network, action, not_after=work.not_after)
    elif not telling.reminded(visit, network, action, owner, when, work.not_after):
        await telling.facilitators(visit, network, action, unreachable=owner.name, not_after=work.not_after)


async def lacking(visit: Visit, work: DueWork) -> None:
    """A day later it is said what an action still lacks."""
    network = await visit.leave_for_network(work.network_id)
    action = await actions.by_id(visit.uow, work.arguments["action"])
    if network is None or action is None or action.state is not ActionState.OPEN:
        return
    if action.owner_id is None or action.due_on is None:
        await telling.lacking(visit, network, action)


async def on_left(visit: Visit, fact: Left) -> None:
    await _plan_left(visit, fact.network_id, fact.person_id)


async def on_role_changed(visit: Visit, fact: RoleChanged) -> None:
    """Whoever only observes from now on does not work on actions."""
    if fact.role is Role.OBSERVER and fact.held:
        await _plan_left(visit, fact.network_id, fact.person_id)


async def _plan_left(visit: Visit, network_id: int, person_id: int) -> None:
    key = f"{network_id}-{person_id}"
    await due_work.plan(visit.uow, LEFT, key, visit.now, network_id=network_id, person=person_id)


async def left(visit: Visit, work: DueWork) -> None:
    """Those who facilitate hear what is to be handed over."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    if network is None:
        return
    left_behind = await rules.release_all(visit.uow, network, work.arguments["person"], visit.now)
    if left_behind and network.state is NetworkState.ACTIVE:
        await telling.returned(visit, network, left_behind)
