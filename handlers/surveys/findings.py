"""What can be concluded, in exactly three sentences: what stands out, what has changed, and for whom it speaks."""

from collections.abc import Iterable

from markupsafe import Markup

from facilitation.surveys.conclusions import (
    Apart,
    Course,
    Coverage,
    End,
    Favourite,
    Leaning,
    Movement,
    Plain,
    Reach,
    StandsOut,
    concluded,
)
from facilitation.surveys.instruments import Instrument, Item, Measure, Scale
from facilitation.surveys.results import Results
from handlers import picker
from handlers.surveys import figures, wording
from locales.reader import Reader, mark

SHORT, MOST_NAMED = 70, 3
SPEAKS = {
    Coverage.EVERYONE: mark("Everyone who was invited has answered, so this speaks for all of them"),
    Coverage.MOST: mark(
        "Most of those who were invited have answered, so this is close to what all of them think"
    ),
    Coverage.ABOUT_HALF: mark(
        "A large part of those who were invited has not answered, and they may think otherwise"
    ),
    Coverage.FEW: mark(
        "So few of those who were invited have answered that this says nothing about the others"
    ),
}


def sentences(_: Reader, instrument: Instrument, results: Results) -> tuple[Markup, Markup, Markup]:
    """Each ends with its only full stop."""
    found = concluded(instrument, results)
    return (
        _stands_out(_, instrument, found.stands_out),
        _moved(_, instrument, results, found.movement),
        _reaches(_, found.reach),
    )


# what stands out


def _stands_out(_: Reader, instrument: Instrument, found: StandsOut) -> Markup:
    match found:
        case Apart():
            return _apart(_, instrument, found)
        case Leaning():
            return _leaning(_, instrument, found)
        case Favourite():
            return _favourite(_, instrument, found)
        case Plain.UNKNOWN:
            return _("Too few questions have enough answers for any of them to stand out.")
        case Plain.EVEN:
            return _("No question clearly stands out from the others.")


def _apart(_: Reader, instrument: Instrument, found: Apart) -> Markup:
    best, weakest = _quoted(_, instrument, found.best), _quoted(_, instrument, found.weakest)
    if _scale(instrument, [*found.best, *found.weakest]) is Scale.IMPORTANCE:
        return _both(
            _, best, weakest,
            mark("Most important are {best}, least important {weakest}."),
            mark("Most important are {best}."), mark("Least important are {weakest}."),
        )  # fmt: skip
    if instrument.measure is Measure.OWN:
        return _both(
            _, best, weakest,
            mark("Most agree with {best}, fewest with {weakest}."),
            mark("Most agree with {best}."), mark("Fewest agree with {weakest}."),
        )  # fmt: skip
    return _both(
        _, best, weakest,
        mark("The best result is that of {best}, the weakest that of {weakest}."),
        mark("The best result is that of {best}."), mark("The weakest result is that of {weakest}."),
    )  # fmt: skip


def _both(_: Reader, best: Markup, weakest: Markup, both: str, only_best: str, only_weakest: str) -> Markup:
    """Where too many are equal on one side, only the other one is named."""
    if best and weakest:
        return _(both, best=best, weakest=weakest)
    return _(only_best, best=best) if best else _(only_weakest, weakest=weakest)


def _leaning(_: Reader, instrument: Instrument, found: Leaning) -> Markup:
    ends = []
    for key, end in found.towards[:MOST_NAMED]:
        low, high = wording.ends(_, _item(instrument, key)) or (Markup(""), Markup(""))
        ends.append(_("“{words}”", words=low if end is End.FIRST else high))
    return _("The network clearly leans above all towards {ends}.", ends=_.list(ends))


def _favourite(_: Reader, instrument: Instrument, found: Favourite) -> Markup:
    asked = _item(instrument, found.item)
    named = [wording.choices(_, asked)[each - 1] for each in found.options]
    chosen = _.list(_("“{words}”", words=_cut(each)) for each in named)
    return _("To {question}, {options} was chosen most often.", question=_quote(_, asked), options=chosen)


# what has changed


def _moved(_: Reader, instrument: Instrument, results: Results, found: Movement) -> Markup:
    since = results.change.since_round if results.change else 0
    match found.course:
        case Course.NOTHING_BEFORE:
            return _(
                "There is nothing earlier to compare it with, so it says how things are, not where they go."
            )
        case Course.NOT_COMPARABLE:
            return _("It can't be said whether anything has changed since round {round}: there are too few answers "
                     "to compare.", round=since)  # fmt: skip
        case Course.UNCLEAR:
            return _("Since round {round} there is no clear change: a difference like this one can be chance.",
                     round=since)  # fmt: skip
        case Course.NO_ITEM:
            return _("Since round {round} the answers to no question have clearly changed.", round=since)
        case Course.SOME_ITEMS:
            return _items(_, instrument, found, since)
    assert results.change is not None
    by = figures.signed(_, results.change.difference or 0.0)
    if found.course is Course.HIGHER:
        return _("Since round {round} the result is clearly higher ({by}), but why, numbers don't say.",
                 round=since, by=by)  # fmt: skip
    return _("Since round {round} the result is clearly lower ({by}), but why, numbers don't say.",
             round=since, by=by)  # fmt: skip


def _items(_: Reader, instrument: Instrument, found: Movement, since: int) -> Markup:
    """Which way each went, as it was asked."""
    moved = []
    for key, delta in found.items[:MOST_NAMED]:
        quote = _quote(_, _item(instrument, key), better=False)
        moved.append(_("{question} (higher)", question=quote) if delta > 0
                     else _("{question} (lower)", question=quote))  # fmt: skip
    return _(
        "Since round {round} answers have clearly moved to {questions}.", round=since, questions=_.list(moved)
    )


# for whom it speaks


def _reaches(_: Reader, found: Reach) -> Markup:
    speaks = _(SPEAKS[found.coverage])
    if found.fragile:
        return _("{speaks}; with so few answers one person more or less changes the picture.", speaks=speaks)
    return _("{speaks}.", speaks=speaks)


# items


def _quoted(_: Reader, instrument: Instrument, keys: Iterable[str]) -> Markup:
    named = [_quote(_, _item(instrument, key)) for key in keys]
    return _.list(named) if named else Markup("")


def _quote(_: Reader, asked: Item, *, better: bool = True) -> Markup:
    """Without its full stop; of a reversed one it is said that it is better when fewer agree."""
    quote = _("“{words}”", words=_cut(wording.short(_, asked)))
    return (
        _("{question} (the fewer agree, the better)", question=quote) if asked.reverse and better else quote
    )


def _cut(words: Markup) -> str:
    """Sentences of a question don't end the sentence that quotes it."""
    plain = words.striptags().strip().rstrip(".")
    return picker.cut(plain.replace(". ", "; "), SHORT)


def _item(instrument: Instrument, key: str) -> Item:
    return next(item for item in instrument.items if item.id == key)


def _scale(instrument: Instrument, keys: Iterable[str]) -> Scale | None:
    return next(_item(instrument, key).scale for key in keys)
