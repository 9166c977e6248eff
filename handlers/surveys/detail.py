"""Results in detail for those who lead: figures that take an explanation, each with one line of it."""

from markupsafe import Markup

from facilitation.permissions import Act
from facilitation.statistics import wilson
from facilitation.surveys import rounds
from facilitation.surveys.instruments import Instrument, Item, Scale
from facilitation.surveys.results import ItemResult, Results
from handlers.message import Button, Message, lines, paragraphs
from handlers.surveys import after, figures, one, turning, wording
from handlers.surveys.door import look
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage.surveys import Survey

SIZES = (
    (0.147, mark("hardly any difference")), (0.33, mark("a small difference")),
    (0.474, mark("a medium difference")), (1.01, mark("a large difference")),
)  # fmt: skip
"""What |δ| below each bound is called (J. Romano et al., Florida Association of Institutional Research 2006)."""
GOOD_ALPHA, FAIR_ALPHA = 0.8, 0.7


async def on_detail(visit: Visit, survey_id: int, place: int) -> None:
    survey, _ = await look(visit, survey_id, Act.LEAD_SURVEYS), visit.reader
    results = rounds.results_of(survey)
    if results is None:
        visit.edit(await one.page(visit, survey))
        return
    whole = report(_, survey, results, facilitates=after.facilitates(visit))
    text, turns = turning.turned(visit, survey, whole, "detail", place)
    back = Button(_("‹ Survey"), tap=visit.tap("srv", "open", survey.key))
    visit.edit(Message(text, (*turns, (back,))))


def report(_: Reader, survey: Survey, results: Results, *, facilitates: bool) -> Markup:
    instrument = rounds.instrument_of(survey)
    told = [_item(_, instrument, asked, results) for asked in instrument.scored]
    return paragraphs(
        _("<b>In detail: {title}</b>", title=wording.title(_, survey)),
        figures.response(_, results),
        lines(figures.composite(_, results), _explained_composite(_, results)),
        lines(figures.change(_, results), _explained_change(_, results)),
        _alpha(_, results) if facilitates else None,
        _explained_shares(_)
        if any(_has_share(asked, results.of(asked.id)) for asked in instrument.scored)
        else None,
        _explained_deltas(_, results),
        *told,
    )


def _item(_: Reader, instrument: Instrument, asked: Item, results: Results) -> Markup:
    found, deltas = results.of(asked.id), dict(results.change.deltas) if results.change else {}
    delta = deltas.get(asked.id)
    return lines(
        figures.item(_, instrument, asked, results),
        _share(_, asked, found) if _has_share(asked, found) else None,
        _delta(_, delta) if delta is not None else None,
    )


# one figure each


def _has_share(asked: Item, found: ItemResult) -> bool:
    """From ten answers on, and where one end of the scale is the better one."""
    return found.mean is not None and asked.scale is not Scale.BIPOLAR


def _share(_: Reader, asked: Item, found: ItemResult) -> Markup:
    favourable = found.thirds[0] if asked.reverse else found.thirds[-1]
    low, high = wilson(favourable, found.n)
    values = {"n": favourable, "all": found.n, "share": _percent(favourable / found.n), "low": _percent(low),
              "high": _percent(high)}  # fmt: skip
    return _("favourable: {n} of {all} = {share}% (95%: {low}–{high}%)", **values)


def _percent(share: float) -> int:
    return int(100 * share + 0.5)


def _delta(_: Reader, delta: float) -> Markup:
    size = next(words for bound, words in SIZES if abs(delta) < bound)
    return _(
        "against the round before: {size} (δ = {delta})", size=_(size), delta=figures.signed(_, delta, 2)
    )


def _alpha(_: Reader, results: Results) -> Markup | None:
    if results.alpha is None:
        return None
    if results.alpha >= GOOD_ALPHA:
        meaning = _("the questions go together well, so their common mean says something")
    elif results.alpha >= FAIR_ALPHA:
        meaning = _("the questions go together well enough for their common mean")
    else:
        meaning = _("the questions hardly go together, so look at each of them and not at their common mean")
    return lines(
        _("Cronbach's α = {alpha}: {meaning}.", alpha=_.number(results.alpha, 2), meaning=meaning),
        _("<i>How far people answer all questions alike, from 0 to 1. Only facilitators see it.</i>"),
    )


# explanations


def _explained_composite(_: Reader, results: Results) -> Markup | None:
    if results.composite is None:
        return None
    return _("<i>The mean of all questions, worries turned round. If everyone had answered, it would lie in the "
             "interval in 95 of 100 cases.</i>")  # fmt: skip


def _explained_change(_: Reader, results: Results) -> Markup | None:
    if results.change is None or results.change.difference is None:
        return None
    return _(
        "<i>How much higher the mean is than in the round before. If the interval contains 0, it can be chance.</i>"
    )


def _explained_shares(_: Reader) -> Markup:
    return _("<i>Favourable is 4 or 5, and 1 or 2 where fewer is better. In brackets: the share that everyone could "
             "have, with so few answers (Wilson's interval).</i>")  # fmt: skip


def _explained_deltas(_: Reader, results: Results) -> Markup | None:
    if results.change is None or not results.change.deltas:
        return None
    return _("<i>δ (Cliff's) says how much more likely an answer is higher now than lower: from −1 to +1, 0 is no "
             "difference.</i>")  # fmt: skip
