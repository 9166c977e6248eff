"""Changes that somebody who checks an entry proposes: prepared on a copy, sent with a sentence why, its owner decides.

A proposal that has no such sentence yet is being prepared, and nobody but whoever prepares it sees it.
"""

from datetime import datetime
from typing import Any

from facilitation.entries import checking, content, owning
from facilitation.entries.content import Content
from facilitation.entries.owning import changed
from facilitation.entries.reasons import EntryReason
from facilitation.refusals import Refused
from storage import entries
from storage.entries import Entry, EntryProposal, EntryState, ProposalState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

OPEN_TO_CHANGES = (EntryState.WAITING, EntryState.RETURNED, EntryState.KEPT)


def rebased(base: Content, proposed: Content, now_says: Content) -> Content:
    """What an entry would say now if the fields that a proposal changes were changed in it."""
    result = now_says
    for name, _before, after in content.changes(base, proposed):
        result = result.with_field(name, after)
    return result


async def proposed(uow: UnitOfWork, entry: Entry, proposal: EntryProposal) -> Content:
    """What it would say now by this proposal, whatever was changed since that was made."""
    wanted, now_says = content.from_json(proposal.content), content.of(entry)
    if proposal.based_on == entry.version:
        return wanted
    base = await entries.versions.numbered(uow, entry.key, proposal.based_on)
    return rebased(content.from_json(base.content) if base else now_says, wanted, now_says)


async def sent(uow: UnitOfWork, entry: Entry) -> EntryProposal | None:
    """The changes that wait for the owner of an entry."""
    every = await entries.versions.open_proposals(uow, entry.key)
    return next((each for each in every if each.words), None)


async def prepared(uow: UnitOfWork, entry: Entry, person: Person, now: datetime) -> EntryProposal:
    """What this person is preparing, up to date with the entry; from now on where they were not."""
    every = await entries.versions.open_proposals(uow, entry.key)
    if any(each.words for each in every):
        raise Refused(EntryReason.PROPOSED_ALREADY)
    mine = next((each for each in every if each.by_id == person.id), None)
    if mine is None:
        said = content.as_json(content.of(entry))
        new = EntryProposal(
            entry_id=entry.key, by_id=person.key, based_on=entry.version, content=said, made_at=now
        )
        return await entries.versions.propose(uow, new)
    await _bring_up_to_date(uow, entry, mine)
    return mine


async def _bring_up_to_date(uow: UnitOfWork, entry: Entry, proposal: EntryProposal) -> None:
    proposal.content = content.as_json(await proposed(uow, entry, proposal))
    proposal.based_on = entry.version
    uow.session.add(proposal)


def put(uow: UnitOfWork, proposal: EntryProposal, name: str, value: Any) -> None:
    """One field says something else in the copy."""
    proposal.content = content.as_json(content.from_json(proposal.content).with_field(name, value))
    uow.session.add(proposal)


async def send(uow: UnitOfWork, entry: Entry, proposal: EntryProposal, words: str, now: datetime) -> None:
    """The owner decides from now on; an entry that waited to be checked is back with them."""
    if await sent(uow, entry) is not None:
        raise Refused(EntryReason.PROPOSED_ALREADY)
    await _bring_up_to_date(uow, entry, proposal)
    said = content.from_json(proposal.content)
    if said == content.of(entry):
        raise Refused(EntryReason.NOTHING_CHANGED)
    content.be_complete(entry.kind, said)
    proposal.words, proposal.made_at = words, now
    uow.session.add(proposal)
    if entry.state is EntryState.WAITING:
        checking.ask_back(uow, entry, words)


async def accept(
    uow: UnitOfWork, entry: Entry, proposal: EntryProposal, seen: int, by: Person, now: datetime
) -> None:
    """It says what was proposed, and is checked by that. `seen` is the version that the owner compared it with."""
    await owning.revise(uow, entry, await proposed(uow, entry, proposal), based_on=seen, by=by, now=now)
    settle(uow, proposal, ProposalState.ACCEPTED)
    checking.approve(uow, entry, now)


def decline(uow: UnitOfWork, entry: Entry, proposal: EntryProposal, now: datetime) -> None:
    """It stays as it is; where it is not in the log yet, those who lead decide again."""
    settle(uow, proposal, ProposalState.DECLINED)
    _wait_again(uow, entry, now)


def withdraw(uow: UnitOfWork, entry: Entry, proposal: EntryProposal, now: datetime) -> None:
    settle(uow, proposal, ProposalState.WITHDRAWN)
    _wait_again(uow, entry, now)


def settle(uow: UnitOfWork, proposal: EntryProposal, state: ProposalState) -> None:
    if proposal.state is not ProposalState.OPEN:
        raise Refused(EntryReason.PROPOSAL_GONE)
    proposal.state = state
    uow.session.add(proposal)


def _wait_again(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    if entry.state is EntryState.RETURNED:
        entry.state, entry.submitted_at, entry.reason = EntryState.WAITING, now, ""
        changed(uow, entry)
