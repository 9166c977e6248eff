"""Putting adopter and author in touch: both are asked, first the one who would like to; a no is nobody's."""

from markupsafe import Markup

from facilitation.adoptions import connecting as rules
from facilitation.adoptions import whose
from facilitation.adoptions.reasons import AdoptionReason
from facilitation.refusals import Refused
from handlers.adoptions import door, one, telling, words
from handlers.entries import wording
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import adoptions
from storage import network as networks
from storage.adoptions import Adoption
from storage.entries import Entry
from storage.network import Network
from storage.people import Person

MEET, MET, NOT_MET = "adoptions.meet", "adoptions.met", "adoptions.notmet"


async def on_meet(visit: Visit, adoption_id: int, wish: int) -> None:
    """The adopter would like to talk, or would not any more; then whoever shared the entry is asked."""
    adoption = await door.enter_caring(visit, adoption_id)
    entry, _ = await door.entry_of(visit, adoption), visit.reader
    asks = rules.wish(visit.uow, adoption, wish=bool(wish))
    told = _("All right.") if not wish else None
    if asks and not await _ask_owners(visit, entry, adoption):
        rules.decline(visit.uow, adoption)
        told = _not_met(_, entry)
    visit.edit(await one.message(visit, adoption, told))


async def _ask_owners(visit: Visit, entry: Entry, adoption: Adoption) -> bool:
    """False where nobody can be asked."""
    home, place = await networks.by_id(visit.uow, entry.network_id), await telling.place_name(visit, adoption)
    asked = [
        visit.tell(person, await _question(visit, person, entry, adoption, place), kind=MEET, network=home,
                   about=entry.key)
        for person in await whose.owners(visit.uow, entry)
        if person.id != visit.me.id
    ]  # fmt: skip
    return any(asked)


async def _question(visit: Visit, person: Person, entry: Entry, adoption: Adoption, place: str) -> Message:
    _ = visit.reader_of(person)
    text = paragraphs(
        _("Somebody would like to talk with you about what you shared. From: <b>{place}</b>", place=place),
        words.title(entry),
        await words.foreign(visit, _, adoption.network_id, entry.network_id),
        _(
            "If you agree, each of you gets the other's name and can write. If not, nobody learns who said no."
        ),
    )
    yes = Button(_("Yes, gladly"), tap=visit.tap("adopt", "agree", adoption.key, 1), style="success")
    no = Button(_("Rather not"), tap=visit.tap("adopt", "agree", adoption.key, 0))
    return Message(text, ((yes, no),))


async def on_agree(visit: Visit, adoption_id: int, agrees: int) -> None:
    """The owner's word; the first of several who own it decides."""
    entry, adoption = await _of_owner(visit, adoption_id)
    _ = visit.reader
    if adoption.author_meets is not None:
        visit.edit(Message(_("This is answered already.")))
        return
    adopter = await _adopter(visit, adoption)
    if rules.answer(visit.uow, adoption, agrees=bool(agrees) and adopter is not None) and adopter is not None:
        theirs = await networks.by_id(visit.uow, adoption.network_id)
        place = await wording.place_of(visit, entry)
        visit.tell(adopter, _contact(visit.reader_of(adopter), visit.me, place, entry), kind=MET, network=theirs,
                   about=entry.key)  # fmt: skip
        visit.edit(_contact(_, adopter, await telling.place_name(visit, adoption), entry))
        return
    if adopter is not None and adoption.adopter_meets:
        theirs = await networks.by_id(visit.uow, adoption.network_id)
        _tell_not_met(visit, adopter, entry, theirs)
    visit.edit(
        Message(_("All right. I only say that it did not come about.") if not agrees else _not_met(_, entry))
    )


async def _of_owner(visit: Visit, adoption_id: int) -> tuple[Entry, Adoption]:
    known = await adoptions.by_id(visit.uow, adoption_id)
    entry = await whose.entry_of(visit.uow, known) if known is not None else None
    await visit.enter(entry.network_id if entry else None)
    adoption = await adoptions.to_change(visit.uow, adoption_id)
    if entry is None or adoption is None:
        raise Refused(AdoptionReason.GONE)
    if visit.me.id not in {person.id for person in await whose.owners(visit.uow, entry)}:
        raise Refused(AdoptionReason.NOT_YOURS)
    return entry, adoption


async def _adopter(visit: Visit, adoption: Adoption) -> Person | None:
    """Who looks after it, as long as they still represent the institution."""
    there = await whose.colleagues(visit.uow, adoption, visit.now)
    return next((person for person in there if person.id == adoption.person_id), None)


def _contact(_: Reader, other: Person, place: str, entry: Entry) -> Message:
    """The name, which opens a chat."""
    name = Markup('<a href="tg://user?id={}">{}</a>').format(other.telegram_id, other.name)
    text = paragraphs(
        _(
            "<b>You both want to talk:</b> {who}",
            who=Markup(", ").join(each for each in (name, place) if each),
        ),
        words.title(entry),
        _("Write whenever it suits you."),
    )
    return Message(text, names=frozenset({other.key}))


def _tell_not_met(visit: Visit, person: Person, entry: Entry, network: Network | None) -> None:
    visit.tell(
        person,
        Message(_not_met(visit.reader_of(person), entry)),
        kind=NOT_MET,
        network=network,
        about=entry.key,
    )


def _not_met(_: Reader, entry: Entry) -> Markup:
    return paragraphs(
        words.title(entry), _("A talk does not come about this time. What is written there stays for you.")
    )
