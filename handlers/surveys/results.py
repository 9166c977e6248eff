"""What came of a survey is told: first to those who lead where the network wants that, then to the group, once."""

from collections.abc import Iterator

from markupsafe import Markup

from facilitation.permissions import ALLOWED, Act
from facilitation.surveys import publishing, rounds
from handlers.message import CAPTION, Button, Message, length, lines, paragraphs
from handlers.surveys import card, summary, wording, words
from handlers.surveys.drawing import Drawing
from handlers.visit import Visit
from locales.reader import Reader
from storage import roles, surveys
from storage.due_work import DueWork
from storage.network import Network
from storage.people import Person
from storage.surveys import Survey, SurveyState, texts

READY, PUBLISH = "surveys.ready", "surveys.publish"


# those who lead


async def ready(visit: Visit, work: DueWork) -> None:
    """A day before the group, privately, also while the bot is away from the group: they may comment on it."""
    await visit.leave_for_network(work.network_id)
    network, survey = visit.network, await surveys.by_id(visit.uow, work.arguments["survey"])
    if network is None or survey is None or survey.results is None or survey.published_at is not None:
        return
    for person in await _leaders(visit, network):
        message = _first(visit, visit.reader_of(person), survey)
        visit.tell(
            person, message, kind=READY, network=network, about=survey.key, not_after=survey.publishes_at
        )


async def _leaders(visit: Visit, network: Network) -> list[Person]:
    held = await roles.grants(visit.uow, network.key, visit.now)
    return list(
        {person.key: person for grant, person in held if grant.role in ALLOWED[Act.LEAD_SURVEYS]}.values()
    )


def _first(visit: Visit, _: Reader, survey: Survey) -> Message:
    text = paragraphs(
        _("You see this first, before the group."),
        next(summary.said(_, survey)),
        before_the_group(_, survey),
    )
    comment = Button(_("Add a comment…"), tap=visit.tap("srv", "comment", survey.key), style="primary")
    publish = Button(_("Publish now…"), tap=visit.tap("srv", "publish", survey.key))
    details = Button(_("Details"), tap=visit.tap("srv", "open", survey.key))
    return Message(text, ((comment,), (publish, details)))


def before_the_group(_: Reader, survey: Survey) -> Markup:
    """What those who lead can do as long as only they see it."""
    assert survey.publishes_at is not None
    return lines(
        _("The group sees it: {moment}.", moment=_.moment(survey.publishes_at)),
        _("Until then you can add a comment; the numbers can't be changed by anybody."),
    )


# the group


async def publish(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    """Once; while the bot is away from the group, it waits until the bot is back."""
    network = await visit.leave_for_network(work.network_id)
    survey = await surveys.to_change(visit.uow, work.arguments["survey"])
    if network is None or survey is None or not publishing.is_due(survey, visit.now):
        return
    publishing.publish(visit.uow, survey, visit.now)
    visit.announce(network, await _message(visit, network, survey, drawing), kind=PUBLISH)
    await card.refresh(visit, survey)


async def _message(visit: Visit, network: Network, survey: Survey, drawing: Drawing | None) -> Message:
    """Under a picture there is room for a caption only, and no buttons: a link leads to the page."""
    _, page = visit.group_reader(network), visit.link("survey", survey.key)
    if survey.state is SurveyState.VOID:
        return Message(void(_, survey), ((Button(_("Details"), url=page),),))
    versions = summary.said(_, survey, await about_texts(visit, _, survey))
    if drawing is None:
        return Message(next(versions), ((Button(_("Details"), url=page),),))
    return drawing.under(
        _, _fitting(paragraphs(each, _('<a href="{link}">Details</a>', link=page)) for each in versions)
    )


def _fitting(versions: Iterator[Markup]) -> Markup:
    """The first that a caption holds; words that can't be made short enough come before the picture."""
    captions = list(versions)
    return next((each for each in captions if length(each) <= CAPTION), captions[-1])


def void(_: Reader, survey: Survey) -> Markup:
    """Too few have answered: nobody is to blame, and it can be begun anew."""
    return paragraphs(
        _("<b>Nothing can be shown of the survey: {title}</b>", title=wording.title(_, survey)),
        words.ended(_, survey),
        _("Thank you to everyone who answered. Those who lead the network can begin the survey anew."),
    )


async def about_texts(visit: Visit, _: Reader, survey: Survey) -> Markup | None:
    """What becomes of what people wrote in their own words, as long as it is not published."""
    if not rounds.instrument_of(survey).written or survey.texts_at is not None:
        return None
    if await texts.are_kept(visit.uow, survey.key):
        return _("What was written in own words follows once a facilitator has read it.")
    return _("Fewer than 5 people wrote something in their own words, so nobody gets to see it.")
