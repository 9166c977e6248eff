"""An entry before those who lead: as readers will see it, for whom it is to be, and what they can decide."""

from markupsafe import Markup

from facilitation.entries import checking, content, owning, proposing
from facilitation.entries.checking import UNDECIDED, Verdict
from handlers.entries import attaching, comparing, door, one, telling, wording
from handlers.message import Button, Message, lines, paragraphs
from handlers.visit import Visit
from locales.reader import Reader
from storage import entries
from storage.entries import Entry, EntryProposal, EntryState
from storage.people import Reach

Row = tuple[Button, ...]


async def on_check(visit: Visit, entry_id: int) -> None:
    comparing.show(visit, await message(visit, await door.enter_to_check(visit, entry_id)))


async def message(visit: Visit, entry: Entry, said: Markup | None = None) -> Message:
    """The page of an entry for those who check it; `said`: what has just happened."""
    _ = visit.reader
    read = await one.reading(visit, _, entry)
    proposal = await proposing.sent(visit.uow, entry)
    allowed = await checking.may_check(visit.uow, entry, visit.me, visit.now)
    text = paragraphs(
        said,
        await _state(visit, _, entry, proposal),
        read.text,
        await _about(visit, _, entry),
        *await _since_check(visit, _, entry),
        None if allowed else _("It is yours, so somebody else who leads the network decides about it."),
    )
    rows = _ways(visit, _, entry, proposal) if allowed else []
    queue = Button(_("‹ What waits"), tap=visit.tap("entry", "checks", entry.network_id, "waiting", 0))
    files = await attaching.row(visit, _, entry)
    return Message(text, tuple(rows), read.names).with_buttons(files, [queue])


async def _state(visit: Visit, _: Reader, entry: Entry, proposal: EntryProposal | None) -> Markup:
    """How far it is, and why."""
    asked = entry.reason and entry.state in UNDECIDED and proposal is None
    return lines(
        _("<b>To be checked: {state}</b>", state=_(wording.STATES[entry.state])),
        _("Changes are proposed; the author decides.") if proposal is not None else None,
        _("The author was asked: {question}", question=entry.reason) if asked else None,
        _("Reason: {reason}", reason=entry.reason) if entry.state is EntryState.HIDDEN else None,
    )


async def _about(visit: Visit, _: Reader, entry: Entry) -> Markup:
    count = await entries.files.count(visit.uow, entry)
    return lines(
        _("For: {audience}", audience=_(wording.AUDIENCES[entry.audience])),
        _.plural("{n} file", "{n} files", count) if count else _("No files"),
    )


async def _since_check(visit: Visit, _: Reader, entry: Entry) -> list[Markup]:
    """What is otherwise since somebody who leads has read it."""
    if entry.state is not EntryState.KEPT or entry.checked_version >= entry.version:
        return []
    before = await entries.versions.numbered(visit.uow, entry.key, entry.checked_version)
    if before is None:
        return [_("<b>Photos or files were added since it was checked.</b>")]
    compared = comparing.differences(_, entry.kind, content.from_json(before.content), content.of(entry))
    return [_("<b>Changed since it was checked:</b>"), *compared]


def _ways(visit: Visit, _: Reader, entry: Entry, proposal: EntryProposal | None) -> list[Row]:
    """What can be decided about it now."""
    key, was = entry.key, int(entry.state is EntryState.RETURNED)
    approve = Button(
        _("Approve"), tap=visit.tap("entry", "approve", key, entry.version, was), style="success"
    )
    ask = Button(_("Ask back…"), tap=visit.tap("entry", "askback", key))
    change = Button(_("Propose changes…"), tap=visit.tap("entry", "suggest", key))
    refuse = Button(_("Not for the log…"), tap=visit.tap("entry", "hide", key))
    undo: list[Row] = []
    if proposal is not None:
        undo = [(Button(_("Withdraw the proposal"), tap=visit.tap("entry", "withdraw", proposal.key)),)]
    match entry.state:
        case EntryState.WAITING:
            return [(approve,), *undo, (ask, change), (refuse,)]
        case EntryState.RETURNED:
            return [(approve,), *(undo or [(change,)]), (refuse,)]
        case EntryState.KEPT:
            read = Button(_("Read"), tap=visit.tap("entry", "haveread", key, entry.version), style="success")
            hide = Button(_("Hide…"), tap=visit.tap("entry", "hide", key))
            unread = entry.checked_version < entry.version
            return [*([(read,)] if unread else []), *(undo or [(change,)]), (hide,)]
        case EntryState.HIDDEN:
            return [(Button(_("Put it back"), tap=visit.tap("entry", "putback", key)),)]
    return []


async def too_late(visit: Visit, entry: Entry) -> None:
    """Somebody else was first: who, and how it is now."""
    said, names = await telling.already(visit, entry)
    page = await message(visit, entry, said)
    comparing.show(visit, Message(page.text, page.buttons, page.names | names))


async def changed_meanwhile(visit: Visit, entry: Entry) -> None:
    said = visit.reader("Its author has changed it a moment ago. This is what it says now.")
    comparing.show(visit, await message(visit, entry, said))


async def on_approve(visit: Visit, entry_id: int, version: int, returned: int) -> None:
    """What was on the page is approved, and nothing else."""
    entry = await door.enter_to_check(visit, entry_id)
    if entry.state not in UNDECIDED or bool(returned) is not (entry.state is EntryState.RETURNED):
        await too_late(visit, entry)
        return
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    if entry.version != version:
        await changed_meanwhile(visit, entry)
        return
    proposal = await proposing.sent(visit.uow, entry)
    if proposal is not None:
        proposing.settle(visit.uow, proposal, entries.ProposalState.WITHDRAWN)
    checking.approve(visit.uow, entry, visit.now)
    await checking.decided(visit.uow, visit.here, entry, Verdict.APPROVED, visit.me, visit.now)
    _ = visit.reader
    said = _("Approved: “{title}” stands in the log. Its author will hear of it.", title=entry.title)
    done(visit, entry, said)


async def author_hears(visit: Visit, entry: Entry) -> bool:
    owners = await owning.owners(visit.uow, entry, visit.now)
    return any(each.reach is Reach.OPEN for each in owners)


def done(visit: Visit, entry: Entry, said: Markup) -> None:
    """What was decided, and the ways on."""
    _ = visit.reader
    page = Button(_("The entry"), tap=visit.tap("entry", "check", entry.key))
    queue = Button(_("What waits"), tap=visit.tap("entry", "checks", entry.network_id, "waiting", 0))
    visit.edit(Message(said, ((page, queue),)))


async def on_read(visit: Visit, entry_id: int, version: int) -> None:
    """The changes of a kept entry are read."""
    entry = await door.enter_to_check(visit, entry_id, EntryState.KEPT)
    await checking.be_allowed(visit.uow, entry, visit.me, visit.now)
    if entry.version != version:
        await changed_meanwhile(visit, entry)
        return
    checking.read(visit.uow, entry)
    done(visit, entry, visit.reader("Read. It is out of the list until it changes again."))
