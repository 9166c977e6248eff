"""What a network picture is, who sees what of it, and how it stands, in words."""

from collections.abc import Mapping

from markupsafe import Markup

from facilitation.ties.figures import Spread, figures
from facilitation.ties.picture import FEWEST_SHOWN, Picture
from facilitation.ties.standing import Standing
from handlers.message import lines
from locales.reader import Reader, mark
from storage.institutions import Institution
from storage.ties import RoundState, TieRound

SPREAD = {
    Spread.FROM_MANY: mark("Knowledge flows from many places."),
    Spread.FROM_SOME: mark("Knowledge flows from some places more than from others."),
    Spread.FROM_FEW: mark("Knowledge flows mainly from a few places."),
}


def title(_: Reader) -> Markup:
    return _("<b>Network picture: what have we taken over from each other?</b>")


def purpose(_: Reader) -> Markup:
    return _(
        "Each institution says from which others it has taken something useful over: a solution, a document, a "
        "contact, a way of working. This is about facts, not about liking or trust."
    )


def who_sees(_: Reader) -> Markup:
    return _(
        "It is <b>not anonymous</b>. Institutions that agree are shown by name, with arrows between them; everyone in "
        "the network sees that. All others are only counted. Before anything is shown, each institution sees its place "
        "in the picture and may step out of it."
    )


def own_answer_seen(_: Reader) -> Markup:
    return _(
        "The answer is your institution's: its people see it and who gave it, and can change it until the end. The "
        "last word counts. You may answer and still stay out of the picture."
    )


def until(_: Reader, round_: TieRound) -> Markup:
    return _("Answers are taken until {moment}.", moment=_.moment(round_.closes_at))


def answered(_: Reader, stands: Standing) -> Markup:
    return _("Institutions that have answered: {n} of {all}.", n=stands.has, all=len(stands.asked.places))


def how_it_stands(_: Reader, stands: Standing) -> Markup:
    """Where a round is, for everyone."""
    round_ = stands.round
    match round_.state:
        case RoundState.OPEN:
            return lines(until(_, round_), answered(_, stands))
        case RoundState.SHORT:
            return short(_, round_)
        case RoundState.CANCELLED:
            return _("It was cancelled; nothing comes of the answers.")
        case RoundState.PREVIEW if round_.publish_at is not None:
            return _(
                "The answers are in. Each institution looks at its place in the picture now; the picture appears "
                "{moment}.", moment=_.moment(round_.publish_at),
            )  # fmt: skip
    return whole(_, stands)


def short(_: Reader, round_: TieRound) -> Markup:
    """Why nothing was published."""
    return _(
        "Answers came from {n} of {all} institutions. A picture with so many gaps would say little, so none is made: "
        "it takes 80 %.", n=round_.answered, all=round_.asked,
    )  # fmt: skip


def whole(_: Reader, stands: Standing) -> Markup:
    """What a published picture says, in figures; nothing in it ranks anybody."""
    seen = stands.picture
    if not seen.is_enough:
        return lines(too_few(_), _counted(_, seen))
    found = figures(seen)
    return lines(
        _.plural(
            "{n} transfer between institutions.", "{n} transfers between institutions.", found.transfers
        ),
        _("That is {share} % of all that would be possible.", share=round(100 * found.density)),
        _(SPREAD[found.spread]) if found.spread else None,
        _counted(_, seen),
    )


def too_few(_: Reader) -> Markup:
    return _(
        "Fewer than {n} institutions would be seen, so there is no picture. Thank you for all answers.",
        n=FEWEST_SHOWN,
    )


def _counted(_: Reader, seen: Picture) -> Markup | None:
    """Those that are not named."""
    isolated = _.plural("{n} institution without ties in the picture.",
                        "{n} institutions without ties in the picture.", seen.isolated)  # fmt: skip
    aside = _.plural(
        "{n} institution not in the picture.", "{n} institutions not in the picture.", seen.aside
    )
    return lines(isolated if seen.isolated else None, aside if seen.aside else None) or None


def transfers(_: Reader, seen: Picture, places: Mapping[int, Institution]) -> Markup:
    """The same picture for whoever can't see it: as in "Gdynia → Łódź, Radlin"."""
    rows = [
        Markup("{} → {}").format(
            places[giver].name, ", ".join(places[each].name for each in seen.given_by(giver))
        )
        for giver in in_order(seen.shown, places)
        if seen.given_by(giver)
    ]
    return lines(*rows)


def in_order(keys: tuple[int, ...], places: Mapping[int, Institution]) -> list[int]:
    """By name."""
    return sorted(keys, key=lambda key: (places[key].folded, key))


def names(_: Reader, keys: tuple[int, ...], places: Mapping[int, Institution]) -> Markup:
    return _.list(places[key].name for key in in_order(keys, places))


def begun(_: Reader, round_: TieRound) -> Markup:
    """To tell one from another."""
    return _("Network picture of {date}", date=_.full_date(round_.published_at or round_.started_at))
