"""The buttons of a survey that is counted: what there is to see, and what those who lead do about it."""

from facilitation.permissions import Act
from facilitation.surveys import history, rounds
from handlers.message import Button
from handlers.visit import Visit
from locales.reader import Reader
from storage.roles import Role
from storage.surveys import Survey, SurveyState


def may_see(visit: Visit, survey: Survey) -> bool:
    """Whether there are results for whoever looks: those who lead may see them first."""
    return history.has_results(survey, leads=visit.may(Act.LEAD_SURVEYS))


def facilitates(visit: Visit) -> bool:
    """What not even the expert sees: how far the questions go together, and texts that nobody has read yet."""
    return Role.FACILITATOR in visit.roles


def seeing(visit: Visit, _: Reader, survey: Survey) -> list[Button]:
    if not may_see(visit, survey):
        return []
    found = [Button(_("As a picture"), tap=visit.tap("srv", "picture", survey.key))]
    if survey.texts_at is not None:
        found.append(Button(_("What was written"), tap=visit.tap("srv", "written", survey.key, 0)))
    return found


def leading(visit: Visit, _: Reader, survey: Survey) -> list[Button]:
    """For those who may lead."""
    if survey.state is not SurveyState.CLOSED:
        return []
    words = _("Change the comment…") if survey.comment else _("Add a comment…")
    found = [
        Button(_("In detail"), tap=visit.tap("srv", "detail", survey.key, 0)),
        Button(words, tap=visit.tap("srv", "comment", survey.key)),
    ]
    if survey.published_at is None:
        found.append(Button(_("Publish now…"), tap=visit.tap("srv", "publish", survey.key), style="primary"))
    if facilitates(visit) and rounds.instrument_of(survey).written and survey.texts_at is None:
        found.append(Button(_("Read what was written…"), tap=visit.tap("srv", "texts", survey.key, 0)))
    return found
