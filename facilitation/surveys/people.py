"""Who is invited to a survey: the permanent representatives, and those who lead where the network wants that."""

from datetime import datetime

from facilitation.permissions import ALLOWED, Act
from storage import roles
from storage.people import Person, Reach
from storage.roles import Role
from storage.surveys import Survey
from storage.unit_of_work import UnitOfWork


async def invited(uow: UnitOfWork, survey: Survey, now: datetime) -> list[Person]:
    """Observers never, nobody merely as somebody's deputy, and whoever leads only as such, though they have joined."""
    asked, leading = {}, set()
    for grant, person in await roles.grants(uow, survey.network_id, now):
        if grant.deputy_for is None and grant.role in ALLOWED[Act.ANSWER_SURVEY]:
            asked[person.key] = person
            leading |= {person.key} if grant.role is not Role.MEMBER else set()
    return [person for key, person in asked.items() if survey.with_leaders or key not in leading]


def is_reached(person: Person) -> bool:
    """Whether they can be written to privately."""
    return person.telegram_id is not None and person.reach is Reach.OPEN
