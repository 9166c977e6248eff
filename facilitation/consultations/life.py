"""The life of a consultation: begun by those who lead, prolonged, closed or cancelled, and evaluated with reasons."""

from datetime import datetime, timedelta

from facilitation.calendar.quiet import next_sensible_moment
from facilitation.calendar.until import read_until
from facilitation.consultations.reasons import ConsultationReason
from facilitation.consultations.voices import checked_words
from facilitation.refusals import Refused
from storage import consultations, due_work
from storage.consultations import Consultation, Verdict
from storage.due_work import Doing
from storage.entries import Entry, EntryKind, EntryState
from storage.network import Network, NetworkState
from storage.people import Person
from storage.unit_of_work import UnitOfWork

CONSULTED = (EntryKind.RECOMMENDATION, EntryKind.PROJECT)
DAYS = (7, 14, 21, 30)
LONGEST_TIME = timedelta(days=90)
BEFORE_THE_END, TO_EVALUATE = timedelta(days=2), timedelta(days=7)
CLOSE, REMIND, SUMMARY, EVALUATE = (
    "consultations.close", "consultations.remind", "consultations.summary", "consultations.evaluate",
)  # fmt: skip


def waits(consultation: Consultation) -> bool:
    """Whether it is over and not evaluated yet."""
    return consultation.closed_at is not None and consultation.verdict is None


def can_begin(entry: Entry, known: Consultation | None) -> bool:
    """Once; and again where it was to be reworked, or has changed since it was evaluated."""
    if entry.kind not in CONSULTED or entry.state is not EntryState.KEPT:
        return False
    return known is None or _again(entry, known)


def _again(entry: Entry, known: Consultation) -> bool:
    if known.verdict is None or known.evaluated_at is None:
        return False
    return known.verdict is Verdict.TO_REWORK or has_changed(entry, known.evaluated_at)


def has_changed(entry: Entry, since: datetime) -> bool:
    """Whether the entry says something else since."""
    return entry.changed_at is not None and entry.changed_at > since


def read_end(typed: str, now: datetime, zone: str, language: str) -> datetime:
    at, _assumed = read_until(
        typed, now, zone, language, unclear=ConsultationReason.UNCLEAR, past=ConsultationReason.PAST
    )
    return checked_end(at, now)


def checked_end(closes_at: datetime, now: datetime) -> datetime:
    if closes_at <= now:
        raise Refused(ConsultationReason.PAST)
    if closes_at > now + LONGEST_TIME:
        raise Refused(ConsultationReason.LATE, most=LONGEST_TIME.days)
    return closes_at


async def begin(
    uow: UnitOfWork, network: Network, entry: Entry, closes_at: datetime, by: Person, now: datetime
) -> Consultation:
    """Consult a held entry. A new consultation takes the place of the earlier one; what was said to the entry as it
    is now stays, what was said to an earlier version goes."""
    known = await consultations.of_entry(uow, entry.key)
    be_beginnable(network, entry, known)
    until = checked_end(closes_at, now)
    if known is None:
        new = Consultation(entry_id=entry.key, network_id=network.key, opened_at=now, closes_at=until)
        known = await consultations.add(uow, new)
    elif entry.changed_at is not None:
        await consultations.drop_before(uow, known.key, entry.changed_at)
    known.by_id, known.opened_at, known.closes_at, known.closed_at = by.key, now, until, None
    known.verdict, known.reasons, known.evaluated_at = None, "", None
    uow.session.add(known)
    await due_work.cancel_all(uow, now, [SUMMARY, EVALUATE], [str(entry.key)])
    await _plan_end(uow, known, network.zone, now, fresh=True)
    return known


def be_beginnable(network: Network, entry: Entry, known: Consultation | None) -> None:
    if network.state is not NetworkState.ACTIVE:
        raise Refused(ConsultationReason.NOT_OPEN)
    if entry.kind not in CONSULTED or entry.state is not EntryState.KEPT:
        raise Refused(ConsultationReason.OTHER_KIND)
    if known is not None and known.verdict is None:
        raise Refused(ConsultationReason.UNDER_WAY)
    if not can_begin(entry, known):
        raise Refused(ConsultationReason.EVALUATED)


