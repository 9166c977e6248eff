"""Who is asked for a date, what they have said so far, and who hears what when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitation.date_polls.counting import Places, Result, Said, count
from facilitation.permissions import ALLOWED, Act
from storage import date_polls, institutions, roles
from storage.date_polls import DatePoll, Proposal
from storage.institutions import Institution
from storage.people import Person
from storage.roles import Role
from storage.unit_of_work import UnitOfWork

DECIDE = (Role.FACILITATOR, Role.EXPERT)
SOON = timedelta(minutes=10)
"""So many dates as one adds in this time are told in one message."""


@dataclass(frozen=True)
class Asked:
    """Everyone who is asked, by institution and name, and what each represents."""

    people: Mapping[int, Person]
    institutions: Mapping[int, Institution | None]

    @property
    def places(self) -> Places:
        return {key: place.key if place else None for key, place in self.institutions.items()}


@dataclass(frozen=True)
class Found:
    """A poll as it stands: who is asked, what they say, and what comes of it."""

    poll: DatePoll
    asked: Asked
    said: Said
    result: Result

    @property
    def silent(self) -> list[Person]:
        """Those who have said nothing at all."""
        return [person for key, person in self.asked.people.items() if not self.said.get(key)]


async def asked(uow: UnitOfWork, network_id: int, now: datetime) -> Asked:
    granted = await roles.grants(uow, network_id, now)
    people = {person.key: person for grant, person in granted if grant.role in ALLOWED[Act.ANSWER_DATES]}
    roster = {person.key: place for person, place in await institutions.roster(uow, network_id)}
    places = {key: place for key, place in roster.items() if key in people}
    places |= dict.fromkeys(people.keys() - places.keys())
    return Asked({key: people[key] for key in places}, places)


async def found(uow: UnitOfWork, poll: DatePoll, now: datetime, *, ahead: bool = False) -> Found:
    """How the proposed dates stand; `ahead`: only those that are still to come."""
    proposals = await date_polls.proposals(uow, poll.key)
    if ahead:
        proposals = [each for each in proposals if each.starts_at > now]
    everyone, said = await asked(uow, poll.network_id, now), await date_polls.answers(uow, poll.key)
    return Found(poll, everyone, said, count(proposals, said, everyone.places))


async def deciders(uow: UnitOfWork, poll: DatePoll, now: datetime) -> list[Person]:
    """Facilitators and experts, and whoever started it, as long as they may pick a date."""
    granted = await roles.grants(uow, poll.network_id, now)
    those = [
        person
        for grant, person in granted
        if grant.role in DECIDE or (person.id == poll.by_id and grant.role in ALLOWED[Act.FIND_DATE])
    ]
    return list({person.key: person for person in those}.values())


def untold(proposals: list[Proposal], said: Mapping[int, object]) -> list[Proposal]:
    """What was added later and someone has not said anything to."""
    return [each for each in proposals if each.asked_at is None and each.key not in said]
