"""Now and then the card says how many have answered: by the clock, so that it tells of nobody's answer."""

from datetime import timedelta

from handlers.surveys import card
from handlers.visit import Visit
from storage import due_work, surveys
from storage.due_work import DueWork
from storage.surveys import Survey, SurveyState

GLANCE = "surveys.glance"
A_WHILE = timedelta(hours=3)


async def plan(visit: Visit, survey: Survey) -> None:
    at = survey.network_id
    await due_work.plan(
        visit.uow, GLANCE, str(survey.key), visit.now + A_WHILE, network_id=at, survey=survey.key
    )


async def glance(visit: Visit, work: DueWork) -> None:
    survey = await surveys.by_id(visit.uow, work.arguments["survey"])
    if survey is not None and survey.state is SurveyState.OPEN:
        await card.refresh(visit, survey)
        await plan(visit, survey)
