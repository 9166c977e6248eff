"""The picture of a survey for whoever asks for it."""

from handlers.message import Message
from handlers.surveys import after, chart, one
from handlers.surveys.door import look
from handlers.surveys.drawing import Drawing
from handlers.visit import Visit
from storage import due_work, people, surveys
from storage.due_work import DueWork
from storage.outbox import Priority

PICTURE = "surveys.picture"


async def on_picture(visit: Visit, survey_id: int) -> None:
    """Privately, for whoever may see the results; it takes a moment."""
    survey, _ = await look(visit, survey_id), visit.reader
    if not after.may_see(visit, survey):
        visit.answer(_("There is no picture of this survey yet."))
        visit.edit(await one.page(visit, survey))
        return
    await due_work.plan(
        visit.uow, PICTURE, f"{survey.key}-{visit.me.key}", visit.now, network_id=survey.network_id,
        survey=survey.key, person=visit.me.key, language=_.language,
    )  # fmt: skip
    visit.answer(_("I'm drawing it; it comes in a moment."))


async def send(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    survey = await surveys.by_id(visit.uow, work.arguments["survey"])
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is None or survey is None or person is None:
        return
    _ = visit.reader_of(person)
    message = Message(_("I could not draw this survey. Its page says in words what came of it."))
    if drawing is not None:
        message = drawing.under(_, _("What came of the survey: {title}", title=chart.title(_, survey)))
    visit.tell(
        person, message, kind=PICTURE, network=network, about=survey.key, priority=Priority.INTERACTIVE
    )
