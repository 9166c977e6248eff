"""The rounds of a survey: in words on a page, and as a picture for whoever asks for it."""

import asyncio

import structlog
from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.surveys import history, rounds
from facilitation.surveys.history import History
from facilitation.surveys.instruments import Measure
from handlers.due import Preparation
from handlers.message import Button, Message, lines, paragraphs
from handlers.surveys import after, figures, findings, one, sight, timeline, turning, wording
from handlers.surveys.door import look
from handlers.surveys.drawing import Drawing
from handlers.visit import Visit
from locales.reader import Reader
from papers.rounds_chart import picture as drawn
from storage import people, surveys
from storage.due_work import DueWork
from storage.outbox import Priority
from storage.surveys import Survey

log = structlog.get_logger()

ROUNDS = "surveys.rounds"


# in words


async def on_history(visit: Visit, survey_id: int, place: int) -> None:
    survey, _ = await look(visit, survey_id), visit.reader
    if not after.may_see(visit, survey):
        visit.edit(await one.page(visit, survey))
        return
    past = await history.of(visit.uow, survey, leads=visit.may(Act.LEAD_SURVEYS))
    text, turns = turning.turned(visit, survey, whole(_, past), "history", place)
    back = Button(_("‹ Survey"), tap=visit.tap("srv", "open", survey.key))
    picture = Button(_("Rounds as a picture"), tap=visit.tap("srv", "rounds", survey.key))
    visit.edit(Message(text, (*turns, *([(picture,)] if timeline.worth_drawing(past) else []), (back,))))


def whole(_: Reader, past: History) -> Markup:
    """All rounds that can be compared; those that can't be stand apart."""
    return paragraphs(
        _("<b>The rounds of the survey: {title}</b>", title=wording.title(_, past.rounds[-1])),
        *(paragraphs(_round(_, survey, first=not at)) for at, survey in enumerate(past.rounds)),
        None if past.compares else _("There is no earlier round to compare it with."),
        not_the_same_people(_) if past.compares else None,
        lines(_("<b>Not to be compared with these</b>"), apart(_)) if past.apart else None,
        *(lines(dated(_, survey), *numbers(_, survey)) for survey in past.apart),
    )


def _round(_: Reader, survey: Survey, *, first: bool) -> Markup:
    return lines(dated(_, survey), *numbers(_, survey), None if first else change(_, survey))


def dated(_: Reader, survey: Survey) -> Markup:
    assert survey.closed_at is not None
    return _("<b>Round {n}</b>, {day}", n=survey.round, day=_.full_date(survey.closed_at))


def numbers(_: Reader, survey: Survey) -> list[Markup]:
    """How many answered, and all questions together where that is a number."""
    instrument, results = rounds.instrument_of(survey), rounds.results_of(survey)
    assert results is not None
    together = figures.composite(_, results)
    if together is None and instrument.measure is Measure.REFLECTIVE:
        together = _("Too few answers for all questions together in one number.")
    return [figures.response(_, results), *([together] if together else [])]


def change(_: Reader, survey: Survey) -> Markup:
    """Since the round before it: with numbers where there are some, else in a sentence."""
    instrument, results = rounds.instrument_of(survey), rounds.results_of(survey)
    assert results is not None
    return figures.change(_, results) or findings.sentences(_, instrument, results)[1]


def not_the_same_people(_: Reader) -> Markup:
    return _("Nobody is followed from one round to the next, so those who answered may be other people.")


def apart(_: Reader) -> Markup:
    return _("In these rounds the questions were other ones, or the network has started anew since.")


# as a picture


async def on_rounds(visit: Visit, survey_id: int) -> None:
    """Privately; it takes a moment."""
    survey, _ = await look(visit, survey_id), visit.reader
    past = await history.of(visit.uow, survey, leads=visit.may(Act.LEAD_SURVEYS))
    if not after.may_see(visit, survey) or not timeline.worth_drawing(past):
        visit.answer(_("There is no picture of these rounds."))
        visit.edit(await one.page(visit, survey))
        return
    await sight.ask(visit, ROUNDS, survey)
    visit.answer(_("I'm drawing it; it comes in a moment."))


async def draw(preparation: Preparation) -> Drawing | None:
    """In the language of its reader. None where there is nothing to draw, or it can't be drawn: words say it too."""
    work = preparation.work
    async with preparation.database.read() as uow:
        seen = await sight.of(uow, work, preparation.now)
        if seen is None or not timeline.worth_drawing(seen.history):
            return None
        made = timeline.chart(Reader(work.arguments["language"], seen.network.zone), seen.history)
    try:
        return Drawing(await asyncio.to_thread(drawn, made))
    except Exception as fault:  # rounds in words are better than none
        log.error("rounds could not be drawn", survey=work.arguments["survey"], fault=type(fault).__name__)
        return None


async def send(visit: Visit, work: DueWork, drawing: Drawing | None) -> None:
    network = await visit.leave_for_network(work.network_id)
    survey = await surveys.by_id(visit.uow, work.arguments["survey"])
    person = await people.by_id(visit.uow, work.arguments["person"])
    if network is None or survey is None or person is None:
        return
    _ = visit.reader_of(person)
    message = Message(_("I could not draw these rounds. The page of the survey says in words how they went."))
    if drawing is not None:
        name = wording.title(_, survey)
        message = drawing.under(_, _("The rounds of the survey: {title}", title=name))
    visit.tell(person, message, kind=ROUNDS, network=network, about=survey.key, priority=Priority.INTERACTIVE)
