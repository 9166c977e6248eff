"""The doors of meetings: who may come in by a button, and in which network."""

from facilitation.meetings import planning
from facilitation.meetings.reasons import MeetingReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.visit import Visit
from storage import meetings, subgroups
from storage.meetings import Meeting, MeetingState


async def enter(visit: Visit, meeting_id: int, act: Act = Act.SEE_MEETINGS) -> Meeting:
    """A meeting, held for a change, for someone of its network who may do this.

    What is only proposed is for those who plan; what a subgroup does is for its people and for those who plan.
    """
    found = await meetings.by_id(visit.uow, meeting_id)
    network = await visit.enter(found.network_id if found else None)
    visit.require(act)
    meeting = await planning.of_network(visit.uow, network, meeting_id)
    if not await may_see(visit, meeting):
        raise Refused(MeetingReason.GONE)
    return meeting


async def may_see(visit: Visit, meeting: Meeting) -> bool:
    """Whether this person may see a meeting of the network that was entered."""
    if visit.may(Act.PLAN_MEETINGS):
        return True
    if meeting.state in (MeetingState.PROPOSED, MeetingState.DECLINED):
        return False
    if meeting.subgroup_id is None:
        return True
    return visit.me.key in {person.key for person in await subgroups.members(visit.uow, meeting.subgroup_id)}
