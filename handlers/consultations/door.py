"""The doors of a consultation: who may come in by a button or link, and in which network."""

from dataclasses import dataclass

from facilitation.consultations.reasons import ConsultationReason
from facilitation.entries.reasons import EntryReason
from facilitation.permissions import Act
from facilitation.refusals import Refused
from handlers.entries import door
from handlers.reasons import DoorReason
from handlers.visit import Visit
from storage import consultations, entries
from storage.consultations import Consultation
from storage.entries import Entry


@dataclass(frozen=True)
class Consulted:
    """An entry that stands in the log, and its consultation."""

    entry: Entry
    consultation: Consultation


async def enter(visit: Visit, entry_id: int, act: Act) -> Consulted:
    """A consultation, held for a change, for someone of its network who may do this."""
    entry = await enter_entry(visit, entry_id, act)
    found = await consultations.to_change(visit.uow, entry.key)
    return Consulted(entry, _there(found))


async def look(visit: Visit, entry_id: int, act: Act = Act.CONSULT) -> Consulted:
    """A consultation, to be looked at only."""
    entry = await enter_entry(visit, entry_id, act)
    return Consulted(entry, _there(await consultations.of_entry(visit.uow, entry.key)))


async def look_into(visit: Visit, entry_id: int) -> Consulted:
    """One whose remarks this person reads with names: as the author of the entry, or because they lead."""
    there = await look(visit, entry_id)
    if not reads_remarks(visit, there.entry):
        raise Refused(DoorReason.NOT_ALLOWED, act=Act.LEAD_CONSULTATIONS)
    return there


def reads_remarks(visit: Visit, entry: Entry) -> bool:
    return entry.author_id == visit.me.id or visit.may(Act.LEAD_CONSULTATIONS)


async def enter_entry(visit: Visit, entry_id: int, act: Act) -> Entry:
    """An entry that stands in the log of a network of this person."""
    known = await entries.by_id(visit.uow, entry_id)
    network = await visit.enter(known.network_id if known else None)
    visit.require(act)
    entry = await entries.seen.one(visit.uow, door.of_network(network), entry_id)
    if entry is None:
        raise Refused(EntryReason.GONE)
    return entry


def _there(found: Consultation | None) -> Consultation:
    if found is None:
        raise Refused(ConsultationReason.NONE)
    return found
