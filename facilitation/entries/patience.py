"""How long an entry may wait: to be checked by those who lead, or for a word of its owner."""

from datetime import datetime, timedelta
from enum import StrEnum

from facilitation.calendar.quiet import next_sensible_moment
from storage import due_work
from storage.due_work import Doing
from storage.entries import Entry, EntryState
from storage.network import Network
from storage.unit_of_work import UnitOfWork

CARE = "entries.care"
BEFORE_A_REMINDER = timedelta(days=7)
BEFORE_ALL_HEAR = timedelta(days=14)
BEFORE_ASKING_AGAIN = timedelta(days=14)


class Stage(StrEnum):
    """Who hears of an entry that waits: those who lead; then the guardian and its owner too."""

    LEADERS = "leaders"
    ALL = "all"


def since(entry: Entry) -> datetime:
    return entry.submitted_at or entry.proposed_at


def stage(waits_since: datetime, now: datetime) -> Stage:
    """Who should hear now; whoever comes late hears only the last."""
    return Stage.ALL if now >= waits_since + BEFORE_ALL_HEAR else Stage.LEADERS


def next_moment(waits_since: datetime, now: datetime) -> datetime | None:
    """When somebody has to hear next; None once everyone has."""
    moments = (waits_since + BEFORE_A_REMINDER, waits_since + BEFORE_ALL_HEAR)
    return next((moment for moment in moments if moment > now), None)


async def follow(uow: UnitOfWork, network: Network, entry: Entry, now: datetime) -> None:
    """Somebody looks after an entry exactly as long as it waits for someone; never twice for the same waiting."""
    basis = _basis(entry)
    row = await due_work.find(uow, CARE, str(entry.key))
    if basis is None:
        if row is not None and row.state is Doing.PLANNED:
            await due_work.cancel(uow, now, CARE, str(entry.key))
        return
    known = row is not None and row.state is not Doing.CANCELLED and row.arguments["basis"] == basis
    moment = _first(entry, now)
    if not known and moment is not None:
        await _plan(uow, network, entry, moment)


async def go_on(uow: UnitOfWork, network: Network, entry: Entry, now: datetime) -> None:
    """Someone has heard that it waits to be checked; so will others, if nothing comes of that."""
    moment = next_moment(since(entry), now)
    if moment is not None:
        await _plan(uow, network, entry, moment)


def still(entry: Entry, basis: str) -> bool:
    """Whether it waits for the same as when this was planned."""
    return _basis(entry) == basis


def _first(entry: Entry, now: datetime) -> datetime | None:
    if entry.state is EntryState.RETURNED:
        return now + BEFORE_ASKING_AGAIN
    return next_moment(since(entry), now)


def _basis(entry: Entry) -> str | None:
    """What tells one waiting from another; None where it waits for nobody."""
    if entry.state is EntryState.RETURNED:
        return EntryState.RETURNED.value
    return since(entry).isoformat() if entry.state is EntryState.WAITING else None


async def _plan(uow: UnitOfWork, network: Network, entry: Entry, moment: datetime) -> None:
    await due_work.plan(
        uow, CARE, str(entry.key), next_sensible_moment(moment, network.zone), network_id=network.key,
        entry=entry.key, basis=_basis(entry) or "",
    )  # fmt: skip
