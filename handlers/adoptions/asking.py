"""The private question how it went: a month and three months after the beginning, once each."""

from collections.abc import Sequence

from facilitation.adoptions import asking as rules
from facilitation.adoptions import standing, whose
from facilitation.calendar.quiet import next_sensible_moment
from handlers.adoptions import door, one, telling, words
from handlers.message import Button, Message, columns, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import adoptions, roles
from storage import network as networks
from storage.adoptions import Adoption
from storage.due_work import DueWork
from storage.entries import Entry
from storage.network import Network
from storage.people import Person
from storage.roles import Role

ASKED, UNREACHED = "adoptions.asked", "adoptions.unreached"


async def ask(visit: Visit, work: DueWork) -> None:
    """Who looks after it, or a colleague where they have left; of what is out of the log nobody."""
    network = visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    adoption = await adoptions.to_change(visit.uow, work.arguments["adoption"])
    if network is None or adoption is None or not await rules.is_wanted(visit.uow, adoption, visit.now):
        return
    entry = await whose.entry_of(visit.uow, adoption)
    if entry is None or not await _counts(visit, adoption):
        return
    moment = next_sensible_moment(visit.now, network.zone)
    if moment > visit.now:
        await rules.again(visit.uow, network, adoption, work, moment)
        return
    asked = await whose.to_ask(visit.uow, adoption, visit.now)
    if not asked:
        moment = next_sensible_moment(visit.now + rules.NEXT_TRY, network.zone)
        await rules.again(visit.uow, network, adoption, work, moment)
    elif not [person for person in asked if await _ask(visit, person, network, entry, adoption, work)]:
        await _name_unreached(visit, network, entry, adoption, asked)


async def _counts(visit: Visit, adoption: Adoption) -> bool:
    """Of institutions that are one now, only the last word is asked about; and nobody about their own entry."""
    merged = await standing.merged_in(visit.uow, {adoption.network_id})
    place = merged.get(adoption.institution_id, adoption.institution_id)
    entry = await whose.entry_of(visit.uow, adoption)
    taken = (await standing.of_entries(visit.uow, [entry])).get(entry.key, []) if entry else []
    return any(each.adoption.key == adoption.key and each.place.key == place for each in taken)


async def _ask(
    visit: Visit, person: Person, network: Network, entry: Entry, adoption: Adoption, work: DueWork
) -> bool:
    _, number = visit.reader_of(person), work.arguments["number"]
    text = paragraphs(
        _("<b>How did it go?</b>"),
        words.title(entry),
        _("{place}: <b>{state}</b>", place=await telling.place_name(visit, adoption),
          state=_(words.STATES[adoption.state])),
        _("One tap is enough. “It doesn't fit us” is as good an answer as any."),
    )  # fmt: skip
    rows = _answers(visit, _, adoption, person)
    if not work.arguments["later"]:
        later = visit.tap("adopt", "later", adoption.key, number)
        rows = [*rows, Button(_("Ask me in two weeks"), tap=later)]
    message = Message(text, columns(rows, 1))
    return visit.tell(person, message, kind=ASKED, network=network, not_after=work.not_after, about=entry.key)


def _answers(visit: Visit, _: Reader, adoption: Adoption, person: Person) -> list[Button]:
    """Who does not look after it yet, first takes it on."""
    if adoption.person_id != person.id:
        return [Button(_("I'll look after it"), tap=visit.tap("adopt", "care", adoption.key))]
    words_ = Button(_("Write a few words…"), tap=visit.tap("adopt", "words", adoption.key))
    return [*one.ways_on(visit, _, adoption, stays=True), words_]


async def _name_unreached(
    visit: Visit, network: Network, entry: Entry, adoption: Adoption, those: Sequence[Person]
) -> None:
    place = await telling.place_name(visit, adoption)
    for leader in await roles.holders(visit.uow, network.key, Role.FACILITATOR, visit.now):
        _ = visit.reader_of(leader)
        named = _.list(person.name for person in those if person.name)
        text = paragraphs(
            _("I can't ask them privately how it went. From {place}: {names}", place=place, names=named),
            words.title(entry),
            _("Please ask them yourself; once they send me /start, I can write to them."),
        )
        message = Message(text, names=frozenset(person.key for person in those))
        visit.tell(leader, message, kind=UNREACHED, network=network, about=entry.key)


async def on_later(visit: Visit, adoption_id: int, number: int) -> None:
    adoption = await door.enter_caring(visit, adoption_id)
    moment = await rules.put_off(visit.uow, visit.here, adoption, number, visit.now)
    _ = visit.reader
    visit.edit(Message(_("Gladly: I'll ask again on {date}.", date=_.day(moment))))
