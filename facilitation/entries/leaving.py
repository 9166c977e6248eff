"""What becomes of someone's entries when they leave a network, or ask to be forgotten."""

from dataclasses import replace

from facilitation.entries import content, owning, sharing
from storage import entries, institutions
from storage.entries import Entry, EntryAudience, EntryProposal, EntryState, EntryVersion
from storage.unit_of_work import UnitOfWork

UNFINISHED = (EntryState.DRAFT, EntryState.PROPOSED, EntryState.DECLINED)
"""Nobody but its author has any use for it."""


async def leave(uow: UnitOfWork, network_id: int, person_id: int) -> None:
    """What was shared stays; drafts go."""
    for draft in await entries.of_author(uow, person_id, network_id, (EntryState.DRAFT,)):
        await sharing.discard(uow, draft)


async def forget(uow: UnitOfWork, person_id: int) -> None:
    """Before the rows become nameless: what was never shared goes, and what nobody could revoke any more comes back
    into its network, unless others of the institution own it from now on; nobody answers a question about it."""
    heirs: dict[int, set[int]] = {}
    for entry in await entries.all_of(uow, person_id):
        if entry.state in UNFINISHED:
            await sharing.discard(uow, entry)
            continue
        await _forget_contact(uow, entry)
        if entry.network_id not in heirs:
            heirs[entry.network_id] = await _represented(uow, entry.network_id, person_id)
        if entry.institution_id not in heirs[entry.network_id]:
            if entry.audience is not EntryAudience.NETWORK:
                await owning.open_to(uow, entry, EntryAudience.NETWORK)
            if entry.state is EntryState.RETURNED:
                entry.state, entry.reason = EntryState.WAITING, ""
        owning.changed(uow, entry)


async def _represented(uow: UnitOfWork, network_id: int, but: int) -> set[int]:
    """The institutions that others represent in a network."""
    everyone = await institutions.roster(uow, network_id)
    return {place.key for each, place in everyone if place is not None and each.id != but}


async def _forget_contact(uow: UnitOfWork, entry: Entry) -> None:
    """What it said before, and was proposed to say, names its author no more either."""
    proposal = await entries.versions.open_proposal(uow, entry)
    kept: list[EntryVersion | EntryProposal] = list(await entries.versions.of(uow, entry.key))
    for each in [*kept, *([proposal] if proposal else [])]:
        each.content = content.as_json(replace(content.from_json(each.content), contact="", place=""))
        uow.session.add(each)
