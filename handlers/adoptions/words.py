"""Transfers in words: how far an institution is, who took over from whom, how far it may be named."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from facilitation.adoptions.seen import Shown
from facilitation.adoptions.standing import Taken
from handlers.entries import one, wording
from handlers.message import lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import network as networks
from storage.adoptions import Adoption, AdoptionState
from storage.entries import Entry, EntryAudience

STATES: Mapping[AdoptionState, str] = {
    AdoptionState.INTERESTED: mark("interested"),
    AdoptionState.TRYING: mark("trying it"),
    AdoptionState.ADOPTED: mark("works with us"),
    AdoptionState.ADAPTED: mark("works with us in a changed version"),
    AdoptionState.DROPPED: mark("given up"),
}
TO: Mapping[AdoptionState, str] = {
    AdoptionState.INTERESTED: mark("Only interested"),
    AdoptionState.TRYING: mark("We are trying it"),
    AdoptionState.ADOPTED: mark("It works with us"),
    AdoptionState.ADAPTED: mark("It works in a changed version…"),
    AdoptionState.DROPPED: mark("We give it up…"),
}
NAMED: Mapping[EntryAudience, str] = {
    EntryAudience.NETWORK: mark("only in our network"),
    EntryAudience.INSTALLATION: mark("in networks that read the entry"),
    EntryAudience.PUBLIC: mark("everywhere, also on the web"),
}


def title(entry: Entry) -> Markup:
    return Markup("<b>{}</b>").format(entry.title)


def way(_: Reader, giver: str, takers: Sequence[Markup | str]) -> Markup:
    """As in "Radlin → Czarne, Sędziejowice (w zmienionej wersji)"."""
    to = Markup(", ").join(takers)
    return Markup("{} → {}").format(giver, to) if giver else to


def taker(_: Reader, name: str, state: AdoptionState) -> Markup:
    if state is AdoptionState.ADAPTED:
        return _("{name} (in a changed version)", name=name)
    return Markup("{}").format(name)


def took(_: Reader, taken: Taken) -> Markup:
    return taker(_, taken.place.name, taken.adoption.state)


def said(_: Reader, changes: str, words: str, state: AdoptionState) -> Markup | None:
    """What was changed, and how it went, as the adopter says it."""
    adapted = changes if state is AdoptionState.ADAPTED else ""
    told = lines(_("Changed: {what}", what=adapted) if adapted else None, words)
    return one.folded(told) if told else None


def said_of(_: Reader, adoption: Adoption) -> Markup | None:
    return said(_, adoption.reason, adoption.words, adoption.state)


def summary(_: Reader, giver: str, shown: Shown) -> Markup:
    """Who took an entry over: confirmed ones with their words, of all others what these eyes may see."""
    works = way(_, giver, [took(_, each) for each in shown.transfers])
    told = [(each, said_of(_, each.adoption)) for each in shown.transfers]
    quoted = [
        lines(Markup("<i>{}</i>").format(took(_, each)), words) for each, words in told if words is not None
    ]
    return paragraphs(
        lines(
            _("<b>Works in:</b> {way}", way=works) if shown.transfers else None,
            _unnamed(_, shown),
            _with_names(_("Trying it: {n}", n=shown.trying), shown.trying_named) if shown.trying else None,
            _with_names(_("Interested: {n}", n=shown.interested), shown.interested_named)
            if shown.interested
            else None,
            _("Given up: {n}", n=shown.dropped) if shown.dropped else None,
        ),
        *quoted,
    )


def _unnamed(_: Reader, shown: Shown) -> Markup | None:
    if not shown.unnamed:
        return None
    if shown.transfers:
        return _.plural("and in {n} more institution", "and in {n} more institutions", shown.unnamed)
    return _.plural("<b>Works in</b> {n} institution", "<b>Works in</b> {n} institutions", shown.unnamed)


def _with_names(counted: Markup, named: Sequence[Taken]) -> Markup:
    names = Markup(", ").join(each.place.name for each in named)
    return Markup("{} ({})").format(counted, names) if names else counted


async def giver_of(visit: Visit, entry: Entry) -> str:
    return await wording.place_of(visit, entry)


async def foreign(visit: Visit, _: Reader, network_id: int, home: int) -> Markup | None:
    """Of which network something is, where that is another one than the reader's."""
    if network_id == home:
        return None
    network = await networks.by_id(visit.uow, network_id)
    return _("Network: <b>{topic}</b>", topic=network.topic) if network is not None else None
