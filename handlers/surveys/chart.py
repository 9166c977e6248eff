"""What came of a survey as a picture: which bars, whose words, and nothing that may not be shown."""

from markupsafe import Markup

from facilitation.surveys import rounds
from facilitation.surveys.instruments import Instrument, Item, ItemKind, Scale
from facilitation.surveys.results import ItemResult, Results
from handlers.surveys import figures, wording
from locales.reader import Reader, mark
from papers import survey_chart as paper
from papers.survey_chart import Estimate, Part, Row, Spread, SurveyChart
from papers.vote_chart import Bar
from storage.surveys import Survey

THIRDS = 3
THREE = {
    Scale.AGREE: (mark("Disagree (1–2)"), mark("Neither (3)"), mark("Agree (4–5)")),
    Scale.IMPORTANCE: (mark("Hardly important (1–2)"), mark("Moderately (3)"), mark("Important (4–5)")),
    Scale.CHANGE: (mark("Lower (1–2)"), mark("The same (3)"), mark("Higher (4–5)")),
    Scale.BIPOLAR: (mark("Towards the left (1–2)"), mark("In between (3)"), mark("Towards the right (4–5)")),
}
FIVE_BIPOLAR = (
    mark("Clearly the left"), mark("Rather the left"), mark("In between"), mark("Rather the right"),
    mark("Clearly the right"),
)  # fmt: skip


def chart(_: Reader, survey: Survey, earlier: Survey | None) -> SurveyChart:
    """Of a survey with results; `earlier` is the round that it is compared with."""
    instrument, results = rounds.instrument_of(survey), rounds.results_of(survey)
    assert results is not None
    before = rounds.results_of(earlier) if earlier else None
    return SurveyChart(
        title=_plain(title(_, survey)),
        legends=_legends(_, instrument, results),
        rows=tuple(_row(_, asked, results.of(asked.id)) for asked in instrument.tapped),
        composite=_composite(_, results, before),
        caption=_plain(figures.response(_, results)),
        language=_.language,
    )


def title(_: Reader, survey: Survey) -> Markup:
    name = wording.title(_, survey)
    return _("{title}, round {n}", title=name, n=survey.round) if survey.round > 1 else name


def _legends(_: Reader, instrument: Instrument, results: Results) -> tuple[tuple[str, ...], ...]:
    """What the colours mean, for every kind of bars there is: the finer ones first."""
    kinds = {
        (item.scale, len(found.bins))
        for item in instrument.tapped
        if item.scale is not None and (found := results.of(item.id)).n
    }
    order = list(Scale)
    return tuple(
        tuple(_plain(each) for each in _steps(_, scale, parts))
        for scale, parts in sorted(kinds, key=lambda kind: (order.index(kind[0]), -kind[1]))
    )


def _steps(_: Reader, scale: Scale, parts: int) -> list[Markup]:
    if parts == THIRDS:
        return [_(each) for each in THREE[scale]]
    return [_(each) for each in (FIVE_BIPOLAR if scale is Scale.BIPOLAR else wording.STEPS[scale].names)]


def _row(_: Reader, asked: Item, found: ItemResult) -> Row:
    ends = wording.ends(_, asked)
    words = "" if ends and found.n else _plain(wording.short(_, asked))
    if not found.n:
        return Row(words, "", None, _plain(figures.too_few(_)))
    n = _plain(_("n = {n}", n=found.n))
    return Row(words, n, _shown(_, asked, found), _plain(figures.note(_, asked, found)))


def _shown(_: Reader, asked: Item, found: ItemResult) -> Spread | tuple[Bar, ...]:
    if asked.kind is not ItemKind.SCALE:
        return tuple(
            Bar(_plain(figures.option(_, asked, each)), each.count, str(each.count)) for each in found.bins
        )
    parts = tuple(Part(each.count, str(each.count)) for each in found.bins)
    low, high = wording.ends(_, asked) or (Markup(""), Markup(""))
    return Spread(parts, _plain(low), _plain(high))


def _composite(_: Reader, results: Results, before: Results | None) -> paper.Composite | None:
    """With the earlier one only where the two can be compared."""
    compared = results.change is not None and results.change.difference is not None
    now = _estimate(_, results, mark("Now: {estimate}"))
    if now is None:
        return None
    return paper.Composite(
        title=_plain(_("All questions together (1–5)")),
        now=now,
        before=_estimate(_, before, mark("Before: {estimate}")) if before and compared else None,
        summary=_plain(figures.change(_, results) or Markup("")),
    )


def _estimate(_: Reader, results: Results, sentence: str) -> Estimate | None:
    found = results.composite
    if found is None:
        return None
    words = _(sentence, estimate=figures.estimate(_, results, found))
    return Estimate(found.mean, found.low, found.high, _plain(words))


def _plain(words: Markup) -> str:
    return words.striptags()
