"""Results on paper: for whoever asks on the page of a survey, and among the papers of a meeting."""

from datetime import datetime

from facilitation.permissions import Act
from facilitation.surveys import history
from facilitation.surveys.history import History
from handlers import printing
from handlers.due import Preparation
from handlers.feature import Printed
from handlers.meetings import papers
from handlers.message import Button, Message, paragraphs
from handlers.printing import TEXT, Made
from handlers.surveys import after, one, report, sight, wording
from handlers.surveys.door import look
from handlers.surveys.sight import Sight
from handlers.visit import Visit
from locales.reader import Reader
from papers.document import Document
from storage import people, surveys
from storage.due_work import DueWork
from storage.meetings import Meeting
from storage.network import Network
from storage.outbox import Priority
from storage.surveys import Survey, Text, texts
from storage.unit_of_work import UnitOfWork

PAPER = "surveys.paper"


async def on_print(visit: Visit, survey_id: int) -> None:
    """In which shape; those who lead may have the numbers as a table too."""
    survey, _ = await look(visit, survey_id), visit.reader
    if not after.may_see(visit, survey):
        visit.edit(await one.page(visit, survey))
        return
    text = paragraphs(
        _("<b>The results on paper: {title}</b>", title=wording.title(_, survey)),
        _("For the next meeting, in the language of the network. As a PDF with pictures to print, as a DOCX to go on "
          "writing in, or as text to pass on."),
    )  # fmt: skip

    def button(label: str, shape: str) -> Button:
        return Button(label, tap=visit.tap("srv", "paper", survey.key, shape))

    shapes = (button(_("PDF"), "pdf"), button(_("DOCX"), "docx"), button(_("Text"), TEXT))
    table = Button(_("Numbers as a table (CSV)"), tap=visit.tap("srv", "csv", survey.key))
    back = Button(_("‹ Survey"), tap=visit.tap("srv", "open", survey.key))
    visit.edit(Message(text, (shapes, *([(table,)] if visit.may(Act.LEAD_SURVEYS) else []), (back,))))


async def on_paper(visit: Visit, survey_id: int, shape: str) -> None:
    """It takes a moment, and comes as a message of its own."""
    survey, _ = await look(visit, survey_id), visit.reader
    printing.be_shape(shape)
    if not after.may_see(visit, survey):
        visit.edit(await one.page(visit, survey))
        return
    await sight.ask(visit, PAPER, survey, shape=shape)
    visit.answer(_("I'm making it; it comes in a moment."))


async def make(preparation: Preparation) -> Made | None:
    """None for whoever has lost the right."""
    work = preparation.work
    async with preparation.database.read() as uow:
        seen = await sight.of(uow, work, preparation.now)
        if seen is None:
            return None
        document = await _document(uow, seen, preparation.now)
        _ = Reader(seen.network.language, seen.network.zone)
        assert seen.survey.closed_at is not None
        day = _.local(seen.survey.closed_at).date().isoformat()
    return await printing.shaped(Printed(document), work.arguments["shape"], day)


async def _document(uow: UnitOfWork, seen: Sight, now: datetime) -> Document:
    """In the language of the network."""
    network, survey = seen.network, seen.survey
    _ = Reader(network.language, network.zone)
    blocks = report.blocks(_, seen.history, await _written(uow, survey))
    return Document(
        report.title(_, survey),
        tuple(blocks),
        _.language,
        _("page {page} of {pages}").unescape(),
        now,
        _("Network “{topic}”", topic=network.topic).unescape(),
        report.below(_, survey),
    )


async def send(visit: Visit, work: DueWork, paper: Made | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    survey = await surveys.by_id(visit.uow, work.arguments["survey"])
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is None or survey is None or person is None:
        return
    message = printing.message_of(visit.reader_of(person), paper, network.topic)
    visit.tell(person, message, kind=PAPER, network=network, about=survey.key, priority=Priority.INTERACTIVE)


async def of_meeting(visit: Visit, _: Reader, network: Network, meeting: Meeting) -> Printed | None:
    """What the network last knew of itself when the meeting began, or knows now."""
    before = min(visit.now, meeting.starts_at)
    survey = await surveys.last_published(visit.uow, network.key, before)
    if survey is None:
        return None
    past: History = await history.of(visit.uow, survey, leads=False)
    blocks = report.blocks(_, past, await _written(visit.uow, survey))
    return Printed(papers.document(visit, _, network, meeting, report.title(_, survey), blocks))


async def _written(uow: UnitOfWork, survey: Survey) -> list[Text]:
    """Texts that were reviewed and published; they are not what a facilitator still reads."""
    if survey.texts_at is None:
        return []
    return [text for text in await texts.of_survey(uow, survey.key) if text.shown]
