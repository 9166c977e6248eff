"""The draft of a survey as those who will be asked see it; nothing of what is tapped is kept."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.surveys import drafts, rounds
from handlers.message import Button, Message, Rows, lines, paragraphs
from handlers.surveys import sheet
from handlers.surveys.door import look
from handlers.surveys.sheet import Sheet
from handlers.visit import Visit


async def on_try(visit: Visit, survey_id: int, place: int, chosen: str) -> None:
    """Item by item, as in earnest."""
    survey = await look(visit, survey_id, Act.LEAD_SURVEYS)
    drafts.be_draft(survey)
    instrument = rounds.instrument_of(survey, await rounds.number(visit.uow, survey))
    tried = sheet.read(survey, instrument, chosen, place, trial=True)
    visit.edit(_end(visit, tried) if tried.is_at_the_end else sheet.page(visit, tried))


def _end(visit: Visit, tried: Sheet) -> Message:
    """What comes after the last item that is tapped: the seal, and what is answered in words."""
    _ = visit.reader
    rows: Rows = ((sheet.to_draft(visit, tried.survey),),)
    sealing = _("Here people look once more, seal their answers and drop them into the box.")
    written = [Markup("• {}").format(item.words) for item in tried.instrument.written]
    asked = lines(_("Then they are asked to answer in their own words:"), *written) if written else None
    if tried.items:
        last = tried.at(tried.place - 1)
        rows = ((Button(_("‹ Back"), tap=sheet.tap(visit, last)),), *rows)
    return Message(paragraphs(sheet.trial_head(_, tried.survey), sealing, asked), rows)
