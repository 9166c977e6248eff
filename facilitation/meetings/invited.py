"""Who a meeting is for."""

from datetime import datetime

from storage import roles, subgroups
from storage.meetings import Meeting
from storage.people import Person
from storage.roles import Role
from storage.unit_of_work import UnitOfWork

ASKED = (Role.FACILITATOR, Role.EXPERT, Role.GUARDIAN, Role.MEMBER)


async def invited(uow: UnitOfWork, meeting: Meeting, now: datetime) -> list[Person]:
    """Everyone who is asked to come: the network without its observers, or one of its subgroups."""
    held = await roles.grants(uow, meeting.network_id, now)
    everyone = {person.key: person for grant, person in held if grant.role in ASKED}
    if meeting.subgroup_id is None:
        return list(everyone.values())
    of_subgroup = {person.key for person in await subgroups.members(uow, meeting.subgroup_id)}
    return [person for key, person in everyone.items() if key in of_subgroup]
