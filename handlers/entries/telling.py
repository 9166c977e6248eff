"""What those who lead have decided about an entry: its owner hears it privately, and nobody at night."""

from markupsafe import Markup

from facilitation.entries import checking, owning, proposing
from facilitation.entries.checking import Verdict
from handlers.entries import comparing, wording
from handlers.message import Button, Message, Rows, paragraphs
from handlers.visit import Visit
from locales.reader import Reader, mark
from storage import entries, people
from storage import network as networks
from storage.due_work import DueWork
from storage.entries import Entry, EntryKind, EntryState
from storage.people import Person

NEWS = "entries.news"
ALREADY = {
    Verdict.APPROVED: mark("It is approved already, by: {who}."),
    Verdict.RETURNED: mark("Its author was asked back already, by: {who}."),
    Verdict.HIDDEN: mark("It was already decided that it does not stand in the log, by: {who}."),
    Verdict.PUT_BACK: mark("It is put back already, by: {who}."),
    Verdict.PROPOSED: mark("Its author has a proposal already, by: {who}."),
}
FITS = {
    Verdict.APPROVED: (EntryState.KEPT,),
    Verdict.RETURNED: (EntryState.RETURNED,),
    Verdict.HIDDEN: (EntryState.HIDDEN,),
    Verdict.PUT_BACK: (EntryState.KEPT, EntryState.WAITING),
    Verdict.PROPOSED: proposing.OPEN_TO_CHANGES,
}


async def already(visit: Visit, entry: Entry) -> tuple[Markup, frozenset[int]]:
    """Who was first, for somebody else who wanted to decide; and whom that names."""
    _, last = visit.reader, await checking.last_decision(visit.uow, entry)
    if last is None:
        return _("Somebody else has decided about it already."), frozenset()
    verdict, by = last
    who = await people.by_id(visit.uow, by)
    if by == visit.me.id:
        return _("That is done already."), frozenset()
    answered = verdict is Verdict.PROPOSED and await proposing.sent(visit.uow, entry) is None
    if answered or who is None or not who.name:
        return _("Somebody else has decided about it already."), frozenset()
    return _(ALREADY[verdict], who=who.name), frozenset({who.key})


async def decided(visit: Visit, work: DueWork) -> None:
    """Unless it was decided otherwise, or changed hands, since."""
    visit.network = await networks.by_id(visit.uow, work.network_id or 0)
    entry = await entries.by_id(visit.uow, work.arguments["entry"])
    verdict, by = Verdict(work.arguments["verdict"]), work.arguments["by"]
    if entry is None or entry.state not in FITS[verdict]:
        return
    who = await people.by_id(visit.uow, by)
    for owner in await owning.owners(visit.uow, entry, visit.now):
        message = await _words(visit, owner, entry, verdict, who) if owner.id != by else None
        if message is not None:
            visit.tell(owner, message, kind=NEWS, network=visit.network, about=entry.key)


async def _words(
    visit: Visit, owner: Person, entry: Entry, verdict: Verdict, who: Person | None
) -> Message | None:
    _ = visit.reader_of(owner)
    title, names = wording.title(entry), frozenset({who.key} if who else ())
    open_it = Button(_("Show"), tap=visit.tap("entry", "open", entry.key))
    match verdict:
        case Verdict.APPROVED:
            return Message(paragraphs(_thanks(_, entry), title), ((open_it,),))
        case Verdict.PUT_BACK if entry.state is EntryState.KEPT:
            return Message(
                paragraphs(_("Your entry stands in the network's log again."), title), ((open_it,),)
            )
        case Verdict.RETURNED:
            asks = _("Before your entry comes into the log, there is a question.")
            says = _("{who} asks:", who=who.name) if who and who.name else None
            how = _("You can change the entry, or answer in words; both are fine.")
            said = paragraphs(asks, title, says, wording.quoted(entry.reason), how)
            return Message(said, answers(visit, _, entry), names)
        case Verdict.HIDDEN:
            what = (
                _("Your entry is hidden from the log.")
                if entry.kept_at
                else _("Your entry does not come into the log as it is.")
            )
            how = _("You can change it and hand it in again, or write back.")
            said = paragraphs(what, title, _("Reason: {reason}", reason=entry.reason), how)
            return Message(said, answers(visit, _, entry))
        case Verdict.PROPOSED:
            proposal = await proposing.sent(visit.uow, entry)
            return await comparing.for_owner(visit, owner, entry, proposal) if proposal else None
    return None


def _thanks(_: Reader, entry: Entry) -> Markup:
    if entry.kind is EntryKind.LESSON:
        return _(
            "Thank you for your honesty! Your lesson stands in the network's log now. "
            "It is worth as much as a success: it spares others the same detour."
        )
    return _("Thank you! Your entry stands in the network's log now: others will find it when they need it.")


def answers(visit: Visit, _: Reader, entry: Entry) -> Rows:
    """What an owner can do about an entry that came back."""
    return (
        (
            Button(_("Change it"), tap=comparing.own_page(visit, entry)),
            Button(_("Answer in words…"), tap=visit.tap("entry", "answer", entry.key)),
        ),
        (Button(_("Hand in again"), tap=visit.tap("entry", "again", entry.key), style="success"),),
    )
