"""The door of a survey: who may come in by a button or link, and in which network."""

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys.reasons import SurveyReason
from handlers.visit import Visit
from storage import surveys
from storage.surveys import Survey, SurveyState


async def enter(visit: Visit, survey_id: int, act: Act = Act.LEAD_SURVEYS) -> Survey:
    """A survey, held for a change, for someone of its network who may do this."""
    return await _admit(visit, await surveys.to_change(visit.uow, survey_id), act)


async def look(visit: Visit, survey_id: int, act: Act = Act.SEE_SURVEYS) -> Survey:
    """A survey, to be looked at only, or answered: answers stand beside each other."""
    return await _admit(visit, await surveys.by_id(visit.uow, survey_id), act)


async def _admit(visit: Visit, survey: Survey | None, act: Act) -> Survey:
    """A draft is for those only who prepare it; one that was replaced is gone."""
    if survey is None and visit.may(Act.LEAD_SURVEYS):
        raise Refused(SurveyReason.NO_DRAFT)
    await visit.enter(survey.network_id if survey else None)
    visit.require(act)
    assert survey is not None
    if survey.state is SurveyState.DRAFT and not visit.may(Act.LEAD_SURVEYS):
        raise Refused(SurveyReason.NO_DRAFT)
    return survey
