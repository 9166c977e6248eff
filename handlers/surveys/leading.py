"""Leading an open survey: it can take answers longer, or be cancelled with a reason; never be ended sooner."""

from typing import Any

from facilitation.permissions import Act
from facilitation.surveys import life
from handlers import forms
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, columns, lines, paragraphs
from handlers.surveys import card, drafting, one, words
from handlers.surveys.door import enter, look
from handlers.visit import Visit
from storage.surveys import Survey, SurveyState

# longer


async def on_longer(visit: Visit, survey_id: int) -> None:
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    if survey.state is not SurveyState.OPEN:
        visit.edit(await one.page(visit, survey))
        return
    visit.edit(_longer(visit, survey))


def _longer(visit: Visit, survey: Survey, *more: Any) -> Message:
    _ = visit.reader
    text = paragraphs(
        *more,
        lines(words.title(_, survey), words.until(_, survey)),
        _("How much longer shall I take answers?"),
        _(
            "It can't end sooner: everybody was told until when there is time, and whoever ended it early could "
            "guess who had answered by then."
        ),
    )
    longer = [
        Button(
            _("+ {time}", time=drafting.hours(_, each)),
            tap=visit.tap("srv", "prolong", survey.key, each, survey.revision),
        )
        for each in life.WINDOWS
    ]
    back = Button(_("‹ Back"), tap=visit.tap("srv", "open", survey.key))
    return Message(text, (*columns(longer, 3), (back,)))


async def on_prolong(visit: Visit, survey_id: int, hours: int, revision: int) -> None:
    """Once for each page: a second tap, or a second leader, sees first how it stands."""
    survey, _ = await enter(visit, survey_id), visit.reader
    if survey.state is not SurveyState.OPEN:
        visit.edit(await one.page(visit, survey))
        return
    if survey.revision != revision:
        visit.edit(_longer(visit, survey, _("It takes answers longer already. It stands like this now:")))
        return
    await life.prolong(visit.uow, visit.here, survey, hours, visit.now)
    await card.refresh(visit, survey)
    _tell(visit, survey, "surveys.prolonged")
    visit.edit(await one.page(visit, survey, _("Changed. The group hears it now.")))


# not at all


async def on_cancel(visit: Visit, survey_id: int) -> None:
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    if survey.state is not SurveyState.OPEN:
        visit.edit(await one.page(visit, survey))
        return
    life.be_there(visit.here)
    await forms.begin(visit, FORM, {"survey": survey.key}, network_id=visit.here.key)


async def _ask_reason(visit: Visit, _answers: Answers) -> Message:
    _ = visit.reader
    return Message(
        paragraphs(
            _("Why is the survey cancelled? Write it in a sentence; the group reads it."),
            _("All answers are destroyed then, unseen. Nothing brings them back."),
        )
    )


async def _take_reason(_visit: Visit, _answers: Answers, typed: str) -> Any:
    return life.checked_reason(typed)


async def _done(visit: Visit, answers: Answers) -> None:
    survey, _ = await enter(visit, answers["survey"]), visit.reader
    if survey.state is not SurveyState.OPEN:
        visit.edit(await one.page(visit, survey))
        return
    life.be_there(visit.here)
    await life.cancel(visit.uow, survey, answers["reason"], visit.now)
    await card.refresh(visit, survey)
    _tell(visit, survey, "surveys.cancelled")
    visit.edit(await one.page(visit, survey, _("Cancelled. The group hears it now.")))


def _tell(visit: Visit, survey: Survey, kind: str) -> None:
    """A few words in the group; the card says the rest."""
    _ = visit.group_reader(visit.here)
    is_open = survey.state is SurveyState.OPEN
    news = (
        lines(_("Answers are taken longer."), words.until(_, survey)) if is_open else words.ended(_, survey)
    )
    page = Button(_("Details"), url=visit.link("survey", survey.key))
    visit.announce(visit.here, Message(lines(words.title(_, survey), news), ((page,),)), kind=kind)


def _origin(visit: Visit, answers: Answers) -> Button:
    return Button(visit.reader("‹ Back"), tap=visit.tap("srv", "open", answers["survey"]))


FORM = Form("survey_cancel", (Step("reason", _ask_reason, _take_reason),), _done, origin=_origin)
