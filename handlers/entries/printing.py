"""One entry on paper: made anew whenever somebody who may read it asks, and not for whoever no longer may."""

from facilitation.entries.reasons import EntryReason
from handlers import printing
from handlers.due import Preparation
from handlers.entries import door, printed
from handlers.entries.paper_words import log_words
from handlers.feature import Printed
from handlers.message import Button, Message
from handlers.printing import Made
from handlers.visit import Visit
from locales.reader import Reader
from papers.log_document import entry_document
from storage import due_work, entries
from storage.due_work import DueWork
from storage.entries import Entry, EntryState
from storage.outbox import Priority

PAPER = "entries.paper"


async def on_paper(visit: Visit, entry_id: int, shape: str) -> None:
    """It takes a moment, and comes as a message of its own."""
    entry = await door.enter(visit, entry_id)
    printing.be_shape(shape)
    await due_work.plan(
        visit.uow, PAPER, f"{entry.key}-{shape}-{visit.me.key}", visit.now, network_id=visit.here.key,
        entry=entry.key, person=visit.me.key, shape=shape, language=visit.reader.language,
    )  # fmt: skip
    visit.answer(visit.reader("I'm making it; it comes in a moment."))


async def ways(visit: Visit, _: Reader, entry: Entry) -> list[list[Button]]:
    if entry.state is not EntryState.KEPT:
        return []
    shapes = ((_("On paper: PDF"), "pdf"), (_("DOCX"), "docx"))
    return [[Button(label, tap=visit.tap("entry", "paper", entry.key, shape)) for label, shape in shapes]]


async def make(preparation: Preparation) -> Made | None:
    """In the language of whoever asked. None for whoever may not read it any more."""
    asked = preparation.work.arguments

    async def look(visit: Visit) -> tuple[Printed, str] | None:
        entry = await _of(visit, preparation.work)
        if entry is None:
            return None
        _ = Reader(asked["language"], visit.reader.zone)
        (plain,) = await printed.on_paper(visit, _, [entry], door.sight(visit))
        named = list((await entries.seen.by_ids(visit.uow, door.sight(visit), plain.sources)).values())
        others = {each.number: each for each in await printed.on_paper(visit, _, named, door.sight(visit))}
        paper = entry_document(plain, log_words(_), visit.now, others)
        return Printed(paper, printed.names([entry, *named])), _.local(visit.now).date().isoformat()

    found = await preparation.read(look)
    return await printing.shaped(found[0], asked["shape"], found[1]) if found else None


async def made(visit: Visit, work: DueWork, paper: Made | None) -> None:
    """It is looked at once more: it may have been revoked while the paper was made."""
    network = await visit.leave_for_network(work.network_id)
    entry = await _of(visit, work)
    if network is None or visit.person is None:
        return
    _ = visit.reader_of(visit.person)
    if entry is None or paper is None:
        message = Message(_(visit.registry.sentence(EntryReason.GONE)))
    else:
        message = printing.message_of(_, paper, network.topic)
    about = work.arguments["entry"]
    visit.tell(visit.person, message, kind=PAPER, network=network, about=about, priority=Priority.INTERACTIVE)


async def _of(visit: Visit, work: DueWork) -> Entry | None:
    """The entry, as far as whoever asked may see it at this moment."""
    await door.look_as(visit, work.arguments["person"])
    if visit.person is None:
        return None
    return await entries.seen.one(visit.uow, door.sight(visit), work.arguments["entry"])
