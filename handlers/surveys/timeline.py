"""The rounds of a survey as a picture: which columns, whose words, and nothing that may not be shown."""

from markupsafe import Markup

from facilitation.surveys import rounds
from facilitation.surveys.history import History
from facilitation.surveys.instruments import Item, Scale
from facilitation.surveys.results import FEW, Results
from handlers.surveys import wording
from locales.reader import Reader, mark
from papers import rounds_chart as paper
from papers.rounds_chart import Round, RoundsChart, Share
from papers.survey_chart import Estimate
from storage.surveys import Survey

MOST = 12
"""Rounds of a picture."""
FAVOURABLE = {
    Scale.AGREE: mark("How many answer favourably"),
    Scale.IMPORTANCE: mark("To how many it is important"),
    Scale.BIPOLAR: mark("How many lean towards the second"),
}


def worth_drawing(past: History) -> bool:
    """Rounds that can be compared, of questions that have a scale."""
    return past.compares and bool(rounds.instrument_of(past.rounds[-1]).scored)


def chart(_: Reader, past: History) -> RoundsChart:
    """Of the last rounds that can be compared."""
    shown = past.rounds[-MOST:]
    told = [(survey, results) for survey in shown if (results := rounds.results_of(survey))]
    items = rounds.instrument_of(shown[-1]).scored
    name = wording.title(_, shown[-1])
    return RoundsChart(
        title=_plain(_("{title}: round by round", title=name)),
        rounds=tuple(_column(_, survey, results) for survey, results in told),
        composite_title=_plain(_("All questions together (1–5), with the 95% interval")),
        items_title=_plain(_(FAVOURABLE.get(items[0].scale or Scale.AGREE, FAVOURABLE[Scale.AGREE]))),
        items=tuple(_item(_, asked, [results for _survey, results in told]) for asked in items),
        caption=_plain(_caption(_, items)),
        language=_.language,
    )


def _column(_: Reader, survey: Survey, results: Results) -> Round:
    assert survey.closed_at is not None
    when = _.local(survey.closed_at)
    label = _("{n} · {month} {year}", n=survey.round, month=_.month(when.month), year=when.year)
    found = results.composite
    mean = Estimate(found.mean, found.low, found.high, _plain(_.number(found.mean))) if found else None
    return Round(_plain(label), _plain(_("n = {n}", n=results.answered)), mean)


def _item(_: Reader, asked: Item, told: list[Results]) -> paper.History:
    return paper.History(
        _plain(wording.short(_, asked)), tuple(_share(_, asked, results) for results in told)
    )


def _share(_: Reader, asked: Item, results: Results) -> Share | None:
    """Of those who answered the question: who chose 4 or 5, of a worry who chose 1 or 2."""
    found = results.of(asked.id)
    if found.n < FEW:
        return None
    good = found.thirds[0] if asked.reverse else found.thirds[-1]
    return Share(good / found.n, _plain(_("{n} of {all}", n=good, all=found.n)))


def _caption(_: Reader, items: tuple[Item, ...]) -> Markup:
    said = [
        _("Of worries, those who do not share them count as favourable.")
        if any(asked.reverse for asked in items)
        else None,
        _("– means too few answers to be shown."),
        _("Those who answered may be other people each time."),
    ]
    return Markup(" ").join(each for each in said if each)


def _plain(words: Markup) -> str:
    return words.striptags()
