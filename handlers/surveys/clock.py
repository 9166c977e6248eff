"""What happens by itself: a survey begins, comes to its end, is counted, and its boxes are destroyed."""

import asyncio
from datetime import timedelta

from facilitation import statistics
from facilitation.surveys import box, counting, life, people
from handlers.due import Preparation
from handlers.surveys import begins, card, glancing
from handlers.visit import Visit
from storage import due_work, surveys
from storage.due_work import DueWork
from storage.network import Network
from storage.surveys import Survey, SurveyState

A_MOMENT, PATIENCE = timedelta(seconds=1), timedelta(minutes=1)


async def begun(visit: Visit, work: DueWork) -> None:
    """Right after a survey was begun: its boxes first, also where the bot has just been put out of the group; then
    the card."""
    await _make_boxes(visit, work)
    network, survey = await of(visit, work)
    if network is not None and survey is not None:
        await glancing.plan(visit, survey)
        await card.show(visit, survey)


async def _make_boxes(visit: Visit, work: DueWork) -> None:
    survey = await surveys.to_change(visit.uow, work.arguments["survey"])
    if survey is not None and survey.state is SurveyState.OPEN:
        invited = await people.invited(visit.uow, survey, visit.now)
        await box.make(visit.uow, survey, [person.key for person in invited])


async def close(visit: Visit, work: DueWork) -> None:
    """The time is over: first every answer that came in before is handled."""
    network, survey = await of(visit, work)
    if network is None or survey is None or survey.closes_at is None or survey.closes_at > visit.now:
        return
    if not await life.may_close(visit.uow, survey) and visit.now < survey.closes_at + PATIENCE:
        await due_work.plan(
            visit.uow,
            life.CLOSE,
            str(survey.key),
            visit.now + A_MOMENT,
            network_id=network.key,
            survey=survey.key,
        )
    elif await box.is_lost(visit.uow, survey):
        await begins.lose(visit, network, survey)
    else:
        await life.close(visit.uow, survey, visit.now)
        await card.refresh(visit, survey)


async def be_ready_to_count(_preparation: Preparation) -> None:
    """What counting needs takes seconds to import: beside the tick, not while the database waits."""
    await asyncio.to_thread(statistics.warm_up)


async def count(visit: Visit, work: DueWork, _ready: None) -> None:
    """What was answered becomes an aggregate; the answers are destroyed once that is kept."""
    network, survey = await of(visit, work, SurveyState.COUNTING)
    if network is None or survey is None:
        return
    if await box.is_lost(visit.uow, survey):
        await begins.lose(visit, network, survey)
    else:
        await counting.count(visit.uow, survey, visit.now)
        await card.refresh(visit, survey)


async def burn(visit: Visit, work: DueWork) -> None:
    """What was counted, or must not be counted, is destroyed."""
    await visit.uow.vault.destroy(str(work.arguments["boxes"]).split())


async def of(
    visit: Visit, work: DueWork, state: SurveyState = SurveyState.OPEN
) -> tuple[Network | None, Survey | None]:
    """The network, unless the bot is away; the survey, as long as it is in this state."""
    network = await visit.leave_for_network(work.network_id)
    survey = await surveys.to_change(visit.uow, work.arguments["survey"]) if network else None
    return network, survey if survey is not None and survey.state is state else None
