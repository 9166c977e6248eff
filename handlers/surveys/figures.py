"""The numbers of a survey that is over, as they may be told: to each question, of all together, and since the round
before."""

from markupsafe import Markup

from facilitation.surveys.instruments import Instrument, Item, ItemKind, Scale
from facilitation.surveys.results import FEW, Bin, Change, Composite, ItemResult, Results
from handlers.message import lines
from handlers.surveys import wording
from locales.reader import Reader

BETWEEN = Markup(" · ")


def response(_: Reader, results: Results) -> Markup:
    return _.plural(
        "{n} of {all} invited people answered.", "{n} of {all} invited people answered.", results.answered,
        all=results.invited,
    )  # fmt: skip


def too_few(_: Reader) -> Markup:
    """Instead of a result; how few is not told either."""
    return _("fewer than {few} answers: not shown", few=FEW)


def item(_: Reader, instrument: Instrument, asked: Item, results: Results) -> Markup:
    """A question with what came of it, in three lines."""
    place, found = instrument.tapped.index(asked) + 1, results.of(asked.id)
    words = Markup("<b>{}.</b> {}").format(place, wording.short(_, asked))
    if not found.n:
        return lines(words, too_few(_))
    answered = _("n = {n} of {all}", n=found.n, all=results.invited)
    return lines(
        words,
        counts(_, asked, found),
        BETWEEN.join(each for each in (answered, note(_, asked, found)) if each),
    )


def counts(_: Reader, asked: Item, found: ItemResult) -> Markup:
    """As in "1–2: 0 · 3: 2 · 4–5: 7"."""
    return BETWEEN.join(_("{what}: {n}", what=chosen(_, asked, each), n=each.count) for each in found.bins)


def note(_: Reader, asked: Item, found: ItemResult) -> Markup:
    """The mean and how many agree, from ten answers on; the median where there are fewer; nothing of mere options."""
    if found.mean is not None:
        return BETWEEN.join((_("mean {mean}", mean=_.number(found.mean)), _favour(_, asked, found)))
    return _("median {median}", median=_.number(found.median)) if found.median is not None else Markup("")


def chosen(_: Reader, asked: Item, each: Bin) -> Markup:
    """Steps by their numbers, options by their words, several options together as the rest."""
    if asked.kind is ItemKind.SCALE:
        return Markup("–").join(str(step) for step in dict.fromkeys((each.steps[0], each.steps[-1])))
    return option(_, asked, each)


def option(_: Reader, asked: Item, each: Bin) -> Markup:
    """One option; several that stand together because few have answered."""
    if len(each.steps) > 1:
        return _("All others together")
    return wording.choices(_, asked)[each.steps[0] - 1]


def _favour(_: Reader, asked: Item, found: ItemResult) -> Markup:
    """As in "7 of 12 agree"."""
    (low, _middle, high), all_ = found.thirds, found.n
    match asked.scale:
        case Scale.BIPOLAR:
            first, second = wording.ends(_, asked) or ("", "")
            return _("{first}: {low}, {second}: {high} of {all}", first=first, second=second, low=low, high=high,
                     all=all_)  # fmt: skip
        case Scale.IMPORTANCE:
            return _("important to {n} of {all}", n=high, all=all_)
        case Scale.CHANGE:
            return _("higher now, say {n} of {all}", n=high, all=all_)
    agree = _.plural("{n} of {all} agrees", "{n} of {all} agree", high, all=all_)
    return _("{agree} (the fewer, the better)", agree=agree) if asked.reverse else agree


def composite(_: Reader, results: Results) -> Markup | None:
    """All questions in one number."""
    if results.composite is None:
        return None
    return _("All questions together: {estimate}", estimate=estimate(_, results, results.composite))


def estimate(_: Reader, results: Results, found: Composite) -> Markup:
    """As in "3.9 (95%: 3.6–4.2)"; where everyone has answered there is nothing to estimate."""
    mean = _.number(found.mean)
    if found.n >= results.invited:
        return _("<b>{mean}</b> (no interval, as everyone answered)", mean=mean)
    return _(
        "<b>{mean}</b> (95%: {low}–{high})", mean=mean, low=_.number(found.low), high=_.number(found.high)
    )


def change(_: Reader, results: Results) -> Markup | None:
    """Against the round before; a difference that can be chance is no change."""
    found = results.change
    if found is None or found.difference is None:
        return None
    if not found.is_clear:
        return _(
            "Since round {round}: no clear change ({span})", round=found.since_round, span=span(_, found)
        )
    return _("Since round {round}: {span}", round=found.since_round, span=span(_, found))


def span(_: Reader, found: Change) -> Markup:
    """As in "+0.4; 95%: from +0.1 to +0.7"."""
    ends = (signed(_, each or 0.0) for each in (found.difference, found.low, found.high))
    difference, low, high = ends
    return _("{difference}; 95%: from {low} to {high}", difference=difference, low=low, high=high)


def signed(_: Reader, value: float, decimals: int = 1) -> Markup:
    """As in "+0.4", "−0.1" or "0"."""
    rounded = round(value, decimals)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return Markup("{}{}").format(sign, _.number(abs(rounded), decimals))
