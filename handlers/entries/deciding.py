"""An owner decides about changes that were proposed: accept what they saw, decline, or say it otherwise."""

from facilitation.entries import proposing as rules
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from handlers import forms
from handlers.entries import comparing, door, wording
from handlers.entries.asking_back import take_words
from handlers.forms import Answers, Form, Step
from handlers.message import Button, Message, paragraphs
from handlers.visit import Visit
from locales.reader import mark
from storage import entries, people
from storage.entries import Entry, EntryProposal, EntryState, ProposalState

ANSWER = "entries.proposed"
SAID = {
    ProposalState.ACCEPTED: mark("The changes that you proposed are accepted, by: {who}."),
    ProposalState.DECLINED: mark("The changes that you proposed are declined, by: {who}."),
}
SETTLED = {
    ProposalState.ACCEPTED: mark("These changes are accepted already."),
    ProposalState.DECLINED: mark("These changes are declined already."),
    ProposalState.WITHDRAWN: mark("These changes were withdrawn, so there is nothing to decide any more."),
}


async def enter(visit: Visit, proposal_id: int) -> tuple[Entry, EntryProposal]:
    """A proposal that was sent to this person, with their entry."""
    proposal = await entries.versions.proposal_to_change(visit.uow, proposal_id)
    entry = await door.enter_own(visit, proposal.entry_id if proposal else 0)
    if proposal is None or not proposal.words:
        raise Refused(EntryReason.PROPOSAL_GONE)
    return entry, proposal


async def _settled(visit: Visit, entry: Entry, proposal: EntryProposal) -> bool:
    """Whether there is nothing to decide any more, which its owner is told."""
    if proposal.state is not ProposalState.OPEN:
        visit.edit(Message(visit.reader(SETTLED[proposal.state])))
        return True
    if entry.state not in rules.OPEN_TO_CHANGES:
        raise Refused(EntryReason.NOT_NOW)
    return False


async def on_proposed(visit: Visit, proposal_id: int) -> None:
    entry, proposal = await enter(visit, proposal_id)
    if not await _settled(visit, entry, proposal):
        comparing.show(visit, await comparing.for_owner(visit, visit.me, entry, proposal))


async def on_accept(visit: Visit, proposal_id: int, seen: int) -> None:
    """It says what was proposed; where it was changed since they looked, they look again first."""
    entry, proposal = await enter(visit, proposal_id)
    if await _settled(visit, entry, proposal):
        return
    _ = visit.reader
    if entry.version != seen:
        again = await comparing.for_owner(visit, visit.me, entry, proposal)
        said = _("The entry was changed meanwhile. This is how the proposal looks now:")
        comparing.show(visit, Message(paragraphs(said, again.text), again.buttons, again.names))
        return
    await rules.accept(visit.uow, entry, proposal, seen, visit.me, visit.now)
    await _tell(visit, entry, proposal, "")
    open_it = Button(_("Show"), tap=visit.tap("entry", "open", entry.key))
    visit.edit(Message(_("Thank you! It stands in the log as proposed."), ((open_it,),)))


async def on_reject(visit: Visit, proposal_id: int) -> None:
    entry, proposal = await enter(visit, proposal_id)
    if not await _settled(visit, entry, proposal):
        await forms.begin(visit, DECLINE, {"proposal": proposal.key}, network_id=visit.here.key)


async def _ask_why(visit: Visit, _answers: Answers) -> Message:
    return Message(visit.reader("A word why, if you like; whoever proposed it will read it. Or skip this."))


async def _declined(visit: Visit, answers: Answers) -> None:
    entry, proposal = await enter(visit, answers["proposal"])
    if await _settled(visit, entry, proposal):
        return
    rules.decline(visit.uow, entry, proposal, visit.now)
    await _tell(visit, entry, proposal, answers.get("words") or "")
    _ = visit.reader
    stays = (
        _("All right, the entry stays as it is.")
        if entry.state is EntryState.KEPT
        else _("All right. Those who lead the network decide about the entry as it is.")
    )
    visit.edit(Message(stays))


async def _tell(visit: Visit, entry: Entry, proposal: EntryProposal, words: str) -> None:
    """Whoever proposed it hears what its owner says."""
    by = await people.by_id(visit.uow, proposal.by_id) if proposal.by_id else None
    if by is None or by.id == visit.me.id:
        return
    _ = visit.reader_of(by)
    text = paragraphs(
        _(SAID[proposal.state], who=visit.me.name),
        wording.title(entry),
        wording.quoted(words) if words else None,
    )
    page = Button(_("The entry"), tap=visit.tap("entry", "check", entry.key))
    told = Message(text, ((page,),), frozenset({visit.me.key}))
    visit.tell(by, told, kind=ANSWER, network=visit.here, about=entry.key)


DECLINE: Form = Form("entry_decline", (Step("words", _ask_why, take_words, optional=True),), _declined)
