"""Entries that begin elsewhere: with a line of a meeting's note, with what came of taking something over."""

from facilitation.entries import content, sharing
from facilitation.entries.content import Content
from facilitation.entries.reasons import EntryReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.entries import door, one, own
from handlers.message import Button, Message, paragraphs
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import entries, notes, people
from storage.entries import Entry, EntryKind
from storage.notes import LineState, NoteLine

LINE = "entries.line_asked"


# a line of a note


async def on_from_line(visit: Visit, line_id: int) -> None:
    """Its author begins at once; those who arrange the note ask the author first."""
    line = await _line(visit, line_id)
    if line.author_id == visit.me.id:
        await _begin(visit, line)
        return
    visit.require(Act.ARRANGE)
    author = await people.by_id(visit.uow, line.author_id) if line.author_id else None
    if author is None:
        raise Refused(EntryReason.NO_AUTHOR)
    _ = visit.reader_of(author)
    text = paragraphs(
        _("<b>May this become an entry of the network's log?</b>"),
        one.folded(line.words),
        _("{name} thinks that others could learn from it. It would be a draft of yours: you complete it, and nobody "
          "else sees it before.", name=visit.me.name),
        _("So far the line is internal; in the log everyone of the network could read it.") if line.internal else None,
    )  # fmt: skip
    yes = Button(_("Yes, gladly"), tap=visit.tap("entry", "myline", line.key), style="success")
    no = Button(_("No"), tap=visit.tap("entry", "notmyline", line.key))
    message = Message(text, ((yes, no),), frozenset({visit.me.key}))
    reached = visit.tell(author, message, kind=LINE, network=visit.network, about=line.key)
    _ = visit.reader
    said = (
        _("I asked the author. If they agree, they have a draft of it.")
        if reached
        else _("The author can't be written to just now. Please ask them to send me /start, and try again.")
    )
    back = Button(_("‹ Back"), tap=visit.tap("note", "line", line.key))
    visit.edit(Message(said, ((back,),)))


async def on_my_line(visit: Visit, line_id: int) -> None:
    line = await _line(visit, line_id)
    if line.author_id != visit.me.id:
        raise Refused(EntryReason.NOT_THEIR_WORDS)
    await _begin(visit, line)


async def on_not_my_line(visit: Visit, line_id: int) -> None:
    line = await _line(visit, line_id)
    if line.author_id != visit.me.id:
        raise Refused(EntryReason.NOT_THEIR_WORDS)
    visit.edit(Message(visit.reader("All right, it stays in the note only.")))


async def _line(visit: Visit, line_id: int) -> NoteLine:
    """A line that stands in a note of the network of whoever may share."""
    line = await notes.line(visit.uow, line_id)
    await visit.enter(line.network_id if line else None)
    visit.require(Act.SHARE)
    if line is None or line.state is not LineState.STANDS:
        raise Refused(EntryReason.LINE_GONE)
    return line


async def _begin(visit: Visit, line: NoteLine) -> None:
    said = Content(done=content.checked("done", line.words))
    entry = await sharing.begin(visit.uow, visit.here, visit.me, EntryKind.PRACTICE, said, visit.now)
    visit.edit(await own.page(visit, entry, own.begun(visit)))


# what did not work out elsewhere


async def begin_lesson(visit: Visit, source: Entry) -> Entry:
    """A draft of a lesson that remembers what was tried, for whoever may read that."""
    visit.require(Act.SHARE)
    if source.key not in await entries.seen.by_ids(visit.uow, door.sight(visit), [source.key]):
        raise Refused(DoorReason.OTHER_NETWORK)
    entry = await sharing.begin(visit.uow, visit.here, visit.me, EntryKind.LESSON, Content(), visit.now)
    await entries.make_of(visit.uow, entry.key, [source.key])
    visit.edit(await own.page(visit, entry, own.begun(visit)))
    return entry
