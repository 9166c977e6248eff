"""The results as a table for those who lead: every number that is kept, a row for each, and no other."""

from collections.abc import Iterator

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.refusals import Refused
from facilitation.surveys import rounds
from facilitation.surveys.instruments import Item
from facilitation.surveys.reasons import SurveyReason
from facilitation.surveys.results import Results
from handlers.message import Document, Message
from handlers.surveys import chart, figures, wording
from handlers.surveys.door import look
from handlers.visit import Visit
from locales.reader import Reader
from papers import as_csv
from papers.as_csv import Value
from storage.surveys import Survey

Row = list[Value]


async def on_csv(visit: Visit, survey_id: int) -> None:
    survey, _ = await look(visit, survey_id, Act.LEAD_SURVEYS), visit.reader
    results = rounds.results_of(survey)
    if results is None or survey.closed_at is None:
        raise Refused(SurveyReason.NOT_OVER)
    day = _.local(survey.closed_at).date()
    name = _("survey-{day}.csv", day=day.isoformat()).unescape()
    about: Row = [_plain(wording.title(_, survey)), survey.round, day, results.invited, results.answered]
    table = as_csv.table([_head(_), *([*about, *row] for row in _rows(_, survey, results))])
    visit.reply(Message(chart.title(_, survey), document=Document(name, table)))


def _head(_: Reader) -> Row:
    named = (
        _("Survey"), _("Round"), _("Day"), _("Invited"), _.context("survey", "Answered"), _("Number"),
        _("Question"), _("Answers to it"), _("Answer"), _("How many"), _("Median"), _("Mean"), _("95% from"),
        _("95% to"),
    )  # fmt: skip
    return [_plain(each) for each in named]


def _rows(_: Reader, survey: Survey, results: Results) -> Iterator[Row]:
    instrument = rounds.instrument_of(survey)
    for place, asked in enumerate(instrument.tapped, 1):
        for row in _item(_, asked, results):
            yield [place, _plain(wording.short(_, asked)), *row, None, None]
    if together := results.composite:
        words = _("All questions together")
        yield [None, _plain(words), together.n, None, None, None, together.mean, together.low, together.high]
    if (change := results.change) and change.difference is not None:
        words = _("Change since round {round}", round=change.since_round)
        yield [None, _plain(words), None, None, None, None, change.difference, change.low, change.high]


def _item(_: Reader, asked: Item, results: Results) -> Iterator[Row]:
    """A row for each bin; one that says so where too few have answered."""
    found = results.of(asked.id)
    if not found.bins:
        yield [None, _plain(figures.too_few(_)), None, None, None]
    for each in found.bins:
        yield [
            found.n,
            _plain(figures.chosen(_, asked, each)),
            each.count,
            found.median,
            found.mean,
        ]


def _plain(words: Markup) -> str:
    return words.striptags()