async def extend(
    uow: UnitOfWork, consultation: Consultation, closes_at: datetime, zone: str, now: datetime
) -> None:
    """Another end, later or sooner; what was closed and is not evaluated yet is open again."""
    be_extendable(consultation)
    consultation.closes_at, consultation.closed_at = checked_end(closes_at, now), None
    uow.session.add(consultation)
    await due_work.cancel_all(uow, now, [SUMMARY, EVALUATE], [str(consultation.entry_id)])
    await _plan_end(uow, consultation, zone, now)


async def close(uow: UnitOfWork, consultation: Consultation, zone: str, now: datetime) -> None:
    """The time is over, or those who lead have heard enough: they are asked to evaluate, not at night."""
    if consultation.verdict is not None or consultation.closed_at is not None:
        raise Refused(ConsultationReason.CLOSED)
    consultation.closed_at, consultation.closes_at = now, min(consultation.closes_at, now)
    uow.session.add(consultation)
    key, at = str(consultation.entry_id), consultation.network_id
    await due_work.cancel_all(uow, now, [CLOSE, REMIND], [key])
    for kind, moment in ((SUMMARY, now), (EVALUATE, now + TO_EVALUATE)):
        await due_work.plan(
            uow, kind, key, next_sensible_moment(moment, zone), network_id=at, entry=consultation.entry_id
        )


async def cancel(uow: UnitOfWork, consultation: Consultation, now: datetime) -> None:
    """It was a mistake, or its entry is gone: nothing of it is left."""
    every = (CLOSE, REMIND, SUMMARY, EVALUATE)
    await due_work.cancel_all(uow, now, every, [str(consultation.entry_id)])
    await consultations.remove(uow, consultation)


async def plan_again(uow: UnitOfWork, consultation: Consultation, zone: str, now: datetime) -> None:
    """What could not happen while the bot or the entry was away, comes now."""
    if consultation.verdict is None and consultation.closed_at is None:
        await _plan_end(uow, consultation, zone, now)


async def _plan_end(
    uow: UnitOfWork, consultation: Consultation, zone: str, now: datetime, *, fresh: bool = False
) -> None:
    """People are reminded once in a consultation, however often it is prolonged."""
    key, at, entry = str(consultation.entry_id), consultation.network_id, consultation.entry_id
    until = consultation.closes_at
    await due_work.plan(uow, CLOSE, key, max(until, now), network_id=at, entry=entry)
    before = None if fresh else await due_work.find(uow, REMIND, key)
    moment = reminder_at(consultation, zone)
    if before is not None and before.state is Doing.DONE:
        return
    if moment is None or moment <= now:
        await due_work.cancel(uow, now, REMIND, key)
    else:
        await due_work.plan(uow, REMIND, key, moment, not_after=until, network_id=at, entry=entry)


def reminder_at(consultation: Consultation, zone: str) -> datetime | None:
    """Two days before the end, or half-way where that is later, and not at night; None where only the night is left."""
    since, until = consultation.opened_at, consultation.closes_at
    moment = next_sensible_moment(max(until - BEFORE_THE_END, since + (until - since) / 2), zone)
    return moment if moment < until else None


def be_extendable(consultation: Consultation) -> None:
    if consultation.verdict is not None:
        raise Refused(ConsultationReason.EVALUATED)


# evaluation


async def evaluate(
    uow: UnitOfWork,
    consultation: Consultation,
    verdict: Verdict,
    reasons: str,
    *,
    instead_of: datetime | None,
    now: datetime,
) -> None:
    """What those who lead say after it, in place of an evaluation of the moment `instead_of`, if any."""
    be_evaluable(consultation)
    if consultation.evaluated_at != instead_of:
        raise Refused(ConsultationReason.MEANWHILE)
    consultation.verdict, consultation.reasons = verdict, checked_words(reasons)
    consultation.evaluated_at = now
    uow.session.add(consultation)
    await due_work.cancel_all(uow, now, [SUMMARY, EVALUATE], [str(consultation.entry_id)])


def be_evaluable(consultation: Consultation) -> None:
    if consultation.closed_at is None:
        raise Refused(ConsultationReason.STILL_OPEN)
