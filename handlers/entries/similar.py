"""What else the log knows of the kind: entries that are like one, by their words."""

from facilitation.search import find
from handlers import search
from handlers.entries import door, listing
from handlers.message import Button, Message, columns, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import entries
from storage.entries import Entry, EntryState
from storage.search import Kind

MOST, LOOKED_AT = 6, 40
"""Entries that are shown, and texts of all kinds that are looked through for them."""


async def on_similar(visit: Visit, entry_id: int) -> None:
    """In a message of its own: the entry stays."""
    entry, _ = await door.enter(visit, entry_id), visit.reader
    found = await of(visit, entry)
    head = _("<b>Similar to “{title}”</b>", title=" ".join(entry.title.split()))
    if found:
        text = paragraphs(head, *await listing.told(visit, _, found, 1))
        visit.reply(Message(text, columns(listing.buttons(visit, found, 1), MOST)))
        return
    nothing = _("Nothing in the log is like it yet. Other words may find more: /search")
    log = Button(_("The log"), tap=listing.tap(visit, visit.here, listing.Wish()))
    visit.reply(Message(paragraphs(head, nothing), ((log,),)))


async def of(visit: Visit, entry: Entry) -> list[Entry]:
    """The most similar first, as far as this person may see them; no less like it than the search thinks worth
    showing beside the entry itself."""
    asked = f"{entry.title}\n{entry.problem}"
    found = await find(visit.uow, search.sight(visit), asked, most=LOOKED_AT)
    likely = [
        hit.subject
        for hit in found.hits
        if hit.kind in (Kind.PRACTICE, Kind.LESSON) and hit.subject != entry.key
    ]
    seen = await entries.seen.by_ids(visit.uow, door.sight(visit), likely) if likely else {}
    return [seen[key] for key in likely if key in seen][:MOST]


async def ways(visit: Visit, _: Reader, entry: Entry) -> list[list[Button]]:
    if entry.state is not EntryState.KEPT:
        return []
    return [[Button(_("Similar ones"), tap=visit.tap("entry", "similar", entry.key))]]
