"""Checking what was handed in: who may read an entry for the network, and what they decide about it."""

from datetime import datetime
from enum import StrEnum

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.entries import owning
from facilitation.entries.owning import changed
from facilitation.entries.reasons import EntryReason
from facilitation.permissions import Act, may
from facilitation.refusals import Refused
from facilitation.typed import several_lines
from storage import due_work, entries, roles
from storage.entries import Entry, EntryState, ProposalState
from storage.network import Network
from storage.people import Person
from storage.roles import Role
from storage.unit_of_work import UnitOfWork

UNDECIDED = (EntryState.WAITING, EntryState.RETURNED)
DECIDED = "entries.decided"
LONGEST_WORDS = 600


class Verdict(StrEnum):
    """What somebody who leads has decided about an entry."""

    APPROVED = "approved"
    RETURNED = "returned"
    HIDDEN = "hidden"
    PUT_BACK = "put back"
    PROPOSED = "proposed"


# who may


async def leaders(uow: UnitOfWork, network_id: int, now: datetime) -> list[Person]:
    """Those who may check entries, deputies too; each once, the longest holding first."""
    held = [
        person
        for grant, person in await roles.grants(uow, network_id, now)
        if may({grant.role}, Act.CHECK_ENTRIES)
    ]
    return list({person.key: person for person in held}.values())


async def readers(uow: UnitOfWork, entry: Entry, now: datetime) -> list[Person]:
    """Those who may check this entry: nobody their own, unless nobody else leads the network."""
    every = await leaders(uow, entry.network_id, now)
    others = [person for person in every if not await owning.owns(uow, entry, person)]
    return others or every


async def may_check(uow: UnitOfWork, entry: Entry, person: Person, now: datetime) -> bool:
    if not await owning.owns(uow, entry, person):
        return True
    return person.key in {each.key for each in await readers(uow, entry, now)}


async def be_allowed(uow: UnitOfWork, entry: Entry, person: Person, now: datetime) -> None:
    if not await may_check(uow, entry, person, now):
        raise Refused(EntryReason.OWN_ENTRY)


async def guardians(uow: UnitOfWork, network_id: int, now: datetime) -> list[Person]:
    return list(await roles.holders(uow, network_id, Role.GUARDIAN, now))


# what they decide


def approve(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    """As it says now, it stands in the log; the day on which it came there stays the first one."""
    entry.state, entry.reason = EntryState.KEPT, ""
    entry.kept_at = entry.kept_at or now
    entry.checked_version = entry.version
    changed(uow, entry)


def ask_back(uow: UnitOfWork, entry: Entry, question: str) -> None:
    entry.state, entry.reason = EntryState.RETURNED, question
    changed(uow, entry)


async def hide(uow: UnitOfWork, entry: Entry, reason: str) -> None:
    """Nobody finds it from this very moment on."""
    await owning.unfind(uow, entry)
    entry.state, entry.reason = EntryState.HIDDEN, reason
    changed(uow, entry)


def put_back(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    """It is what it was before: in the log, or waiting to be checked."""
    if entry.kept_at is not None:
        entry.state = EntryState.KEPT
    else:
        entry.state, entry.submitted_at = EntryState.WAITING, now
    entry.reason = ""
    changed(uow, entry)


async def hand_in_again(uow: UnitOfWork, entry: Entry, now: datetime) -> None:
    """Its owner has answered, or changed it; what was proposed instead is settled by that."""
    for each in await entries.versions.open_proposals(uow, entry.key):
        if each.words:
            each.state = ProposalState.DECLINED
            uow.session.add(each)
    entry.state, entry.submitted_at = EntryState.WAITING, now
    changed(uow, entry)


def read(uow: UnitOfWork, entry: Entry) -> None:
    """Somebody who leads has read what it says since it was changed."""
    entry.checked_version = entry.version
    changed(uow, entry)


def checked_words(typed: str) -> str:
    """A question, a reason, or an answer to one, tidied."""
    return several_lines(typed, LONGEST_WORDS, EntryReason.LONG, least=1, too_short=EntryReason.EMPTY)


# who did


async def decided(
    uow: UnitOfWork, network: Network, entry: Entry, verdict: Verdict, by: Person, now: datetime
) -> None:
    """The owner hears of it, not at night; until then and for a while after it is known who decided."""
    await due_work.plan(
        uow, DECIDED, str(entry.key), next_sensible_moment(now, network.zone), network_id=network.key,
        entry=entry.key, verdict=verdict.value, by=by.key,
    )  # fmt: skip


async def last_decision(uow: UnitOfWork, entry: Entry) -> tuple[Verdict, int] | None:
    """What was decided last about an entry, and the number of whoever did; None where that is long ago."""
    row = await due_work.find(uow, DECIDED, str(entry.key))
    if row is None:
        return None
    return Verdict(row.arguments["verdict"]), int(row.arguments["by"])
