"""What came of a survey in words: who answered, what it says and does not say, and every number that may be told."""

from collections.abc import Iterator

from markupsafe import Markup

from facilitation.surveys import rounds
from facilitation.surveys.instruments import Instrument, Item, Scale
from facilitation.surveys.results import Results
from handlers import picker
from handlers.message import lines, paragraphs
from handlers.surveys import figures, findings, wording
from locales.reader import Reader
from storage.surveys import Survey

SHORT_COMMENT = 200


def said(_: Reader, survey: Survey, *more: Markup | None) -> Iterator[Markup]:
    """For the group, ever shorter: first goes the number of all questions together, which the picture shows, then the
    end of a long comment."""
    instrument, results = rounds.instrument_of(survey), _results(survey)
    short = picker.cut(survey.comment, SHORT_COMMENT)
    for together, comment in (True, survey.comment), (False, survey.comment), (False, short), (False, ""):
        yield paragraphs(
            _head(_, survey, results),
            _together(_, results) if together else None,
            told(_, instrument, results),
            validity(_, survey),
            _comment(_, comment),
            *more,
        )


def whole(_: Reader, survey: Survey, *more: Markup | None) -> Markup:
    """All there is to say about it."""
    instrument, results = rounds.instrument_of(survey), _results(survey)
    return paragraphs(
        _head(_, survey, results),
        wording.purpose(_, survey),
        _together(_, results),
        told(_, instrument, results),
        _comment(_, survey.comment),
        *more,
        validity(_, survey),
        legend(_, instrument, results),
        *(figures.item(_, instrument, asked, results) for asked in instrument.tapped),
    )


def told(_: Reader, instrument: Instrument, results: Results) -> Markup:
    return lines(*(Markup("• {}").format(each) for each in findings.sentences(_, instrument, results)))


def validity(_: Reader, survey: Survey) -> Markup | None:
    if survey.items is not None:
        return None
    return _("<i>These questions are our own and not scientifically validated.</i>")


def legend(_: Reader, instrument: Instrument, results: Results) -> Markup:
    """What the numbers of the steps mean."""
    shown = dict.fromkeys(item.scale for item in instrument.tapped if item.scale and results.of(item.id).n)
    return lines(*(_steps(_, next(i for i in instrument.tapped if i.scale is scale)) for scale in shown))


def _steps(_: Reader, asked: Item) -> Markup:
    if asked.scale is Scale.BIPOLAR:
        return _("1: clearly the first, 3: in between, 5: clearly the second")
    names = wording.choices(_, asked)
    return _("1: {low}, 5: {high}", low=names[0], high=names[-1])


def _head(_: Reader, survey: Survey, results: Results) -> Markup:
    number = _("Round {n}", n=survey.round) if survey.round > 1 else None
    name = wording.title(_, survey)
    return lines(
        _("<b>What came of the survey: {title}</b>", title=name), number, figures.response(_, results)
    )


def _together(_: Reader, results: Results) -> Markup:
    return lines(figures.composite(_, results), figures.change(_, results))


def _comment(_: Reader, comment: str) -> Markup | None:
    return _("Comment of those who lead: {words}", words=comment) if comment else None


def _results(survey: Survey) -> Results:
    results = rounds.results_of(survey)
    assert results is not None
    return results
