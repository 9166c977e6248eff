"""The doors of actions: who may come in by a button, and in which network."""

from facilitation.actions import keeping as rules
from facilitation.actions.reasons import ActionReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.visit import Visit
from storage import actions
from storage.actions import Action


async def enter(visit: Visit, action_id: int) -> Action:
    """An action, held for a change, for someone who works in its network."""
    action = await actions.to_change(visit.uow, action_id)
    await visit.enter(action.network_id if action else None)
    visit.require(Act.NOTE_DOWN)
    assert action is not None
    return action


async def enter_own(visit: Visit, action_id: int) -> Action:
    """The same, for whoever does it or wrote it, and for those who lead."""
    action = await enter(visit, action_id)
    if not may_change(visit, action):
        raise Refused(ActionReason.NOT_YOURS)
    return action


def may_change(visit: Visit, action: Action) -> bool:
    return rules.is_of(action, visit.me) or visit.may(Act.ARRANGE)
