"""A survey in preparation begins: read back once more, confirmed, and told kindly to whoever comes second."""

from datetime import timedelta

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys import drafts, life, people
from facilitation.surveys.reasons import SurveyReason
from handlers.message import Button, Message, lines, paragraphs
from handlers.surveys import drafting, one, wording, words
from handlers.surveys.door import look
from handlers.visit import Visit
from storage import surveys
from storage.network import Network
from storage.surveys import Survey, SurveyState


async def on_begin(visit: Visit, survey_id: int) -> None:
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    if survey.state is not SurveyState.DRAFT:
        visit.edit(await one.page(visit, survey, _begun(visit)))
        return
    visit.edit(await _read_back(visit, survey))


async def _read_back(visit: Visit, survey: Survey, *more: Markup) -> Message:
    """Refused where it can't begin like this."""
    _, network = visit.reader, visit.here
    await drafts.renumber(visit.uow, survey)
    await life.be_ready(visit.uow, network, survey, visit.now)
    invited = len(await people.invited(visit.uow, survey, visit.now))
    until = visit.group_reader(network).plain_moment(visit.now + timedelta(hours=survey.hours))
    text = paragraphs(
        *more,
        _("<b>Shall this survey begin now?</b>"),
        lines(Markup("<b>{}</b>").format(wording.title(_, survey)), wording.purpose(_, survey)),
        lines(
            words.effort(_, survey), await drafting.comparison(visit, survey), drafting.first_sight(_, survey)
        ),
        drafting.asked(_, survey, invited),
        _("If it begins now, answers are taken until {moment}.", moment=until),
        lines(
            _(
                "Nobody can end it sooner or see answers before; it can only be prolonged, or cancelled for good."
            ),
            _("Who is asked and that nobody learns who answered what can't be changed afterwards."),
        ),
        _("Once you confirm, a card appears in the group “{title}”.", title=network.title),
    )
    seal = drafts.seal(survey, invited)
    yes = Button(_("Yes, begin the survey"), tap=visit.tap("srv", "begun", survey.key, seal), style="success")
    back = Button(_("‹ Back"), tap=visit.tap("srv", "open", survey.key))
    return Message(text, ((yes,), (back,)))


async def on_begun(visit: Visit, survey_id: int, seal: str) -> None:
    """Only what was read back begins: what somebody has changed since is read back once more."""
    _, survey = visit.reader, await _held(visit, survey_id)
    if survey.state is not SurveyState.DRAFT:
        visit.edit(await one.page(visit, survey, _begun(visit)))
        return
    await drafts.renumber(visit.uow, survey)
    invited = len(await people.invited(visit.uow, survey, visit.now))
    if seal != drafts.seal(survey, invited):
        told = _("Something was changed meanwhile. Please read it once more:")
        visit.edit(await _read_back(visit, survey, told))
        return
    await life.begin(visit.uow, visit.here, survey, visit.now)
    text = paragraphs(
        _("The survey has begun: its card is in the group “{title}”.", title=visit.here.title),
        _(
            "I remind those who have not answered once, privately. When the time is over, I count the answers."
        ),
    )
    page = Button(_("To the survey"), tap=visit.tap("srv", "open", survey.key))
    visit.edit(Message(text, ((page,),)))


async def _held(visit: Visit, survey_id: int) -> Survey:
    """The network first and then the survey, as whoever replaces a draft does."""
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    await visit.uow.hold(Network, survey.network_id)
    held = await surveys.to_change(visit.uow, survey_id)
    if held is None:
        raise Refused(SurveyReason.NO_DRAFT)
    return held


def _begun(visit: Visit) -> Markup:
    return visit.reader("This survey has begun already. It stands like this:")
