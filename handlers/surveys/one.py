"""The page of one survey in private chat: how it stands, whether one has answered, and what came of it."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.surveys import box
from handlers.message import Button, Message, paragraphs
from handlers.surveys import after, card, drafting, results, summary, turning, ways, wording, words
from handlers.surveys.door import look
from handlers.visit import Visit
from locales.reader import Reader
from storage.surveys import Survey, SurveyState


async def on_open(visit: Visit, survey_id: int) -> None:
    """By a button."""
    visit.edit(await page(visit, await look(visit, survey_id)))


async def on_page(visit: Visit, survey_id: int, place: int) -> None:
    """Results that are longer than a message."""
    visit.edit(await page(visit, await look(visit, survey_id), place=place))


async def page(visit: Visit, survey: Survey, *more: Markup | None, place: int = 0) -> Message:
    """For whoever looks, after `more` words."""
    _ = visit.reader
    if survey.state is SurveyState.DRAFT:
        return await drafting.page(visit, survey, *more)
    if after.may_see(visit, survey):
        return await _with_results(visit, survey, *more, place=place)
    if survey.state is SurveyState.OPEN:
        asked = await is_asked(visit, survey)
        shown = paragraphs(await card.running(visit, _, survey), await _own(visit, _, survey, asked=asked))
        own = await _to_answer(visit, survey) if asked else None
    else:
        shown, own = _ended(_, survey), None
    return Message(paragraphs(*more, shown), ways.buttons(visit, _, survey, own))


async def _with_results(visit: Visit, survey: Survey, *more: Markup | None, place: int) -> Message:
    _ = visit.reader
    first = results.before_the_group(_, survey) if survey.published_at is None else None
    whole = summary.whole(_, survey, await results.about_texts(visit, _, survey), first)
    text, turns = turning.turned(visit, survey, whole, "page", place)
    return Message(paragraphs(*more, text), (*turns, *ways.buttons(visit, _, survey, None)))


async def is_asked(visit: Visit, survey: Survey) -> bool:
    """Whether this person was invited and still belongs to those who may answer."""
    return visit.may(Act.ANSWER_SURVEY) and await box.is_invited(visit.uow, survey, visit.me)


async def _to_answer(visit: Visit, survey: Survey) -> Button | None:
    """To all questions, or to those that whoever has sealed may still answer in words."""
    _ = visit.reader
    if not await box.has_sealed(visit.uow, survey, visit.me):
        return Button(_("Answer the survey"), tap=visit.tap("srv", "start", survey.key), style="primary")
    if await box.unwritten(visit.uow, survey, visit.me) is not None:
        return Button(_("Answer in my own words"), tap=visit.tap("srv", "write", survey.key), style="primary")
    return None


async def _own(visit: Visit, _: Reader, survey: Survey, *, asked: bool) -> Markup:
    """Nothing of what was answered."""
    if not asked:
        return _(
            "You are not among those who were asked when this survey began; the results are shown to everyone."
        )
    if await box.has_sealed(visit.uow, survey, visit.me):
        return _("Your answer is in the box.")
    return _("Your answer is still missing.")


def _ended(_: Reader, survey: Survey) -> Markup:
    return paragraphs(words.title(_, survey), wording.purpose(_, survey), words.ended(_, survey))
