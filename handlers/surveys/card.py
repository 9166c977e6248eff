"""What stands in the group: what the survey is for, how long it takes, until when, and the way into private chat."""

from markupsafe import Markup

from facilitation.surveys import box
from handlers import posts
from handlers.message import Button, Message, lines, paragraphs
from handlers.surveys import wording, words
from handlers.visit import Visit
from locales.reader import Reader
from storage import surveys
from storage.network import Network
from storage.surveys import Survey, SurveyState

CARD = "surveys.card"


async def show(visit: Visit, survey: Survey) -> None:
    """Post the card, or bring it up to date."""
    await posts.post(visit, CARD, survey.network_id, survey.key)


async def refresh(visit: Visit, survey: Survey) -> None:
    await posts.refresh(visit, CARD, survey.network_id, survey.key)


async def render(visit: Visit, network: Network, subject: int) -> Message | None:
    _ = visit.group_reader(network)
    survey = await surveys.by_id(visit.uow, subject)
    if survey is None:
        return None
    page = visit.link("survey", survey.key)
    if survey.state is not SurveyState.OPEN:
        text = lines(words.title(_, survey), words.ended(_, survey))
        return Message(text, ((Button(_("Details"), url=page),),))
    answer = Button(_("Answer the survey"), url=page, style="primary")
    return Message(await running(visit, _, survey), ((answer,),))


async def running(visit: Visit, _: Reader, survey: Survey) -> Markup:
    """An open survey as everyone may see it."""
    return paragraphs(
        words.title(_, survey),
        wording.purpose(_, survey),
        lines(words.effort(_, survey), words.asked(_, survey)),
        words.promise(_),
        lines(words.band(_, await box.band(visit.uow, survey)), words.until(_, survey)),
    )
