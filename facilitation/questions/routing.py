"""Who may help with a question: those who said so of its topic, and the expert; in one message a day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from facilitation import topics
from facilitation.calendar.rhythm import local, utc
from facilitation.questions.patience import ROUND
from storage import due_work, questions, roles
from storage.network import Network
from storage.people import Person
from storage.questions import Question
from storage.roles import Role
from storage.unit_of_work import UnitOfWork

MORNING = time(9)


@dataclass
class Errand:
    """What one person is told in one message."""

    person: Person
    questions: list[Question] = field(default_factory=list)


def next_morning(now: datetime, zone: str) -> datetime:
    """The coming nine o'clock on the network's clock; in UTC."""
    here = local(now, zone)
    morning = datetime.combine(here.date(), MORNING)
    return utc(morning if here < morning else morning + timedelta(days=1), zone)


async def plan(uow: UnitOfWork, network: Network, question: Question, now: datetime) -> None:
    """The next round takes along all that nobody was told of; an urgent question goes at once, alone."""
    if question.urgent:
        key, at, alone = f"{network.key}-{question.key}", now, question.key
    else:
        key, at, alone = str(network.key), next_morning(now, network.zone), 0
    await due_work.plan(uow, ROUND, key, at, network_id=network.key, alone=alone)


async def errands(
    uow: UnitOfWork, network: Network, asked: Sequence[Question], now: datetime
) -> list[Errand]:
    """Who hears of which of these questions; nobody of their own, and only those who can do something."""
    experts = await roles.holders(uow, network.key, Role.EXPERT, now)
    found: dict[int, Errand] = {}
    for question in asked:
        for person in {
            each.key: each for each in (*experts, *await _helpers(uow, network, question))
        }.values():
            if person.id != question.asker_id:
                found.setdefault(person.key, Errand(person)).questions.append(question)
    return list(found.values())


def told(uow: UnitOfWork, asked: Collection[Question], now: datetime) -> None:
    for question in asked:
        question.told_at = now
        uow.session.add(question)


async def untold(uow: UnitOfWork, network: Network, alone: int) -> Sequence[Question]:
    """What nobody was told of; only the one question that goes `alone`, where there is such."""
    return [each for each in await questions.untold(uow, network.key) if alone in (0, each.key)]


async def _helpers(uow: UnitOfWork, network: Network, question: Question) -> list[Person]:
    touched = await topics.touched_by(uow, network.key, question.words)
    helpers = await topics.helpers(uow, [topic.key for topic in touched])
    return [person for people in helpers.values() for person in people]
