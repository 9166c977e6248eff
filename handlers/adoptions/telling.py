"""What whoever shared an entry hears privately: who wants to use it, where it works, who gave it up."""

from collections.abc import Callable

from markupsafe import Markup

from facilitation.adoptions import whose
from handlers.adoptions import words
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import institutions
from storage import network as networks
from storage.adoptions import Adoption
from storage.entries import Entry

INTEREST, WORKS, DROPPED = "adoptions.interest", "adoptions.works", "adoptions.dropped"


async def is_wanted(visit: Visit, entry: Entry, adoption: Adoption) -> None:
    """Of interest, with the institution's name only."""

    def said(_: Reader, place: str) -> Markup:
        return paragraphs(
            _("Wants to use it: <b>{place}</b>", place=place),
            words.title(entry),
            _("I'll ask before I tell anybody's name. Later you will hear how it went."),
        )

    await _tell(visit, entry, adoption, INTEREST, said)


async def is_taken_back(visit: Visit, entry: Entry, adoption: Adoption) -> None:
    def said(_: Reader, place: str) -> Markup:
        return paragraphs(
            _("It was a mistake, nobody wants to use it there yet: {place}", place=place), words.title(entry)
        )

    await _tell(visit, entry, adoption, INTEREST, said)


async def works(visit: Visit, entry: Entry, adoption: Adoption) -> None:
    """With thanks, and with the adopter's words."""
    giver = await words.giver_of(visit, entry)

    def said(_: Reader, place: str) -> Markup:
        return paragraphs(
            _("<b>What was shared works elsewhere too. Thank you!</b>"),
            words.title(entry),
            words.way(_, giver, [words.taker(_, place, adoption.state)]),
            words.said_of(_, adoption),
        )

    await _tell(visit, entry, adoption, WORKS, said)


async def is_given_up(visit: Visit, entry: Entry, adoption: Adoption, reason: str) -> None:
    """Kindly; why only where they want to tell it."""

    def said(_: Reader, place: str) -> Markup:
        return paragraphs(
            _("Not going on with it: <b>{place}</b>", place=place),
            words.title(entry),
            _("Why: {reason}", reason=reason) if reason else None,
            _("That is no verdict on the practice: knowing where it does not fit helps others too."),
        )

    await _tell(visit, entry, adoption, DROPPED, said)


async def _tell(
    visit: Visit, entry: Entry, adoption: Adoption, kind: str, said: Callable[[Reader, str], Markup]
) -> None:
    home = await networks.by_id(visit.uow, entry.network_id)
    for person in await whose.who_hears(visit.uow, entry, visit.now):
        if person.id == visit.me.id:
            continue
        _ = visit.reader_of(person)
        text = paragraphs(
            said(_, await place_name(visit, adoption)),
            await words.foreign(visit, _, adoption.network_id, entry.network_id),
        )
        open_it = Button(_("Open the entry"), tap=visit.tap("entry", "open", entry.key))
        visit.tell(person, Message(text, ((open_it,),)), kind=kind, network=home, about=entry.key)


async def place_name(visit: Visit, adoption: Adoption) -> str:
    """Under its name of today."""
    merged = await institutions.successors(visit.uow, adoption.network_id)
    place = await institutions.by_id(visit.uow, merged.get(adoption.institution_id, adoption.institution_id))
    return place.name if place else ""
