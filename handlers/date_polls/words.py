"""A search for a date in words: the dates, how they stand, which is the best and why."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from facilitation.date_polls.asking import Found
from facilitation.date_polls.counting import Merit, Result, Standing
from facilitation.date_polls.polls import Slot
from handlers.message import lines
from locales.reader import Reader
from storage.date_polls import Choice, Proposal
from storage.people import Person

Time = Proposal | Slot


def slot(_: Reader, time: Time) -> Markup:
    """As in "środa, 14 stycznia, 10:00–15:00", for each reader in their own zone."""
    return Markup("{}–{}").format(_.moment(time.starts_at), _.time(time.ends_at))


def label(_: Reader, time: Time) -> str:
    """As in "śr., 14 sty, 10:00", for a button."""
    return f"{_.short_date(time.starts_at)}, {_.time(time.starts_at)}"


def choice(_: Reader, said: Choice) -> Markup:
    match said:
        case Choice.YES:
            return _.context("can come", "yes")
        case Choice.MAYBE:
            return _("if need be")
    return _.context("can come", "no")


def counts(_: Reader, standing: Standing, result: Result) -> Markup | None:
    """As in "tak 7 · w razie potrzeby 2 · nie 1 · instytucje: 6 z 9"; nothing as long as nobody has said anything."""
    people = standing.people
    if not (people.can or people.no):
        return None
    said = _("yes {yes} · if need be {maybe} · no {no}", yes=people.yes, maybe=people.maybe, no=people.no)
    return Markup(" · ").join(filter(None, (said, _institutions(_, standing, result))))


def _institutions(_: Reader, standing: Standing, result: Result) -> Markup | None:
    if not result.institutions:
        return None
    return _("institutions: {n} of {all}", n=standing.institutions.can, all=result.institutions)


def answered(_: Reader, result: Result) -> Markup:
    return _("Answers: {n} of {all}.", n=result.answered, all=result.asked)


def names(_: Reader, people: Iterable[Person]) -> Markup:
    return _.list(person.name for person in people if person.name)


def keys(people: Iterable[Person]) -> frozenset[int]:
    return frozenset(person.key for person in people)


def ranking(_: Reader, standings: Sequence[Standing], result: Result) -> list[Markup]:
    """Each date with its counts, numbered in this order."""
    return [
        lines(Markup("{}. {}").format(n, slot(_, each.proposal)), counts(_, each, result))
        for n, each in enumerate(standings, 1)
    ]


def suggestion(_: Reader, result: Result) -> Markup | None:
    """The best date and why; several where they are equally good; and nothing where no date is left."""
    if not result.ranked:
        return None
    best = result.best
    if not best:
        return (
            _("Nobody can come on any of these dates.") if result.answered else _("Nobody has answered yet.")
        )
    if len(best) > 1:
        dates = _.list((slot(_, each.proposal) for each in best), "or")
        return lines(_("<b>Equally good: {dates}.</b>", dates=dates), *_why(_, best[0], result))
    return lines(_("<b>Suggested: {date}.</b>", date=slot(_, best[0].proposal)), *_why(_, best[0], result))


def _why(_: Reader, best: Standing, result: Result) -> list[Markup | None]:
    people = best.people
    match result.merit:
        case Merit.INSTITUTIONS:
            why = _(
                "Most institutions can come: {n} of {all}.", n=best.institutions.can, all=result.institutions
            )
        case Merit.PEOPLE if result.institutions:
            why = _("As many institutions can come as on another date, and more people: {n} of {all}.",
                    n=people.can, all=result.asked)  # fmt: skip
        case Merit.FEWEST_NO if people.no:
            why = _("As many can come as on another date, and fewer say no: {n}.", n=people.no)
        case Merit.MOST_YES:
            why = _("As many can come as on another date, and more of them say yes: {n}.", n=people.yes)
        case Merit.PEOPLE:
            why = _("Most people can come: {n} of {all}.", n=people.can, all=result.asked)
        case _none:
            why = _("People who can come: {n} of {all}.", n=people.can, all=result.asked)
    return [why, None if people.no else _("Nobody says no.")]


def silent(_: Reader, found: Found) -> Markup | None:
    """Those who have not answered, for those who lead."""
    return _("No answer yet from: {names}.", names=names(_, found.silent)) if found.silent else None
