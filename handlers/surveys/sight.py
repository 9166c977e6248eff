"""What somebody asked for privately about a survey, looked at again when it is made: they may have lost the right."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from facilitation.permissions import Act, may
from facilitation.surveys import history
from facilitation.surveys.history import History
from handlers.visit import Visit
from storage import due_work, roles, surveys
from storage import network as networks
from storage.due_work import DueWork
from storage.network import Network
from storage.surveys import Survey
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Sight:
    """A survey with results for this person, and its rounds as far as they may know of them."""

    network: Network
    survey: Survey
    history: History


async def ask(visit: Visit, kind: str, survey: Survey, **more: Any) -> None:
    """It is made outside this transaction, and comes as a message of its own."""
    key = "-".join([str(survey.key), str(visit.me.key), *map(str, more.values())])
    await due_work.plan(
        visit.uow, kind, key, visit.now, network_id=survey.network_id, survey=survey.key, person=visit.me.key,
        language=visit.reader.language, **more,
    )  # fmt: skip


async def of(uow: UnitOfWork, work: DueWork, now: datetime) -> Sight | None:
    network = await networks.by_id(uow, work.network_id or 0)
    survey = await surveys.by_id(uow, work.arguments["survey"])
    if network is None or survey is None:
        return None
    granted = await roles.grants(uow, network.key, now)
    held = {grant.role for grant, person in granted if person.key == work.arguments["person"]}
    leads = may(held, Act.LEAD_SURVEYS)
    if not may(held, Act.SEE_SURVEYS) or not history.has_results(survey, leads=leads):
        return None
    return Sight(network, survey, await history.of(uow, survey, leads=leads))
