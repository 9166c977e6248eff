"""What those who lead do with results: comment on them, at any time, and publish them sooner. Numbers stay as they are.

A comment that is there at the publication goes with it; a later one, or another one, stands on the page.
"""

from typing import Any

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys import publishing
from facilitation.surveys.publishing import LONGEST_COMMENT
from facilitation.surveys.reasons import SurveyReason
from handlers import forms
from handlers.forms import Answers, Form, Step, choice
from handlers.message import Button, Message, lines, paragraphs
from handlers.reasons import DoorReason
from handlers.surveys import one, wording
from handlers.surveys.door import enter, look
from handlers.visit import Visit
from storage.network import NetworkState
from storage.surveys import Survey, SurveyState

NONE = "none"


async def on_comment(visit: Visit, survey_id: int) -> None:
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    _be_counted(survey)
    known = {"survey": survey.key, "before": survey.comment}
    await forms.begin(visit, FORM, known, network_id=visit.here.key)


def _be_counted(survey: Survey) -> None:
    if survey.state is not SurveyState.CLOSED:
        raise Refused(SurveyReason.NOT_OVER)


async def _ask(visit: Visit, answers: Answers) -> Message:
    survey, _ = await look(visit, answers["survey"], Act.LEAD_SURVEYS), visit.reader
    text = paragraphs(
        _(
            "What do you want to say about the results? Write at most {most} characters.",
            most=LONGEST_COMMENT,
        ),
        _("The group reads it with the results, as the comment of those who lead.")
        if survey.published_at is None
        else _("The group has the results already, so the comment will stand on their page."),
        _("So far it says: {words}", words=survey.comment) if survey.comment else None,
    )
    remove = (choice(_("Take the comment out"), "comment", NONE),)
    return Message(text, (remove,) if survey.comment else ())


async def _take(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return publishing.checked_comment(typed)


async def _pick(_visit: Visit, _answers: Answers, value: Any) -> Any:
    if value != NONE:
        raise Refused(DoorReason.OLD_BUTTON)
    return ""


async def _done(visit: Visit, answers: Answers) -> None:
    """What somebody else has written meanwhile is not lost: whoever comes second sees it first."""
    survey, _ = await enter(visit, answers["survey"]), visit.reader
    if survey.comment != answers["before"]:
        visit.edit(await one.page(visit, survey, _overtaken(visit, answers["comment"])))
        return
    publishing.comment(visit.uow, survey, answers["comment"], visit.me)
    visit.edit(await one.page(visit, survey, _("Saved.") if survey.comment else _("Taken out.")))


def _overtaken(visit: Visit, typed: str) -> Markup:
    _ = visit.reader
    return lines(
        _("Somebody else has just changed the comment, so yours is not saved. It stands below."),
        _("You wrote: {words}", words=typed) if typed else None,
    )


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("srv", "open", answers["survey"]))


FORM = Form("survey_comment", (Step("comment", _ask, _take, _pick),), _done, origin=_origin)


# sooner


async def on_publish(visit: Visit, survey_id: int) -> None:
    survey, _ = await look(visit, survey_id, Act.LEAD_SURVEYS), visit.reader
    if survey.state is not SurveyState.CLOSED or survey.published_at is not None:
        visit.edit(await one.page(visit, survey, _as_it_stands(visit, survey)))
        return
    text = paragraphs(
        _("<b>Shall the group see the results now?</b>"),
        wording.title(_, survey),
        _("With this comment: {words}", words=survey.comment)
        if survey.comment
        else _("There is no comment yet."),
    )
    yes = Button(_("Yes, publish them"), tap=visit.tap("srv", "publishnow", survey.key), style="primary")
    back = Button(_("‹ Back"), tap=visit.tap("srv", "open", survey.key))
    visit.edit(Message(text, ((yes,), (back,))))


async def on_publish_now(visit: Visit, survey_id: int) -> None:
    survey, _ = await enter(visit, survey_id), visit.reader
    if visit.here.state is NetworkState.AWAY:
        raise Refused(SurveyReason.AWAY)
    brought_forward = await publishing.publish_now(visit.uow, survey, visit.now)
    told = _("The group gets the results now.") if brought_forward else _as_it_stands(visit, survey)
    visit.edit(await one.page(visit, survey, told))


def _as_it_stands(visit: Visit, survey: Survey) -> Markup:
    _ = visit.reader
    if survey.published_at is not None:
        return _("The group has the results already.")
    return _("This survey has no results.")
