"""Answering a survey in private chat: what one should know, item by item, a last look, and into the box.

Every tap is checked anew: what rides on a button may be old, forged, or of someone who has answered already.
"""

from facilitation.permissions import Act
from facilitation.surveys import box, rounds
from handlers.message import Button, Message, Rows, paragraphs
from handlers.surveys import before, one, sheet, words
from handlers.surveys.door import look
from handlers.surveys.sheet import Sheet
from handlers.visit import Visit
from storage.surveys import Survey


async def on_link(visit: Visit, survey_id: int) -> None:
    """By the link on the card: straight to answering for whoever is asked and has not; to the page for all others."""
    survey = await look(visit, survey_id)
    may_answer = box.is_open(survey, visit.since) and await one.is_asked(visit, survey)
    if may_answer and not await box.has_sealed(visit.uow, survey, visit.me):
        visit.edit(before.page(visit, survey))
    else:
        visit.edit(await one.page(visit, survey))


async def on_start(visit: Visit, survey_id: int) -> None:
    survey = await admitted(visit, survey_id)
    if survey is not None:
        visit.edit(before.page(visit, survey))


async def on_item(visit: Visit, survey_id: int, place: int, chosen: str) -> None:
    """One item, with all that is chosen so far."""
    opened = await _opened(visit, survey_id, chosen, place)
    if opened is not None:
        visit.edit(sheet.page(visit, opened))


async def on_review(visit: Visit, survey_id: int, chosen: str) -> None:
    """How much is answered, before it is sealed."""
    opened = await _opened(visit, survey_id, chosen)
    if opened is not None:
        visit.edit(sheet.review(visit, opened))


async def on_seal(visit: Visit, survey_id: int, chosen: str) -> None:
    """Into the box. Whoever is handled again after a crash, or taps twice, reads the same."""
    opened = await _opened(visit, survey_id, chosen)
    if opened is not None:
        await box.seal(visit.uow, opened.survey, visit.me, opened.given, visit.since)
        visit.edit(in_the_box(visit, opened.survey, left=bool(opened.instrument.written)))


async def _opened(visit: Visit, survey_id: int, chosen: str, place: int = 0) -> Sheet | None:
    survey = await admitted(visit, survey_id)
    return sheet.read(survey, rounds.instrument_of(survey), chosen, place) if survey is not None else None


async def admitted(visit: Visit, survey_id: int) -> Survey | None:
    """The survey for someone who may answer it now. Where it is over or theirs is in the box, they see that instead."""
    survey = await look(visit, survey_id, Act.ANSWER_SURVEY)
    if not box.is_open(survey, visit.since):
        await show_end(visit, survey)
        return None
    await box.be_invited(visit.uow, survey, visit.me)
    if await box.has_sealed(visit.uow, survey, visit.me):
        left = await box.unwritten(visit.uow, survey, visit.me) is not None
        visit.edit(in_the_box(visit, survey, left=left))
        return None
    return survey


async def show_end(visit: Visit, survey: Survey) -> None:
    """Instead of all that was chosen, which goes with the buttons."""
    visit.answer(visit.reader("The survey is over, so this came too late."), alert=True)
    visit.edit(await one.page(visit, survey))


def in_the_box(visit: Visit, survey: Survey, *, left: bool) -> Message:
    """Nothing of what was answered; with `left`, the way to what can be answered in words."""
    _ = visit.reader
    text = _("Your answers are in the box. Nobody can change them or look at them. Thank you!")
    rows: Rows = ((Button(_("‹ Back"), tap=visit.tap("srv", "open", survey.key)),),)
    if not left:
        later = _("The network sees the totals when the survey is over.")
        return Message(paragraphs(words.title(_, survey), text, later), rows)
    more = _(
        "What is left is answered in your own words, for as long as the survey is open. You can leave it out."
    )
    write = Button(_("Answer in my own words"), tap=visit.tap("srv", "write", survey.key), style="primary")
    return Message(paragraphs(words.title(_, survey), text, more), ((write,), *rows))
