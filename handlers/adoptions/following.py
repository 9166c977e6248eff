"""What follows from what happens elsewhere: people leave, entries change, institutions merge, the group moves."""

from facilitation.adoptions import taking, whose
from facilitation.facts import EntryChanged, GroupFound, Left, NetworkChanged, SpeechChanged
from handlers import posts
from handlers.adoptions import telling, words
from handlers.adoptions.winning import WIN
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from storage import adoptions, due_work
from storage import network as networks
from storage import posts as stored
from storage.adoptions import Adoption, AdoptionState
from storage.due_work import DueWork
from storage.entries import Entry
from storage.people import Person

FOLLOW, AGAIN, LEFT, CARE = "adoptions.follow", "adoptions.again", "adoptions.left", "adoptions.care"


async def on_entry_changed(visit: Visit, fact: EntryChanged) -> None:
    await due_work.plan(
        visit.uow, FOLLOW, str(fact.entry_id), visit.now, network_id=fact.network_id, entry=fact.entry_id
    )


async def follow(visit: Visit, work: DueWork) -> None:
    """What was announced says what the entry and its transfer say now."""
    for adoption in await adoptions.of_entries(visit.uow, [work.arguments["entry"]]):
        if adoption.announced_at is not None:
            await posts.refresh(visit, WIN, adoption.network_id, adoption.network_id)


async def on_network_changed(visit: Visit, fact: NetworkChanged | SpeechChanged) -> None:
    """An institution may go by another name now, or the group reads another language."""
    await posts.refresh(visit, WIN, fact.network_id, fact.network_id)


async def on_group_found(visit: Visit, fact: GroupFound) -> None:
    at = fact.network_id
    await due_work.plan(visit.uow, AGAIN, str(at), visit.now, network_id=at)


async def again(visit: Visit, work: DueWork) -> None:
    """In the group as it is now, where it was told before."""
    network = await networks.by_id(visit.uow, work.network_id or 0)
    if network is not None and await stored.of_network(visit.uow, network.key, WIN):
        await posts.post(visit, WIN, network.key, network.key)


# whoever looked after something has left


async def on_left(visit: Visit, fact: Left) -> None:
    """Nobody looks after it until somebody of the institution says so: they are asked right after this."""
    cared = await adoptions.cared_by(visit.uow, fact.network_id, fact.person_id)
    for adoption in cared:
        adoption.person_id = None
        if not taking.is_connected(adoption):
            adoption.adopter_meets = None
        visit.uow.session.add(adoption)
        await due_work.plan(
            visit.uow, LEFT, str(adoption.key), visit.now, network_id=fact.network_id, adoption=adoption.key
        )


async def left(visit: Visit, work: DueWork) -> None:
    """Colleagues hear of it, if there are any; else it waits."""
    visit.network = network = await networks.by_id(visit.uow, work.network_id or 0)
    adoption = await adoptions.by_id(visit.uow, work.arguments["adoption"])
    if network is None or adoption is None or adoption.person_id is not None:
        return
    entry = await whose.entry_of(visit.uow, adoption)
    if entry is None or adoption.state is AdoptionState.DROPPED:
        return
    for person in await whose.colleagues(visit.uow, adoption, visit.now):
        message = await _question(visit, person, entry, adoption)
        visit.tell(person, message, kind=CARE, network=network, about=entry.key)


async def _question(visit: Visit, person: Person, entry: Entry, adoption: Adoption) -> Message:
    _ = visit.reader_of(person)
    text = paragraphs(
        _(
            "Nobody looks after this any more. With you: {place}",
            place=await telling.place_name(visit, adoption),
        ),
        words.title(entry),
        _("Will you? In a month or two I ask once how it went; that is all."),
    )
    return Message(text, ((Button(_("I'll look after it"), tap=visit.tap("adopt", "care", adoption.key)),),))
